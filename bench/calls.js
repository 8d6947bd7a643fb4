// SPDX-License-Identifier: Apache-2.0

// Builds calls from bytes. Their layout is read from the chain's metadata once; after that, only
// roots and indices are filled in.

import { randomBytes } from 'node:crypto';

import { compact } from '../tests/client/bytes.js';

/** Placeholders that occur in an encoded call only where they were put. */
const ROOT = randomBytes(32);
const PLACE = 0x5a_c3_96_3c;

const bytesOf = (call) => Buffer.from(call.method.toU8a());

/** Returns the offset of a value in the bytes of a call. */
function find(bytes, value) {
  const place = bytes.indexOf(value);
  if (place < 0) throw new Error('a call does not hold what was put into it');
  return place;
}

const place = Buffer.alloc(4);
place.writeUInt32LE(PLACE);

/**
 * Splits a call whose last argument is a list into the bytes before the list and the bytes of one
 * item.
 */
function layoutOf(call, item) {
  const empty = bytesOf(call([]));
  const head = empty.subarray(0, -1);
  return { head, item: bytesOf(call([item])).subarray(empty.length) };
}

/** Returns a maker of `anchor` calls for cohorts of one size, each call with a new root. */
export function anchoring(calls, { grant, type }, size) {
  const call = bytesOf(calls.anchor(grant, type, { root: ROOT, size, validity: 'Never' }));
  const at = find(call, ROOT);
  return () => {
    const root = randomBytes(32);
    const bytes = Buffer.from(call);
    root.copy(bytes, at);
    return { bytes, roots: [root] };
  };
}

/** Returns a maker of `anchor_many` calls of `count` single credentials each. */
export function anchoringMany(calls, { grant, type }, count) {
  const { head, item } = layoutOf((list) => calls.anchorMany(grant, type, list), {
    root: ROOT,
    size: 1,
    validity: 'Never',
  });
  const at = find(item, ROOT);
  return () => {
    const roots = Array.from({ length: count }, () => randomBytes(32));
    const items = roots.map((root) => {
      const bytes = Buffer.from(item);
      root.copy(bytes, at);
      return bytes;
    });
    return { bytes: Buffer.concat([head, compact(count), ...items]), roots };
  };
}

/**
 * Returns a maker of `change_statuses` calls that revoke the credentials at given indices of a
 * batch.
 */
export function revoking(calls, root) {
  const { head, item } = layoutOf((list) => calls.changeStatuses(root, list), {
    index: PLACE,
    change: { Revoke: 'IssuedInError' },
  });
  const at = find(item, place);
  return (indices) => {
    const items = indices.map((index) => {
      const bytes = Buffer.from(item);
      bytes.writeUInt32LE(index, at);
      return bytes;
    });
    return Buffer.concat([head, compact(indices.length), ...items]);
  };
}

/** Returns a maker of empty remarks, the cheapest transaction that there is. */
export function remarking({ tx }) {
  const bytes = bytesOf(tx.system.remark('0x'));
  return () => ({ bytes, roots: [] });
}

// SPDX-License-Identifier: Apache-2.0

// Calls as bytes. How they are laid out is asked of the chain's metadata once; after that, only
// roots and places are filled in.

import { randomBytes } from 'node:crypto';

import { compact } from './extrinsics.js';

/** Bytes and a number that stand nowhere in a call by chance. */
const ROOT = randomBytes(32);
const PLACE = 0x5a_c3_96_3c;

const bytesOf = (call) => Buffer.from(call.method.toU8a());

/** Where a value stands in the bytes of a call. */
function find(bytes, value) {
  const place = bytes.indexOf(value);
  if (place < 0) throw new Error('a call does not hold what was put into it');
  return place;
}

const place = Buffer.alloc(4);
place.writeUInt32LE(PLACE);

/** The bytes of a call whose last argument is a list: what stands before it, and one item of it. */
function layoutOf(call, item) {
  const empty = bytesOf(call([]));
  const head = empty.subarray(0, -1);
  return { head, item: bytesOf(call([item])).subarray(empty.length) };
}

/** Makes `anchor` calls for cohorts of a size, each with a root of its own, and tells the root. */
export function anchoring(calls, { grant, type }, size) {
  const call = bytesOf(calls.anchor(grant, type, { root: ROOT, size, validUntil: null }));
  const at = find(call, ROOT);
  return () => {
    const root = randomBytes(32);
    const bytes = Buffer.from(call);
    root.copy(bytes, at);
    return { bytes, roots: [root] };
  };
}

/** The same for `anchor_many` of single credentials, `count` of them. */
export function anchoringMany(calls, { grant, type }, count) {
  const { head, item } = layoutOf((list) => calls.anchorMany(grant, type, list), {
    root: ROOT,
    size: 1,
    validUntil: null,
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

/** Makes `change_statuses` calls that revoke the credentials at these places of a batch. */
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

/** A remark that says nothing, which the chain forgets: the least that a transaction can do. */
export function remarking({ tx }) {
  const bytes = bytesOf(tx.system.remark('0x'));
  return () => ({ bytes, roots: [] });
}

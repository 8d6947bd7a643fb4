// SPDX-License-Identifier: Apache-2.0

// Status lists as `docs/spec/status-list.md` defines them: where a document says that its status
// is, and the W3C bitstring that follows from what the chain knows of a list.

import { randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';

import { fromHex, toHex } from './hex.js';
import { unpack } from './status.js';

/** The fewest bits of a W3C bitstring, for the privacy of those who are on it. */
export const MIN_BITS = 131_072;
/** The most places of a list of the chain. */
export const MAX_PLACES = 2 ** 20;
/** The most statuses in one answer of a node. */
const MAX_STATUSES = 262_144;
const SUSPENDED = 1;

/** The purposes of a list: whether the bit of a status is set. One list has one purpose. */
const PURPOSES = {
  /** Whatever is withdrawn for good. A void is not: the council can lift it. */
  revocation: ({ code, isRevoked }) => isRevoked || code > SUSPENDED,
  /** Whatever a wallet must not accept now, for good or for a time. */
  suspension: ({ code, isRevoked, isVoid }) => isRevoked || isVoid || code !== 0,
};

/** The purpose of a list that a document with a single entry names: it leaves nothing out. */
const ONE_PURPOSE = 'suspension';

/** Returns whether the bit of a credential is set in the list of a purpose. */
export function isSet(purpose, { code, isRevoked, isVoid }) {
  if (!Object.hasOwn(PURPOSES, purpose)) throw new TypeError(`no purpose ${purpose}`);
  return PURPOSES[purpose]({ code, isRevoked, isVoid });
}

/** Returns a label that nobody can guess, as the chain takes it. */
export const newLabel = () => toHex(randomBytes(16));

/**
 * Returns the address of the list credential of a label.
 *
 * @param {{ host: string, institution: number, label: string, purpose?: string }} list `host` is
 *   the address of whoever publishes the list, without a slash at its end
 */
export function listAddress({ host, institution, label, purpose = ONE_PURPOSE }) {
  if (fromHex(label).length !== 16) throw new RangeError(`no label of 16 bytes: ${label}`);
  if (!Object.hasOwn(PURPOSES, purpose)) throw new TypeError(`no purpose ${purpose}`);
  return `${host}/status/${institution}/${label.slice(2).toLowerCase()}/${purpose}`;
}

/**
 * Returns the member `credentialStatus` of the document that has this place of a list, for readers
 * that take one entry.
 */
export function statusEntry({ purpose = ONE_PURPOSE, ...list }, place) {
  if (!Number.isInteger(place) || place < 0 || place >= MAX_PLACES) {
    throw new RangeError(`no place ${place} in a list`);
  }
  const address = listAddress({ ...list, purpose });
  return {
    id: `${address}#${place}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: String(place),
    statusListCredential: address,
  };
}

/** Returns the same for readers that take several: one entry for each purpose. */
export const statusEntries = (list, place) =>
  Object.keys(PURPOSES).map((purpose) => statusEntry({ ...list, purpose }, place));

/**
 * Reads all parts of a list and the statuses of each, as of one block.
 *
 * @param {(method: string, ...params) => Promise<object|null>} read asks a node, such as
 *   `(…) => chain.read(…)`
 * @param {number} institution
 * @param {string} label
 * @param {object|null} [at] the last final block by default
 * @returns {Promise<{ end: number, parts: object[], asOf: object }|null>} `null` if there is no
 *   such list
 */
export async function readStatusList(read, institution, label, at = null) {
  const first = await read('statusList', institution, label, 0, null, at);
  if (first === null) return null;
  const { end, asOf } = first;
  const block = { hash: asOf.blockHash };
  const parts = [...first.items];
  for (let { next } = first; next !== null; ) {
    const page = await read('statusList', institution, label, next, null, block);
    parts.push(...page.items);
    next = page.next;
  }
  ensureWhole(parts, end);
  const paths = new Map();
  for (const part of parts) {
    const { codes, revoked } = await statusesOf(read, institution, part, block);
    const isVoid = await batchIsVoid(read, institution, part, block, paths);
    Object.assign(part, { codes, isRevoked: revoked !== null, isVoid });
  }
  return { end, parts, asOf };
}

/** Throws unless the parts follow each other from place 0 to the end, as those of each list do. */
export function ensureWhole(parts, end) {
  let place = 0;
  for (const { start, size } of parts) {
    if (start !== place || size < 1) throw new Error(`a list with a hole at place ${place}`);
    place += size;
  }
  if (place !== end || end > MAX_PLACES) throw new Error(`a list of ${end} that ends at ${place}`);
}

/** Returns the codes of all credentials of a batch, and the revocation of the whole of it. */
async function statusesOf(read, institution, { root, size }, block) {
  const ranges = [];
  let revoked = null;
  for (let from = 0; from < size; from += MAX_STATUSES) {
    const count = Math.min(MAX_STATUSES, size - from);
    const answer = await read('statuses', institution, root, from, count, block);
    if (answer.count !== count) throw new Error(`${answer.count} statuses instead of ${count}`);
    ranges.push(unpack(fromHex(answer.statuses), count));
    ({ revoked } = answer);
  }
  return { codes: ranges.flat(), revoked };
}

/** Returns whether a batch is void: a grant on its path was withdrawn from then or from before. */
async function batchIsVoid(read, institution, { root }, block, paths) {
  const batch = await read('batch', institution, root, block);
  const anchored = { accreditation: batch.accreditation, since: batch.issuedAt };
  const { accreditation, since } = batch.attestedAgain ?? anchored;
  if (!paths.has(accreditation)) {
    paths.set(accreditation, (await read('accreditation', accreditation, block)).path);
  }
  const moment = Date.parse(since);
  return paths
    .get(accreditation)
    .some(({ voidFrom }) => voidFrom !== null && Date.parse(voidFrom) <= moment);
}

/** Returns the bits of a list for a purpose, the first place in the left-most bit. */
export function bitstring({ end, parts }, purpose = ONE_PURPOSE) {
  const bits = Buffer.alloc(Math.max(MIN_BITS, Math.ceil(end / 8) * 8) / 8);
  for (const { start, codes, isRevoked, isVoid } of parts) {
    codes.forEach((code, index) => {
      const place = start + index;
      if (isSet(purpose, { code, isRevoked, isVoid })) bits[place >> 3] |= 0x80 >> (place & 7);
    });
  }
  return bits;
}

/** Returns the bit at a place. */
export const bitAt = (bits, place) => (bits[place >> 3] & (0x80 >> (place & 7))) !== 0;

/** Returns a bitstring as `encodedList`: `u`, and its GZIP form in base64url without padding. */
export const encodeList = (bits) => `u${gzipSync(bits).toString('base64url')}`;

/** Returns the bitstring of an `encodedList`. */
export function decodeList(text) {
  if (!/^u[\w-]+$/.test(text)) throw new TypeError('no base64url after a `u`');
  return gunzipSync(Buffer.from(text.slice(1), 'base64url'), { maxOutputLength: MAX_PLACES / 8 });
}

/**
 * Returns the credential that publishes a list, without its proof: the issuer of the documents
 * signs it with a key for status lists.
 *
 * @param {{ host: string, institution: number, label: string, issuer: string, purpose?: string,
 *   ttl?: number }} options `ttl` in milliseconds
 */
export function listCredential(list, { issuer, purpose = ONE_PURPOSE, ttl = 300_000, ...of }) {
  const id = listAddress({ ...of, purpose });
  const time = Date.parse(list.asOf.time);
  const timestamp = (moment) => new Date(moment).toISOString().replace(/\.\d{3}Z$/, 'Z');
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom: timestamp(time),
    validUntil: timestamp(time + 2 * ttl),
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      encodedList: encodeList(bitstring(list, purpose)),
      ttl,
    },
  };
}

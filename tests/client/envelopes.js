// SPDX-License-Identifier: Apache-2.0

// Several envelopes of one achievement under one leaf.

import { DocumentFault } from './fault.js';
import { leafHash, sha256 } from './hash.js';

/** The most envelopes under one leaf. */
export const MAX_ENVELOPES = 8;
/** A canonical form begins with `{`, a leaf with 0x00, an inner node with 0x01. */
const ENVELOPES_PREFIX = 0x02;

/** Returns the digest over the digests of all envelopes, which are in ascending order. */
export function digestOver(digests) {
  if (digests.length === 0) throw new DocumentFault('noEnvelope', 'no envelope');
  if (digests.length > MAX_ENVELOPES) {
    throw new DocumentFault('tooManyEnvelopes', `more than ${MAX_ENVELOPES} envelopes`);
  }
  ensureAscending(digests);
  if (digests.length === 1) return digests[0];
  return sha256(Buffer.from([ENVELOPES_PREFIX, digests.length]), ...digests);
}

function ensureAscending(digests) {
  digests.slice(1).forEach((second, place) => {
    const order = Buffer.compare(digests[place], second);
    if (order === 0) throw new DocumentFault('equalDigests', 'two envelopes have one digest');
    if (order > 0) throw new DocumentFault('digestsOutOfOrder', 'the digests do not ascend');
  });
}

/** Returns the leaf of one envelope and of others, given the others' digests in ascending order. */
export function leafOver(own, others = []) {
  if (others.length >= MAX_ENVELOPES) {
    throw new DocumentFault('tooManyEnvelopes', `more than ${MAX_ENVELOPES} envelopes`);
  }
  ensureAscending(others);
  return leafHash(digestOver([own, ...others].sort(Buffer.compare)));
}

/**
 * Joins envelopes, in any order, under one leaf.
 *
 * @param {{ digest: Buffer, salt: string }[]} envelopes
 * @returns {{ leaf: Buffer, others: Buffer[][] }} `others` has, for each envelope in the order
 *   given, what its reference states: the digests of the others, ascending
 */
export function join(envelopes) {
  const digests = envelopes.map(({ digest }) => digest).sort(Buffer.compare);
  const leaf = leafHash(digestOver(digests));
  if (new Set(envelopes.map(({ salt }) => salt)).size < envelopes.length) {
    throw new DocumentFault('equalSalts', 'two envelopes have one salt');
  }
  const others = envelopes.map(({ digest }) => digests.filter((other) => !other.equals(digest)));
  return { leaf, others };
}

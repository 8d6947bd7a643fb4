// SPDX-License-Identifier: Apache-2.0

// A reference is all that a node needs to know of a credential to judge it: the claimed
// institution, the leaf, and its place in the anchored tree. It names no person.
//
// A file that a reference lies beside can be one of several envelopes of the same achievement. Then
// the reference also has the digests of the others, as `envelopes`, which no node is asked with.

import { leafOf, readToken } from './digest.js';
import { leafOver } from './envelopes.js';
import { fromHex, toHex } from './hex.js';
import { rootOf } from './merkle.js';

/**
 * Returns the reference of the credential at `index` of a tree.
 *
 * @param {Buffer[]} others the digests of the other envelopes under the leaf, ascending
 */
export const referenceOf = (institution, leaf, tree, index, others = []) => ({
  institution,
  leaf: toHex(leaf),
  index,
  size: tree.size,
  path: tree.path(index).map(toHex),
  ...(others.length > 0 && { envelopes: others.map(toHex) }),
});

/** Returns the part of a reference that a node is asked with. */
export const questionOf = ({ envelopes: _, ...question }) => question;

/** Returns the digests of the other envelopes that a reference states. */
const othersOf = ({ envelopes = [] }) => envelopes.map(fromHex);

/**
 * Returns the root that a reference leads to, in hex, or `null` if no tree of its size has such a
 * path.
 */
export function rootOfReference({ leaf, index, size, path }) {
  const root = rootOf(fromHex(leaf), index, size, path.map(fromHex));
  return root && toHex(root);
}

/** Returns whether a reference is about a document in JSON. */
export const matches = (document, reference) =>
  toHex(leafOf(document, othersOf(reference))) === reference.leaf;

/** Returns whether a reference is about a document in a token. */
export const matchesToken = (token, reference) =>
  toHex(leafOver(readToken(token).digest, othersOf(reference))) === reference.leaf;

/** Returns the pointer by which a call names a credential: institution, root, index. */
export const pointerOf = (reference) => ({
  institution: reference.institution,
  root: rootOfReference(reference),
  index: reference.index,
});

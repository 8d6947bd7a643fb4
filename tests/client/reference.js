// SPDX-License-Identifier: Apache-2.0

// A reference is all that a node needs to know of a credential to judge it: the claimed
// institution, the leaf, and its place in the anchored tree. It names no person.

import { leafOf } from './digest.js';
import { fromHex, toHex } from './hex.js';
import { rootOf } from './merkle.js';

/** Returns the reference of the credential at `index` of a tree. */
export const referenceOf = (institution, leaf, tree, index) => ({
  institution,
  leaf: toHex(leaf),
  index,
  size: tree.size,
  path: tree.path(index).map(toHex),
});

/**
 * Returns the root that a reference leads to, in hex, or `null` if no tree of its size has such a
 * path.
 */
export function rootOfReference({ leaf, index, size, path }) {
  const root = rootOf(fromHex(leaf), index, size, path.map(fromHex));
  return root && toHex(root);
}

/** Returns whether a reference is about a document. */
export const matches = (document, reference) => toHex(leafOf(document)) === reference.leaf;

/** Returns the pointer by which a call names a credential: institution, root, index. */
export const pointerOf = (reference) => ({
  institution: reference.institution,
  root: rootOfReference(reference),
  index: reference.index,
});

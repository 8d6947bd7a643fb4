// SPDX-License-Identifier: Apache-2.0

// A reference is all that a node needs to know of a credential to judge it: whose it is said to be,
// its leaf, and its place in the tree that was anchored. It names no person.

import { leafOf } from './digest.js';
import { fromHex, toHex } from './hex.js';
import { rootOf } from './merkle.js';

/** The reference of the credential at `index` of a tree. */
export const referenceOf = (institution, leaf, tree, index) => ({
  institution,
  leaf: toHex(leaf),
  index,
  size: tree.size,
  path: tree.path(index).map(toHex),
});

/** The root that a reference leads to, in hex; `null` when no tree of its size has such a path. */
export function rootOfReference({ leaf, index, size, path }) {
  const root = rootOf(fromHex(leaf), index, size, path.map(fromHex));
  return root && toHex(root);
}

/** Whether a document is the one that a reference speaks of. */
export const matches = (document, reference) => toHex(leafOf(document)) === reference.leaf;

/** How the chain names a credential in a call: institution, root, index. */
export const pointerOf = (reference) => ({
  institution: reference.institution,
  root: rootOfReference(reference),
  index: reference.index,
});

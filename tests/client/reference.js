// SPDX-License-Identifier: Apache-2.0

// A reference is all that a node needs to know of a credential to judge it: the claimed
// institution, the leaf, and its place in the anchored tree. It names no person.
//
// A file that a reference lies beside can be one of several envelopes of the same achievement. Then
// the reference also has the digests of the others, as `envelopes`, which no node is asked with.

import { leafOf, readToken } from './digest.js';
import { leafOver } from './envelopes.js';
import { fromHex, toHex } from './hex.js';
import { parseObject } from './ijson.js';
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

const isNumber = (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32;
const isHash = (value) => typeof value === 'string' && /^0x[0-9a-fA-F]{64}$/.test(value);
const isList = (value) => Array.isArray(value) && value.every(isHash);

/** What the value of each member of a reference is, in a file. */
const MEMBERS = {
  institution: isNumber,
  leaf: isHash,
  index: isNumber,
  size: isNumber,
  path: isList,
  envelopes: isList,
};

const lowered = (value) => (typeof value === 'string' ? value.toLowerCase() : value);

/**
 * Returns the reference in a file, given as text or as bytes, without members that no reference has
 * and with hexadecimal digits in lower case.
 *
 * @throws {DocumentFault} for a text that is no unambiguous JSON
 * @throws {TypeError} for a member that is missing or malformed
 */
export function parseReference(input) {
  const { envelopes = [], ...file } = parseObject(input);
  const reference = {};
  for (const [name, is] of Object.entries(MEMBERS)) {
    const value = name === 'envelopes' ? envelopes : file[name];
    if (!is(value)) throw new TypeError(`the reference has no well-formed \`${name}\``);
    reference[name] = Array.isArray(value) ? value.map(lowered) : lowered(value);
  }
  if (envelopes.length === 0) delete reference.envelopes;
  return reference;
}

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
  leafOf(document, othersOf(reference)).equals(fromHex(reference.leaf));

/** Returns whether a reference is about a document in a token. */
export const matchesToken = (token, reference) =>
  leafOver(readToken(token).digest, othersOf(reference)).equals(fromHex(reference.leaf));

/** Returns the pointer by which a call names a credential: institution, root, index. */
export const pointerOf = (reference) => ({
  institution: reference.institution,
  root: rootOfReference(reference),
  index: reference.index,
});

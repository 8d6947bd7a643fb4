// SPDX-License-Identifier: Apache-2.0

// The tree of RFC 9162, section 2.1, written from its recursive definition. The chain's own crate
// builds the same tree level by level, so that each implementation checks the other.

import { nodeHash } from './hash.js';

/** The largest size that a reference can express. */
const MAX_SIZE = 2 ** 32 - 1;
/** The most leaves that this builder keeps in memory. */
const MAX_LEAVES = 2 ** 26;

/**
 * Two leaves of a tree are equal: the same document is in the cohort twice. A credential has one
 * status; with a second place it would have two, and whoever revokes it at one place would leave it
 * valid at the other.
 */
export class EqualLeaves extends Error {
  name = 'EqualLeaves';

  /** @param {number} first @param {number} second the places of the leaf, from 0 */
  constructor(first, second) {
    super(`leaves ${first} and ${second} are equal: the same document is there twice`);
    this.first = first;
    this.second = second;
  }
}

/** Throws if two leaves are equal. */
function ensureDifferent(leaves) {
  const places = new Map();
  leaves.forEach((leaf, second) => {
    const key = Buffer.from(leaf).toString('latin1');
    if (places.has(key)) throw new EqualLeaves(places.get(key), second);
    places.set(key, second);
  });
}

/** Returns the largest power of two below a size of at least 2, where the definition splits. */
const split = (size) => 2 ** (31 - Math.clz32(size - 1));

/**
 * A tree over the leaves of a cohort. It keeps the hash of every subtree of the recursion, by first
 * leaf and length, so that the root and all the paths cost one pass of hashing.
 */
export class Tree {
  #leaves;
  #nodes = new Map();

  constructor(leaves) {
    if (leaves.length === 0) throw new RangeError('a tree needs at least one leaf');
    if (leaves.length > MAX_LEAVES) throw new RangeError(`more than ${MAX_LEAVES} leaves`);
    ensureDifferent(leaves);
    this.#leaves = leaves;
    this.root = this.#hash(0, leaves.length);
  }

  get size() {
    return this.#leaves.length;
  }

  /** Returns the siblings of a leaf from the bottom up: PATH(m, D[n]) of section 2.1.3.1. */
  path(index) {
    if (!Number.isInteger(index) || index < 0 || index >= this.size) {
      throw new RangeError(`no leaf ${index} in a tree of ${this.size}`);
    }
    const siblings = [];
    let first = 0;
    let length = this.size;
    while (length > 1) {
      const left = split(length);
      if (index < first + left) {
        siblings.push(this.#hash(first + left, length - left));
        length = left;
      } else {
        siblings.push(this.#hash(first, left));
        first += left;
        length -= left;
      }
    }
    return siblings.reverse();
  }

  /** Returns MTH(D[first : first + length]) of section 2.1.1. */
  #hash(first, length) {
    if (length === 1) return this.#leaves[first];
    const key = first * 2 * MAX_LEAVES + length;
    const known = this.#nodes.get(key);
    if (known) return known;
    const left = split(length);
    const hash = nodeHash(this.#hash(first, left), this.#hash(first + left, length - left));
    this.#nodes.set(key, hash);
    return hash;
  }
}

/**
 * Returns the root that a leaf at an index of a tree of some size has with a path, or `null` if no
 * tree of that size has such a path there. It follows the recursive definition from the top down:
 * the path must have as many siblings as there are splits on the way to the leaf.
 */
export function rootOf(leaf, index, size, path) {
  if (!Number.isInteger(index) || !Number.isInteger(size)) return null;
  if (index < 0 || size > MAX_SIZE || index >= size) return null;
  const sides = [];
  let place = index;
  let length = size;
  while (length > 1) {
    const left = split(length);
    const isLeft = place < left;
    sides.push(isLeft);
    if (!isLeft) place -= left;
    length = isLeft ? left : length - left;
  }
  if (sides.length !== path.length) return null;
  return path.reduce((hash, sibling) => {
    return sides.pop() ? nodeHash(hash, sibling) : nodeHash(sibling, hash);
  }, leaf);
}

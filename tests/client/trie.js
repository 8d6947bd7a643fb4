// SPDX-License-Identifier: Apache-2.0

// A part of the state trie, from a proof in its compact form, as docs/bundle.md defines it.

import { compact } from './bytes.js';
import { blake2, LIMITS } from './evidenceCodec.js';
import { fromHex, toHex } from './hex.js';
import { ensure, read, Refusal } from './refusal.js';
import { byteList, bytes, Malformed, u16, u8 } from './scale.js';

const CHILDREN = 16;
const HASH = 32;

/** The kinds of nodes: the upper bits of the first byte, and how many are below them. */
const KINDS = [
  { begin: 0b0100_0000, bits: 6, branch: false, value: 'itself' },
  { begin: 0b1000_0000, bits: 6, branch: true, value: 'none' },
  { begin: 0b1100_0000, bits: 6, branch: true, value: 'itself' },
  { begin: 0b0010_0000, bits: 5, branch: false, value: 'hash' },
  { begin: 0b0001_0000, bits: 4, branch: true, value: 'hash' },
];

const isOf = (first, { begin, bits }) => first >> bits === begin >> bits;
const sized = (part) => Buffer.concat([compact(part.length), part]);

/** Takes the number of nibbles, of which the first byte has some. */
function lengthOf(input, first, { bits }) {
  const full = 2 ** bits - 1;
  let length = first & full;
  for (let more = 255; length >= full && more === 255; length += more) more = u8(input);
  return length;
}

const nibblesOf = (key) => [...key].flatMap((byte) => [byte >> 4, byte & 15]);

/** Takes a node. */
function node(input) {
  const first = u8(input);
  const kind = KINDS.find((candidate) => isOf(first, candidate));
  if (kind === undefined) throw new Malformed(`no node begins with ${first}`);
  const length = lengthOf(input, first, kind);
  const partial = input.take(Math.ceil(length / 2));
  const nibbles = nibblesOf(partial);
  if (length % 2 === 1 && nibbles.shift() !== 0) throw new Malformed('an odd key has no 0 first');
  const bitmap = kind.branch ? u16(input) : 0;
  if (kind.branch && bitmap === 0) throw new Malformed('a branch has no child');
  const value = { none: () => null, itself: byteList, hash: bytes(HASH) }[kind.value](input);
  const children = Array.from({ length: CHILDREN }, (_, nibble) => {
    const child = (bitmap >> nibble) % 2 === 1 ? byteList(input) : null;
    if (child?.length > HASH) throw new Malformed('a child is longer than a hash');
    return child;
  });
  return { kind, length, partial, nibbles, value, children };
}

const isInside = (child) => child !== null && child.length > 0 && child.length < HASH;
const follows = (child) => child?.length === 0;

/** Refuses a node that has one inside of it which is none, or for which another one would follow. */
function ensureSound({ children }) {
  for (const child of children.filter(isInside)) {
    const inner = read(node, child);
    ensure(!inner.children.some(follows), 'malformed', 'a child of an inner node follows');
    ensureSound(inner);
  }
}

/** Returns the bytes of a node. */
function encoded({ kind, length, partial, value, children }) {
  const full = 2 ** kind.bits - 1;
  const header = [kind.begin | Math.min(length, full)];
  if (length >= full) {
    header.push(...Array(Math.floor((length - full) / 255)).fill(255), (length - full) % 255);
  }
  const parts = [Buffer.from(header), partial];
  if (kind.branch) {
    const bitmap = Buffer.alloc(2);
    bitmap.writeUInt16LE(children.reduce((bits, child, n) => bits + (child ? 2 ** n : 0), 0));
    parts.push(bitmap);
  }
  if (value !== null) parts.push(kind.value === 'hash' ? value : sized(value));
  return Buffer.concat([...parts, ...children.filter((child) => child !== null).map(sized)]);
}

/** A part of a trie. */
export class Trie {
  #root;
  /** The nodes and the values, under their hashes in hex. */
  #nodes = new Map();
  #values = new Map();

  /**
   * @param {Buffer[]} items a proof in the compact form
   * @param {Buffer} root
   * @throws {Refusal}
   */
  constructor(items, root) {
    const rest = [...items].reverse();
    this.#root = this.#rebuild(rest, 1);
    ensure(rest.length === 0, 'forgedUnneededItems', `${rest.length} items more`);
    ensure(this.#root.equals(root), 'forgedState', 'the proof is of another state');
  }

  /** Takes the next node with all that is below it, and returns its hash. */
  #rebuild(rest, depth) {
    ensure(rest.length > 0 && depth <= LIMITS.depth, 'malformed', 'the proof ends, or is too deep');
    const item = rest.pop();
    const hasValue = item[0] === 1;
    const found = read(node, hasValue ? item.subarray(1) : item);
    ensureSound(found);
    if (hasValue) this.#takeValue(found, rest);
    const children = found.children.map((child) =>
      follows(child) ? this.#rebuild(rest, depth + 1) : child,
    );
    return this.#store(this.#nodes, encoded({ ...found, children }));
  }

  #takeValue(found, rest) {
    const isEmpty = found.kind.value === 'itself' && found.value.length === 0;
    ensure(isEmpty && rest.length > 0, 'malformed', 'no value can follow');
    const { branch } = found.kind;
    found.kind = KINDS.find((kind) => kind.branch === branch && kind.value === 'hash');
    found.value = this.#store(this.#values, rest.pop());
  }

  #store(items, item) {
    const hash = blake2(item);
    ensure(!items.has(toHex(hash)), 'forgedRepeatedItem', 'an item is there twice');
    items.set(toHex(hash), item);
    return hash;
  }

  /**
   * Returns the value under a key in hex, or `null` if there certainly is none.
   *
   * @throws {Refusal} if the proof does not cover it
   */
  get(key) {
    const uncovered = (map, hash) => {
      const item = map.get(toHex(hash));
      if (item === undefined) throw new Refusal('incomplete', `${key} is not covered`);
      return item;
    };
    let rest = nibblesOf(fromHex(key));
    for (let item = uncovered(this.#nodes, this.#root); ;) {
      const { kind, nibbles, value, children } = read(node, item);
      if (!nibbles.every((nibble, place) => nibble === rest[place])) return null;
      rest = rest.slice(nibbles.length);
      if (rest.length === 0) return kind.value === 'hash' ? uncovered(this.#values, value) : value;
      const child = children[rest.shift()];
      if (child === null) return null;
      item = child.length === HASH ? uncovered(this.#nodes, child) : child;
    }
  }
}

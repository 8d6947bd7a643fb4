// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { leafHash } from '../client/hash.js';
import { fromHex, toHex } from '../client/hex.js';
import { EqualLeaves, rootOf, Tree } from '../client/merkle.js';
import { after, CHUNK_BYTES, pack, unpack } from '../client/status.js';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const file = readFileSync(path('../../primitives/tests/vectors.json'), 'utf8');
const vectors = JSON.parse(file);

test('the shared vectors are what the tool writes', () => {
  const made = execFileSync(process.execPath, [path('../tools/make-vectors.js')]);
  assert.ok(made.equals(Buffer.from(file)), 'make them again, see tools/make-vectors.js');
});

test('the values of Certificate Transparency are met', () => {
  const { inputs, roots, paths } = vectors.certificateTransparency;
  const leaves = inputs.map((input) => leafHash(fromHex(input)));
  roots.forEach((root, last) => {
    assert.equal(toHex(new Tree(leaves.slice(0, last + 1)).root), root);
  });
  for (const { size, index, path: known } of paths) {
    assert.deepEqual(new Tree(leaves.slice(0, size)).path(index).map(toHex), known);
    assert.equal(toHex(rootOf(leaves[index], index, size, known.map(fromHex))), roots[size - 1]);
  }
});

const leaves = (size) => Array.from({ length: size }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));

test('every leaf of every size proves, and only at its place', () => {
  for (let size = 1; size <= 70; size++) {
    const all = leaves(size);
    const tree = new Tree(all);
    all.forEach((leaf, index) => {
      const siblings = tree.path(index);
      for (let claimed = -1; claimed <= size; claimed++) {
        const root = rootOf(leaf, claimed, size, siblings);
        assert.equal(root?.equals(tree.root) ?? false, claimed === index);
      }
      assert.equal(rootOf(leaf, index, size, [...siblings, leaf]), null);
      if (size > 1) assert.equal(rootOf(leaf, index, size, siblings.slice(1)), null);
    });
  }
});

test('another leaf, another sibling, another order do not prove', () => {
  const all = leaves(77);
  const tree = new Tree(all);
  all.forEach((leaf, index) => {
    const siblings = tree.path(index);
    assert.ok(!rootOf(all[(index + 1) % 77], index, 77, siblings).equals(tree.root));
    siblings.forEach((sibling, place) => {
      const other = siblings.with?.(place, leafHash(sibling)) ?? [
        ...siblings.slice(0, place),
        leafHash(sibling),
        ...siblings.slice(place + 1),
      ];
      assert.ok(!rootOf(leaf, index, 77, other).equals(tree.root));
    });
    if (siblings.length > 1) {
      assert.ok(!rootOf(leaf, index, 77, [...siblings].reverse()).equals(tree.root));
    }
  });
});

test('sizes and places that no tree has are no proof', () => {
  const [leaf] = leaves(1);
  assert.equal(rootOf(leaf, 0, 0, []), null);
  assert.equal(rootOf(leaf, 0, 2 ** 32, Array(32).fill(leaf)), null);
  assert.equal(rootOf(leaf, 0.5, 2, [leaf]), null);
  assert.equal(rootOf(leaf, 0, Number.NaN, []), null);
  assert.ok(rootOf(leaf, 0, 2 ** 32 - 1, Array(32).fill(leaf)));
  assert.throws(() => new Tree([]), RangeError);
  assert.throws(() => new Tree([leaf]).path(1), RangeError);
});

test('a tree with two equal leaves is refused, and both places are named', () => {
  for (const [first, second, size] of [
    [0, 1, 2],
    [0, 4, 5],
    [6, 69, 70],
  ]) {
    const all = leaves(size);
    all[second] = Buffer.from(all[first]);
    assert.throws(
      () => new Tree(all),
      (error) => {
        assert.ok(error instanceof EqualLeaves);
        assert.deepEqual([error.first, error.second], [first, second]);
        assert.match(error.message, new RegExp(`${first} and ${second}`));
        return true;
      },
    );
  }
});

test('statuses are packed low nibble first', () => {
  for (const { codes, chunk } of vectors.packed) {
    assert.equal(toHex(pack(codes)), chunk);
    assert.deepEqual(unpack(fromHex(chunk)), codes);
    assert.equal(fromHex(chunk).length, CHUNK_BYTES);
  }
  assert.deepEqual(unpack(pack([1, 2, 3]), 3), [1, 2, 3]);
  assert.throws(() => pack([16]), RangeError);
});

test('statuses follow each other as on chain', () => {
  for (const { from, change, reason, to } of vectors.transitions) {
    assert.equal(after(from, change, reason), to, `${from} ${change} ${reason}`);
  }
});

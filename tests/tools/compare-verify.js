// SPDX-License-Identifier: Apache-2.0

// Asks the node before the present layout and the present one the same in turn: `credentials_verify`
// of 1,000 credentials of a cohort, in whole calls.
//
//   node tests/tools/compare-verify.js FORMER PRESENT [ROUNDS]

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

import { leafHash } from '../client/hash.js';
import { toHex } from '../client/hex.js';
import { Tree } from '../client/merkle.js';
import { questionOf, referenceOf } from '../client/reference.js';
import { admin, compare, FIRST } from './former.js';

const SIZE = 1_000;

async function prepare(chain, node) {
  const leaves = Array.from({ length: SIZE }, () => leafHash(randomBytes(32)));
  const tree = new Tree(leaves);
  const batch = { root: toHex(tree.root), size: SIZE, validity: 'Never' };
  await chain.send(chain.calls.anchor(FIRST, FIRST, batch), admin);
  const references = leaves.map((leaf, place) =>
    questionOf(referenceOf(FIRST, leaf, tree, place)),
  );
  const params = [references];
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'credentials_verify', params });
  const { result } = JSON.parse((await node.rpc.post(body)).text);
  assert.equal(result.length, SIZE);
  assert.ok(result.every(({ outcome }) => outcome === 'valid'));
  return { 'credentials_verify of 1,000': () => node.rpc.post(body) };
}

const [former, present, rounds = '150'] = process.argv.slice(2);
if (present === undefined) throw new Error('expected the paths of the former and the present node');
await compare([former, present], Number(rounds), prepare);

// SPDX-License-Identifier: Apache-2.0

// Asks two nodes the same in turn, the node before the present layout and the present one, and prints
// the medians and their ratio: `credentials_verify` of 1,000 credentials of a cohort, in whole calls.
//
//   node tests/tools/compare-verify.js FORMER PRESENT [ROUNDS]
//
// The former node is that of `scripts/rehearse-migration`. Each node gets a development chain of its
// own, with one cohort.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { account, connect } from '../client/chain.js';
import { Council } from '../client/council.js';
import { leafHash } from '../client/hash.js';
import { toHex } from '../client/hex.js';
import { Tree } from '../client/merkle.js';
import { questionOf, referenceOf } from '../client/reference.js';
import { YEAR } from '../journey/context.js';
import { DATA_STEWARDSHIP, definitionOf, UNIVERSITY } from '../journey/fixtures.js';
import { startNode } from '../network/node.js';

const SIZE = 1_000;
const ALLOWANCE = 1_000;
/** The questions before the clock starts, in which a node compiles its runtime and fills its caches. */
const WARM_UP = 10;
/** The right to issue, as each of the two runtimes names it. */
const RIGHTS = { former: { attest: true, delegation: 0 }, present: 'Attest' };

/** Has a cohort anchored on a fresh chain, and returns the references. */
async function fill(node, kind) {
  const chain = await connect(node.ws);
  const { calls } = chain;
  const council = new Council(chain, [account('//Alice')]);
  const admin = account('//University');
  await council.decide(calls.registerInstitution(UNIVERSITY, admin.address, ALLOWANCE));
  await council.decide(calls.registerType(definitionOf(DATA_STEWARDSHIP, 6)));
  const from = await chain.time();
  const window = { validFrom: from, validUntil: from + YEAR };
  const terms = { scope: { Types: [1] }, rights: RIGHTS[kind], ...window };
  await council.decide(calls.offerAccreditation(1, null, terms));
  await chain.send(calls.acceptAccreditation(1), admin);
  const leaves = Array.from({ length: SIZE }, () => leafHash(randomBytes(32)));
  const tree = new Tree(leaves);
  const root = toHex(tree.root);
  await chain.send(calls.anchor(1, 1, { root, size: SIZE, validity: 'Never' }), admin);
  await chain.close();
  return leaves.map((leaf, index) => questionOf(referenceOf(1, leaf, tree, index)));
}

/** Starts a node, fills its chain, and returns the question that it is asked. */
async function subject(folder, kind, binary) {
  process.env.TESTAMUR_NODE = binary;
  const base = join(folder, kind);
  const node = await startNode({ base, log: join(folder, `${kind}.log`) });
  const references = await fill(node, kind);
  const params = [references];
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'credentials_verify', params });
  const ask = async () => {
    const begin = performance.now();
    const { text } = await node.rpc.post(body);
    return { time: performance.now() - begin, text };
  };
  for (let round = 0; round < WARM_UP; round++) await ask();
  const { text } = await ask();
  const { result } = JSON.parse(text);
  assert.equal(result.length, SIZE);
  assert.ok(result.every(({ outcome }) => outcome === 'valid'));
  return { kind, node, ask, times: [], bytes: text.length };
}

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

const [former, present, rounds = '150'] = process.argv.slice(2);
if (present === undefined) throw new Error('expected the paths of the former and the present node');
const folder = mkdtempSync(join(tmpdir(), 'compare-verify-'));
const subjects = [];
try {
  for (const [kind, binary] of Object.entries({ former, present })) {
    subjects.push(await subject(folder, kind, binary));
  }
  for (let round = 0; round < Number(rounds); round++) {
    // Each of them begins every other round.
    const order = round % 2 === 0 ? subjects : subjects.toReversed();
    for (const one of order) one.times.push((await one.ask()).time);
  }
  const medians = subjects.map(({ times }) => median(times));
  for (const [place, { kind, times, bytes }] of subjects.entries()) {
    const [middle, least] = [medians[place], Math.min(...times)].map((time) => time.toFixed(2));
    console.log(`${kind}: median ${middle} ms, least ${least} ms; the answer has ${bytes} bytes`);
  }
  console.log(`ratio of the medians: ${(medians[1] / medians[0]).toFixed(3)}, ${rounds} rounds`);
} finally {
  await Promise.all(subjects.map(({ node }) => node.kill()));
  rmSync(folder, { recursive: true, force: true });
}

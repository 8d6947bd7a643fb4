// SPDX-License-Identifier: Apache-2.0

// Checks how long verifying takes against what the project promises. bytes.test.js has what credentials
// add.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';

import { leafHash } from '../client/hash.js';
import { toHex } from '../client/hex.js';
import { Tree } from '../client/merkle.js';
import { referenceOf } from '../client/reference.js';
import { median } from '../util/statistics.js';
import { ownUniversity, timed } from './support.js';

const leaves = (count) => Array.from({ length: count }, () => leafHash(randomBytes(32)));

describe('figures', { concurrency: 1 }, () => {
  const world = ownUniversity();

  async function anchor(tree) {
    const { chain, calls, accounts, facts } = world.context;
    const root = toHex(tree.root);
    const call = calls.anchor(facts.grant, facts.type, { root, size: tree.size, validity: 'Never' });
    await chain.sendFinal(call, accounts.operator);
  }

  test('1,000 in one call take at most a tenth of 1,000 calls', async (t) => {
    const { facts } = world.context;
    const { rpc } = world.node;
    const all = leaves(1_000);
    const tree = new Tree(all);
    await anchor(tree);
    const references = all.map((leaf, index) => referenceOf(facts.university, leaf, tree, index));
    // The time runs from the first byte sent to the last one received, and excludes parsing by the
    // client.
    const body = (list) =>
      JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'credentials_verify', params: [list] });
    const all1000 = body(references);
    const each = references.map((reference) => body([reference]));
    const single = [];
    const together = [];
    for (let round = 0; round < 7; round++) {
      let answer;
      together.push(await timed(async () => (answer = await rpc.post(all1000))));
      const { result } = JSON.parse(answer.text);
      assert.equal(result.filter(({ outcome }) => outcome === 'valid').length, 1_000);
      single.push(
        await timed(async () => {
          for (const one of each) await rpc.post(one);
        }),
      );
    }
    const ratio = median(together) / median(single);
    t.diagnostic(
      `${median(together).toFixed(1)} ms for 1,000 in one call, ${median(single).toFixed(0)} ms in 1,000: ` +
        `ratio ${ratio.toFixed(4)}`,
    );
    assert.ok(ratio <= 0.1, `ratio ${ratio}`);
  });

  test('verifying one takes at most 3 times a bare runtime call', async (t) => {
    const { facts } = world.context;
    const { rpc } = world.node;
    const all = leaves(1_000);
    const tree = new Tree(all);
    await anchor(tree);
    const references = all.map((leaf, index) => referenceOf(facts.university, leaf, tree, index));
    const bare = [];
    const verify = [];
    // The two take turns, so that other load on the machine affects both. The first rounds are a
    // warm-up.
    for (let round = 0; round < 1_200; round++) {
      const reference = references[round % 1_000];
      const version = await timed(() => rpc.call('state_call', 'Core_version', '0x'));
      const verdict = await timed(() => rpc.call('credentials_verify', [reference]));
      if (round >= 200) {
        bare.push(version);
        verify.push(verdict);
      }
    }
    const ratio = median(verify) / median(bare);
    t.diagnostic(
      `${median(verify).toFixed(3)} ms to verify one, ${median(bare).toFixed(3)} ms for Core_version: ` +
        `ratio ${ratio.toFixed(2)}`,
    );
    assert.ok(ratio <= 3, `ratio ${ratio}`);
  });
});

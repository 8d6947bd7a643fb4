// SPDX-License-Identifier: Apache-2.0

// Checks what things cost against what the project promises: bytes, weight, state and time.

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

  /** Anchors a tree and returns what it cost. */
  async function anchor(tree) {
    const { chain, calls, accounts, facts } = world.context;
    const root = toHex(tree.root);
    const call = calls.anchor(facts.grant, facts.type, { root, size: tree.size, validity: 'Never' });
    const { bytes, weight } = await chain.sendFinal(call, accounts.operator);
    return { root, cost: { bytes, weight } };
  }

  /**
   * Returns the bytes of all keys and values of the pallet, the only ones that a credential can add
   * to.
   */
  async function stateBytes() {
    const { rpc } = world.node;
    const { api } = world.context;
    const prefix = api.query.credentials.batches.keyPrefix().slice(0, 2 + 32);
    const at = await rpc.call('chain_getFinalizedHead');
    let bytes = 0;
    for (let last = null; ;) {
      const keys = await rpc.call('state_getKeysPaged', prefix, 1_000, last, at);
      for (const key of keys) {
        bytes += (key.length - 2) / 2 + (await rpc.call('state_getStorageSize', key, at));
      }
      if (keys.length < 1_000) return bytes;
      last = keys[keys.length - 1];
    }
  }

  test('a cohort of 1,000,000 is anchored with the bytes and the weight of a single credential', async (t) => {
    const { chain, facts } = world.context;
    const one = await anchor(new Tree(leaves(1)));
    const all = leaves(1_000_000);
    const tree = new Tree(all);
    const million = await anchor(tree);
    assert.deepEqual(million.cost, one.cost);
    const references = [0, 1, 524_287, 524_288, 777_777, 999_999].map((index) =>
      referenceOf(facts.university, all[index], tree, index),
    );
    const verdicts = await chain.verify(references);
    assert.ok(verdicts.every(({ outcome }) => outcome === 'valid'));
    const { refTime, proofSize } = one.cost.weight;
    t.diagnostic(
      `${one.cost.bytes} bytes, ${(refTime / 1e9).toFixed(3)} ms and ${proofSize} bytes of proof for 1 and for 1,000,000`,
    );
  });

  test('10,000 credentials add under 0.1 byte each, and at most 1 when each has had a change', async (t) => {
    const { chain, calls, accounts, facts } = world.context;
    const size = 10_000;
    // The institution's usage counter must exist before and after.
    await anchor(new Tree(leaves(1)));
    const before = await stateBytes();
    const { root } = await anchor(new Tree(leaves(size)));
    const issued = ((await stateBytes()) - before) / size;
    assert.ok(issued < 0.1, `${issued} bytes a credential at issuance`);

    for (let first = 0; first < size; first += 256) {
      const changes = Array.from({ length: Math.min(256, size - first) }, (_, place) => ({
        index: first + place,
        change: place % 2 === 0 ? 'Suspend' : { Revoke: 'LearnerRequest' },
      }));
      // An account without the permission for grave acts may revoke a few in a day only.
      await chain.send(calls.changeStatuses(root, changes), accounts.university);
    }
    await chain.settled();
    const changed = ((await stateBytes()) - before) / size;
    assert.ok(changed <= 1, `${changed} bytes a credential when each has had a change`);
    const { statuses } = await chain.read('statuses', facts.university, root, 0, size);
    assert.equal(statuses, `0x${'61'.repeat(size / 2)}`);
    t.diagnostic(`${issued.toFixed(4)} and ${changed.toFixed(4)} bytes of state a credential`);
  });

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

// SPDX-License-Identifier: Apache-2.0

// Checks what credentials add against what the project promises: bytes of a block, bytes of state and
// declared weight, which are the same on every machine.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';

import { leafHash } from '../client/hash.js';
import { toHex } from '../client/hex.js';
import { Tree } from '../client/merkle.js';
import { pointerOf, referenceOf } from '../client/reference.js';
import { ownUniversity } from './support.js';

/** Returns the beginning of all keys of the pallet that an entry of the state is of. */
const palletOf = (entry) => entry.keyPrefix().slice(0, 2 + 32);

const leaves = (count) => Array.from({ length: count }, () => leafHash(randomBytes(32)));

describe('what credentials add', { concurrency: 1 }, () => {
  // A node closes a connection that is silent for so long as this takes on a slow machine, so it comes before
  // there is one.
  const million = {};
  before(() => {
    million.leaves = leaves(1_000_000);
    million.tree = new Tree(million.leaves);
  });
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
   * Returns the bytes of all keys and values of the pallet and of the log of events, the only ones that
   * a credential can add to.
   */
  async function stateBytes() {
    const { credentials, eventLog } = world.context.api.query;
    const at = await world.node.rpc.call('chain_getFinalizedHead');
    const entries = [credentials.batches, eventLog.wholeLog];
    const each = await Promise.all(entries.map((entry) => bytesUnder(palletOf(entry), at)));
    return each.reduce((sum, bytes) => sum + bytes);
  }

  /** Returns the bytes of all keys that begin in one way, and of their values. */
  async function bytesUnder(prefix, at) {
    const { rpc } = world.node;
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
    const { leaves: all, tree } = million;
    const { cost } = await anchor(tree);
    assert.deepEqual(cost, one.cost);
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

  test('a batch and a successor have the bytes that docs/performance.md states', async () => {
    const { chain, calls, accounts, facts } = world.context;
    await anchor(new Tree(leaves(1)));
    const before = await stateBytes();
    const [leaf] = leaves(1);
    const tree = new Tree([leaf]);
    await anchor(tree);
    const batch = (await stateBytes()) - before;
    const { root } = await anchor(new Tree(leaves(256)));
    const successor = pointerOf(referenceOf(facts.university, leaf, tree, 0));
    const changesTo = (change) => Array.from({ length: 256 }, (_, index) => ({ index, change }));
    await chain.sendFinal(calls.changeStatuses(root, changesTo('Suspend')), accounts.university);
    await chain.sendFinal(calls.changeStatuses(root, changesTo('Reinstate')), accounts.university);
    const active = await stateBytes();
    await chain.sendFinal(calls.changeStatuses(root, changesTo({ Supersede: successor })), accounts.university);
    const each = ((await stateBytes()) - active) / 256;
    const page = readFileSync(new URL('../../docs/performance.md', import.meta.url), 'utf8');
    assert.ok(page.includes(`${batch} bytes of state for 1,000,000`), `${batch} bytes`);
    assert.ok(page.includes(`${each.toFixed(0)} bytes of state for its successor`), `${each} bytes`);
  });
});

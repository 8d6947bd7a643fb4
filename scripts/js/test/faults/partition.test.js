// SPDX-License-Identifier: Apache-2.0

// Two of four validators are cut off from the other two. Neither side has two thirds, so nothing
// becomes final; when the cable is back both sides agree, and nothing that was final is undone.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { LOCAL } from '../../lib/network.js';
import { Cables } from '../../lib/network/cables.js';
import { SLOT, wait } from '../../lib/network/wait.js';
import { countValid, verdictsOf } from './issuer.js';
import { EVERYBODY, found, isShort, ownNetwork, seconds, VALIDATORS } from './support.js';

const LENGTH = isShort ? 45_000 : 60_000;
/** Votes that were under way when the cable was cut may still make a block final. */
const SETTLING = 2 * SLOT;
/** The archive node stays with the other two validators. */
const RIGHT = ['charlie', 'dave'];
/** What a node says when it leaves out a turn because too much is not final. */
const BACKING_OFF = /Backing off claiming new slot/g;

describe('two and two', { concurrency: 1 }, () => {
  let cables;
  const world = ownNetwork('partition', {
    members: async () => {
      cables = await Cables.lay(EVERYBODY);
      return LOCAL.map((member) => ({ ...member, ...cables.place(member.name) }));
    },
  });
  const heads = async (read) =>
    Object.fromEntries(
      await Promise.all(EVERYBODY.map(async (name) => [name, await read(world.network, name)])),
    );
  const finals = () => heads((network, name) => network.finalized(name));
  const bests = () => heads((network, name) => network.best(name));
  const final = {};
  let references;

  before(() => found(world));

  test('nothing becomes final while they are cut off, and few blocks are made', async (t) => {
    const { network, issuer } = world;
    await network.converged({ above: 5 });
    await cables.cut(RIGHT);
    await delay(SETTLING);
    Object.assign(final, await finals());
    const first = await bests();
    const begin = performance.now();
    // One of these goes into a block of one side only.
    references = [];
    while (performance.now() - begin < LENGTH) {
      if (references.length < 5) references.push(await issuer.anchor());
      await delay(SLOT);
      const now = await finals();
      for (const name of EVERYBODY) assert.deepEqual(now[name], final[name], `${name}, cut off`);
    }
    const last = await bests();
    const slots = Math.round((performance.now() - begin) / SLOT);
    const made = (name) => last[name] - first[name];
    t.diagnostic(
      `cut for ${seconds(LENGTH + SETTLING)}: final stayed at ${final.alice.number}; of ${slots} slots ` +
        `one side used ${made('alice')}, the other ${made('charlie')}`,
    );
    const backedOff = VALIDATORS.map((name) => network.said(name).match(BACKING_OFF)?.length ?? 0);
    t.diagnostic(`turns left out by ${VALIDATORS.join(', ')}: ${backedOff.join(', ')}`);
    for (const name of ['alice', 'charlie']) {
      assert.ok(made(name) > 0, `${name} goes on`);
      assert.ok(made(name) <= slots / 2 + 1, `${name} has half of the turns`);
    }
    for (const side of [backedOff.slice(0, 2), backedOff.slice(2)]) {
      assert.ok(side[0] + side[1] > 0, 'each side leaves out turns while finality is stuck');
    }
  });

  test('a credential that is not final is not valid on either side', async () => {
    for (const name of ['archive', ...RIGHT]) {
      const rpc = world.network.rpc(name);
      assert.equal(countValid(await verdictsOf(rpc, references, null)), 0, name);
    }
  });

  test('both sides agree when the cable is back, and nothing final is undone', async (t) => {
    const { network } = world;
    const highest = Math.max(...EVERYBODY.map((name) => final[name].number));
    const begin = performance.now();
    await cables.heal();
    await wait(async () => (await network.finalized('alice')).number > highest, {
      what: 'finality to go on',
      patience: 120_000,
    });
    const resumed = performance.now() - begin;
    const agreed = await network.converged({ above: highest + 2, patience: 120_000 });
    t.diagnostic(
      `the next block was final ${seconds(resumed)} after the cable was back; all agreed on block ` +
        `${agreed.number} after ${seconds(performance.now() - begin)}`,
    );
    for (const name of EVERYBODY) {
      for (const { number, hash } of Object.values(final)) {
        assert.equal(await network.rpc(name).call('chain_getBlockHash', number), hash, name);
      }
    }
  });

  test('what was sent meanwhile is anchored, and everybody says so', async () => {
    const { network } = world;
    await wait(
      async () => {
        const { hash } = await network.converged();
        const verdicts = await verdictsOf(network.rpc('archive'), references, hash);
        if (countValid(verdicts) < references.length) return false;
        for (const name of EVERYBODY) {
          assert.deepEqual(await verdictsOf(network.rpc(name), references, hash), verdicts, name);
        }
        return true;
      },
      { what: 'all credentials of the cut to be final', patience: 90_000, pause: 1_000 },
    );
  });
});

// SPDX-License-Identifier: Apache-2.0

// Two of four validators are cut off from the other two. Neither side has two thirds, so nothing
// becomes final; when the connection is back both sides agree, and nothing that was final is
// undone.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { connect } from '../client/chain.js';
import { NetworkNamespaces } from '../network/netns.js';
import { LOCAL } from '../network/network.js';
import { SLOT, waitFor } from '../network/wait.js';
import { countValid, verdictsOf } from '../network/issuer.js';
import { ALL_NODES, setUpIssuer, isShort, ownNetwork, seconds } from './support.js';
import { slotsOf } from './validators.js';

const LENGTH = isShort ? 45_000 : 60_000;
/** The time in which votes that were under way may still make a block final. */
const SETTLING = 2 * SLOT;
/** The archive node stays with the first two validators. */
const LEFT = ['alice', 'bob'];
const RIGHT = ['charlie', 'dave'];
/** The message of a node that skips a turn because too much is not final. */
const BACKING_OFF = /Backing off claiming new slot/g;
/**
 * The number of blocks that may wait for finality before authors skip slots, and the most slots
 * that they skip in a row.
 */
const SLACK = 5;
const MOST_LEFT_OUT = 2;
/** The fewest turns that each side skips: one of two, from the seventh waiting block on. */
const LEFT_OUT = isShort ? 1 : 2;

describe('two and two', { concurrency: 1 }, () => {
  let namespaces;
  const world = ownNetwork('partition', {
    members: async () => {
      namespaces = await NetworkNamespaces.create(ALL_NODES);
      return LOCAL.map((member) => ({ ...member, ...namespaces.placement(member.name) }));
    },
  });
  const heads = async (read) =>
    Object.fromEntries(
      await Promise.all(ALL_NODES.map(async (name) => [name, await read(world.network, name)])),
    );
  const finals = () => heads((network, name) => network.finalized(name));
  const bests = () => heads((network, name) => network.best(name));
  /** Returns how many turns each side has skipped since its nodes began. */
  const leftOut = () =>
    [LEFT, RIGHT].map(
      (side) =>
        side.flatMap((name) => world.network.logSinceStart(name).match(BACKING_OFF) ?? []).length,
    );
  const final = {};
  let references;

  before(() => setUpIssuer(world));

  test('nothing becomes final while they are cut off, and few blocks are made', async (t) => {
    const { network, issuer } = world;
    await network.converged({ above: 5 });
    await namespaces.isolate(RIGHT);
    await delay(SETTLING);
    Object.assign(final, await finals());
    const first = await bests();
    const before = leftOut();
    const begin = performance.now();
    // Each of these goes into a block of one side only.
    references = [];
    while (performance.now() - begin < LENGTH) {
      if (references.length < 5) references.push(await issuer.anchor());
      await delay(SLOT);
      const now = await finals();
      for (const name of ALL_NODES) assert.deepEqual(now[name], final[name], `${name}, cut off`);
    }
    const last = await bests();
    const slots = Math.round((performance.now() - begin) / SLOT);
    const made = (name) => last[name] - first[name];
    t.diagnostic(
      `cut for ${seconds(LENGTH + SETTLING)}: final stayed at ${final.alice.number}; of ${slots} slots ` +
        `one side used ${made('alice')}, the other ${made('charlie')}`,
    );
    const missed = leftOut().map((count, place) => count - before[place]);
    t.diagnostic(`turns left out by one side: ${missed[0]}, by the other: ${missed[1]}`);
    for (const [place, side] of [LEFT, RIGHT].entries()) {
      const [name] = side;
      assert.ok(made(name) > 0, `${name} goes on`);
      assert.ok(missed[place] >= LEFT_OUT, `${side.join(' and ')} left out ${missed[place]} turns`);
      // The blocks themselves show it: the more of them are not final, the more slots lie between
      // them.
      const highest = Math.max(...side.map((one) => final[one].number));
      const chain = await connect(network.ws(name));
      const used = await slotsOf(chain, highest, last[name]).finally(() => chain.close());
      for (let waiting = 0; waiting + 1 < used.length; waiting++) {
        const distance = used[waiting + 1] - used[waiting];
        const left = Math.min(Math.max(waiting - SLACK, 0), MOST_LEFT_OUT);
        assert.ok(distance > left, `${distance} slots after ${name}'s block ${highest + waiting}`);
      }
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
    const highest = Math.max(...ALL_NODES.map((name) => final[name].number));
    const begin = performance.now();
    await namespaces.reconnect();
    await waitFor(async () => (await network.finalized('alice')).number > highest, {
      what: 'finality to go on',
    });
    const resumed = performance.now() - begin;
    const agreed = await network.converged({ above: highest + 2 });
    t.diagnostic(
      `the next block was final ${seconds(resumed)} after the cable was back; all agreed on block ` +
        `${agreed.number} after ${seconds(performance.now() - begin)}`,
    );
    for (const name of ALL_NODES) {
      for (const { number, hash } of Object.values(final)) {
        assert.equal(await network.rpc(name).call('chain_getBlockHash', number), hash, name);
      }
    }
  });

  test('what was sent meanwhile is anchored, and everybody says so', async () => {
    const { network } = world;
    await waitFor(
      async () => {
        const { hash } = await network.converged();
        const verdicts = await verdictsOf(network.rpc('archive'), references, hash);
        if (countValid(verdicts) < references.length) return false;
        for (const name of ALL_NODES) {
          assert.deepEqual(await verdictsOf(network.rpc(name), references, hash), verdicts, name);
        }
        return true;
      },
      { what: 'all credentials of the cut to be final', interval: 1_000 },
    );
  });
});

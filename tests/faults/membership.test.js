// SPDX-License-Identifier: Apache-2.0

// Validators come and go by motion of the council, on a running network. Two join with empty
// databases, one fetching every block and one only the latest state; one is retired; one changes
// its keys.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { Keeper } from '../client/keeper.js';
import { Issuer } from '../network/issuer.js';
import { waitFor } from '../network/wait.js';
import { ALL_NODES, connectClient, ownNetwork, seconds, VALIDATORS } from './support.js';
import {
  accountOf,
  announceKeys,
  missedBy,
  missedByOthers,
  session,
  setAt,
  turns,
  waitForSet,
} from './validators.js';

const NEWCOMERS = ['eve', 'ferdie'];
const POOL = [...VALIDATORS, ...NEWCOMERS];
/** A reference that no batch has, which evidence shows as well. */
const NOBODYS = { institution: 1, leaf: `0x${'ab'.repeat(32)}`, index: 0, size: 1, path: [] };

describe('validators come and go', { concurrency: 1 }, () => {
  const world = ownNetwork('membership');
  before(() => connectClient(world));
  /** The block in which each newcomer announced its keys. */
  const announced = {};

  /** Returns the number of the first final block of a validator after a number. */
  async function firstBlockOf(name, after) {
    const { network, chain } = world;
    const last = (await network.finalized('archive')).number;
    const all = await turns(chain, POOL, after, last);
    return all.find(({ turn, number }) => turn === name && number !== undefined)?.number;
  }

  test('two join from nothing, one by full and one by warp sync', async (t) => {
    const { network, chain, council } = world;
    const { consortium } = chain.api.tx;
    await network.untilFinal(5);
    const issuer = await Issuer.register(chain, council);
    world.references = [await issuer.anchor(), NOBODYS];
    const anchored = async () => {
      const verdicts = await network.rpc('archive').call('credentials_verify', world.references);
      return verdicts[0].outcome === 'valid';
    };
    await waitFor(anchored, { what: 'a credential to be final' });
    world.keeper = await Keeper.ofFirstBlock(network.rpc('archive'));
    await world.keeper.keep(network.rpc('archive'), world.references);
    for (const [name, options] of [
      ['eve', ['--sync', 'full']],
      ['ferdie', ['--sync', 'warp']],
    ]) {
      const secret = `//${name[0].toUpperCase()}${name.slice(1)}`;
      await network.define({ name, role: 'validator', secret, keys: false, options });
    }
    const begin = performance.now();
    await network.startAll(NEWCOMERS);
    const { number } = await network.finalized('alice');
    await network.converged({ names: [...VALIDATORS, ...NEWCOMERS], above: number });
    t.diagnostic(
      `both had all ${number} final blocks ${seconds(performance.now() - begin)} after their start`,
    );
    assert.match(network.logSinceStart('ferdie'), /Warp sync is complete/);
    assert.doesNotMatch(network.logSinceStart('eve'), /Warp sync/);

    await council.decideAll(
      NEWCOMERS.map((name) => consortium.admitValidator(accountOf(name).address)),
    );
    for (const name of NEWCOMERS) {
      announced[name] = (await announceKeys(network, chain, name)).number;
    }
    // This happens at the same time, so that the test waits for two sessions only once.
    const { keys, number: rotatedFrom } = await announceKeys(network, chain, 'bob');
    Object.assign(world, { keys, rotatedFrom });
  });

  test('they author within two sessions', async (t) => {
    const { network, chain } = world;
    const begin = performance.now();
    const joined = await waitForSet(
      chain,
      POOL,
      (set) => set.includes('eve') && set.includes('ferdie'),
      {
        what: 'the two to be in the set',
      },
    );
    t.diagnostic(
      `in the set in session ${joined.session}, ${seconds(performance.now() - begin)} later`,
    );
    const first = Math.min(...Object.values(announced));
    for (const name of NEWCOMERS) {
      const since = await session(chain, announced[name]);
      const block = await waitFor(() => firstBlockOf(name, first), {
        what: `a final block of ${name}`,
        interval: 1_000,
      });
      const began = await session(chain, block);
      t.diagnostic(`${name}: keys announced in session ${since}, first block in session ${began}`);
      assert.ok(began <= since + 2, `${name} writes within two sessions`);
    }
    assert.ok((await network.status('eve')).inSet);
    assert.ok((await network.status('ferdie')).inSet);
  });

  test('keys are changed, and one turn more than of the others is missed at the most', async (t) => {
    const { network, chain } = world;
    const { api } = chain;
    const wanted = accountOf('bob').address;
    await waitFor(
      async () => {
        const queued = await api.query.session.nextKeys(wanted);
        const set = await api.query.session.queuedKeys();
        const own = set.find(([who]) => who.toString() === wanted);
        return (
          own &&
          own[1].toHex() === queued.unwrap().toHex() &&
          queued.unwrap().toHex() === world.keys
        );
      },
      { what: 'the new keys to be planned' },
    );
    const aura = world.keys.slice(0, 66);
    await waitFor(
      async () => {
        const head = await api.rpc.chain.getFinalizedHead();
        const keys = await (await api.at(head)).query.aura.authorities();
        return keys.some((key) => key.toHex() === aura);
      },
      { what: 'the new keys to be in use' },
    );
    // These are two rounds under the new keys.
    const { number } = await network.finalized('archive');
    await network.untilFinal(number + 2 * POOL.length);
    const last = (await network.finalized('archive')).number;
    const all = await turns(chain, POOL, world.rotatedFrom, last);
    const own = all.filter(({ turn }) => turn === 'bob');
    const missed = missedBy(all, 'bob');
    const usual = missedByOthers(all, 'bob');
    t.diagnostic(
      `${own.length} turns of bob's from the announcement on, ${missed.length} missed; ` +
        `the others missed ${usual}`,
    );
    assert.ok(own.length >= 6);
    assert.ok(missed.length <= 1 + usual, JSON.stringify(missed));
    const latest = own.filter((turn) => turn.number !== undefined).pop();
    assert.ok(latest.number > number, 'he writes with the new keys');
  });

  test('one is retired, stops, and the others go on', async (t) => {
    const { network, chain, council } = world;
    const { consortium } = chain.api.tx;
    // Two have joined and one has changed its keys since the first bundle, and one leaves after this one.
    await world.keeper.keep(network.rpc('archive'), world.references);
    const begin = performance.now();
    await council.decideAll([
      consortium.retireValidator(accountOf('dave').address),
      // The council need not wait for the end of the session.
      consortium.endSession(),
    ]);
    const decided = await session(chain);
    const left = await waitForSet(chain, POOL, (set) => !set.includes('dave'), {
      what: 'dave to leave the set',
    });
    t.diagnostic(
      `retired in session ${decided}, gone in session ${left.session}, ` +
        `${seconds(performance.now() - begin)} after the motion was proposed`,
    );
    assert.ok(left.session <= decided + 2);
    const from = (await network.finalized('archive')).number;
    await network.untilFinal(from + 8);
    const last = (await network.finalized('archive')).number;
    const written = await turns(chain, POOL, from, last);
    assert.ok(written.every(({ turn }) => turn !== 'dave'));
    assert.deepEqual(
      (await setAt(chain, POOL)).sort(),
      POOL.filter((name) => name !== 'dave').sort(),
    );
    const dave = await network.status('dave');
    assert.equal(dave.inSet, false);
    assert.equal(dave.state, 'running');
    await network.converged({ names: [...ALL_NODES, ...NEWCOMERS], above: last });
  });

  test('a verifier follows every set from the first, and keeps what it was shown before', async (t) => {
    const { network, keeper, references } = world;
    const archive = network.rpc('archive');
    await assert.rejects(keeper.keep(archive, references).then(() => keeper.check()), ({ word }) =>
      ['unknownSet', 'forgedOutsideSet'].includes(word),
    );
    const learned = await keeper.learn(archive);
    t.diagnostic(`${learned} hand-offs`);
    assert.ok(learned >= 2, 'two joined and one changed its keys, and one left');
    assert.equal(await keeper.learn(archive), 0);
    await keeper.keep(network.rpc('eve'), references);
    await keeper.check();
    const sets = keeper.kept.map(({ verdicts }) => verdicts[0].asOf.blockNumber);
    t.diagnostic(`bundles of blocks ${sets.join(', ')} hold`);
  });
});

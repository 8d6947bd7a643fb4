// SPDX-License-Identifier: Apache-2.0

// Any one of four validators loses its power at any moment, again and again, while credentials are
// anchored. Nothing that was final is lost or changed, finality goes on, and the node catches up.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { SLOT, waitFor } from '../network/wait.js';
import { slowness } from '../util/yardstick.js';
import { countValid, verdictsOf } from '../network/issuer.js';
import {
  ALL_NODES,
  setUpIssuer,
  isShort,
  ownNetwork,
  randomFrom,
  SEED,
  seconds,
  shuffled,
  VALIDATORS,
  watchFinality,
} from './support.js';

const KILLS = isShort ? 2 : 10;
/** The longest time from the return of the node until finality goes on. */
const LIMIT = 5 * SLOT;
/** The longest wait before a kill, and the longest absence after one, in milliseconds. */
const MOMENT = 2 * SLOT;
const ABSENCE = 3 * SLOT;

describe('kill -9', { concurrency: 1 }, () => {
  const world = ownNetwork('crash');
  const random = randomFrom(SEED);
  /** The nodes to kill: each of the four once before any of them a second time. */
  const victims = Array.from({ length: KILLS / VALIDATORS.length + 1 }, () =>
    shuffled(VALIDATORS, random),
  ).flat();
  /** The final state after each kill: a block, and the verdicts as of it. */
  const snapshots = [];
  const pauses = [];
  let endAnchoring;

  before(async () => {
    await setUpIssuer(world);
    endAnchoring = world.issuer.keepAnchoring();
  });

  /** Records what is final now, on all nodes. */
  async function snapshot(above) {
    const { network, issuer } = world;
    const block = await network.converged({ above });
    const references = [...issuer.references];
    const verdicts = await verdictsOf(network.rpc('archive'), references, block.hash);
    snapshots.push({ block, references, verdicts });
    return countValid(verdicts);
  }

  test('credentials are being anchored', async (t) => {
    t.diagnostic(`TESTAMUR_SEED=${SEED} makes the same moments come again`);
    await waitFor(async () => (await snapshot()) > 0, {
      what: 'a final credential',
      interval: 1_000,
    });
  });

  for (let round = 1; round <= KILLS; round++) {
    test(`finality goes on, and the node catches up (${round} of ${KILLS})`, async (t) => {
      const { network } = world;
      const victim = victims[round - 1];
      const survivor = VALIDATORS.find((name) => name !== victim);
      await delay(random() * MOMENT);
      const atKill = await network.finalized(survivor);
      const watch = watchFinality(network, survivor);
      assert.ok(network.isRunning(victim), `${victim} runs before it is killed`);
      await network.kill(victim);
      const absence = random() * ABSENCE;
      await delay(absence);

      await network.start(victim);
      const back = performance.now();
      const atReturn = await network.finalized(survivor);
      await waitFor(async () => (await network.finalized(survivor)).number > atReturn.number, {
        what: 'finality to go on',
        interval: 50,
      });
      const resumed = performance.now() - back;
      const { number } = await network.converged({ above: atReturn.number + 1 });
      const caughtUp = performance.now() - back;
      const pause = await watch();
      pauses.push(pause);

      const valid = await snapshot(number);
      assert.equal(
        await network.rpc(victim).call('chain_getBlockHash', atKill.number),
        atKill.hash,
        'what was final when it was killed',
      );
      t.diagnostic(
        `${victim} away for ${seconds(absence)}: next final block ${seconds(resumed)} after its return, ` +
          `caught up after ${seconds(caughtUp)}, longest pause of finality ${seconds(pause)}; ` +
          `${valid} credentials final`,
      );
      assert.ok(resumed <= LIMIT * slowness(), `finality resumed after ${seconds(resumed)}`);
    });
  }

  test('nothing that was sent is lost', async (t) => {
    const { network, issuer } = world;
    await endAnchoring();
    const sent = issuer.references.length;
    await waitFor(
      async () => {
        const { number } = await network.converged({});
        return (await snapshot(number)) === sent;
      },
      { what: `all ${sent} credentials to be final`, interval: 1_000 },
    );
    t.diagnostic(`${sent} credentials were sent and are final`);
  });

  test('what was final is final still, with the same verdicts, on every node', async (t) => {
    const { network } = world;
    for (const name of ALL_NODES) {
      const rpc = network.rpc(name);
      for (const { block, references, verdicts } of snapshots) {
        assert.equal(await rpc.call('chain_getBlockHash', block.number), block.hash, name);
        assert.deepEqual(await verdictsOf(rpc, references, block.hash), verdicts, name);
      }
    }
    // A credential that was valid once stays exactly what it was, with the same issue and the same
    // grant.
    const last = snapshots[snapshots.length - 1].verdicts;
    for (const { verdicts } of snapshots) {
      verdicts.forEach((verdict, place) => {
        if (verdict.outcome === 'valid') {
          const { asOf: then, ...before } = verdict;
          const { asOf: now, ...after } = last[place];
          assert.deepEqual(after, before);
          assert.ok(now.blockNumber >= then.blockNumber);
        }
      });
    }
    t.diagnostic(
      `${snapshots.length} blocks, ${ALL_NODES.length} nodes; longest pause of finality in ` +
        `${KILLS} kills: ${seconds(Math.max(...pauses))}`,
    );
  });
});

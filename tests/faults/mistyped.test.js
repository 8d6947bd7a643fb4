// SPDX-License-Identifier: Apache-2.0

// The council restarts GRANDPA after a loss and states a block below the last final one, by
// mistake. A node takes the lower of the number that is stated and that of its own last final block,
// and takes the block of this number in its own final chain, so a block of a fork cannot be meant.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { Keeper } from '../client/keeper.js';
import { countValid, verdictsOf } from '../network/issuer.js';
import { waitFor } from '../network/wait.js';
import { LEFT, loseTwo, restartVoting, untilFinalAgain } from './loss.js';
import { ownNetwork, setUpIssuer } from './support.js';

/** How far below the last final block the stated one is. */
const BELOW = 4;

describe('a block below the last final one is stated', { concurrency: 1 }, () => {
  const world = ownNetwork('mistyped');
  let last;
  let verdicts;

  /** Returns the hashes of all blocks that were final, as a node has them. */
  const finalOf = (rpc) =>
    Promise.all(
      Array.from({ length: last.number + 1 }, (_, number) =>
        rpc.call('chain_getBlockHash', number),
      ),
    );

  before(async () => {
    await setUpIssuer(world);
    const { network, issuer } = world;
    await issuer.anchor();
    await waitFor(
      async () => {
        const { hash, number } = await network.converged();
        const found = await verdictsOf(network.rpc('archive'), issuer.references, hash);
        return countValid(found) === 1 && number > BELOW;
      },
      { what: 'a final credential', interval: 1_000 },
    );
  });

  test('nothing that was final is undone, and finality is back', async (t) => {
    const { network, issuer } = world;
    last = await loseTwo(world, t);
    const archive = network.rpc('archive');
    const former = await finalOf(archive);
    verdicts = await verdictsOf(archive, issuer.references, last.hash);
    assert.equal(countValid(verdicts), 1);
    world.keeper = await Keeper.ofFirstBlock(archive);
    await world.keeper.keep(archive, issuer.references, last.hash);

    await restartVoting(world, last.number - BELOW, t);
    await untilFinalAgain(world, last, t);
    for (const name of LEFT) {
      const rpc = network.rpc(name);
      assert.deepEqual(await finalOf(rpc), former);
      assert.deepEqual(await verdictsOf(rpc, issuer.references, last.hash), verdicts);
    }
  });

  test('what was proven between the two holds for those who know the former set', async () => {
    await world.keeper.check();
  });

  test('a node that begins from nothing has the same blocks', async () => {
    const { network, issuer } = world;
    const former = await finalOf(network.rpc('archive'));
    const { number } = await network.converged({ names: LEFT });
    await network.add({ name: 'eve', role: 'archive' });
    await network.converged({ names: [...LEFT, 'eve'], above: number });
    assert.deepEqual(await finalOf(network.rpc('eve')), former);
    assert.deepEqual(
      await verdictsOf(network.rpc('eve'), issuer.references, last.hash),
      verdicts,
    );
  });
});

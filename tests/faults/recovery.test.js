// SPDX-License-Identifier: Apache-2.0

// Two of four validators are lost for good, and GRANDPA is restarted with the others. Nodes, light
// clients and verifiers go on over that.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { TypeRegistry } from '@polkadot/types';

import { stateOf } from '../client/blockState.js';
import { compact, u8 } from '../client/bytes.js';
import { forSmoldot, fromPrinted } from '../client/checkpoint.js';
import { headerOf, MARKS } from '../client/evidenceCodec.js';
import { toHex } from '../client/hex.js';
import { Keeper } from '../client/keeper.js';
import { LightClient } from '../client/lightClient.js';
import { TrustRoot } from '../client/trustRoot.js';
import { verdict } from '../client/verdict.js';
import { command } from '../network/files.js';
import { countValid, verdictsOf } from '../network/issuer.js';
import { makeTable } from '../network/knownSets.js';
import { reservePort } from '../network/node.js';
import { SLOT, waitFor } from '../network/wait.js';
import { LEFT, loseTwo, restartVoting, SHARE, untilFinalAgain } from './loss.js';
import { setUpIssuer, ownNetwork, seconds } from './support.js';
import { announceKeys } from './validators.js';

/** The first byte of the message that plans for other authorities. */
const SCHEDULED = 1;

/** Returns the checkpoint that the database of a node gives, which is stopped for it. */
async function printedCheckpoint(network, name) {
  await network.stop(name);
  const { binary, spec, base } = network.node(name);
  const place = ['--chain', spec, '--base-path', base];
  const { stdout } = await command(binary, 'checkpoint', ...place);
  return JSON.parse(stdout);
}

/** Returns the blocks of a range that plan for other authorities, with their headers in SCALE. */
async function plansBetween(rpc, first, last) {
  const plans = [];
  for (let number = first; number <= last; number += 1) {
    const hash = await rpc.call('chain_getBlockHash', number);
    const header = Buffer.from(
      new TypeRegistry().createType('Header', await rpc.call('chain_getHeader', hash)).toU8a(),
    );
    const { digest } = headerOf(header);
    const isPlan = ({ kind, engine, data }) =>
      kind === 4 && engine.toString('latin1') === 'FRNK' && data[0] === SCHEDULED;
    if (digest.some(isPlan)) plans.push({ number, header });
  }
  return plans;
}

/** Returns a file of hand-offs that presents a block as one of a set, without votes. */
const presented = (header, set) =>
  Buffer.concat([
    ...[MARKS.handOffs, u8(1), compact(Number(set)), u8(0)],
    // The round, the votes, the later votes and the ancestry.
    ...[compact(1), header, Buffer.alloc(4)],
  ]);

describe('two of four are lost for good', { concurrency: 1 }, () => {
  const world = ownNetwork('recovery');
  let last;
  let earlier;

  before(async () => {
    await setUpIssuer(world);
    const { issuer, network } = world;
    await issuer.anchor();
    earlier = await waitFor(
      async () => {
        const { hash } = await network.converged();
        const verdicts = await verdictsOf(network.rpc('archive'), issuer.references, hash);
        return countValid(verdicts) === 1 && { hash, verdicts };
      },
      { what: 'a final credential', interval: 1_000 },
    );
    const archive = network.rpc('archive');
    world.keeper = await Keeper.ofFirstBlock(archive);
    await world.keeper.keep(archive, issuer.references, earlier.hash);
  });

  test('nothing becomes final without them, and blocks go on', async (t) => {
    last = await loseTwo(world, t);
  });

  test('the council retires them, and has the voting begin anew', async (t) => {
    await restartVoting(world, last.number, t);
  });

  test('finality is back, and keeps what was final', async (t) => {
    const { network, issuer } = world;
    const { number } = await untilFinalAgain(world, last, t);
    for (const name of LEFT) {
      const rpc = network.rpc(name);
      assert.equal(await rpc.call('chain_getBlockHash', last.number), last.hash);
      assert.deepEqual(await verdictsOf(rpc, issuer.references, earlier.hash), earlier.verdicts);
    }
    await issuer.anchor();
    await waitFor(
      async () => {
        const { hash } = await network.converged({ names: LEFT, above: number });
        return countValid(await verdictsOf(network.rpc('bob'), issuer.references, hash)) === 2;
      },
      { what: 'another credential to be final', interval: 1_000 },
    );
  });

  test('what was proven before holds, and no hand-off leads to the new set', async () => {
    const { network, keeper, issuer } = world;
    const archive = network.rpc('archive');
    await assert.rejects(keeper.learn(archive), ({ code, message }) => {
      return code === 9010 && /without a hand-off/.test(message);
    });
    await keeper.check();
    // The node proves what comes after, to those who know the new set from elsewhere.
    await keeper.keep(archive, issuer.references);
    await assert.rejects(keeper.check(), ({ word }) => word === 'unknownSet');
  });

  test('a node that was away, or begins from nothing, follows', async (t) => {
    const { network } = world;
    const { number } = await network.converged({ names: LEFT });
    const start = performance.now();
    const address = `/ip4/127.0.0.1/tcp/${await reservePort()}/ws`;
    await network.add({ name: 'eve', role: 'archive', options: ['--listen-addr', address] });
    world.address = `${address}/p2p/${network.node('eve').peerId}`;
    await network.converged({ names: [...LEFT, 'eve'], above: number });
    t.diagnostic(`a new node had ${number} blocks after ${seconds(performance.now() - start)}`);
  });

  test('proofs and a light client go on from a checkpoint, and not from nothing', async (t) => {
    const { network, issuer, address } = world;
    const checkpoint = await printedCheckpoint(network, 'eve');
    await network.start('eve');
    const rpc = network.rpc('eve');
    await network.untilFinal(checkpoint.blockNumber + 3, { names: ['eve'] });

    const { genesis, set, ...rest } = fromPrinted(checkpoint);
    assert.equal(set.hash, checkpoint.setHash);
    const { first, forcedIn } = checkpoint;
    const since = BigInt(checkpoint.formerUntil);
    const keeper = new Keeper(TrustRoot.pinned(genesis, set, { first, since, forcedIn }));
    await keeper.keep(rpc, issuer.references);
    await keeper.check();
    // Whoever trusted the first block goes on with it: one trust covers the times before and after.
    const { kept, trusted } = world.keeper;
    trusted.vouch(set, { first, since, forcedIn });
    assert.equal(trusted.table.length, 2);
    assert.equal(kept.length, 2);
    await world.keeper.check();
    // So does the table of a release, for which a file states the new set.
    const files = ['table', 'first', 'forced'].map((name) => join(world.folder, `${name}.json`));
    const begin = trusted.setOf(0n, null).authorities.map(({ key }) => toHex(key));
    writeFileSync(files[1], JSON.stringify({ genesis, authorities: begin }));
    writeFileSync(files[2], JSON.stringify(checkpoint));
    const made = await makeTable(network.http('eve'), ...files);
    assert.equal(made.code, 0, made.said);
    const rows = JSON.parse(readFileSync(files[0], 'utf8')).sets;
    assert.deepEqual(
      rows.map((row) => [row.setId, row.first, row.forcedIn, row.setHash]),
      trusted.table.map((row) => [Number(row.set), row.first, row.forcedIn ?? null, row.hash]),
    );
    // What was planned while finality stood still hands over to nobody, whoever signs it.
    const plans = await plansBetween(rpc, first, forcedIn);
    t.diagnostic(`blocks ${plans.map(({ number }) => number).join(', ')} plan what is void`);
    assert.ok(plans.length > 0);
    for (const { header } of plans) {
      const file = presented(header, set.id);
      assert.throws(() => trusted.learn(file), ({ word }) => word === 'forgedVoidChange');
    }

    const own = JSON.parse(readFileSync(network.spec, 'utf8'));
    const specification = { ...own, bootNodes: [address] };
    const begun = forSmoldot(specification, { genesis, set, ...rest });
    const options = [begun, { specification }];
    const [light, stranger] = await Promise.all(
      options.map((one) => LightClient.start(one.specification, one.database)),
    );
    try {
      const { hash } = await waitFor(
        async () => {
          const final = await network.finalized('eve');
          return light.finalized.includes(final.hash) && final;
        },
        { what: 'a final block of the light client', progress: () => light.finalized.length },
      );
      const verdicts = await verdictsOf(rpc, issuer.references, hash);
      for (const [place, reference] of issuer.references.entries()) {
        const { asOf, ...said } = verdicts[place];
        assert.deepEqual(await verdict(stateOf(light, asOf.blockHash), reference), said);
      }
      const met = () => stranger.logged(/^gossip-open-success/);
      await waitFor(met, { what: 'a node to be met by the other light client' });
      await network.untilFinal((await network.finalized('eve')).number + 3, { names: ['eve'] });
      const headers = stranger.finalized.map((it) => rpc.call('chain_getHeader', it));
      const numbers = (await Promise.all(headers)).map(({ number }) => Number(number));
      t.diagnostic(`from nothing, it has ${numbers.length} final blocks`);
      assert.ok(numbers.every((number) => number <= last.number), numbers.join());
    } finally {
      await Promise.all([light.close(), stranger.close()]);
    }
  });

  test('a new node warps from the checkpoint once the chain states its set', async (t) => {
    const { network, chain, council, issuer } = world;
    const { api } = chain;
    const file = join(world.folder, 'forced.json');
    const { setId } = JSON.parse(readFileSync(file, 'utf8'));
    const stated = async () => (await api.query.grandpa.currentSetId()).toNumber();
    t.diagnostic(`the validators sign set ${setId}, and the chain states ${await stated()}`);
    const value = api.registry.createType('u64', setId).toHex(true);
    const pair = [api.query.grandpa.currentSetId.key(), value];
    const corrected = api.tx.consortium.dispatchAsRoot(api.tx.system.setStorage([pair]));
    await council.decideAll([corrected], SHARE);
    assert.equal(await stated(), setId);
    // A new node takes the number from the last final block.
    const number = await network.best('archive');
    await network.untilFinal(number, { names: [...LEFT, 'eve'] });

    const start = performance.now();
    await network.add({
      name: 'ferdie',
      role: 'full',
      options: ['--sync', 'warp', '--warp-from', file],
    });
    await network.converged({ names: [...LEFT, 'eve', 'ferdie'], above: number + 3 });
    t.diagnostic(`it followed after ${seconds(performance.now() - start)}`);
    const { hash } = await network.finalized('ferdie');
    assert.equal(countValid(await verdictsOf(network.rpc('ferdie'), issuer.references, hash)), 2);
  });

  test('it follows the next set, and so does who begins at the checkpoint after that', async () => {
    const { network, chain, council } = world;
    const file = join(world.folder, 'forced.json');
    const { setId } = JSON.parse(readFileSync(file, 'utf8'));
    await announceKeys(network, chain, 'bob');
    const { consortium } = chain.api.tx;
    await waitFor(
      async () => {
        await council.decideAll([consortium.endSession()]);
        return (await chain.api.query.grandpa.currentSetId()).toNumber() === setId + 1;
      },
      { what: 'another set', interval: 2 * SLOT },
    );
    const number = await network.best('archive');
    const names = [...LEFT, 'eve', 'ferdie'];
    await network.untilFinal(number + 1, { names });
    await network.stop('ferdie');
    await network.start('ferdie');
    await network.add({
      name: 'grace',
      role: 'full',
      options: ['--sync', 'warp', '--warp-from', file],
    });
    await network.converged({ names: [...names, 'grace'], above: number + 3 });
  });
});

// SPDX-License-Identifier: Apache-2.0

// Holds proofs against another implementation: smoldot, a light client, which is given the
// specification of the chain and the address of one node. It finds out by itself what is final and what
// the state of that block holds, before and after the set of authorities changes, and from
// checkpoints.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { stateOf } from '../client/blockState.js';
import { checkBundle } from '../client/bundle.js';
import { account, connect } from '../client/chain.js';
import { fingerprintOf, forSmoldot, rowAfter, withCheckpoint } from '../client/checkpoint.js';
import { Council } from '../client/council.js';
import { readFile } from '../client/evidenceCodec.js';
import { AuthoritySet } from '../client/finality.js';
import { fromHex, toHex } from '../client/hex.js';
import { bundleOf, Keeper } from '../client/keeper.js';
import { LightClient } from '../client/lightClient.js';
import { bytes, decode, list } from '../client/scale.js';
import * as storage from '../client/storage.js';
import { Trie } from '../client/trie.js';
import { verdict } from '../client/verdict.js';
import { announceKeys } from '../faults/validators.js';
import { command, writeSpec } from '../network/files.js';
import { Issuer } from '../network/issuer.js';
import { LOCAL, Network } from '../network/network.js';
import { makeTable } from '../network/knownSets.js';
import { reservePort } from '../network/node.js';
import { waitFor } from '../network/wait.js';
import { temporaryFolder } from './support.js';

/** The node that light clients know; the council and the issuer use it as well. */
const SERVER = 'archive';
/** How many blocks smoldot may be behind without a warp sync. */
const WARP_GAP = 32;
/** The exit code where hand-offs and the table contradict one another. */
const CONTRADICTION = 5;
/** The error of a node that lacks the state of a block. */
const STATE_MISSING = 9003;
const keyList = list(1_024, bytes(32));
const batchOf = ({ institution, leaf }) => ({ institution, root: leaf });

/** Returns the keys of the records about credentials that are batches of one. */
const keysOf = (references) => [
  ...[storage.LAYOUT_KEY, storage.LAST_UPGRADE_KEY, storage.TIME_KEY, storage.blockHashKey(0)],
  ...[storage.institutionKey(1), storage.typeKey(1), storage.accreditationKey(1)],
  ...references.map(batchOf).flatMap((one) => [storage.batchKey(one), storage.chunkKey(one, 0)]),
];

/** Returns a light client, or a node, that is asked again after an error. */
const patient = (asked) => ({
  call: async (method, ...params) => {
    const what = `an answer to ${method}`;
    const ask = async () => ({ answer: await asked.call(method, ...params) });
    return (await waitFor(ask, { what })).answer;
  },
});

describe('a light client of another implementation', { concurrency: 1 }, () => {
  const world = {};
  // Hooks run in the order of their registration, so this one comes before the folder is removed.
  after(async () => {
    await world.chain?.close();
    await world.network?.killAll();
  });
  const folder = join(temporaryFolder(), 'network');

  before(async () => {
    const address = `/ip4/127.0.0.1/tcp/${await reservePort()}/ws`;
    const members = LOCAL.map((member) =>
      member.name === SERVER ? { ...member, options: ['--listen-addr', address] } : member,
    );
    const network = await Network.create({ folder, members });
    world.network = network;
    await network.startAll();
    await network.converged({ above: 1 });
    world.rpc = network.rpc(SERVER);
    world.chain = await connect(network.ws(SERVER));
    const secrets = ['//Alice', '//Bob', '//Charlie', '//Dave'];
    world.council = new Council(world.chain, secrets.map(account));
    world.keeper = await Keeper.ofFirstBlock(world.rpc);
    const bootNodes = [`${address}/p2p/${network.node(SERVER).peerId}`];
    world.specification = { ...JSON.parse(readFileSync(network.spec, 'utf8')), bootNodes };
  });

  /** Returns what a use of a fresh light client returns, and closes it. */
  async function withLight({ specification = world.specification, database }, use) {
    const light = await LightClient.start(specification, database);
    try {
      return await use(light);
    } finally {
      await light.close();
    }
  }

  /** Returns a bundle of the last final block of the node, once a light client has the same. */
  async function commonBundle(light) {
    const common = async () => {
      const answer = await world.rpc.call('credentials_prove', world.references);
      return light.finalized.includes(answer.asOf.blockHash) && answer;
    };
    const progress = () => `the light client has ${light.finalized.length}`;
    return bundleOf(await waitFor(common, { what: 'a common final block', progress }));
  }

  /**
   * Checks that a light client has the block that a bundle shows as final, the same bytes under each
   * key, and the same verdicts.
   *
   * @returns {Promise<object>} the moment of the bundle
   */
  async function agree(light) {
    const bundle = await commonBundle(light);
    const wanted = { now: Date.now(), maxAge: null };
    const { asOf, verdict: proven } = await checkBundle(bundle, world.keeper.trusted, wanted);
    const { header, proof } = readFile('bundle', bundle);
    const asked = patient(light);
    const own = await asked.call('chain_getHeader', asOf.hash);
    assert.equal(Number(own.number), asOf.number);
    assert.equal(own.stateRoot, toHex(header.stateRoot));

    const covered = new Trie(proof, header.stateRoot);
    for (const key of keysOf(world.references)) {
      const value = await asked.call('state_getStorage', key, asOf.hash);
      assert.equal(value, await world.rpc.call('state_getStorage', key, asOf.hash));
      assert.deepEqual(value && fromHex(value), covered.get(key));
    }
    for (const reference of world.references) {
      const found = await verdict(stateOf(asked, asOf.hash), reference);
      assert.deepEqual(found, await proven(reference));
    }
    return asOf;
  }

  /** Returns a checkpoint at a block that a bundle has shown as final. */
  async function checkpointAt({ hash, number }) {
    const { api } = world.chain;
    const { trusted } = world.keeper;
    const row = rowAfter(trusted.table, number);
    const keys = await world.rpc.call('state_getStorage', storage.AUTHORS_KEY, hash);
    const checkpoint = {
      header: (await api.rpc.chain.getHeader(hash)).toHex(),
      set: trusted.setOf(row.set, null),
      table: trusted.table,
      genesis: trusted.genesis,
      authors: decode(keyList, fromHex(keys)),
    };
    const compared = { block: hash, setId: Number(row.set), set: row.hash };
    assert.deepEqual(fingerprintOf(checkpoint), compared);
    return { ...checkpoint, number };
  }

  /** Checks that nothing gets final for a light client, which others follow meanwhile. */
  const disagree = (options, { met, believed = null }) =>
    withLight(options, async (light) => {
      await waitFor(() => light.logged(met), { what: `a node to be met, ${met}` });
      const { number } = await world.network.finalized(SERVER);
      await world.network.untilFinal(number + 3, { names: [SERVER] });
      const others = light.finalized.filter((hash) => hash !== believed);
      assert.deepEqual(others, []);
    });

  test('agrees on what is final, on records and on verdicts', async (t) => {
    const issuer = await Issuer.register(world.chain, world.council);
    const [kept, revoked] = [await issuer.anchor(), await issuer.anchor()];
    await issuer.revoke(revoked);
    world.references = [kept, revoked];
    const outcomes = async () => {
      const verdicts = await world.rpc.call('credentials_verify', world.references);
      return verdicts.map(({ outcome }) => outcome).join();
    };
    const what = 'one valid credential and one revoked';
    await waitFor(async () => (await outcomes()) === 'valid,invalid', { what });
    const asOf = await withLight({}, agree);
    assert.equal(asOf.setId, 0);
    world.first = await checkpointAt(asOf);
    t.diagnostic(`${keysOf(world.references).length} records of block ${asOf.number}`);
  });

  test('follows when the set of authorities changes, and agrees', async (t) => {
    const { network, rpc, chain, council, keeper } = world;
    // New keys are in use when two sessions have ended, for which the council need not wait.
    const endSession = () => council.decideAll([chain.api.tx.consortium.endSession()]);
    await Promise.all([announceKeys(network, chain, 'dave'), endSession()]);
    while ((await keeper.learn(rpc)) === 0) await endSession();
    const hasVoted = async () => (await rpc.call('credentials_prove', world.references)).setId > 0;
    await waitFor(hasVoted, { what: 'votes of the new set' });
    const asOf = await withLight({}, agree);
    assert.equal(asOf.setId, 1);
    world.second = await checkpointAt(asOf);
    t.diagnostic(`block ${asOf.number}, after a hand-off in block ${keeper.trusted.table[0].last}`);
  });

  test('a release gets the table of both sets, which the next one adds to', async () => {
    const { network, keeper, first, second } = world;
    const [trust, file] = ['trust.json', 'known-sets.json'].map((name) => join(folder, name));
    const authorities = first.set.authorities.map(({ key }) => toHex(key));
    writeFileSync(trust, JSON.stringify({ genesis: keeper.trusted.genesis, authorities }));
    const make = () => makeTable(network.http(SERVER), file, trust);
    const made = await make();
    assert.equal(made.code, 0, made.said);
    const text = readFileSync(file, 'utf8');
    const { genesis, sets } = JSON.parse(text);
    assert.equal(genesis, keeper.trusted.genesis);
    assert.deepEqual(
      sets.map(({ setId, setHash }) => [setId, setHash]),
      [first, second].map(({ set }) => [Number(set.id), set.hash]),
    );

    // The release before knew the first set only.
    const open = { ...sets[0], last: null, until: null };
    writeFileSync(file, JSON.stringify({ genesis, sets: [open] }));
    const added = await make();
    assert.equal(added.code, 0, added.said);
    assert.equal(readFileSync(file, 'utf8'), text);

    const forged = text.replace(second.set.hash, toHex(randomBytes(32)));
    writeFileSync(file, forged);
    const refused = await make();
    assert.equal(refused.code, CONTRADICTION, refused.said);
    assert.equal(readFileSync(file, 'utf8'), forged);
  });

  test('begins at a checkpoint of either set, and agrees', async (t) => {
    for (const checkpoint of [world.first, world.second]) {
      const begun = forSmoldot(world.specification, checkpoint);
      await withLight(begun, async (light) => {
        const { number } = await agree(light);
        assert.deepEqual(light.beginning, { from: 'Database', number: checkpoint.number });
        t.diagnostic(`from block ${checkpoint.number} to ${number}`);
      });
    }
  });

  test('passes over a checkpoint that is only in the specification, as nodes do', async () => {
    const specification = withCheckpoint(world.specification, world.second);
    await withLight({ specification }, async (light) => {
      await agree(light);
      assert.deepEqual(light.beginning, { from: 'specification', number: 0 });
    });
    const file = join(folder, 'checkpoint.json');
    const copy = join(folder, 'copy.json');
    writeFileSync(file, JSON.stringify(specification));
    await writeSpec(world.network.binary, file, copy);
    assert.deepEqual(JSON.parse(readFileSync(copy, 'utf8')), world.specification);
  });

  test('agrees to nothing from what is false', async () => {
    const { specification, second } = world;
    const { authorities } = second.set;
    const strangers = authorities.map(({ weight }) => ({ key: randomBytes(32), weight }));
    const from = (set) => forSmoldot(specification, { ...second, set });
    const { block } = fingerprintOf(second);
    const top = { ...specification.genesis.raw.top, '0x00': '0x00' };
    const genesis = { raw: { ...specification.genesis.raw, top } };
    const open = { met: /^gossip-open-success/, believed: block };
    await Promise.all([
      disagree(from(new AuthoritySet(0n, authorities)), open),
      disagree(from(new AuthoritySet(2n, authorities)), open),
      disagree(from(new AuthoritySet(1n, strangers)), open),
      disagree({ specification: from(second.set).specification }, open),
      disagree({ specification: { ...specification, genesis } }, { met: /^gossip-open-error/ }),
      withLight(from(second.set), agree),
    ]);
  });

  test('leaps over a hand-off by its votes alone, and agrees', async (t) => {
    // It asks for a proof of the hand-offs where it is that far behind, and follows blocks otherwise.
    await world.network.untilFinal(WARP_GAP + 4, { names: [SERVER] });
    const leap = () =>
      withLight({}, async (light) => {
        const asOf = await agree(light);
        return light.logged(/^warp-sync-fragment-verify-success/) && asOf;
      });
    const { number, setId } = await waitFor(leap, { what: 'a warp sync' });
    assert.equal(setId, 1);
    t.diagnostic(`from block 0 to ${number}`);
  });

  test('a node after a warp sync proves the present and hands over every set', async (t) => {
    const { network, keeper, references, first } = world;
    await network.add({ name: 'warper', role: 'full', options: ['--sync', 'warp'] });
    const rpc = patient(network.rpc('warper'));
    const { blockNumber } = await keeper.keep(rpc, references);
    assert.match(network.logSinceStart('warper'), /[Ww]arp sync is complete/);
    await keeper.check();
    t.diagnostic(`block ${blockNumber}`);
    // Each node keeps votes of its own for a block, any two thirds of which are enough.
    const fresh = await Keeper.ofFirstBlock(world.rpc);
    assert.equal(await fresh.learn(rpc), 1);
    assert.deepEqual(fresh.trusted.table, keeper.trusted.table);
    assert.equal(await fresh.learn(rpc), 0);
    // It has never had the states before the block at which it began.
    const { block } = fingerprintOf(first);
    const past = network.rpc('warper').call('credentials_prove', references, block);
    await assert.rejects(past, { name: 'RpcError', code: STATE_MISSING });
    await network.stop('warper');
    const { binary, spec, base } = network.node('warper');
    const place = ['--chain', spec, '--base-path', base];
    const { stdout, stderr } = await command(binary, 'checkpoint', ...place);
    const { first: begins, formerUntil, forcedIn, ...printed } = JSON.parse(stdout);
    const [former, present] = keeper.trusted.table;
    assert.equal(forcedIn, null);
    // It has fetched the block of the hand-off since, which it has just proven.
    assert.deepEqual([begins, formerUntil], [present.first, Number(former.until)]);
    assert.equal(printed.setId, Number(present.set));
    t.diagnostic(/how the set began +(.*)/.exec(stderr)[1]);
  });

  test('is given the same checkpoint by a node that is stopped', async () => {
    const { network, keeper } = world;
    await network.stop('alice');
    const { binary, spec, base } = network.node('alice');
    const file = join(folder, 'printed.json');
    const place = ['--chain', spec, '--base-path', base];
    const { stdout } = await command(binary, 'checkpoint', ...place, '--specification', file);
    const printed = JSON.parse(stdout);
    const { blockHash: hash, blockNumber: number } = printed;
    await network.untilFinal(number, { names: [SERVER] });
    const made = await checkpointAt({ hash, number });
    assert.deepEqual(printed, {
      genesis: made.genesis,
      authorities: made.set.authorities.map(({ key }) => toHex(key)),
      setId: Number(made.set.id),
      setHash: made.set.hash,
      first: rowAfter(keeper.trusted.table, number).first,
      formerUntil: Number(keeper.trusted.table[0].until),
      forcedIn: null,
      blockNumber: number,
      blockHash: fingerprintOf(made).block,
      header: made.header,
      authors: made.authors.map(toHex),
    });
    const specification = JSON.parse(readFileSync(spec, 'utf8'));
    const written = JSON.parse(readFileSync(file, 'utf8'));
    assert.deepEqual(written, withCheckpoint(specification, made));
  });
});

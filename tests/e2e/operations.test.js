// SPDX-License-Identifier: Apache-2.0

// Follows the procedures of docs/operations.md as an operator does, on a network of real processes.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { Keyring } from '@polkadot/api';

import { connect } from '../client/chain.js';
import { fromHex, toHex } from '../client/hex.js';
import { missedBy, missedByOthers, turns } from '../faults/validators.js';
import { LOCAL, Network, NotStarted } from '../network/network.js';
import { readAuthorities } from '../network/status.js';
import { waitFor } from '../network/wait.js';
import { temporaryFolder } from './support.js';

const VALIDATORS = LOCAL.filter(({ role }) => role === 'validator').map(({ name }) => name);
const AURA_ENGINE = toHex(Buffer.from('aura'));

/** Returns the folder of a node that holds keystore, network key and database of the chain. */
function chainFolder({ base }) {
  const chains = join(base, 'chains');
  return join(chains, readdirSync(chains)[0]);
}

/** Returns the slot in which a block was written. */
function slotOf({ digest }) {
  // The entry is a pre-runtime digest (6) of the engine `aura`: a length, and the slot as u64,
  // little-endian.
  const log = digest.logs.find((one) => one.startsWith(`0x06${AURA_ENGINE.slice(2)}`));
  return Number(fromHex(log).subarray(-8).readBigUInt64LE());
}

/** Returns the author of a block: the Aura key whose turn it was. */
async function authorOf(rpc, hash) {
  const header = await rpc.call('chain_getHeader', hash);
  const bytes = fromHex(
    await rpc.call('state_call', 'AuraApi_authorities', '0x', header.parentHash),
  );
  const keys = bytes.subarray(bytes.length % 32);
  const place = slotOf(header) % (keys.length / 32);
  return toHex(keys.subarray(place * 32, (place + 1) * 32));
}

/**
 * Checks that a node reports that it no longer has, or never had, the state that an answer needs.
 */
function cannotTell({ name, code, message }) {
  assert.equal(name, 'RpcError');
  // *Cannot tell* has a code of its own, and is not a verdict.
  assert.ok(code > 0, message);
  assert.match(message, /state/i);
  return true;
}

const publicKey = (secret) => toHex(new Keyring({ type: 'sr25519' }).addFromUri(secret).publicKey);

describe('docs/operations.md', { concurrency: 1 }, () => {
  let network;
  // Hooks run in the order of their registration, so this one comes before the folder is removed.
  after(() => network?.remove());
  const folder = temporaryFolder();

  const finalOf = async (name) => (await network.finalized(name)).number;

  /** Waits until a key writes a block after the present one. */
  const untilWrites = async (key) => {
    const rpc = network.rpc('archive');
    let next = (await finalOf('archive')) + 1;
    return waitFor(
      async () => {
        for (; next <= (await finalOf('archive')); next += 1) {
          const hash = await rpc.call('chain_getBlockHash', next);
          if ((await authorOf(rpc, hash)) === key) return next;
        }
        return false;
      },
      { what: `a final block of ${key}`, interval: 500 },
    );
  };

  /** Asks a question whose answer needs the state of a block. */
  const ask = (name, at) => network.rpc(name).call('credentials_types', null, null, at);

  before(async () => {
    network = await Network.create({ folder: join(folder, 'network') });
    // This node drops its states soon enough for a test.
    await network.define({ name: 'pruned', role: 'full', options: ['--state-pruning', '8'] });
    await network.startAll();
    await network.untilFinal(2);
  });

  test('joining: a full sync executes every block', async () => {
    await network.add({ name: 'joiner', role: 'full' });
    await network.untilFinal(await finalOf('alice'), { names: ['joiner'] });
    await ask('joiner', await network.rpc('joiner').call('chain_getBlockHash', 1));
  });

  test('joining: a warp sync has the present at once, and no past states', async (t) => {
    const begin = Date.now();
    await network.add({ name: 'warper', role: 'full', options: ['--sync', 'warp'] });
    await network.untilFinal(await finalOf('alice'), { names: ['warper'] });
    t.diagnostic(`took ${((Date.now() - begin) / 1_000).toFixed(1)} s`);
    assert.match(network.logSinceStart('warper'), /[Ww]arp sync is complete/);
    // While it fetches old headers, it reports that it is syncing.
    await waitFor(() => ask('warper', null), { what: 'an answer about the present' });
    const first = await network.rpc('archive').call('chain_getBlockHash', 1);
    assert.deepEqual((await ask('archive', first)).items, []);
    // Old headers come after the present ones, and a block without a header is unknown.
    const isThere = () => network.rpc('warper').call('chain_getHeader', first);
    await waitFor(isThere, { what: 'the header of the first block' });
    await assert.rejects(ask('warper', first), cannotTell);
    await network.kill('warper');
  });

  test('upgrade of the binary: one validator after the other, and finality goes on', async () => {
    for (const name of VALIDATORS) {
      await network.stop(name);
      await network.start(name);
      await network.untilFinal((await finalOf('archive')) + 2, { names: ['archive', name] });
    }
  });

  test('replacing a lost machine: keys from the backup, the chain from the others', async (t) => {
    const { base, peerId } = network.node('dave');
    const backup = join(folder, 'dave.tar');
    const chain = chainFolder(network.node('dave')).slice(base.length + 1);
    // The backup is made while the node runs, as the page says.
    const parts = [join(chain, 'keystore'), join(chain, 'network')];
    execFileSync('tar', ['--create', '--file', backup, '--directory', base, ...parts]);
    assert.ok(statSync(backup).size < 100_000);

    await network.kill('dave');
    rmSync(base, { recursive: true });
    const lost = await finalOf('archive');
    await network.untilFinal(lost + 2, { names: ['archive'] });

    mkdirSync(base);
    execFileSync('tar', ['--extract', '--file', backup, '--directory', base]);
    assert.ok(!existsSync(join(base, chain, 'paritydb')));
    await network.start('dave');
    assert.equal(await network.rpc('dave').call('system_localPeerId'), peerId);
    const number = await untilWrites(publicKey('//Dave'));
    t.diagnostic(`lost at block ${lost}, wrote block ${number}`);
    await network.converged({ above: number });
  });

  test('restoring a database: copied while its node is stopped, opened by another', async () => {
    const copy = await network.define({ name: 'copy', role: 'archive' });
    const source = join(chainFolder(network.node('archive')), 'paritydb');
    const height = await finalOf('archive');
    await network.stop('archive');
    cpSync(source, join(chainFolder(copy), 'paritydb'), { recursive: true });
    await network.startAll(['archive', 'copy']);
    await waitFor(() => /Highest known block at #[1-9]/.test(network.logSinceStart('copy')), {
      what: 'a node that begins where the copy was made',
    });
    await network.untilFinal(height + 1, { names: ['copy'] });
    const first = await network.rpc('copy').call('chain_getBlockHash', 1);
    assert.deepEqual(await ask('copy', first), await ask('archive', first));
    await network.kill('copy');
  });

  test('an archive node knows the past, a pruned one says that it does not', async () => {
    await network.untilFinal(12, { names: ['pruned', 'archive'] });
    const first = await network.rpc('archive').call('chain_getBlockHash', 1);
    assert.equal((await ask('archive', first)).asOf.blockNumber, 1);
    await assert.rejects(ask('pruned', first), cannotTell);
    await ask('pruned', null);
  });

  test('state pruning is chosen when a database is made, and not afterwards', async () => {
    await network.stop('pruned');
    network.node('pruned').options = ['--state-pruning', 'archive'];
    await assert.rejects(network.start('pruned'), (error) => {
      assert.ok(error instanceof NotStarted);
      assert.match(error.message, /pruning/i);
      return true;
    });
    // Without the option it keeps the pruning of its database.
    network.node('pruned').options = [];
    await network.start('pruned');
    await network.untilFinal((await finalOf('archive')) + 1, { names: ['pruned'] });
  });

  test('rotating session keys: new ones are made on the node, and take over', async (t) => {
    const chain = await connect(network.ws('bob'));
    after(() => chain.close());
    const bob = new Keyring({ type: 'sr25519' }).addFromUri('//Bob');
    const old = publicKey('//Bob');
    const rpc = network.rpc('bob');
    const owner = toHex(bob.publicKey);
    const { keys, proof } = await rpc.call('author_rotateKeysWithOwner', owner);
    const aura = keys.slice(0, 66);
    const begin = await finalOf('archive');
    await chain.send(chain.api.tx.session.setKeys(keys, proof), bob);
    await waitFor(async () => (await readAuthorities(rpc)).includes(aura), {
      what: 'the new key to be in the set',
      interval: 1_000,
    });
    assert.ok(!(await readAuthorities(rpc)).includes(old));
    const end = await untilWrites(aura);

    // From the rotation on, this validator misses at most one turn more than the others.
    const all = await turns(chain, VALIDATORS, begin, end);
    const own = all.filter(({ turn }) => turn === 'bob');
    const missed = missedBy(all, 'bob');
    const usual = missedByOthers(all, 'bob');
    t.diagnostic(
      `${own.length} turns of bob's from ${begin} to ${end}, ${missed.length} missed; ` +
        `the others missed ${usual}`,
    );
    assert.equal(own.at(-1).number, end, 'the block under the new key is his');
    assert.ok(missed.length <= 1 + usual, JSON.stringify(missed));
  });
});

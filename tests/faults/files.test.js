// SPDX-License-Identifier: Apache-2.0

// A node finds the wrong files: a damaged database, another chain's specification, no keys. It
// reports the fault in a way that leads to the cure, and the others go on undisturbed.

import assert from 'node:assert/strict';
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { command } from '../network/files.js';
import { TIMEOUT, waitFor } from '../network/wait.js';
import { ALL_NODES, ownNetwork, VALIDATORS } from './support.js';

describe('wrong files', { concurrency: 1 }, () => {
  const world = ownNetwork('files');
  const OTHERS = VALIDATORS.slice(0, 3);

  // A node without peers complains only after a minute, so this one begins first.
  before(async () => {
    const { network } = world;
    await network.add({ name: 'eve', role: 'full', spec: anotherChain(network) });
  });

  /** Checks that the other nodes make blocks final, and the same ones. */
  async function othersGoOn() {
    const { network } = world;
    const { number } = await network.finalized('alice');
    await network.converged({ names: OTHERS, above: number + 2 });
  }

  /** Checks that a node that cannot work with its files ends and reports why. */
  async function endsWith(t, name, pattern) {
    const { network } = world;
    network.spawn(name);
    const how = await network.waitForExit(name, TIMEOUT);
    const log = network.logSinceStart(name);
    if (how === undefined) await network.kill(name);
    t.diagnostic(`${how ?? 'it went on'}: ${errorOf(log)}`);
    assert.notEqual(how, undefined, `it goes on\n${network.tail(name)}`);
    assert.match(how, /^code [1-9]/, 'it ends with an error');
    assert.match(errorOf(log), pattern);
  }

  /** Checks that a node that goes on reports what is wrong. */
  async function says(t, name, pattern) {
    const { network } = world;
    const line = await waitFor(
      () =>
        network
          .logSinceStart(name)
          .split('\n')
          .find((one) => pattern.test(one)),
      { what: `${name} to say ${pattern}` },
    );
    t.diagnostic(line.trim());
  }

  test('a damaged database', async (t) => {
    const { network } = world;
    await network.untilFinal(5, { names: ALL_NODES });
    await network.stop('dave');
    const before = await network.finalized('alice');
    const { base, spec } = network.node('dave');
    const folder = databaseOf(base);
    damage(folder);
    await endsWith(t, 'dave', /database/i);
    await othersGoOn();

    // The cure is to purge the chain with the node's own command; the others send the data again.
    await command(network.binary, 'purge-chain', '-y', '--base-path', base, '--chain', spec);
    await network.start('dave');
    await network.converged({ names: ALL_NODES, above: before.number });
    assert.equal(await network.rpc('dave').call('chain_getBlockHash', before.number), before.hash);
    await waitFor(async () => (await network.status('dave')).inSet, {
      what: 'its keys to be there',
    });
  });

  test("another chain's specification over the data of this one", async (t) => {
    const { network } = world;
    await network.stop('dave');
    const node = network.node('dave');
    const own = node.spec;
    node.spec = anotherChain(network);
    try {
      await endsWith(t, 'dave', /chain specification/i);
    } finally {
      node.spec = own;
      await network.start('dave');
    }
    await othersGoOn();
    await network.converged({ names: ALL_NODES });
  });

  test('a validator without its session keys', async (t) => {
    const { network } = world;
    await network.stop('dave');
    const keystore = join(network.node('dave').base, 'chains', chainOf(network), 'keystore');
    const keys = readdirSync(keystore).map((name) => [name, readFileSync(join(keystore, name))]);
    rmSync(keystore, { recursive: true });
    await network.start('dave');
    await says(t, 'dave', /session keys/i);
    await othersGoOn();

    await network.stop('dave');
    for (const [name, content] of keys) writeFileSync(join(keystore, name), content);
    await network.start('dave');
    await waitFor(async () => (await network.status('dave')).inSet, {
      what: 'its keys to be there',
    });
    await network.converged({ names: ALL_NODES });
  });

  test("a peer with another chain's specification", async (t) => {
    const { network } = world;
    await says(t, 'eve', /same chain specification|different chain/i);
    assert.equal((await network.status('eve')).height, 0, 'it has no block of this chain');
    await othersGoOn();
  });
});

/** Returns the error with which a node ended; its log may go on after that. */
const errorOf = (log) => /^Error: .*$/m.exec(log)?.[0] ?? 'it does not say why';

const chainOf = ({ spec }) => JSON.parse(readFileSync(spec, 'utf8')).id;

/** Returns the folder of a node's database. */
function databaseOf(base) {
  const [chain] = readdirSync(join(base, 'chains'));
  return join(base, 'chains', chain, 'paritydb', 'full');
}

/** Overwrites a part of every file, as a failing disk does. */
function damage(folder) {
  const garbage = Buffer.alloc(4_096, 0xa5);
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const { size } = statSync(file);
    if (size < 2 * garbage.length) continue;
    const handle = openSync(file, 'r+');
    for (let place = 0; place < size; place += 64 * 1_024)
      writeSync(handle, garbage, 0, Math.min(garbage.length, size - place), place);
    closeSync(handle);
  }
}

/**
 * Writes the specification of a chain with the same id and another genesis, and returns its file.
 */
function anotherChain({ folder, spec }) {
  const chain = JSON.parse(readFileSync(spec, 'utf8'));
  chain.genesis.raw.top['0x746573746177'] = '0x01';
  const file = join(folder, 'another-chain.json');
  writeFileSync(file, JSON.stringify(chain));
  return file;
}

// SPDX-License-Identifier: Apache-2.0

// A machine fails its node: the disk is full, or the clock is wrong. The node reports it in a way
// that leads to the cure, nothing that was final is lost, and the others go on.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';

import { xxhashAsHex } from '@polkadot/util-crypto';

import { LOCAL } from '../network/network.js';
import { TIMEOUT, SLOT, waitFor } from '../network/wait.js';
import { ownNetwork, seconds, VALIDATORS } from './support.js';

const execute = promisify(execFile);
const MEBIBYTE = 1 << 20;
/** The size of the disk, and the free space below which the node stops, in MiB. */
const DISK = 256;
const RESERVE = 64;
/** The message of a node with too little space. */
const LITTLE_SPACE = /available space .* below threshold/i;
/** The message of a node about the clock of another one. */
const OTHER_CLOCK = /the clock of the validator .* is ahead/i;
const OTHERS = VALIDATORS.slice(0, 3);
/** The place of the time of a block in its state. */
const NOW = `${xxhashAsHex('Timestamp', 128)}${xxhashAsHex('Now', 128).slice(2)}`;

describe('a machine lets its node down', { concurrency: 1 }, () => {
  let disk;
  const world = ownNetwork('machine', {
    members: async () => {
      const folder = join(world.folder, 'disk');
      mkdirSync(folder, { recursive: true });
      // The mount is visible only in the namespaces of this suite.
      await execute('mount', ['-t', 'tmpfs', '-o', `size=${DISK}m`, 'tmpfs', folder]);
      disk = folder;
      return LOCAL.map((member) =>
        member.name === 'dave'
          ? {
              ...member,
              base: join(disk, 'dave'),
              options: [
                '--db-storage-threshold',
                String(RESERVE),
                '--db-storage-polling-period',
                '1',
              ],
            }
          : member,
      );
    },
  });
  world.free = async () => disk && execute('umount', [disk]);

  /** Writes until only `left` MiB are free. */
  async function fill(left) {
    const file = await open(join(disk, 'filler'), 'w');
    const chunk = Buffer.alloc(MEBIBYTE / 4, 1);
    try {
      while (free() > left * MEBIBYTE) await file.write(chunk);
    } catch (error) {
      if (error.code !== 'ENOSPC') throw error;
    } finally {
      await file.close();
    }
  }
  const free = () => {
    const { bavail, bsize } = statfsSync(disk);
    return bavail * bsize;
  };
  const makeRoom = () => rmSync(join(disk, 'filler'));

  /** Checks that the other nodes make blocks final, and the same ones. */
  async function othersGoOn() {
    const { network } = world;
    const { number } = await network.finalized('alice');
    await network.converged({ names: OTHERS, above: number + 2 });
  }

  /**
   * Returns the line of a node's log that matches a pattern, after the first `skipped` characters.
   */
  const line = (name, pattern, skipped = 0) =>
    world.network
      .logSinceStart(name)
      .slice(skipped)
      .split('\n')
      .find((one) => pattern.test(one));

  /**
   * Waits for a node to end, checks that the others go on, and that the node recovers once there is
   * space.
   */
  async function endsAndComesBack(t, kept) {
    const { network } = world;
    const begin = performance.now();
    const how = await network.waitForExit('dave', TIMEOUT);
    const ended = performance.now() - begin;
    const log = network.logSinceStart('dave');
    if (how === undefined) await network.kill('dave');
    t.diagnostic(`${how ? `it ended with ${how}` : 'it went on'} after ${seconds(ended)}`);
    t.diagnostic(`it said: ${line('dave', LITTLE_SPACE)?.trim() ?? 'nothing of it'}`);
    await othersGoOn();
    makeRoom();
    const back = performance.now();
    await network.start('dave');
    const { number } = await network.finalized('alice');
    await network.converged({ above: number });
    t.diagnostic(`caught up ${seconds(performance.now() - back)} after its return`);
    assert.equal(
      await network.rpc('dave').call('chain_getBlockHash', kept.number),
      kept.hash,
      'what was final before',
    );
    assert.notEqual(how, undefined, 'it ended');
    return { how, log };
  }

  test('a disk that is filling up: the node ends in good order', async (t) => {
    const { network } = world;
    await network.untilFinal(3);
    const kept = await network.finalized('dave');
    await fill(RESERVE / 2);
    const { how, log } = await endsAndComesBack(t, kept);
    assert.match(how, /^code /);
    assert.match(log, LITTLE_SPACE);
  });

  test('a disk without room: the node does not begin', async (t) => {
    const { network } = world;
    const kept = await network.finalized('dave');
    await network.stop('dave');
    await fill(RESERVE / 2);
    network.spawn('dave');
    const { how, log } = await endsAndComesBack(t, kept);
    assert.match(how, /^code [1-9]/);
    assert.match(log, LITTLE_SPACE);
  });

  // An operator who turns the check of the space off gets no warning. Nothing is lost all the same.
  test('a disk that is full to the last byte, unwatched: nothing is lost', async (t) => {
    const { network } = world;
    const { options } = network.node('dave');
    await network.stop('dave');
    network.node('dave').options = ['--db-storage-threshold', '0'];
    await network.start('dave');
    await network.converged();
    const kept = await network.finalized('dave');
    await fill(0);
    const { how } = await endsAndComesBack(t, kept);
    // A page of a mapped file that has no room ends the node by the signal, and a write that fails by its error.
    assert.match(how, /^(SIGBUS|code [1-9])/);
    network.node('dave').options = options;
  });

  /** Returns the variables that give a node a clock that is off. */
  function clock(offset) {
    const library = process.env.TESTAMUR_FAKETIME;
    assert.ok(library, 'TESTAMUR_FAKETIME names libfaketime');
    return {
      LD_PRELOAD: library,
      FAKETIME: offset,
      // Waits and timeouts use the monotonic clock, which stays right.
      DONT_FAKE_MONOTONIC: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
  }

  // A verdict goes by the time of its block, so the edge of a validity moves by as much as that.
  test('a clock that is a little ahead moves the time of no block by a slot', async (t) => {
    const { network } = world;
    const node = network.node('dave');
    await network.stop('dave');
    node.env = clock('+2.9s');
    const leads = [];
    try {
      await network.start('dave');
      await othersGoOn();
      const rpc = network.rpc('alice');
      let known;
      const observe = async () => {
        const hash = await rpc.call('chain_getBlockHash');
        if (hash !== known) {
          const arrived = Date.now();
          const time = Buffer.from((await rpc.call('state_getStorage', NOW, hash)).slice(2), 'hex');
          leads.push(Number(time.readBigUInt64LE()) - arrived);
        }
        known = hash;
        return leads.length > 16;
      };
      await waitFor(observe, { what: 'blocks of everybody', interval: 50 });
    } finally {
      node.env = {};
      await network.restart('dave');
    }
    const most = Math.max(...leads);
    t.diagnostic(`of ${leads.length} blocks the one that is most ahead is so by ${seconds(most)}`);
    assert.ok(most > SLOT / 2, 'the wrong clock wrote some of them');
    assert.ok(most <= SLOT, `${most} ms`);
    const { number } = await network.finalized('alice');
    await network.converged({ above: number });
  });

  for (const [direction, offset] of [
    ['ahead', '+10s'],
    ['behind', '-10s'],
  ]) {
    test(`a clock that is 10 s ${direction}`, async (t) => {
      const { network } = world;
      const itsClock = new RegExp(`the clock of this machine is ${direction}`, 'i');
      await network.stop('dave');
      const node = network.node('dave');
      node.env = clock(offset);
      const begin = performance.now();
      const before = await network.finalized('alice');
      const known = OTHERS.map((name) => network.logSinceStart(name).length);
      try {
        await network.start('dave');
        await waitFor(() => line('dave', itsClock), {
          what: 'dave to speak of the clock',
          interval: 500,
        });
        t.diagnostic(
          `after ${seconds(performance.now() - begin)}: ${line('dave', itsClock).trim()}`,
        );
        await othersGoOn();
      } finally {
        const others = OTHERS.map((name, place) => line(name, OTHER_CLOCK, known[place]));
        t.diagnostic(`the others say: ${others.find(Boolean)?.trim() ?? 'nothing'}`);
        const { number } = await network.finalized('alice');
        const slots = Math.round((performance.now() - begin) / SLOT);
        t.diagnostic(`${number - before.number} blocks became final in ${slots} slots`);
        node.env = {};
        await network.restart('dave');
      }
      const { number } = await network.finalized('alice');
      await network.converged({ above: number + 2 });
      assert.equal(
        await network.rpc('dave').call('chain_getBlockHash', before.number),
        before.hash,
        'no fork is left',
      );
    });
  }
});

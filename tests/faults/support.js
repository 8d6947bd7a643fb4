// SPDX-License-Identifier: Apache-2.0

// Helpers for the tests of the fault suite.

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { account, connect } from '../client/chain.js';
import { Council } from '../client/council.js';
import { Network } from '../network/network.js';
import { Issuer } from '../network/issuer.js';

const FOLDER = fileURLToPath(new URL('../../.testamur/faults', import.meta.url));

const { TESTAMUR_FAULTS, TESTAMUR_SEED } = process.env;
if (TESTAMUR_FAULTS === undefined) {
  throw new Error('these tests need namespaces of their own: `scripts/faults` runs them there');
}

/** Whether this is the short version, with fewer and shorter rounds. */
export const isShort = TESTAMUR_FAULTS === 'short';

export const VALIDATORS = ['alice', 'bob', 'charlie', 'dave'];
export const ALL_NODES = [...VALIDATORS, 'archive'];

/** Returns an empty folder for a file's network. */
function emptyFolder(name) {
  const folder = join(FOLDER, name);
  rmSync(folder, { recursive: true, force: true });
  return folder;
}

/** Removes everything but the logs. */
function keepLogs(folder) {
  for (const entry of readdirSync(folder)) {
    if (!entry.endsWith('.log')) rmSync(join(folder, entry), { recursive: true, force: true });
  }
}

/**
 * Provides the local network for all tests of a file, running and with final blocks:
 * `world.network`. At the end only its logs remain; `world.free` is called before the files are
 * removed.
 *
 * @param {string} name of its folder
 * @param {(network: Network) => Promise<object[]>} [members] instead of the usual ones
 */
export function ownNetwork(name, { members } = {}) {
  const world = { folder: emptyFolder(name) };
  before(async () => {
    world.network = await Network.create({ folder: world.folder, members: await members?.() });
    await world.network.startAll();
    await world.network.converged({ above: 1 });
  });
  after(async () => {
    await world.chain?.close();
    await world.network?.killAll();
    await world.free?.();
    keepLogs(world.folder);
  });
  return world;
}

/** Connects to a node as its client, and as the council: `world.chain`, `world.council`. */
export async function connectClient(world, name = 'archive') {
  world.chain = await connect(world.network.ws(name));
  world.members = ['//Alice', '//Bob', '//Charlie', '//Dave'].map(account);
  world.council = new Council(world.chain, world.members);
}

/** Connects, and sets up a university that may issue: `world.issuer`. */
export async function setUpIssuer(world, name) {
  await connectClient(world, name);
  world.issuer = await Issuer.register(world.chain, world.council);
}

/** Returns a generator of numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Returns the entries in random order (Fisher-Yates). */
export function shuffled(entries, random) {
  const found = [...entries];
  for (let last = found.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [found[last], found[other]] = [found[other], found[last]];
  }
  return found;
}

export const SEED = Number(TESTAMUR_SEED ?? Math.floor(Math.random() * 2 ** 32));

/** Returns milliseconds as a text in seconds with one decimal. */
export const seconds = (milliseconds) => `${(milliseconds / 1_000).toFixed(1)} s`;

/** Watches a node's final head; the returned function ends it and returns the longest pause. */
export function watchFinality(network, name) {
  let ended = false;
  let longest = 0;
  const watching = (async () => {
    let last = performance.now();
    let known = 0;
    while (!ended) {
      const { number } = await network.finalized(name).catch(() => ({ number: known }));
      const now = performance.now();
      longest = Math.max(longest, now - last);
      if (number > known) [known, last] = [number, now];
      await delay(200);
    }
  })();
  return async () => {
    ended = true;
    await watching;
    return longest;
  };
}

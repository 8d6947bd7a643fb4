// SPDX-License-Identifier: Apache-2.0

// Helpers for the tests against running nodes.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';

import { connect } from '../client/chain.js';
import { Context } from '../journey/context.js';
import { accreditation, consortium } from '../journey/founding.js';
import { LEARNERS, MISTAKES } from '../journey/index.js';
import { startNode } from '../network/node.js';
import { Console } from '../util/console.js';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** Returns a folder that is removed when the tests of the file are done. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'testamur-e2e-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Provides a node for all tests of a file: `world.node`, `world.folder`. A `world.context` or a
 * `world.api` that a test connects to it is disconnected at the end.
 */
export function ownNode({ sealing = 'instant' } = {}) {
  const world = {};
  // Hooks run in the order of their registration, so this one comes before the folder is removed.
  after(async () => {
    await world.context?.chain.close();
    await world.api?.disconnect();
    await world.node?.kill();
  });
  const folder = temporaryFolder();
  world.folder = folder;
  world.start = async () => {
    world.node = await startNode({
      base: join(folder, 'node'),
      log: join(folder, 'node.log'),
      sealing,
    });
  };
  before(world.start);
  return world;
}

/**
 * Provides a node on which a university is accredited and has an operator, with `world.context`.
 */
export function ownUniversity() {
  const world = ownNode();
  before(async () => {
    const chain = await connect(world.node.ws);
    world.context = new Context({
      chain,
      output: new Console(),
      folder: world.folder,
      learners: LEARNERS,
      mistakes: MISTAKES,
    });
    await consortium(world.context);
    await accreditation(world.context);
  });
  return world;
}

/** Returns how long something takes, in milliseconds. */
export async function timed(act) {
  const start = process.hrtime.bigint();
  await act();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

// SPDX-License-Identifier: Apache-2.0

// Fills the database of a chain with many batches and leaves it behind: `scripts/bench-weights`
// measures reads and writes in it.
//
//   node fill.js --folder DIR --batches N
//
// The last line of its output is the folder of the node's data.

import { parseArgs } from 'node:util';

import { UserError } from '../tests/util/console.js';
import { World } from './world.js';

const PRINT_INTERVAL = 10_000;

const { values } = parseArgs({
  options: { folder: { type: 'string' }, batches: { type: 'string' } },
});
const batches = Number(values.batches);
let printedAt = 0;
const progress = (text) => {
  if (Date.now() - printedAt < PRINT_INTERVAL) return;
  printedAt = Date.now();
  process.stderr.write(`  ${text}\n`);
};

try {
  if (!values.folder || !Number.isSafeInteger(batches) || batches < 1) {
    throw new UserError('say where and how many: --folder DIR --batches N');
  }
  const world = await World.create({ folder: values.folder, issuers: 4, operators: 16, progress });
  try {
    await world.fill(batches, progress);
    // The node stops in good order, so that all of it is in the tables of the database.
    await world.network.stopAll();
    process.stdout.write(`${world.network.node(world.names[0]).base}\n`);
  } finally {
    await world.stop();
  }
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

// SPDX-License-Identifier: Apache-2.0

// Makes the database of a chain with many batches, and leaves it: what `scripts/bench-weights`
// measures reading and writing in.
//
//   node fill.js --folder DIR --batches N
//
// Prints the folder of the node's data last.

import { parseArgs } from 'node:util';

import { Complaint } from '../tests/util/console.js';
import { World } from './world.js';

const SAY_EVERY = 10_000;

const { values } = parseArgs({
  options: { folder: { type: 'string' }, batches: { type: 'string' } },
});
const batches = Number(values.batches);
let said = 0;
const progress = (text) => {
  if (Date.now() - said < SAY_EVERY) return;
  said = Date.now();
  process.stderr.write(`  ${text}\n`);
};

try {
  if (!values.folder || !Number.isSafeInteger(batches) || batches < 1) {
    throw new Complaint('say where and how many: --folder DIR --batches N');
  }
  const world = await World.create({ folder: values.folder, issuers: 4, operators: 16, progress });
  try {
    await world.fill(batches, progress);
    // In good order, so that all of it is in the tables of the database.
    await world.network.stopAll();
    process.stdout.write(`${world.network.node(world.names[0]).base}\n`);
  } finally {
    await world.stop();
  }
} catch (error) {
  if (!(error instanceof Complaint)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

// SPDX-License-Identifier: Apache-2.0

// Growth: measures what a credential adds to the state, to the blocks and to the database for each
// way to issue it, and the memory that a node holds meanwhile.

import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { sum } from '../../tests/util/statistics.js';
import { merged } from '../details.js';
import { confirm, drive } from '../load.js';
import { diskBytes, memoryOf } from '../machine.js';
import { MODES } from '../modes.js';
import { presign } from '../sending.js';
import { stateBytes } from '../state.js';
import { prepare } from '../ways.js';
import { filling } from '../weights.js';
import { inTurns } from '../world.js';

export const part = { name: 'growth', title: 'Growth', run };

const WAYS = ['anchor-1', 'many-256', 'cohort'];
const MILLION = 1_000_000;
const MIB = 2 ** 20;

async function run({ mode, world, progress }) {
  const { runs, blocks, pause } = MODES[mode].growth;
  progress('one of each way, to see what it weighs');
  const ways = (await prepare(world, WAYS)).map((way) => ({ ...way, found: [] }));
  let held;
  let before = await sizes(world, pause);
  for (let turn = 1; turn <= runs; turn++) {
    for (const way of ways) {
      const report = (text) => progress(`${way.label}, run ${turn} of ${runs}: ${text}`);
      const count = filling(way, blocks);
      const issued = await issue(world, way, count, report);
      // The memory is read before the state is, which would add to it.
      held = memoryOf(world.pid()).now;
      report('waiting for the database');
      const after = await sizes(world, pause);
      const added = { state: after.state - before.state, disk: after.disk - before.disk };
      way.found.push({ ...issued, ...added, count });
      before = after;
    }
  }
  const rows = ways.flatMap(rowsOf);
  rows.push(memoryRow('now', 'after the load', held));
  rows.push(memoryRow('most', 'the most it ever held', memoryOf(world.pid()).most));
  const tables = [...new Set(rows.map(({ table }) => table))];
  return tables.flatMap((name) => rows.filter(({ table }) => table === name));
}

/**
 * Issues through an institution that does nothing else, and returns the blocks that took it and
 * their bytes.
 */
async function issue(world, { make }, count, report) {
  const { bystander } = world;
  const accounts = inTurns([bystander], bystander.accounts.length);
  const signed = await presign(world, make, count, { report, accounts });
  const { blocks } = await drive(world, signed, report);
  await confirm(world, signed);
  return { bodies: sum(blocks.map(({ bytes }) => bytes)), blocks: blocks.length };
}

/**
 * Returns the bytes of that institution's records in the state, and of a node's database. The
 * database writes with a delay, hence the pause; its write-ahead log is left out.
 */
async function sizes(world, pause) {
  const { api, bystander, network, names } = world;
  await delay(pause);
  const [{ base }] = names.map((name) => network.node(name));
  return {
    state: await stateBytes(world, api.query.credentials.batches.keyPrefix(bystander.institution)),
    disk: diskBytes(join(base, 'chains'), (file) => !file.startsWith('log')),
  };
}

function rowsOf({ id, label, credentials, found }) {
  const [{ count }] = found;
  const issued = count * credentials;
  const details = {
    credentials: issued,
    transactions: count,
    ...merged(found.map(({ blocks }) => ({ blocks }))),
  };
  // A database grows in steps, so the growth of all runs is taken together.
  const all = issued * found.length;
  const disk = sum(found.map((one) => one.disk)) / all;
  const extrapolated = all < MILLION ? `, extrapolated from ${all.toLocaleString('en')}` : '';
  const row = (table, name, unit, values, more = '') => ({
    table,
    id: `${name}-${id}`,
    label: `${label}${more}`,
    unit,
    values,
    yardstick: id === 'anchor-1' ? undefined : `${name}-anchor-1`,
    details,
  });
  const each = (what) => found.map((one) => one[what] / issued);
  return [
    row('state', 'state', 'bytes a credential', each('state')),
    row('bodies of blocks', 'body', 'bytes a credential', each('bodies')),
    // Growth that still fitted into the allocated space is not visible.
    disk > 0 &&
      row(
        'database',
        'database',
        'MiB a million credentials',
        [(disk * MILLION) / MIB],
        extrapolated,
      ),
  ].filter(Boolean);
}

const memoryRow = (id, label, bytes) => ({
  table: 'memory of a validator',
  id: `memory-${id}`,
  label,
  unit: 'MiB',
  values: [bytes / MIB],
});

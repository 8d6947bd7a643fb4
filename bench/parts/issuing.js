// SPDX-License-Identifier: Apache-2.0

// Issuing: measures how many credentials become final in a second for each way to anchor them,
// compared with the cheapest transaction.

import { labelOf, limitOfAll, merged, nameOf, costsOf } from '../details.js';
import { confirm, drive } from '../load.js';
import { memoryOf } from '../machine.js';
import { MODES } from '../modes.js';
import { detailsOf, rateOf, steady } from '../rates.js';
import { presign } from '../sending.js';
import { prepare } from '../ways.js';
import { filling } from '../weights.js';

export const part = { name: 'issuing', title: 'Issuing', run };

const YARDSTICK = 'remark-1';
const MIB = 2 ** 20;

async function run({ mode, world, progress }) {
  const { runs, blocks, ways: ids } = plan(mode, world);
  progress('one of each way, to see what it weighs');
  const ways = (await prepare(world, ids)).map((way) => ({ ...way, found: [] }));
  for (let turn = 1; turn <= runs; turn++) {
    for (const way of ways) {
      const report = (text) => progress(`${way.label}, run ${turn} of ${runs}: ${text}`);
      const count = filling(way, blocks);
      way.found.push(await measure(world, way, count, report));
    }
  }
  return ways.map((way) => rowOf(way, world));
}

const plan = (mode, { validators }) =>
  validators === 1 ? MODES[mode].issuing : MODES[mode].issuingOfFour;

async function measure(world, { make, credentials }, count, report) {
  const signed = await presign(world, make, count, { report });
  const driven = await drive(world, signed, report);
  await confirm(world, signed);
  const chosen = steady(driven.blocks);
  const memory = world.names.map((name) => memoryOf(world.pid(name)).now);
  return {
    rate: rateOf(chosen) * credentials,
    reasons: driven.reasons,
    details: {
      ...detailsOf(chosen),
      ...costsOf(driven),
      nodeMemoryAfterMiB: Math.max(...memory) / MIB,
    },
  };
}

function rowOf({ id, label, credentials, weight, length, found }, { validators }) {
  const named = (name) => nameOf(name, validators);
  return {
    table: 'issuing',
    id: named(id),
    ...labelOf(label, validators),
    unit: id === YARDSTICK ? '1/s' : 'credentials/s',
    values: found.map(({ rate }) => rate),
    yardstick: id === YARDSTICK ? undefined : named(YARDSTICK),
    limit: limitOfAll(found),
    details: {
      validators,
      credentialsPerCall: credentials,
      declaredMicros: weight / 1e6,
      bytesPerCall: length,
      ...merged(found.map(({ details }) => details)),
    },
  };
}

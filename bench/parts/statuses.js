// SPDX-License-Identifier: Apache-2.0

// Statuses: measures how many revocations become final in a second, and what one costs by itself
// and among others.

import { anchoring } from '../calls.js';
import { limitOfAll, merged, costsOf } from '../details.js';
import { dryRuns } from '../dry-runs.js';
import { confirm, drive } from '../load.js';
import { MODES } from '../modes.js';
import { detailsOf, rateOf, steady } from '../rates.js';
import { COHORT, revocationsOf } from '../revocations.js';
import { presign } from '../sending.js';
import { WAYS } from '../ways.js';
import { declaredWeights, filling } from '../weights.js';

export const part = { name: 'statuses', title: 'Statuses', run };

const YARDSTICK = 'revoke-1';

async function run({ mode, world, progress }) {
  const { runs, blocks, trials } = MODES[mode].statuses;
  progress('anchoring the cohorts to revoke from');
  const kinds = revocationsOf(world.chain, await cohorts(world, progress));
  const ways = (await declaredWeights(world, kinds)).map((way) => ({ ...way, found: [] }));
  const tried = [];
  for (let turn = 1; turn <= runs; turn++) {
    for (const way of ways) {
      const report = (text) => progress(`${way.label}, run ${turn} of ${runs}: ${text}`);
      const count = filling(way, blocks);
      way.found.push(await measure(world, way, count, report));
    }
    progress(`run ${turn} of ${runs}: trying each of them ${trials} times`);
    const remark = { make: WAYS['remark-1'].make(world.chain) };
    tried.push(await dryRuns(world, [remark, ...ways], trials));
  }
  return [...ways.map(rateRow), ...timeRows(ways, tried), ...ways.map(weightRow)];
}

/** Anchors a cohort for each issuer, of which only the root exists. */
async function cohorts(world, report) {
  const { issuers } = world;
  const makers = issuers.map((issuer) => [issuer, anchoring(world.chain.calls, issuer, COHORT)]);
  const roots = new Map();
  const make = (issuer) => {
    const made = new Map(makers).get(issuer)();
    roots.set(issuer, made.roots[0]);
    return made;
  };
  // Accounts sign in turn, the first of each issuer before any second one.
  const signed = await presign(world, make, issuers.length);
  await drive(world, signed, report);
  await confirm(world, signed);
  return roots;
}

async function measure(world, { make, changes }, count, report) {
  const signed = await presign(world, make, count, { report });
  const driven = await drive(world, signed, report);
  const chosen = steady(driven.blocks);
  return {
    rate: rateOf(chosen) * changes,
    reasons: driven.reasons,
    details: { ...detailsOf(chosen), ...costsOf(driven) },
  };
}

const rateRow = ({ id, label, changes, weight, length, found }) => ({
  table: 'statuses',
  id,
  label,
  unit: 'changes/s',
  values: found.map(({ rate }) => rate),
  yardstick: id === YARDSTICK ? undefined : YARDSTICK,
  limit: limitOfAll(found),
  details: {
    changesPerCall: changes,
    declaredMicros: weight / 1e6,
    bytesPerCall: length,
    ...merged(found.map(({ details }) => details)),
  },
});

/**
 * Returns the rows for the execution time of one transaction, less the time of one that is refused
 * at once.
 */
function timeRows(ways, tried) {
  const rows = [{ id: 'remark-1', label: '`system.remark`' }, ...ways];
  return rows.map(({ id, label }, place) => ({
    table: 'executing one transaction that changes statuses',
    id: `time-${id}`,
    label,
    unit: 'ms',
    values: tried.map(({ times }) => times[place]),
    yardstick: id === YARDSTICK ? undefined : `time-${YARDSTICK}`,
    details: { refusedMs: tried[0].refused },
  }));
}

const weightRow = ({ id, label, weight }) => ({
  table: 'declared weight of one transaction that changes statuses',
  id: `weight-${id}`,
  label,
  unit: 'ms',
  values: [weight / 1e9],
  yardstick: id === YARDSTICK ? undefined : `weight-${YARDSTICK}`,
});

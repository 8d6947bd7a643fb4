// SPDX-License-Identifier: Apache-2.0

// Summarizes what is known of the runs of one row besides its values.

import { cpus } from 'node:os';

import { median, rounded, sum } from '../tests/util/statistics.js';
import { limitOf } from './rates.js';

/**
 * Merges the details of several runs: numbers become their median, other values a list unless they
 * agree.
 */
export function merged(runs) {
  const [first] = runs;
  return Object.fromEntries(
    Object.entries(first).map(([name, value]) => {
      const values = runs.map((run) => run[name]);
      if (typeof value === 'number') return [name, rounded(median(values))];
      return [name, values.every((one) => one === value) ? value : values.join(', ')];
    }),
  );
}

/** Adds up the counters of several runs. */
export function added(counters) {
  const total = {};
  for (const counts of counters) {
    for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
  }
  return total;
}

/**
 * Returns what the nodes spent on a run: processor time for each transaction, and as a share of the
 * time that the run took.
 */
export function costsOf({ blocks, cpu, handedOver, sentAgain }) {
  const seconds = (blocks.at(-1).time - blocks[0].parentTime) / 1_000;
  return {
    nodeCpuMicros: (cpu / sum(blocks.map(({ items }) => items))) * 1e6,
    nodeCpuShare: cpu / seconds,
    handedOverSeconds: handedOver,
    sentAgain,
  };
}

/** Returns what limited the runs of a row. */
export function limitOfAll(runs) {
  const { fullness, nodeCpuShare } = merged(runs.map(({ details }) => details));
  const reasons = added(runs.map((run) => run.reasons));
  return limitOf({ reasons, fullness, nodes: nodeCpuShare, cores: cpus().length });
}

/** Returns the id of a row, which is distinct among networks of different sizes. */
export const nameOf = (name, validators) => (validators === 1 ? name : `${name}-of-${validators}`);

/** Returns the label of a row for the reader: its subject and its network. */
export const labelOf = (subject, validators) => {
  const series = validators === 1 ? '1 validator' : `${validators} validators`;
  return { label: `${subject}; ${series}`, subject, series };
};

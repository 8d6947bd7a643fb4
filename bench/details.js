// SPDX-License-Identifier: Apache-2.0

// What is told of the runs of one row besides its values.

import { cpus } from 'node:os';

import { median, rounded, sum } from '../tests/util/statistics.js';
import { limitOf } from './rates.js';

/** Details of several runs as those of one: the median of what is a number. */
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

/** Counters of several runs, added. */
export function added(counters) {
  const total = {};
  for (const counts of counters) {
    for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
  }
  return total;
}

/** What the nodes spent on a run: for each transaction, and of the time that it took. */
export function costsOf({ blocks, cpu, handedOver, sentAgain }) {
  const seconds = (blocks.at(-1).time - blocks[0].parentTime) / 1_000;
  return {
    nodeCpuMicros: (cpu / sum(blocks.map(({ items }) => items))) * 1e6,
    nodeCpuShare: cpu / seconds,
    handedOverSeconds: handedOver,
    sentAgain,
  };
}

/** What has limited all runs of a row. */
export function limitOfAll(runs) {
  const { fullness, nodeCpuShare } = merged(runs.map(({ details }) => details));
  const reasons = added(runs.map((run) => run.reasons));
  return limitOf({ reasons, fullness, nodes: nodeCpuShare, cores: cpus().length });
}

/** The name of a row among those of networks of other sizes. */
export const nameOf = (name, validators) => (validators === 1 ? name : `${name}-of-${validators}`);

/** The same for who reads it: what it is about, and in which network. */
export const labelOf = (subject, validators) => {
  const series = validators === 1 ? '1 validator' : `${validators} validators`;
  return { label: `${subject}; ${series}`, subject, series };
};

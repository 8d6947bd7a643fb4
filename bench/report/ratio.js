// SPDX-License-Identifier: Apache-2.0

// Summarizes the runs of a measurement.

import { median } from '../../tests/util/statistics.js';

/** Returns median, least and greatest of some numbers. */
export const summaryOf = (numbers) => ({
  median: median(numbers),
  least: Math.min(...numbers),
  greatest: Math.max(...numbers),
});

/**
 * Summarizes the ratios of a row to its yardstick, run by run: a machine that is slow for a while
 * is slow for both. Only runs that both have count. Returns `undefined` without a yardstick.
 */
export function ratioOf(row, rows) {
  const yardstick = rows.find(({ id }) => id !== undefined && id === row.yardstick);
  if (!yardstick) return undefined;
  const runs = Math.min(row.values.length, yardstick.values.length);
  const ratios = Array.from({ length: runs }, (_, run) => row.values[run] / yardstick.values[run]);
  return ratios.length === 0 ? undefined : summaryOf(ratios);
}

// SPDX-License-Identifier: Apache-2.0

// Measures how slow this machine is right now, so that no test depends on a fast one: limits grow
// in proportion.

import { createHash } from 'node:crypto';

import { median } from './statistics.js';

/**
 * The milliseconds of one round on the machine that the limits of the tests come from: two cores of an
 * AMD EPYC that other builds kept busy.
 */
const REFERENCE = 40;
const ROUNDS = 5;
/** No machine that is worth a test run is slower than so many times. */
const MOST = 10;

const TEXT = JSON.stringify(
  Array.from({ length: 20_000 }, (_, place) => ({ place, name: `credential ${place}` })),
);

/** Does a fixed piece of work of the kind that tests and nodes do: parsing, hashing, sorting. */
function round() {
  const parsed = JSON.parse(TEXT);
  const digests = parsed.map(({ name }) => createHash('sha256').update(name).digest('hex'));
  return digests.sort()[0];
}

/**
 * Returns how many times slower this machine is, with its present load, than the one of the limits,
 * or 1 if it is as fast or faster; 10 at most.
 */
export function slowness() {
  const times = Array.from({ length: ROUNDS }, () => {
    const begin = performance.now();
    round();
    return performance.now() - begin;
  });
  return Math.min(MOST, Math.max(1, median(times) / REFERENCE));
}

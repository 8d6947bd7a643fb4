// SPDX-License-Identifier: Apache-2.0

// Measures how slow this machine is right now, so that no test depends on a fast one: what may take
// so long elsewhere may take so many times longer here.

import { createHash } from 'node:crypto';

import { median } from './statistics.js';

/** Milliseconds that one round takes on the machine whose figures the limits of the tests come from. */
const REFERENCE = 40;
const ROUNDS = 5;

const TEXT = JSON.stringify(
  Array.from({ length: 20_000 }, (_, place) => ({ place, name: `credential ${place}` })),
);

/** A fixed piece of work of the kind that tests and nodes do: parsing, hashing, sorting. */
function round() {
  const parsed = JSON.parse(TEXT);
  const digests = parsed.map(({ name }) => createHash('sha256').update(name).digest('hex'));
  return digests.sort()[0];
}

/**
 * How many times slower this machine is, with all that it has to do besides, than the one of the
 * limits; 1 where it is as fast or faster.
 */
export function slowness() {
  const times = Array.from({ length: ROUNDS }, () => {
    const begin = performance.now();
    round();
    return performance.now() - begin;
  });
  return Math.max(1, median(times) / REFERENCE);
}

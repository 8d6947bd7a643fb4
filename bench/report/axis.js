// SPDX-License-Identifier: Apache-2.0

// Chooses the reach and the ticks of a logarithmic axis.

const STEPS = [1, 2, 5];

/** The most ticks whose numbers have room along an axis. */
const MOST_TICKS = 6;

/** Returns the steps 1, 2 and 5 of all decades that numbers from `least` to `greatest` touch. */
function steps(least, greatest) {
  const first = Math.floor(Math.log10(least));
  const last = Math.ceil(Math.log10(greatest));
  return Array.from({ length: last - first + 1 }, (_, place) => first + place).flatMap((decade) =>
    STEPS.map((step) => Number(`${step}e${decade}`)),
  );
}

/** The choices of steps that may be ticks, the finest first. */
const CHOICES = [
  () => true,
  (decade) => Number.isInteger(decade),
  (decade) => Number.isInteger(decade / 2),
  (decade) => Number.isInteger(decade / 3),
];

/**
 * Returns the reach of an axis that numbers fit on, and its ticks.
 *
 * @param {number[]} numbers above 0
 * @returns {{ from: number, to: number, ticks: number[] }}
 */
export function axisOf(numbers) {
  const least = Math.min(...numbers);
  const greatest = Math.max(...numbers);
  const all = steps(least, greatest);
  const from = all.findLast((step) => step <= least);
  const to = all.find((step) => step >= greatest && step > from);
  const between = all.filter((step) => step >= from && step <= to);
  const candidates = CHOICES.map((choice) => between.filter((step) => choice(Math.log10(step))));
  return { from, to, ticks: candidates.find(({ length }) => length <= MOST_TICKS) ?? [] };
}

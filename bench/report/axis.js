// SPDX-License-Identifier: Apache-2.0

// Computes a logarithmic axis, on which equal factors have equal distances.

const STEPS = [1, 2, 5];
/** The smallest distance of two ticks, which leaves room for their numbers. */
const ROOM = 88;

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
 * Returns an axis that numbers fit on.
 *
 * @param {number[]} numbers above 0
 * @param {number} width
 * @returns {{ ticks: number[], place: (number: number) => number }}
 */
export function axisOf(numbers, width) {
  const all = steps(Math.min(...numbers), Math.max(...numbers));
  const from = all.findLast((step) => step <= Math.min(...numbers));
  const to = all.find((step) => step >= Math.max(...numbers) && step > from);
  const place = (number) => (Math.log(number / from) / Math.log(to / from)) * width;
  const between = all.filter((step) => step >= from && step <= to);
  const candidates = CHOICES.map((choice) => between.filter((step) => choice(Math.log10(step))));
  return { ticks: candidates.find((ticks) => isRoomy(ticks.map(place))) ?? [], place };
}

const isRoomy = (places) =>
  places.every((here, number) => number === 0 || here - places[number - 1] >= ROOM);

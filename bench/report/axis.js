// SPDX-License-Identifier: Apache-2.0

// A logarithmic axis: what differs by the same factor is as far apart.

const STEPS = [1, 2, 5];
/** What is left between two ticks, at the least, for their numbers. */
const ROOM = 88;

/** The steps 1, 2 and 5 of all decades that numbers from `least` to `greatest` touch. */
function steps(least, greatest) {
  const first = Math.floor(Math.log10(least));
  const last = Math.ceil(Math.log10(greatest));
  return Array.from({ length: last - first + 1 }, (_, place) => first + place).flatMap((decade) =>
    STEPS.map((step) => Number(`${step}e${decade}`)),
  );
}

/** Which steps may be ticks, the finest choice first. */
const CHOICES = [
  () => true,
  (decade) => Number.isInteger(decade),
  (decade) => Number.isInteger(decade / 2),
  (decade) => Number.isInteger(decade / 3),
];

/**
 * An axis that numbers fit on.
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

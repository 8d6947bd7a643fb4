// SPDX-License-Identifier: Apache-2.0

// Numbers of numbers.

const ascending = (numbers) => [...numbers].sort((a, b) => a - b);

export const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

/** The middle one; of an even count the mean of the two in the middle. */
export function median(numbers) {
  const sorted = ascending(numbers);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The smallest of the numbers that `share` of them do not exceed (nearest rank). */
export function percentile(numbers, share) {
  const rank = Math.ceil(share * numbers.length);
  return ascending(numbers)[Math.max(rank, 1) - 1];
}

/** A number with so many digits that matter. */
export const rounded = (number, digits = 4) => Number(number.toPrecision(digits));

// SPDX-License-Identifier: Apache-2.0

// Computes statistics of lists of numbers.

const ascending = (numbers) => [...numbers].sort((a, b) => a - b);

/** Returns the sum. */
export const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

/** Returns the median; with an even count, the mean of the two in the middle. */
export function median(numbers) {
  const sorted = ascending(numbers);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Returns the smallest number that a `share` of the numbers does not exceed (nearest rank). */
export function percentile(numbers, share) {
  const rank = Math.ceil(share * numbers.length);
  return ascending(numbers)[Math.max(rank, 1) - 1];
}

/** Rounds a number to a count of significant digits. */
export const rounded = (number, digits = 4) => Number(number.toPrecision(digits));

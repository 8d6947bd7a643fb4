// SPDX-License-Identifier: Apache-2.0

// Formats numbers and names for readers.

const DIGITS = 3;

/** Formats a number with its significant digits, as in 12,345 and 0.0123. */
export function number(value) {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 10 ** (DIGITS - 1)) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(DIGITS)));
}

/** The suffixes of names that are units. */
const ENDS = [
  ['Seconds', 's'],
  ['Micros', 'µs'],
  ['Millis', 'ms'],
  ['Ms', 'ms'],
  ['ms', 'ms'],
  ['MiB', 'MiB'],
];
const ABBREVIATIONS = { cpu: 'CPU', rpc: 'RPC', mib: 'MiB', gib: 'GiB' };

/**
 * Returns a member's name in words with its unit in parentheses: `nodeCpuMicros` becomes `node CPU
 * (µs)`.
 */
export function nameInWords(name) {
  // `ms` also ends words; as a unit it follows a digit, as in `p50ms`.
  const end = ENDS.find(([text]) => name.endsWith(text) && (text !== 'ms' || /\dms$/.test(name)));
  const stem = end ? name.slice(0, -end[0].length) : name;
  const words = stem
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(' ')
    .map((word) => ABBREVIATIONS[word] ?? word)
    .join(' ');
  return end ? `${words} (${end[1]})` : words;
}

/** Formats any value of a row's details. */
export function inWords(value) {
  if (value === undefined || value === null) return '–';
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  return Object.entries(value)
    .map(([name, one]) => `${nameInWords(name)} ${inWords(one)}`)
    .join(', ');
}

/** Returns a text with a capital first letter. */
export const capital = (text) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** Returns a text as a file name. */
export const slug = (text) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

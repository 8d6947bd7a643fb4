// SPDX-License-Identifier: Apache-2.0

// Numbers and names as a reader wants them.

const DIGITS = 3;

/** A number with as many digits as tell something: 12,345 and 0.0123. */
export function number(value) {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 10 ** (DIGITS - 1)) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(DIGITS)));
}

/** Ends of a name that tell its unit. */
const ENDS = [
  ['Seconds', 's'],
  ['Micros', 'µs'],
  ['Millis', 'ms'],
  ['Ms', 'ms'],
  ['ms', 'ms'],
  ['MiB', 'MiB'],
];
const ABBREVIATIONS = { cpu: 'CPU', rpc: 'RPC', mib: 'MiB', gib: 'GiB' };

/** A member's name in words, its unit in parentheses: `nodeCpuMicros` is `node CPU (µs)`. */
export function nameInWords(name) {
  // `ms` ends words, too; as a unit it follows a digit, as in `p50ms`.
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

/** Whatever stands in a row's details. */
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

/** With a capital letter at the beginning. */
export const capital = (text) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** A name for a file. */
export const slug = (text) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

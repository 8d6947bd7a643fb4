// SPDX-License-Identifier: Apache-2.0

// What a node counts, in the text format of Prometheus.

const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)(?: \d+)?$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:\\.|[^"\\])*)"/g;
const ESCAPES = { '\\n': '\n', '\\"': '"', '\\\\': '\\' };

/**
 * The samples of a page of metrics.
 *
 * @returns {{ name: string, labels: object, value: number }[]}
 */
export function parse(text) {
  return text
    .split('\n')
    .map((line) => LINE.exec(line))
    .filter(Boolean)
    .map(([, name, labels = '', value]) => ({
      name,
      labels: Object.fromEntries(
        [...labels.matchAll(LABEL)].map(([, label, raw]) => [
          label,
          raw.replace(/\\./g, (escape) => ESCAPES[escape] ?? escape),
        ]),
      ),
      value: numberOf(value),
    }));
}

const numberOf = (text) => Number(text.replace(/^([+-]?)Inf$/, '$1Infinity'));

/** The values of a metric by one of its labels, summed over the others. */
export function byLabel(samples, metric, label) {
  const found = {};
  for (const { name, labels, value } of samples) {
    if (name === metric) found[labels[label]] = (found[labels[label]] ?? 0) + value;
  }
  return found;
}

/** The value of a metric, summed over all of its labels. */
export const total = (samples, metric) =>
  samples.filter(({ name }) => name === metric).reduce((sum, { value }) => sum + value, 0);

/** How much each of some counters has grown. */
export const increases = (before, after) =>
  Object.fromEntries(
    Object.entries(after).map(([key, value]) => [key, value - (before[key] ?? 0)]),
  );

/** What a node counts now. */
export async function read(port, host = '127.0.0.1') {
  const answer = await fetch(`http://${host}:${port}/metrics`);
  return parse(await answer.text());
}

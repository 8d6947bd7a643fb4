// SPDX-License-Identifier: Apache-2.0

// Reads the metrics of a node, in the text format of Prometheus.

const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)(?: \d+)?$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:\\.|[^"\\])*)"/g;
const ESCAPES = { '\\n': '\n', '\\"': '"', '\\\\': '\\' };

/**
 * Parses a page of metrics into samples.
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

/** Returns the values of a metric by one of its labels, summed over the others. */
export function byLabel(samples, metric, label) {
  const found = {};
  for (const { name, labels, value } of samples) {
    if (name === metric) found[labels[label]] = (found[labels[label]] ?? 0) + value;
  }
  return found;
}

/** Returns the value of a metric, summed over all of its labels. */
export const total = (samples, metric) =>
  samples.filter(({ name }) => name === metric).reduce((sum, { value }) => sum + value, 0);

/** Returns the increase of each counter. */
export const increases = (before, after) =>
  Object.fromEntries(
    Object.entries(after).map(([key, value]) => [key, value - (before[key] ?? 0)]),
  );

/** Fetches the present samples of a node. */
export async function read(port, host = '127.0.0.1') {
  const answer = await fetch(`http://${host}:${port}/metrics`);
  return parse(await answer.text());
}

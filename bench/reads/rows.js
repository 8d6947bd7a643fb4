// SPDX-License-Identifier: Apache-2.0

// Turns counts into rows of the report.

import { median, sum } from '../../tests/util/statistics.js';
import { limitOf } from './limit.js';
import { QUESTIONS } from './questions.js';

const WAYS = { ws: 'WebSocket', http: 'HTTP' };

const number = (value) => value.toLocaleString('en');

/** Returns how many credentials one call is about; a call that is about none counts as one. */
const countOf = ({ question }) => QUESTIONS[question].credentials ?? 1;

const wayOf = ({ transport, connections }) =>
  `${WAYS[transport]}, ${connections} ${connections === 1 ? 'connection' : 'connections'}`;

/** Figures about a thousand batches have the plain names. */
const among = (size) => (size === 1_000 ? '' : `-among-${size}`);
const tableOf = (size) => (size === 1_000 ? 'reads' : `reads of ${number(size)} batches`);

/**
 * Returns the rows of one case.
 *
 * @param {object} one of `CASES`
 * @param {object[]} results what `load` returned, for each run
 * @param {{ size: number, machine: number }} about batches that were anchored, cores of the machine
 */
function rowsOfCase(one, results, { size, machine }) {
  const count = countOf(one);
  const of = (pick) => median(results.map(pick));
  const requests = sum(results.map((result) => result.requests));
  const micros = sum(results.map(({ meter }) => meter.node)) / requests;
  const node = of(({ meter, span }) => meter.node / span / 1_000);
  const client = of(({ meter, span }) => meter.client / span / 1_000);
  const named = (id) => id && `${id}${among(size)}`;

  const series = wayOf(one);
  const place = (subject) => ({ subject, series, label: `${subject}; ${series}` });

  const rate = {
    table: tableOf(size),
    id: named(one.id),
    ...place(one.label),
    unit: count > 1 ? 'credentials/s' : '1/s',
    values: results.map((result) => (result.requests * count * 1_000) / result.span),
    yardstick: named(one.yardstick),
    limit: limitOf({ node, client, connections: one.connections, machine }),
    details: {
      p50ms: of(({ latency }) => latency.p50),
      p95ms: of(({ latency }) => latency.p95),
      p99ms: of(({ latency }) => latency.p99),
      nodeCpuMicros: micros,
      nodeCpuShare: node,
      clientCpuShare: client,
    },
  };
  const processor = {
    table: `processor time of the node, ${tableOf(size)}`,
    id: named(`processor-${one.id}`),
    ...place(count > 1 ? `${one.label} (each)` : one.label),
    unit: 'µs',
    values: results.map((result) => result.meter.node / result.requests / count),
    yardstick: named(one.yardstick && `processor-${one.yardstick}`),
  };
  return [rate, processor];
}

/**
 * Returns the rows of all cases with one number of batches.
 *
 * @param {[object, object[]][]} measured each case with its results
 */
export function rowsOf(measured, about) {
  const pairs = measured.map(([one, results]) => rowsOfCase(one, results, about));
  return [...pairs.map(([rate]) => rate), ...pairs.map(([, processor]) => processor)];
}

/**
 * Returns the row for the processor time of a node that is asked nothing, in milliseconds a second.
 */
export const idleRow = (values, { size }) => ({
  table: `processor time of the node, ${tableOf(size)}`,
  id: `processor-idle${among(size)}`,
  label: 'asked nothing: its blocks alone',
  unit: 'ms/s',
  values,
});

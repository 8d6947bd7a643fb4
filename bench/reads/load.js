// SPDX-License-Identifier: Apache-2.0

// Runs a closed loop: each connection asks again as soon as it is answered.

import { setTimeout as delay } from 'node:timers/promises';

import { percentile } from '../../tests/util/statistics.js';

/**
 * Returns the share of a request that falls into a span, from 0 to 1. With shares, a span need not
 * be long compared with its requests: a hundred requests of a second each would otherwise count in
 * bursts.
 */
export const shareIn = (asked, answered, begin, end) =>
  Math.max(0, Math.min(answered, end) - Math.max(asked, begin)) / (answered - asked);

const now = () => performance.now();

/** Returns the percentiles of latencies, or nothing if there are none. */
const latencyOf = (numbers) =>
  numbers.length === 0
    ? {}
    : {
        p50: percentile(numbers, 0.5),
        p95: percentile(numbers, 0.95),
        p99: percentile(numbers, 0.99),
      };

/**
 * @typedef {object} Connection carries one request at a time
 * @property {(body: Buffer, answered: (answer: Buffer) => void,
 *   failed: (error: Error) => void) => void} ask sends a request, in JSON, and calls one of both
 * @property {() => void} close
 */

/**
 * Asks over all connections for a while.
 *
 * The span begins when every connection has had an answer, and asking goes on until every request
 * that was open at its end is answered. All that is counted has therefore met the full load.
 *
 * @param {object} options
 * @param {Connection[]} options.connections
 * @param {() => Buffer} options.next the next request
 * @param {(answer: Buffer) => void} options.look throws on an answer that is wrong
 * @param {number} options.warmUp shortest time before anything counts, in milliseconds
 * @param {number} options.span time that counts, in milliseconds
 * @param {() => object} options.meter reads whatever is metered: numbers by name
 * @returns {Promise<{ requests: number, span: number, meter: object, latency: object }>} times are
 *   in milliseconds; `meter` holds the increase of each number
 */
export async function load({ connections, next, look, warmUp, span, meter }) {
  const begun = countdown(connections.length);
  const counted = countdown(connections.length);
  let begin = Infinity;
  let end = Infinity;
  let requests = 0;
  const latencies = [];

  const drive = (connection) =>
    new Promise((resolve, reject) => {
      let asked;
      let isFirst = true;
      let isCounted;
      const ask = () => {
        asked = now();
        isCounted = end === Infinity;
        connection.ask(next(), answered, reject);
      };
      const answered = (answer) => {
        const moment = now();
        try {
          look(answer);
        } catch (error) {
          return reject(error);
        }
        if (isFirst) begun.tick();
        isFirst = false;
        if (moment > begin) requests += shareIn(asked, moment, begin, end);
        if (moment > begin && moment <= end) latencies.push(moment - asked);
        if (isCounted && end < Infinity) counted.tick();
        if (counted.isOver) resolve();
        else ask();
      };
      ask();
    });

  const time = async () => {
    await Promise.all([begun.over, delay(warmUp)]);
    const before = meter();
    begin = now();
    await delay(span);
    end = now();
    const after = meter();
    await counted.over;
    return Object.fromEntries(
      Object.entries(after).map(([name, value]) => [name, value - before[name]]),
    );
  };

  // A connection that fails ends the loop, whatever the others wait for.
  const [, metered] = await Promise.all([Promise.all(connections.map(drive)), time()]);
  return { requests, span: end - begin, meter: metered, latency: latencyOf(latencies) };
}

/** Returns a countdown that is over after a number of ticks. */
function countdown(ticks) {
  let left = ticks;
  let finish;
  const over = new Promise((resolve) => (finish = resolve));
  return {
    over,
    tick: () => --left === 0 && finish(),
    get isOver() {
      return left <= 0;
    },
  };
}

// SPDX-License-Identifier: Apache-2.0

// A closed loop: each connection asks again as soon as it is answered.

import { setTimeout as delay } from 'node:timers/promises';

import { percentile } from '../../tests/util/statistics.js';

/**
 * How much of a request falls into a span, from 0 to 1. So counted, a span need not be long beside
 * the requests in it: where a hundred are on their way for a second, whole ones come in bursts.
 */
export const shareIn = (asked, answered, begin, end) =>
  Math.max(0, Math.min(answered, end) - Math.max(asked, begin)) / (answered - asked);

const now = () => performance.now();

/** What is told of latencies; nothing where there are none. */
const latencyOf = (numbers) =>
  numbers.length === 0
    ? {}
    : {
        p50: percentile(numbers, 0.5),
        p95: percentile(numbers, 0.95),
        p99: percentile(numbers, 0.99),
      };

/**
 * Ask over all lines for a while, and what came of it.
 *
 * The span begins when every line has had an answer, and asking goes on until what was on its way at
 * its end is answered: so whatever is counted has met the full load all the time.
 *
 * @param {object} options
 * @param {import('./connection.js').Connection[]} options.connections
 * @param {() => Buffer} options.next the next request, in bytes
 * @param {(answer: Buffer) => void} options.look throws on an answer that is wrong
 * @param {number} options.warmUp before anything counts, at the least, in milliseconds
 * @param {number} options.span that counts, in milliseconds
 * @param {() => object} options.meter reads whatever is metered: numbers by name
 * @returns {Promise<{ requests: number, span: number, meter: object, latency: object }>} times are
 *   in milliseconds; `meter` tells by how much each number rose
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

  // A line that fails ends it all, whatever the others wait for.
  const [, metered] = await Promise.all([Promise.all(connections.map(drive)), time()]);
  return { requests, span: end - begin, meter: metered, latency: latencyOf(latencies) };
}

/** Something that is over when it has ticked so many times. */
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

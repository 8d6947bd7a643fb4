// SPDX-License-Identifier: Apache-2.0

// Modest clients: each verifies one credential after the other, and measures the answers.

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

import { Rpc } from '../../client/rpc.js';
import { median, percentile } from '../../util/statistics.js';
import { timed } from '../support.js';

/** The pause between two questions of a modest client, in milliseconds. */
const PAUSE = 10;
/**
 * The number of modest clients, and the fewest answers of each: of 200, two are slower than p99.
 */
const ASKERS = 5;
const LEAST = 40;

/**
 * The longest times of an answer under attack, in milliseconds: the median, and one of a hundred.
 * They hold on a machine of two cores that is busy with attackers and other things; on a slower
 * machine they are longer in proportion.
 */
const USUALLY = 1_000;
const SLOWEST_OF_HUNDRED = 3_000;

/** Verifies one credential after the other, as a client that asks for nothing else. */
async function verifyAlone(url, references, duration) {
  const kept = new Rpc(url);
  const times = [];
  const end = Date.now() + duration;
  for (let n = 0; Date.now() < end || n < LEAST; n++) {
    // Every fifth question has a connection of its own.
    const rpc = n % 5 === 0 ? new Rpc(url) : kept;
    const reference = references[n % references.length];
    let verdicts;
    times.push(
      await timed(async () => (verdicts = await rpc.call('credentials_verify', [reference]))),
    );
    assert.equal(verdicts.length, 1);
    assert.equal(verdicts[0].outcome, 'valid');
    assert.equal(verdicts[0].institution.id, reference.institution);
    if (rpc !== kept) rpc.close();
    await delay(PAUSE);
  }
  kept.close();
  return times;
}

/**
 * Has several clients verify one credential after the other, each of which is valid.
 *
 * @returns {Promise<number[]>} how long each answer took, in milliseconds
 */
export async function verifyFor(url, references, duration) {
  const ask = () => verifyAlone(url, references, duration);
  const each = await Promise.all(Array.from({ length: ASKERS }, ask));
  return each.flat();
}

/** Returns the times of answers as a text. */
export const figures = (times) =>
  `median ${median(times).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms, ` +
  `longest ${Math.max(...times).toFixed(1)} ms of ${times.length}`;

/**
 * Checks the times of answers under an attack.
 *
 * @param {number[]} times in milliseconds
 * @param {number} slower how many times slower this machine is than the one of the limits
 */
export function assertServed(times, slower) {
  assert.ok(median(times) <= USUALLY * slower, `median ${median(times)} ms`);
  const slow = percentile(times, 0.99);
  assert.ok(slow <= SLOWEST_OF_HUNDRED * slower, `p99 ${slow} ms`);
}

// SPDX-License-Identifier: Apache-2.0

// Measures how long the runtime takes to execute a transaction. A node executes it on its best
// block without keeping the result, so the same transaction can be run any number of times. The new
// state root and the writes to disk are not included. The shortest of many runs counts, because any
// disturbance only makes a run longer.

import { setImmediate as yieldToEvents } from 'node:timers/promises';

import { bare } from './extrinsics.js';

/** The runtime's `Ok(Ok(()))`, and the beginning of every `Err`. */
const SUCCESS = '0x0000';
const REFUSED = /^0x01/;
const WARM_UP = 3;

/**
 * Executes one transaction of each kind many times, without consequence.
 *
 * @param {import('./world.js').World} world
 * @param {{ make: (issuer: object) => { bytes: Buffer } }[]} kinds
 * @param {number} count runs of each
 * @returns {Promise<{ refused: number, times: number[] }>} in milliseconds: the time of an unsigned
 *   transaction, which is refused at once, and the time of each kind beyond that
 */
export async function dryRuns({ rpc, builder, accounts }, kinds, count) {
  const [{ issuer, signer }] = accounts;
  const sealed = kinds.map(({ make }) => {
    const hex = builder.sign(make(issuer).bytes, signer);
    // It is not sent, so the next one takes the same nonce.
    signer.nonce -= 1;
    return hex;
  });
  const unsigned = bare(kinds[0].make(issuer).bytes);
  const refused = [];
  const times = kinds.map(() => []);
  // The kinds take turns, so that any other load on the machine affects all of them alike.
  for (let turn = -WARM_UP; turn < count; turn++) {
    const nothing = await timed(() => rpc.call('system_dryRun', unsigned));
    if (!REFUSED.test(nothing.answer)) throw new Error(`it was not refused: ${nothing.answer}`);
    if (turn >= 0) refused.push(nothing.time);
    for (const [place, hex] of sealed.entries()) {
      const { time, answer } = await timed(() => rpc.call('system_dryRun', hex));
      if (answer !== SUCCESS) throw new Error(`a transaction that was tried failed: ${answer}`);
      if (turn >= 0) times[place].push(time);
    }
    await yieldToEvents();
  }
  const nothing = Math.min(...refused);
  return { refused: nothing, times: times.map((one) => Math.min(...one) - nothing) };
}

async function timed(act) {
  const start = performance.now();
  const answer = await act();
  return { answer, time: performance.now() - start };
}

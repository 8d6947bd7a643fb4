// SPDX-License-Identifier: Apache-2.0

// How long the runtime takes to execute a transaction. A node is asked to try one on its last block
// without keeping what comes of it, so the same one can be tried again and again. What is left out
// is the new root of the state, and writing it to the disk. The shortest of many trials counts: whatever
// disturbs one only ever makes it longer.

import { setImmediate as yieldToEvents } from 'node:timers/promises';

import { bare } from './extrinsics.js';

/** The runtime's `Ok(Ok(()))`, and how every `Err` begins. */
const SUCCESS = '0x0000';
const REFUSED = /^0x01/;
const WARM_UP = 3;

/**
 * @param {import('./world.js').World} world
 * @param {{ make: (issuer: object) => { bytes: Buffer } }[]} kinds
 * @param {number} count trials of each
 * @returns {Promise<{ refused: number, times: number[] }>} in milliseconds: a transaction that nobody
 *   signed, which is refused at once, and each kind beyond that
 */
export async function dryRuns({ rpc, builder, accounts }, kinds, count) {
  const [{ issuer, signer }] = accounts;
  const sealed = kinds.map(({ make }) => {
    const hex = builder.sign(make(issuer).bytes, signer);
    // It is not sent, so the next one has this number too.
    signer.nonce -= 1;
    return hex;
  });
  const unsigned = bare(kinds[0].make(issuer).bytes);
  const refused = [];
  const times = kinds.map(() => []);
  // In turns, so that whatever else the machine does meets all of them.
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

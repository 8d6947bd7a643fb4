// SPDX-License-Identifier: Apache-2.0

// How long the runtime takes to execute a transaction. A node is asked to try one on its last block
// without keeping what comes of it, so the same one can be tried again and again. What is left out
// is the new root of the state, and writing it to the disk.

import { setImmediate as breathe } from 'node:timers/promises';

import { median } from '../lib/statistics.js';

/** The runtime's `Ok(Ok(()))`. */
const SUCCESS = '0x0000';
const WARM_UP = 3;

/**
 * @param {import('./world.js').World} world
 * @param {{ make: (issuer: object) => { bytes: Buffer } }[]} kinds
 * @param {number} count trials of each
 * @returns {Promise<{ bare: number, times: number[] }>} medians in milliseconds: a call of the
 *   runtime that does nothing, and each kind beyond that
 */
export async function tryOut({ rpc, envelope, accounts }, kinds, count) {
  const [{ issuer, signer }] = accounts;
  const sealed = kinds.map(({ make }) => {
    const hex = envelope.seal(make(issuer).bytes, signer);
    // It is not sent, so the next one has this number too.
    signer.nonce -= 1;
    return hex;
  });
  const bare = [];
  const times = kinds.map(() => []);
  // In turns, so that whatever else the machine does meets all of them.
  for (let turn = -WARM_UP; turn < count; turn++) {
    const nothing = await timed(() => rpc.call('state_call', 'Core_version', '0x'));
    if (turn >= 0) bare.push(nothing.time);
    for (const [place, hex] of sealed.entries()) {
      const { time, answer } = await timed(() => rpc.call('system_dryRun', hex));
      if (answer !== SUCCESS) throw new Error(`a transaction that was tried failed: ${answer}`);
      if (turn >= 0) times[place].push(time);
    }
    await breathe();
  }
  const nothing = median(bare);
  return { bare: nothing, times: times.map((one) => median(one) - nothing) };
}

async function timed(act) {
  const start = performance.now();
  const answer = await act();
  return { answer, time: performance.now() - start };
}

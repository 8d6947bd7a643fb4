// SPDX-License-Identifier: Apache-2.0

// Makes calls that carry calls, from bytes.

import { bytesOf, callOf, listOf } from './raw.js';

/** Changes in a call, and credentials in a chunk. */
export const MANY = 256;
/**
 * Calls in a transaction of 1.57 MB, which take almost the 16 MiB in memory that the SDK decodes.
 */
export const CALLS = 1_000;

/**
 * Returns the bytes of a call that changes the status of many credentials of a batch, the same number
 * in each of some chunks.
 */
export function changes(chain, chunks, root, change = 'Suspend') {
  const each = MANY / chunks;
  const index = (place) => Math.floor(place / each) * MANY + (place % each);
  return bytesOf(
    chain.calls.changeStatuses(
      root,
      Array.from({ length: MANY }, (_, place) => ({ index: index(place), change })),
    ),
  );
}

/** Returns the ways to nest a call once more, by their names. */
export function carriers(chain) {
  const { utility } = chain.api.tx;
  const remark = bytesOf(chain.api.tx.system.remark('0x'));
  const index = Buffer.from([0, 0]);
  return {
    batch: (call) => listOf(utility.batch, [call]),
    batchAll: (call) => listOf(utility.batchAll, [call]),
    forceBatch: (call) => listOf(utility.forceBatch, [call]),
    ifElse: (call) => callOf(utility.ifElse, call, remark),
    asDerivative: (call) => callOf(utility.asDerivative, index, call),
  };
}

/** Nests a call a number of times. */
export const nest = (carrier, call, levels) =>
  Array.from({ length: levels }).reduce((inner) => carrier(inner), call);

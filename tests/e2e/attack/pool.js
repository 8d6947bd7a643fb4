// SPDX-License-Identifier: Apache-2.0

// What the attacks on the transaction pool share: what waits in it, and for how long.

import { waitUntil } from '../../client/chain.js';
import { bestNumber, blocksWaited, readBlocks, sessionEnds } from './chain.js';

/**
 * The wait for a block, in blocks: the next one may be in the making already, the one after it is
 * not.
 */
export const NEXT = 2;

/** Returns the transactions that wait in the pool. */
export const pending = (rpc) => rpc.call('author_pendingExtrinsics');

/**
 * Waits until a transaction is in a block, and returns how many blocks after its arrival in the
 * pool that is, as {@link blocksWaited} counts.
 */
export async function waited({ chain, rpc }, { hex, after }) {
  let found;
  await waitUntil(async () => {
    const last = await bestNumber(rpc);
    found ??= (await readBlocks(chain, after, last)).find((one) => one.hex === hex);
    return found;
  }, 'a transaction to be in a block');
  return blocksWaited(after, found.number, await sessionEnds(chain, after, found.number));
}

// SPDX-License-Identifier: Apache-2.0

// Reads blocks and follows transactions into them.

import { setTimeout as delay } from 'node:timers/promises';

import { fromHex } from '../tests/client/hex.js';
import { sum } from '../tests/util/statistics.js';
import { compactLength } from './extrinsics.js';

/** The longest time without a transaction of the run in a new block, in milliseconds. */
const TIMEOUT = 90_000;
/** The time without progress after which missing transactions are sent again: five blocks. */
const STALL = 15_000;
const PAUSE = 200;
const SIGNED = 0x80;

/** Returns whether an extrinsic is signed; the author's own inherents are not. */
export function isSigned(hex) {
  const [first] = fromHex(hex.slice(0, 4));
  const at = 2 + 2 * compactLength(first);
  return (fromHex(`0x${hex.slice(at, at + 2)}`)[0] & SIGNED) !== 0;
}

const bytesIn = (hex) => (hex.length - 2) / 2;

/** Reads the time, the signed extrinsics and the fullness by declared weight of a block. */
export async function readBlock({ rpc, api }, number) {
  const hash = await rpc.call('chain_getBlockHash', number);
  const [{ block }, at] = await Promise.all([rpc.call('chain_getBlock', hash), api.at(hash)]);
  const [weight, time] = await Promise.all([
    at.query.system.blockWeight(),
    at.query.timestamp.now(),
  ]);
  const { normal } = at.consts.system.blockWeights.perClass;
  const used = weight.normal.refTime.toNumber();
  const bodies = block.extrinsics.filter(isSigned);
  return {
    number,
    hash,
    bodies,
    time: time.toNumber(),
    extrinsics: bodies.length,
    bytes: sum(block.extrinsics.map(bytesIn)),
    weight: used,
    fullness: used / normal.maxTotal.unwrap().refTime.toNumber(),
  };
}

/**
 * Reads blocks as they come, until they contain all of the given transactions.
 *
 * @param {import('./world.js').World} world
 * @param {object} options
 * @param {object} options.after the block before the first of them, as {@link readBlock} gives it
 * @param {string[]} options.sent the transactions, in hex
 * @param {(missing: string[]) => Promise<void>} options.again sends again what seems to be lost:
 *   pools forget transactions when an author's block does not stay
 * @param {(text: string) => void} options.report
 * @returns the blocks, each with the time of its parent and, as `items`, the number of the
 *   transactions in it
 */
export async function followBlocks(world, { after, sent, again, report }) {
  const missing = new Set(sent);
  const blocks = [];
  let parent = after;
  let tried = Date.now();
  for (let last = tried; missing.size > 0;) {
    const head = await world.stableHead();
    while (parent.number < head && missing.size > 0) {
      const { bodies, ...block } = await readBlock(world, parent.number + 1);
      const items = bodies.filter((hex) => missing.delete(hex)).length;
      blocks.push({ ...block, items, parentTime: parent.time });
      if (items > 0) last = tried = Date.now();
      parent = block;
      report(`${sent.length - missing.size} of ${sent.length} in blocks up to ${block.number}`);
    }
    if (Date.now() - last > TIMEOUT) {
      throw new Error(
        `${missing.size} of ${sent.length} transactions are in no block, ${TIMEOUT / 1_000} s ` +
          'after the last that is, though they were sent again',
      );
    }
    if (Date.now() - tried > STALL) {
      await again([...missing]);
      tried = Date.now();
    }
    if (missing.size > 0) await delay(PAUSE);
  }
  return blocks;
}

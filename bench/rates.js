// SPDX-License-Identifier: Apache-2.0

// From the blocks of a run to a rate, and to what has limited it.

import { median, rounded, sum } from '../tests/util/statistics.js';

/** From which share of the limit on a block takes no more of the same. */
const FULL = 0.9;

const isFull = ({ fullness }) => fullness >= FULL;

/** How the proposer's reasons read; the names are those of its metric. */
const REASONS = {
  hit_block_weight_limit: 'the declared weight of a block',
  hit_block_size_limit: 'the length of a block',
  hit_deadline: "the author's time for a block",
  no_more_transactions: 'what the pool had ready',
  transactions_forbidden: 'a migration that forbids transactions',
};

/**
 * The blocks that a rate is taken from: from the first full one to the last. Where there are no two
 * of them, those with anything in them but the first, which began before everything was there, and
 * the last, which took what was left; of three or fewer, all.
 *
 * @param {{ items: number, fullness: number }[]} blocks in their order
 */
export function steady(blocks) {
  const first = blocks.findIndex(isFull);
  const last = blocks.findLastIndex(isFull);
  if (first < last) return blocks.slice(first, last + 1);
  const isBusy = ({ items }) => items > 0;
  const busy = blocks.slice(blocks.findIndex(isBusy), blocks.findLastIndex(isBusy) + 1);
  return busy.length > 3 ? busy.slice(1, -1) : busy;
}

/**
 * Items a second over some blocks, each with the time that went by since its parent.
 *
 * @param {{ items: number, time: number, parentTime: number }[]} blocks times in milliseconds
 */
export function rateOf(blocks) {
  const seconds = (blocks.at(-1).time - blocks[0].parentTime) / 1_000;
  return sum(blocks.map(({ items }) => items)) / seconds;
}

/**
 * What has limited some runs: what the author counted, unless blocks were not full on the average.
 *
 * @param {object} run
 * @param {object} run.reasons why proposers ended their blocks, and how often
 * @param {number} run.fullness mean share of the weight of a block
 * @param {number} run.nodes how many cores the nodes took
 * @param {number} run.cores how many there are
 */
export function limitOf({ reasons, fullness, nodes, cores }) {
  const all = sum(Object.values(reasons));
  // A run also has blocks before its first transaction and after its last.
  const limits = Object.entries(reasons)
    .filter(([reason, count]) => count > 0 && reason !== 'no_more_transactions')
    .sort(([, a], [, b]) => b - a);
  const [[reason, count] = ['no_more_transactions']] = limits;
  const counted = count === undefined ? '' : ` (${reason} in ${count} of ${all} blocks)`;
  const byAuthor = fullness >= FULL || reason === 'hit_deadline';
  const words = byAuthor ? (REASONS[reason] ?? reason) : REASONS.no_more_transactions;
  return `${words}${counted}; nodes took ${nodes.toFixed(2)} of ${cores} cores`;
}

/** What there is to say of the blocks that a rate is taken from. */
export const detailsOf = (blocks) => ({
  blocks: blocks.length,
  fullBlocks: blocks.filter(isFull).length,
  fullness: rounded(sum(blocks.map(({ fullness }) => fullness)) / blocks.length),
  extrinsicsPerBlock: median(blocks.map(({ extrinsics }) => extrinsics)),
  bytesPerBlock: Math.round(median(blocks.map(({ bytes }) => bytes))),
});

// SPDX-License-Identifier: Apache-2.0

// Derives a rate from the blocks of a run, and what has limited it.

import { median, rounded, sum } from '../tests/util/statistics.js';

/** The share of its limit from which a block counts as full. */
const FULL = 0.9;

const isFull = ({ fullness }) => fullness >= FULL;

/** Descriptions of the proposer's reasons, by their names in its metric. */
const REASONS = {
  hit_block_weight_limit: 'the declared weight of a block',
  hit_block_size_limit: 'the length of a block',
  hit_deadline: "the author's time for a block",
  no_more_transactions: 'what the pool had ready',
  transactions_forbidden: 'a migration that forbids transactions',
};

/**
 * Returns the blocks that a rate is taken from: those from the first full block to the last.
 * Without two full blocks, these are the blocks between the first and the last that have
 * transactions. The first and the last itself are left out if there are more than three, for the
 * first began before everything was there and the last took the remainder.
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
 * Returns the items in a second over some blocks, each of which counts with the time since its
 * parent.
 *
 * @param {{ items: number, time: number, parentTime: number }[]} blocks times in milliseconds
 */
export function rateOf(blocks) {
  const seconds = (blocks.at(-1).time - blocks[0].parentTime) / 1_000;
  return sum(blocks.map(({ items }) => items)) / seconds;
}

/**
 * Describes what has limited some runs: the reason that the author counted most, or the pool if the
 * blocks were not full on average.
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

/** Summarizes the blocks that a rate is taken from. */
export const detailsOf = (blocks) => ({
  blocks: blocks.length,
  fullBlocks: blocks.filter(isFull).length,
  fullness: rounded(sum(blocks.map(({ fullness }) => fullness)) / blocks.length),
  extrinsicsPerBlock: median(blocks.map(({ extrinsics }) => extrinsics)),
  bytesPerBlock: Math.round(median(blocks.map(({ bytes }) => bytes))),
});

// SPDX-License-Identifier: Apache-2.0

// Defines the ways to issue, and the yardstick beside them.

import { anchoring, anchoringMany, remarking } from './calls.js';
import { declaredWeights } from './weights.js';

const COHORT = 1_000_000;

/** Returns a function that keeps one maker of calls for each issuer. */
function forEach(make) {
  const makers = new Map();
  return (issuer) => {
    if (!makers.has(issuer)) makers.set(issuer, make(issuer));
    return makers.get(issuer)();
  };
}

const anchor = (size) => (chain) => forEach((issuer) => anchoring(chain.calls, issuer, size));
const many = (count) => (chain) => forEach((issuer) => anchoringMany(chain.calls, issuer, count));

/**
 * The ways by id: `credentials` is the number of them in one transaction, `make` builds the maker
 * of its calls.
 */
export const WAYS = {
  'remark-1': { label: '`system.remark`, the yardstick', credentials: 1, make: remarks },
  'anchor-1': { label: 'one per call', credentials: 1, make: anchor(1) },
  'many-32': { label: '32 per call', credentials: 32, make: many(32) },
  'many-256': { label: '256 per call', credentials: 256, make: many(256) },
  cohort: { label: 'a cohort of 1,000,000', credentials: COHORT, make: anchor(COHORT) },
};

function remarks(chain) {
  return forEach(() => remarking(chain.api));
}

/**
 * Returns ways on a chain, each with a maker of its calls, its declared weight, and the number of
 * them that fills a block.
 */
export async function prepare(world, ids) {
  const ways = ids.map((id) => ({ id, ...WAYS[id], make: WAYS[id].make(world.chain) }));
  return declaredWeights(world, ways);
}

// SPDX-License-Identifier: Apache-2.0

// What there is to ask about: batches of one, taken at random from all that were anchored, and one
// batch of a thousand.

import { randomBytes, randomInt } from 'node:crypto';

import { leafHash } from '../../tests/client/hash.js';
import { toHex } from '../../tests/client/hex.js';
import { Tree } from '../../tests/client/merkle.js';
import { referenceOf } from '../../tests/client/reference.js';
import { MANY } from './questions.js';

/** Batches that are asked about, at most: so many that nobody takes turns with a few warm ones. */
const SAMPLE = 65_536;

/**
 * Have so many batches anchored.
 *
 * @param {import('../world.js').World} world
 * @param {number} size batches of one, at least
 * @param {(text: string) => void} progress
 * @returns {Promise<{ batches: { institution: number, root: string }[], cohort: object[] }>}
 *   batches of one, and the references of a batch of a thousand
 */
export async function subjectOf(world, size, progress) {
  const filled = await world.fill(size, progress);
  const all = filled.flatMap(({ institution, roots }) =>
    roots.map((root) => ({ institution, root })),
  );
  return { batches: sample(all, SAMPLE), cohort: await anchorCohort(world) };
}

/** So many of a list, or all, in an order left to chance. The list is changed. */
function sample(list, most) {
  const count = Math.min(most, list.length);
  for (let place = 0; place < count; place++) {
    const other = randomInt(place, list.length);
    [list[place], list[other]] = [list[other], list[place]];
  }
  return list.slice(0, count);
}

/** Anchor a cohort of a thousand; its references. */
async function anchorCohort(world) {
  const [{ institution, grant, type, accounts }] = world.issuers;
  const leaves = Array.from({ length: MANY }, () => leafHash(randomBytes(32)));
  const tree = new Tree(leaves);
  const anchor = { root: toHex(tree.root), size: tree.size, validUntil: null };
  const call = world.chain.calls.anchor(grant, type, anchor);
  await world.chain.submit(world.builder.sign(Buffer.from(call.method.toU8a()), accounts[0]));
  await world.chain.settled();
  return leaves.map((leaf, index) => referenceOf(institution, leaf, tree, index));
}

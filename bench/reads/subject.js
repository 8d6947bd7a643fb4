// SPDX-License-Identifier: Apache-2.0

// Prepares the credentials to ask about: batches of one, drawn at random from all that were
// anchored, and one batch of a thousand.

import { randomBytes, randomInt } from 'node:crypto';

import { leafHash } from '../../tests/client/hash.js';
import { toHex } from '../../tests/client/hex.js';
import { Tree } from '../../tests/client/merkle.js';
import { referenceOf } from '../../tests/client/reference.js';
import { MANY } from './questions.js';

/** The most batches that are asked about: so many that caches do not hold them all. */
const SAMPLE = 65_536;

/**
 * Anchors batches until there are enough, and a batch of a thousand.
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

/** Returns at most `most` items of a list, in random order. The list is changed. */
function sample(list, most) {
  const count = Math.min(most, list.length);
  for (let place = 0; place < count; place++) {
    const other = randomInt(place, list.length);
    [list[place], list[other]] = [list[other], list[place]];
  }
  return list.slice(0, count);
}

/** Anchors a cohort of a thousand and returns its references. */
async function anchorCohort(world) {
  const [{ institution, grant, type, accounts }] = world.issuers;
  const leaves = Array.from({ length: MANY }, () => leafHash(randomBytes(32)));
  const tree = new Tree(leaves);
  const anchor = { root: toHex(tree.root), size: tree.size, validity: 'Never' };
  const call = world.chain.calls.anchor(grant, type, anchor);
  await world.chain.submit(world.builder.sign(Buffer.from(call.method.toU8a()), accounts[0]));
  await world.chain.settled();
  return leaves.map((leaf, index) => referenceOf(institution, leaf, tree, index));
}

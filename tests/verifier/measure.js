// SPDX-License-Identifier: Apache-2.0

// How long the verifier takes in WebAssembly, through its interface. It is run by
// `scripts/build-verifier --measure`. TESTAMUR_QUESTIONS names a folder with more questions, which
// `proof/tests/proof/sizes.rs` writes.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { fromHex } from '../client/hex.js';
import { median } from '../util/statistics.js';
import { argumentsOf, vector, Verifier, wasm, wholeCohort } from './support.js';

const ROUNDS = 201;

const rounded = (milliseconds) => `${milliseconds.toFixed(2)} ms`;

/** Returns the questions of a folder, by the names of their files. */
function questionsIn(folder) {
  return readdirSync(folder).map((name) => {
    const { bundle, trust, reference, now } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const trustRoot = verifier.trustRoot(trust);
    const asked = { evidence: fromHex(bundle), references: [reference], trustRoot, now, maxAge: null };
    return [name, asked];
  });
}

const begin = performance.now();
const verifier = await Verifier.load(wasm);
console.log(`compiled in ${rounded(performance.now() - begin)}`);

const { TESTAMUR_QUESTIONS: more } = process.env;
for (const [name, asked] of [
  ['three credentials', argumentsOf(vector('three credentials of a cohort'))],
  ['after a hand-off', argumentsOf(vector('after a hand-off'))],
  ['1,000 credentials of a cohort', argumentsOf(wholeCohort())],
  ...(more === undefined ? [] : questionsIn(more)),
]) {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    verifier.verify(asked);
    return performance.now() - start;
  });
  const [first, ...later] = times;
  const least = Math.min(...later);
  console.log(
    `${name}: ${rounded(median(later))}, at least ${rounded(least)}, the first ${rounded(first)}`,
  );
}

// SPDX-License-Identifier: Apache-2.0

// How long the verifier takes in WebAssembly, through its interface. It is run by
// `scripts/build-verifier --measure`.

import { median } from '../util/statistics.js';
import { argumentsOf, vector, Verifier, wasm, wholeCohort } from './support.js';

const ROUNDS = 201;

const rounded = (milliseconds) => `${milliseconds.toFixed(2)} ms`;

const begin = performance.now();
const verifier = await Verifier.load(wasm);
console.log(`compiled in ${rounded(performance.now() - begin)}`);

for (const [name, question] of [
  ['three credentials', vector('three credentials of a cohort')],
  ['after a hand-off', vector('after a hand-off')],
  ['1,000 credentials of a cohort', wholeCohort()],
]) {
  const asked = argumentsOf(question);
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

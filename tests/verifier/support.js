// SPDX-License-Identifier: Apache-2.0

// The verifier that was built, and the questions with their answers by the one in Rust.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { leafHash } from '../client/hash.js';
import { Tree } from '../client/merkle.js';

const folder = process.env.TESTAMUR_VERIFIER;
if (folder === undefined)
  throw new Error(
    'TESTAMUR_VERIFIER is not set: run scripts/test --only verifier, or name the folder that ' +
      'scripts/build-verifier prints',
  );

/** The interface for JavaScript, as the package has it. */
export const { InvalidArgument, Refused, Verifier, VerifierFailed } = await import(
  pathToFileURL(`${folder}/verifier.js`)
);

/** The bytes of the module. */
export const wasm = readFileSync(`${folder}/verifier.wasm`);
export const module = new WebAssembly.Module(wasm);

const path = new URL('../../client/verifier/tests/data/vectors.json', import.meta.url);
const { parts: all, questions } = JSON.parse(readFileSync(path, 'utf8'));
export const vectors = questions.map(({ parts, ...question }) => ({
  ...question,
  parts: parts.map((place) => all[place]),
}));

/** Returns a question by its name. */
export function vector(name) {
  const found = vectors.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no question "${name}"`);
  return found;
}

/** Returns what the interface takes for a question about credentials. */
export function argumentsOf({ parts }) {
  const [evidence, references, requirements, trustRoot, ...handOffs] = parts;
  return {
    evidence,
    references: JSON.parse(references),
    ...JSON.parse(requirements),
    trustRoot,
    handOffs,
  };
}

/** Puts a question to a verifier through its interface, and returns the answer or throws. */
export function ask(verifier, question) {
  const { call, parts } = question;
  if (call === 'trust_root' || call === 'trust_table')
    return verifier.trustRoot(JSON.parse(parts[0]));
  if (call === 'vouch') return verifier.vouch(parts[0], JSON.parse(parts[1]));
  if (call === 'learn') return verifier.learn(...parts);
  return verifier.verify(argumentsOf(question));
}

/** Returns the question about the cohort of 1,000, for all of its credentials. */
export function wholeCohort() {
  const { parts, ...question } = vector('a cohort of 1,000');
  const leaves = Array.from({ length: 1_000 }, (_, place) => {
    const digest = Buffer.alloc(32, 0xdd);
    digest.writeUInt32BE(5_000 + place);
    return leafHash(digest);
  });
  const tree = new Tree(leaves);
  const text = (hash) => `0x${hash.toString('hex')}`;
  const [{ institution }] = JSON.parse(parts[1]);
  const references = leaves.map((leaf, index) => ({
    institution,
    leaf: text(leaf),
    index,
    size: tree.size,
    path: tree.path(index).map(text),
  }));
  return { ...question, parts: [parts[0], JSON.stringify(references), ...parts.slice(2)] };
}

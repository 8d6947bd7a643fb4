// SPDX-License-Identifier: Apache-2.0

// Prepares the requests to a node, and checks its answers.

import { compact, u32 } from '../../tests/client/bytes.js';
import { fromHex, toHex } from '../../tests/client/hex.js';
import { batchKey } from '../../tests/client/storage.js';

/** The most references in one `credentials_verify`. */
export const MANY = 1_000;

/** The most prepared calls of {@link MANY} references: each has some 150 kB. */
const CALLS_OF_MANY = 32;

const body = (method, ...params) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });

/** Returns the reference of a credential that is a batch of its own. */
const referenceTo = ({ institution, root }) => ({
  institution,
  leaf: root,
  index: 0,
  size: 1,
  path: [],
});

/** Encodes a list of one reference to a batch of one, in SCALE. */
export const encodedReference = ({ institution, root }) =>
  toHex(
    Buffer.concat([
      compact(1),
      u32(institution),
      fromHex(root),
      u32(0),
      u32(1),
      compact(0),
      // No key is named that signed it.
      Buffer.from([0]),
    ]),
  );

/**
 * Returns requests about a thousand batches each; with fewer batches, each occurs more than once.
 */
function callsOfMany(batches) {
  const calls = Math.min(CALLS_OF_MANY, Math.max(1, Math.floor(batches.length / MANY)));
  return Array.from({ length: calls }, (_, call) =>
    Array.from({ length: MANY }, (_, place) =>
      referenceTo(batches[(call * MANY + place) % batches.length]),
    ),
  );
}

const VALID = '"outcome":"valid"';
const ANY_BYTES = '"result":"0x';

const isRead = ({ result }) => /^0x([0-9a-f]{2})+$/.test(result);
const allValid = ({ result }) =>
  result.every(({ outcome, asOf }) => outcome === 'valid' && asOf.finalized);

/**
 * The questions, by name.
 *
 * - `bodies` returns the requests for a subject
 * - `proof` is what a right answer contains, and `times` how often; every answer is checked for it
 * - `isRight` checks a parsed answer; some answers are checked by it
 * - `credentials` is how many credentials one call asks about
 */
export const QUESTIONS = {
  chain: {
    bodies: () => [body('system_chain')],
    proof: '"result":"',
    times: 1,
    isRight: ({ result }) => typeof result === 'string',
  },
  storage: {
    bodies: ({ batches }) => batches.map((batch) => body('state_getStorage', batchKey(batch))),
    proof: ANY_BYTES,
    times: 1,
    isRight: isRead,
  },
  version: {
    bodies: () => [body('state_call', 'Core_version', '0x')],
    proof: ANY_BYTES,
    times: 1,
    isRight: isRead,
  },
  bytes: {
    bodies: ({ batches }) =>
      batches.map((one) => body('state_call', 'CredentialsApi_verify', encodedReference(one))),
    // The answer is Ok, one verdict, valid, no reasons, and then the findings.
    proof: '"result":"0x0004000001',
    times: 1,
    isRight: isRead,
  },
  verify: {
    bodies: ({ batches }) => batches.map((one) => body('credentials_verify', [referenceTo(one)])),
    proof: VALID,
    times: 1,
    isRight: allValid,
    credentials: 1,
  },
  cohort: {
    bodies: ({ cohort }) => [body('credentials_verify', cohort)],
    proof: VALID,
    times: MANY,
    isRight: allValid,
    credentials: MANY,
  },
  batches: {
    bodies: ({ batches }) =>
      callsOfMany(batches).map((references) => body('credentials_verify', references)),
    proof: VALID,
    times: MANY,
    isRight: allValid,
    credentials: MANY,
  },
};

for (const question of Object.values(QUESTIONS)) question.proof = Buffer.from(question.proof);

/** Counts how often some bytes occur in others. */
function occurrences(bytes, wanted) {
  let count = 0;
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + wanted.length)) {
    count++;
  }
  return count;
}

/** Returns whether an answer looks right; the check is cheap enough for every answer. */
export const looksRight = ({ proof, times }, answer) => occurrences(answer, proof) === times;

/** Returns whether an answer is right. */
export function isRight(question, answer) {
  const parsed = JSON.parse(answer);
  return looksRight(question, answer) && parsed.id === 1 && question.isRight(parsed);
}

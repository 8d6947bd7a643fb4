// SPDX-License-Identifier: Apache-2.0

// A registrar with keys in files, lists of learners, and the command that she calls.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { Keyring } from '@polkadot/api';

import { documentKey } from '../client/multikey.js';
import { UserError } from '../util/console.js';

const { TESTAMUR_COMMAND: COMMAND } = process.env;
const PERMISSIONS = { issue: true, changeStatus: false, accredit: false, grave: false };
/** The password of all keystores. */
export const PASSWORD = 'a sound password';

const HEADER = 'name,email,number,learner_id,award_date,evidence_url,evidence_narrative,grade';

/** Returns a list of learners for the example of a template, of whom the first have these names as keys. */
export const listOf = (learners, name = 'Ana', ids = []) =>
  [
    HEADER,
    ...Array.from(
      { length: learners },
      (_, n) =>
        `${name} ${n},${name.toLowerCase()}${n}@example.org,${n},${ids[n] ?? ''},2026-07-01,,,A`,
    ),
    '',
  ].join('\n');

/** Returns the Ed25519 key pair of a seed, for documents. */
export const pairOf = (seed) => new Keyring({ type: 'ed25519' }).addFromSeed(seed);

/**
 * Starts the command in a folder with this on its standard input, by the words that stand before
 * it. Returns its process, and what it says and prints when it has ended.
 */
export function startCommand(folder, args, input, before = []) {
  if (!COMMAND) {
    throw new UserError('TESTAMUR_COMMAND is not set: state the path of `testamur` in it');
  }
  const [program, ...words] = [...before, COMMAND, ...args];
  const child = spawn(program, words, { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
  // A command that ends before it reads the password is judged by what it says.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  let said = '';
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  child.stdout.on('data', (text) => (printed += text));
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, said, printed }));
  });
  /** Waits until a condition on what it has said is true, and fails if it ends before that. */
  const until = async (condition) => {
    while (!condition(said)) {
      const isRunning = child.exitCode === null && child.signalCode === null;
      assert.ok(isRunning, `it has ended: ${said}`);
      await delay(1);
    }
  };
  return { child, ended, until };
}

/** Writes the keystore of a key as polkadot.js exports it. */
export const writeKeystore = (folder, name, pair) =>
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(pair.toJson(PASSWORD)));

/**
 * Gives an institution an operator with a key in a file, and the key of documents. The operator may
 * issue, unless other permissions are stated.
 */
export async function equipRegistrar(world, folder, { id, admin, permissions }, name, key) {
  const seed = randomBytes(32);
  const operator = new Keyring({ type: 'sr25519' }).addFromSeed(seed);
  writeKeystore(folder, name, operator);
  const { api, calls } = world.chain;
  const consent = await world.chain.consent(operator, id);
  await world.chain.sendFinal(
    api.tx.utility.batchAll([
      calls.setOperator(operator.address, permissions ?? PERMISSIONS, consent),
      calls.addDocumentKey(documentKey(key), 'Credentials'),
    ]),
    admin,
  );
  return operator;
}

// SPDX-License-Identifier: Apache-2.0

// What a node finds on its disk before it is started: chain specification, its name in the network,
// session keys. All of it is made by the node's own commands, as an operator makes it.

import { execFile } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

import { UserError } from '../util/console.js';

const execute = promisify(execFile);
/** A chain specification holds the whole runtime. */
const LONGEST_OUTPUT = 64 * 1024 * 1024;

/** Session keys: the type each is stored under, and its kind of signature. */
const SESSION_KEYS = { aura: 'sr25519', gran: 'ed25519' };

/** Run one of the node's commands; what it wrote. */
export async function command(binary, ...args) {
  try {
    return await execute(binary, args, { maxBuffer: LONGEST_OUTPUT });
  } catch (error) {
    const reason = error.stderr?.trim() || error.message;
    throw new UserError(`\`testamur-node ${args.slice(0, 2).join(' ')}\` failed: ${reason}`);
  }
}

/** Write the specification of a chain, with its first state in full, so that it names one genesis. */
export async function writeSpec(binary, chain, file) {
  const { stdout } = await command(binary, 'export-chain-spec', '--chain', chain, '--raw');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stdout);
}

/** Give a node the key it is known by in the network; its peer id. */
export async function makeNodeKey(binary, { base, spec }) {
  mkdirSync(base, { recursive: true });
  const where = ['--base-path', base, '--chain', spec];
  const { stderr } = await command(binary, 'key', 'generate-node-key', ...where);
  return stderr.trim().split('\n').pop();
}

/** Put the session keys of a secret such as `//Alice` into a node's keystore. */
export async function insertSessionKeys(binary, { base, spec }, secret) {
  for (const [type, scheme] of Object.entries(SESSION_KEYS)) {
    await command(
      binary,
      ...['key', 'insert', '--base-path', base, '--chain', spec],
      ...['--key-type', type, '--scheme', scheme, '--suri', secret],
    );
  }
}

/** The public key of a secret's account, in hex. */
export async function accountOf(binary, secret) {
  const { stdout } = await command(binary, 'key', 'inspect', '--output-type', 'json', secret);
  return JSON.parse(stdout).publicKey;
}

/** Write JSON so that a reader finds the old or the new file, and never half of one. */
export function writeJson(file, value) {
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

// SPDX-License-Identifier: Apache-2.0

// Prepares the disk of a node before it starts: chain specification, network key, session keys. All
// of it is made by the node's own commands, as an operator makes it.

import { execFile } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

import { toHex } from '../client/hex.js';
import { UserError } from '../util/console.js';

const execute = promisify(execFile);
/** The limit for the output of a command: a chain specification holds the whole runtime. */
const LONGEST_OUTPUT = 64 * 1024 * 1024;

/** Session keys by the type under which each is stored, with their signature scheme. */
const SESSION_KEYS = { aura: 'sr25519', gran: 'ed25519' };

/** Runs one of the node's commands and returns its output. */
export async function command(binary, ...args) {
  try {
    return await execute(binary, args, { maxBuffer: LONGEST_OUTPUT });
  } catch (error) {
    const reason = error.stderr?.trim() || error.message;
    throw new UserError(`\`testamur-node ${args.slice(0, 2).join(' ')}\` failed: ${reason}`);
  }
}

/** The key under which a mark is stored, of which no pallet knows. */
const MARK_KEY = toHex(Buffer.from(':testamur:mark'));

/**
 * Writes the specification of a chain with its full genesis state, so that it fixes the genesis
 * block. With a mark, in hex, this state holds one more value, so that the block is another one.
 */
export async function writeSpec(binary, chain, file, mark) {
  const { stdout } = await command(binary, 'export-chain-spec', '--chain', chain, '--raw');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, mark === undefined ? stdout : marked(stdout, mark));
}

/** Returns a specification whose first state has a mark. */
function marked(text, mark) {
  const spec = JSON.parse(text);
  spec.genesis.raw.top[MARK_KEY] = mark;
  return JSON.stringify(spec, null, 2);
}

/** Generates the network key of a node and returns its peer id. */
export async function makeNodeKey(binary, { base, spec }) {
  mkdirSync(base, { recursive: true });
  const where = ['--base-path', base, '--chain', spec];
  const { stderr } = await command(binary, 'key', 'generate-node-key', ...where);
  return stderr.trim().split('\n').pop();
}

/** Inserts the session keys of a secret such as `//Alice` into a node's keystore. */
export async function insertSessionKeys(binary, { base, spec }, secret) {
  for (const [type, scheme] of Object.entries(SESSION_KEYS)) {
    await command(
      binary,
      ...['key', 'insert', '--base-path', base, '--chain', spec],
      ...['--key-type', type, '--scheme', scheme, '--suri', secret],
    );
  }
}

/** Returns the public key of a secret's account, in hex. */
export async function accountOf(binary, secret) {
  const { stdout } = await command(binary, 'key', 'inspect', '--output-type', 'json', secret);
  return JSON.parse(stdout).publicKey;
}

/** Writes JSON atomically: a reader finds the old or the new file. */
export function writeJson(file, value) {
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

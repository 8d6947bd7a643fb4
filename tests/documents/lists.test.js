// SPDX-License-Identifier: Apache-2.0

// Status lists that the libraries of others make are read in Rust. Those that the command makes are
// read by these libraries in tests/e2e/publish.test.js.

import * as first from '@digitalbazaar/vc-bitstring-status-list';
import * as second from '@digitalcredentials/vc-bitstring-status-list';
import { deepEqual, equal, match } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const program = process.env.TESTAMUR_LISTS;
if (program === undefined)
  throw new Error('TESTAMUR_LISTS has to name the example "lists" of testamur-status');

const context = ['https://www.w3.org/ns/credentials/v2'];
const SET = [0, 1, 7, 8, 94_567, 131_071];

/** Reads list credentials in Rust. */
function read(credentials) {
  const input = credentials.map((credential) => JSON.stringify(credential)).join('\n');
  const { status, stdout, stderr } = spawnSync(program, [], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout.trimEnd().split('\n');
}

/** Makes a list credential with a library. */
async function made(library, statusPurpose, length = 131_072) {
  const list = await library.createList({ length });
  for (const place of SET.filter((place) => place < length)) list.setStatus(place, true);
  return library.createCredential({ id: 'https://other.example/1', list, statusPurpose, context });
}

test('lists of both libraries are read', async () => {
  for (const library of [first, second]) {
    const lists = [await made(library, 'revocation'), await made(library, 'suspension')];
    deepEqual(
      read(lists),
      ['revocation', 'suspension'].map((purpose) => `${purpose} 131072 ${SET.join(',')}`),
    );
    const [long] = read([await made(library, 'revocation', 1_048_576)]);
    equal(long, `revocation 1048576 ${SET.join(',')}`);
  }
});

test('lists that are too short, of another purpose or a bomb are refused', async () => {
  const short = await made(first, 'revocation', 16_384);
  const message = await made(first, 'message');
  const bomb = await made(first, 'revocation');
  const zeroes = gzipSync(Buffer.alloc(1 << 28), { level: 9 });
  bomb.credentialSubject.encodedList = `u${zeroes.toString('base64url')}`;
  const answers = read([short, message, bomb]);
  match(answers[0], /^refused the list has fewer than 131072 bits/);
  match(answers[1], /^refused the list has not one purpose/);
  match(answers[2], /^refused the list has more than 2097152 bytes/);
});

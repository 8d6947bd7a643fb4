// SPDX-License-Identifier: Apache-2.0

// Plays the journey as `scripts/demo` does, which is what a newcomer runs first.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { matches } from '../client/reference.js';
import { freePort, isFree } from '../network/node.js';
import { temporaryFolder } from './support.js';

const JOURNEY = fileURLToPath(new URL('../journey/demo.js', import.meta.url));

const play = (...args) =>
  new Promise((resolve) => {
    execFile(process.execPath, [JOURNEY, ...args], (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });

test('the journey is played, checked and shown, and leaves files behind and no node', async (t) => {
  const folder = temporaryFolder();
  const port = await freePort();
  const { code, stdout, stderr } = await play('--folder', folder, '--port', String(port));
  assert.equal(code, 0, `${stdout}\n${stderr}`);
  assert.equal(stderr, '', 'nothing noisy');
  assert.ok(!stdout.includes('\x1b'), 'no color outside of a terminal');
  assert.ok(!stdout.includes('✗'), stdout);
  for (const reason of [
    'suspended',
    'revoked: misconduct',
    'revoked: key compromise',
    'superseded',
    'run out',
    'voided',
    'never anchored',
    'its key was not one of the institution',
    'its key was compromised',
  ]) {
    assert.match(
      stdout.replace('another credential has taken its place', 'superseded'),
      new RegExp(reason),
    );
  }
  assert.equal(stdout.match(/refused: /g).length, 15);
  for (const line of [
    'every verdict is as before the theft, to the last member',
    'the same call now waits for a second account',
    'credentials.TooManyFinalChanges',
    'the same, issued again and signed by the college',
    'the network is switched off',
    'and by a second implementation, in JavaScript',
    'a list with mistakes is refused, and each is named by its line and column',
    '12 certificates as PDF carry the credentials and their proof',
    'the first learner shows that the file is hers, to whoever gave her the challenge',
    'nobody else can use what she made: for another challenge it is invalid',
    'and the certificates by what they carry, as of the day on which they were made',
    'a suspended one is invalid',
    'the institution has revoked it, because of misconduct',
    'another credential has taken its place: ask for that one',
    'the files of the registrar, without a node: 12 files: 10 valid, 2 invalid, 0 cannot tell',
  ]) {
    assert.ok(stdout.includes(line), line);
  }
  const longest = Math.max(...stdout.split('\n').map((line) => line.length));
  assert.ok(longest <= 130, `a line of ${longest} characters`);
  t.diagnostic(
    stdout
      .split('\n')
      .find((line) => line.includes('time  '))
      .trim(),
  );

  const page = (name) => readFileSync(join(folder, 'page', name), 'utf8');
  assert.ok(page('config.js').includes('"genesis"'), 'the page trusts the validators of the demo');
  assert.ok(stdout.includes('page/index.html'));

  const credentials = join(folder, 'credentials');
  const files = readdirSync(credentials).filter((name) => !name.endsWith('.reference.json'));
  assert.ok(files.length > 1_000, `${files.length} credentials`);
  for (const file of files) {
    const reference = JSON.parse(
      readFileSync(join(credentials, file.replace('.json', '.reference.json'))),
    );
    assert.ok(matches(readFileSync(join(credentials, file)), reference), file);
  }
  const examples = ['valid', 'revoked', 'superseded', 'expired', 'voided', 'forged'];
  for (const name of examples)
    assert.ok(existsSync(join(folder, 'examples', `${name}.json`)), name);
  const handed = ['pdf', 'eml', 'png', 'svg'].map((kind) => `certificates/07.${kind}`);
  for (const name of [...handed, 'report.pdf', 'report.csv', 'report.json'])
    assert.ok(existsSync(join(folder, 'registrar', name)), name);
  assert.ok(await isFree(port), 'the node is gone');
});

test('a port that is taken is said to be', async () => {
  const server = createServer();
  const port = await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server.address().port));
  });
  const { code, stdout } = await play('--folder', temporaryFolder(), '--port', String(port));
  server.close();
  assert.equal(code, 1);
  assert.match(stdout, new RegExp(`port ${port} is taken`));
});

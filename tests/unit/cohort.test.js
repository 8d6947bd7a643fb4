// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import {
  covering,
  describeError,
  EqualCredentials,
  prepare,
  readLearners,
  shuffle,
  withReferences,
  writeFiles,
} from '../client/cohort.js';
import { toHex } from '../client/hex.js';
import { matches, pointerOf, rootOfReference } from '../client/reference.js';
import { newSalt } from '../client/salt.js';
import { LEARNERS, MISTAKES } from '../journey/index.js';

const HEADER = 'given_name,family_name,email,birth_date,student_number,grade';
const ROW = 'Aelandrel,Amberbridge,a@b.example.org,1990-02-03,LU-1,1.3';
const read = (...rows) => readLearners([HEADER, ...rows].join('\n'));
const SALT = 'AAECAwQFBgcICQoLDA0ODw';
const messages = (...rows) => read(...rows).errors.map(describeError);

test('the list of learners is what the tool writes, and has no mistake', () => {
  const tool = fileURLToPath(new URL('../tools/make-learners.js', import.meta.url));
  const text = readFileSync(LEARNERS, 'utf8');
  assert.equal(execFileSync(process.execPath, [tool], { encoding: 'utf8' }), text);
  const { learners, errors } = readLearners(text);
  assert.deepEqual(errors, []);
  assert.ok(learners.length > 1_000);
  assert.ok(learners.every(({ email }) => email.endsWith('@learners.example.org')));
});

test('a bundle of a cohort is asked for by its entries of statuses and by what has ended', () => {
  const active = { status: { state: 'active', successor: null }, custodialChange: null };
  const verdicts = Array.from({ length: 600 }, () => active);
  const references = verdicts.map((_, place) => place);
  assert.deepEqual(covering(references, verdicts), [0, 256, 512]);
  const revoked = { status: { state: 'revoked', successor: null }, custodialChange: null };
  verdicts[7] = revoked;
  verdicts[8] = revoked;
  verdicts[9] = { ...active, status: { state: 'superseded', successor: {} } };
  verdicts[10] = { ...active, status: { state: 'suspended', successor: null } };
  verdicts[599] = { ...active, custodialChange: {} };
  assert.deepEqual(covering(references, verdicts), [0, 7, 9, 256, 512, 599]);
  verdicts.fill(revoked, 0, 600);
  assert.deepEqual(covering(references, verdicts), [0, 256, 512]);
});

test('every mistake is named with its line and column', () => {
  const { learners, errors } = readLearners(readFileSync(MISTAKES, 'utf8'));
  assert.deepEqual(errors.map(describeError), [
    'line 2, birth_date: "1990-02-30" is no date (YYYY-MM-DD)',
    'line 3, email: "bribethyn.birchcroft" is no e-mail address',
    'line 4, family_name: "" is empty',
    'line 5, grade: "seven" is no grade from 1.0 to 5.9',
    'line 6, student_number: "LU-26-900004" stands on line 5 already',
    'line 7: has 5 values instead of 6',
  ]);
  assert.equal(learners.length, 1);
});

test('a list that is no list is refused as a whole', () => {
  assert.match(readLearners('').errors[0].message, /the first line must be given_name/);
  assert.match(readLearners('name\nAda').errors[0].message, /the first line must be given_name/);
  assert.match(read().errors[0].message, /names no learner/);
  assert.match(read('"Ael').errors[0].message, /quote/i);
  assert.equal(read('"Ael').learners.length, 0);
});

test('quotes, commas, spaces, byte order marks and line ends are read as CSV has them', () => {
  const text = `\ufeff${HEADER}\r\n" Ael ""Ace"" ","Amber, bridge",a@b.example.org, 1990-02-03,LU-1,1.3\r\n`;
  const { learners, errors } = readLearners(text);
  assert.deepEqual(errors, []);
  assert.deepEqual([learners[0].givenName, learners[0].familyName], ['Ael "Ace"', 'Amber, bridge']);
  assert.deepEqual(messages(ROW, '', '"two\nlines",B,a@b.c,1990-01-01,LU-2,9.9'), [
    'line 3: has 1 values instead of 6',
    'line 5, grade: "9.9" is no grade from 1.0 to 5.9',
  ]);
});

test('a shuffle keeps all and favours no order', () => {
  const items = Array.from({ length: 50 }, (_, i) => i);
  const shuffled = shuffle(items);
  assert.deepEqual(
    [...shuffled].sort((a, b) => a - b),
    items,
  );
  assert.notDeepEqual(shuffled, items);
  const firsts = Array.from({ length: 6_000 }, () => shuffle(['a', 'b', 'c']).join(''));
  const counts = firsts.reduce((all, order) => ({ ...all, [order]: (all[order] ?? 0) + 1 }), {});
  // Each of the six orders is expected 1,000 times; 200 off is beyond six standard deviations.
  assert.equal(Object.keys(counts).length, 6);
  for (const count of Object.values(counts)) assert.ok(Math.abs(count - 1_000) < 200, `${count}`);
});

test('prepared credentials prove their place, and their files say so', () => {
  const documents = Array.from({ length: 11 }, (_, i) => ({
    name: `c${i}`,
    document: { id: `urn:${i}`, salt: SALT },
  }));
  const prepared = prepare(documents);
  const credentials = withReferences(7, prepared);
  const root = toHex(prepared.tree.root);
  for (const { text, reference, index } of credentials) {
    assert.equal(rootOfReference(reference), root);
    assert.deepEqual(pointerOf(reference), { institution: 7, root, index });
    assert.ok(matches(text, reference));
    assert.ok(!matches(text.replace('urn:', 'urm:'), reference));
  }
  const folder = mkdtempSync(join(tmpdir(), 'testamur-'));
  try {
    writeFiles(folder, credentials);
    assert.equal(readdirSync(folder).length, 22);
    const reference = JSON.parse(readFileSync(join(folder, 'c3.reference.json'), 'utf8'));
    assert.deepEqual(Object.keys(reference), ['institution', 'leaf', 'index', 'size', 'path']);
    assert.ok(matches(readFileSync(join(folder, 'c3.json')), reference));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a cohort with the same document twice is refused, and both files are named', () => {
  const documents = ['a', 'b', 'c', 'd'].map((name) => ({
    name,
    document: { id: `urn:${name === 'd' ? 'b' : name}`, salt: SALT },
  }));
  assert.throws(
    () => prepare(documents),
    (error) => {
      assert.ok(error instanceof EqualCredentials);
      assert.deepEqual([error.first, error.second], ['b', 'd']);
      assert.match(error.message, /^b and d are the same document/);
      return true;
    },
  );
});

test('a document names its place in a status list before the root is known', () => {
  const documents = Array.from({ length: 20 }, (_, n) => ({ n, salt: newSalt() }));
  const learners = documents.map((document) => ({ name: `${document.n}`, document }));
  const { tree, credentials } = prepare(learners, (place) => ({ place: 300 + place }));
  assert.equal(tree.size, 20);
  for (const [index, { name, text, leaf }] of credentials.entries()) {
    const document = JSON.parse(text);
    const credentialStatus = { place: 300 + index };
    assert.deepEqual(document, { ...documents[name], credentialStatus });
    assert.ok(matches(text, withReferences(1, { tree, credentials })[index].reference), name);
    assert.equal(leaf.length, 32);
  }
  const [plain] = prepare([learners[0]]).credentials;
  assert.deepEqual(JSON.parse(plain.text), documents[0], 'without a list, nothing is added');
});

// SPDX-License-Identifier: Apache-2.0

// Documents that are built of a template and a list are sound elsewhere: others make the same
// statements of them, accept their signatures, and refuse them after a change.

import { verifyCredential } from '@digitalcredentials/verifier-core';
import { equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import {
  RDFC,
  canonicalElsewhere,
  canonicalHere,
  issued,
  sign,
  verify,
  verifyElsewhere,
} from './support.js';

// A test of testamur-template keeps this file as its example: a document a line.
const file = new URL('../../client/template/tests/example/documents.jsonl', import.meta.url);
const built = readFileSync(file, 'utf8').trimEnd().split('\n');
const signed = () => sign(built.map((line) => issued(JSON.parse(line))), RDFC).lines;

/** Returns the paths to all values that hold no others, but for contexts and proof. */
function* leaves(value, path = []) {
  if (typeof value !== 'object') yield path;
  else
    for (const [name, inner] of Object.entries(value))
      if (!['@context', 'proof'].includes(name)) yield* leaves(inner, [...path, name]);
}

/** Returns a copy with another value of the same kind at a path. */
function changed(document, path) {
  const copy = structuredClone(document);
  const parent = path.slice(0, -1).reduce((object, name) => object[name], copy);
  const name = path.at(-1);
  if (typeof parent[name] === 'string') parent[name] += 'x';
  else if (typeof parent[name] === 'number') parent[name] += 1;
  else parent[name] = !parent[name];
  return copy;
}

test('jsonld.js makes the same statements of a built document', async () => {
  const here = canonicalHere(built);
  for (const [place, line] of built.entries()) {
    ok(here[place]?.includes('urn:testamur:terms:qualityAssurance'));
    equal(await canonicalElsewhere(JSON.parse(line)), here[place]);
  }
});

test('a built document that was signed is accepted here and elsewhere', async () => {
  for (const line of signed()) {
    const credential = JSON.parse(line);
    const result = await verifyElsewhere(credential, RDFC);
    ok(result.verified, result.error?.errors?.join());
    const { log } = await verifyCredential({ credential, knownDIDRegistries: [] });
    ok(log?.find(({ id }) => id === 'valid_signature')?.valid, JSON.stringify(log));
    ok(log?.find(({ id }) => id === 'expiration')?.valid, JSON.stringify(log));
  }
});

test('jsonld.js makes other statements after each change of a value, or none', async () => {
  const [line] = built;
  const document = JSON.parse(line);
  const before = await canonicalElsewhere(document);
  const paths = [...leaves(document)];
  ok(paths.length > 80, `${paths.length}`);
  for (const path of paths) {
    const after = await canonicalElsewhere(changed(document, path));
    ok(after !== before, path.join('.'));
  }
});

test('a signed document is refused here after each change of a value', () => {
  const [line] = signed();
  const document = JSON.parse(line);
  const copies = [...leaves(document)].map((path) => changed(document, path));
  const { lines } = verify([document, ...copies]);
  const [unchanged, ...answers] = lines;
  equal(unchanged, 'good');
  equal(answers.length, copies.length);
  for (const answer of answers) ok(/^(invalid|cannot tell)/.test(answer), answer);
});

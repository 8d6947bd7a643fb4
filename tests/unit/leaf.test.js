// SPDX-License-Identifier: Apache-2.0

// The leaf rule of docs/spec/leaf.md, by the vectors that the Rust crate is checked with too.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import canonicalize from 'canonicalize';

import { canonical, digestOf, leafOf, read, readEnvelope, readToken } from '../client/digest.js';
import { digestOver, join, leafOver } from '../client/envelopes.js';
import { DocumentFault } from '../client/fault.js';
import { fromHex, toHex } from '../client/hex.js';
import { EqualLeaves, Tree } from '../client/merkle.js';
import {
  matches,
  matchesToken,
  parseReference,
  questionOf,
  referenceOf,
} from '../client/reference.js';
import { newSalt } from '../client/salt.js';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const file = readFileSync(path('../../document/tests/vectors.json'), 'utf8');
const vectors = JSON.parse(file);

const assertFault = (attempt, { fault, why }) =>
  assert.throws(
    attempt,
    (error) => error instanceof DocumentFault && error.code === fault,
    `${why}: ${fault}`,
  );
const readAny = ({ json, token }) => (token === undefined ? read(json) : readToken(token));

test('the vectors of the leaf rule are what the tool writes', () => {
  const made = execFileSync(process.execPath, [path('../tools/make-leaf-vectors.js')]);
  assert.ok(made.equals(Buffer.from(file)), 'make them again, see tools/make-leaf-vectors.js');
});

test('the numbers of RFC 8785, appendix B, are written as it says', () => {
  assert.equal(vectors.rfc8785Numbers.length, 24);
  for (const { double, text } of [...vectors.rfc8785Numbers, ...vectors.halfwayNumbers]) {
    assert.equal(canonicalize(Buffer.from(double, 'hex').readDoubleBE()), text);
  }
});

test('the canonical form is that of RFC 8785', () => {
  // These are the examples of sections 3.2.2 and 3.2.3 of RFC 8785.
  const numbers = '[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]';
  assert.equal(canonicalize(JSON.parse(numbers)), '[333333333.3333333,1e+30,4.5,0.002,1e-27]');
  const string = '"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/"';
  assert.equal(canonicalize(JSON.parse(string)), '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  const sorted = canonical(
    '{"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}',
  );
  assert.deepEqual([...sorted.toString().matchAll(/:(\d)/g)].map(([, n]) => n).join(''), '2467153');
});

test('canonical forms are those of the vectors, and their own canonical forms', () => {
  for (const { text, canonical: known } of vectors.canonicalForms) {
    assert.equal(canonical(text).toString(), known);
    assert.equal(canonical(Buffer.from(text)).toString(), known);
    assert.equal(canonical(known).toString(), known);
  }
});

test('what could mean two things is refused before it is hashed', () => {
  for (const known of vectors.refused) {
    assertFault(() => canonical(known.text), known);
    assertFault(() => canonical(Buffer.from(known.text)), known);
  }
  for (const known of vectors.notUtf8) assertFault(() => canonical(fromHex(known.bytes)), known);
  assert.throws(() => canonical('['.repeat(1_000_000)), DocumentFault);
  assertFault(() => canonical('{"a":"\ud800"}'), { fault: 'loneSurrogate' });
  const digits = `{"n":0.1${'0'.repeat(1_000_000)}1}`;
  assertFault(() => canonical(digits), { fault: 'numberTooPrecise' });
});

test('documents have the digests, leaves and faults of the vectors', () => {
  for (const { text, salt, digest, leaf } of vectors.documents) {
    assert.deepEqual(read(text), { salt, digest: fromHex(digest) });
    assert.equal(toHex(digestOf(Buffer.from(text))), digest);
    assert.equal(toHex(leafOf(text)), leaf);
    assert.deepEqual(readEnvelope(text), read(text));
  }
  for (const known of vectors.refusedDocuments) {
    assertFault(() => read(known.text), known);
    assert.throws(() => readEnvelope(known.text), DocumentFault);
  }
});

test('tokens have the digests, leaves and faults of the vectors', () => {
  for (const { token, salt, digest, leaf } of vectors.tokens) {
    assert.deepEqual(readToken(token), { salt, digest: fromHex(digest) });
    assert.equal(toHex(leafOver(fromHex(digest))), leaf);
    assert.deepEqual(readEnvelope(Buffer.from(token)), readToken(token));
  }
  for (const known of vectors.refusedTokens) assertFault(() => readToken(known.token), known);
});

test('no text is both JSON and a token', () => {
  for (const { text, about } of vectors.documents) {
    assertFault(() => readToken(text), { fault: 'notToken', why: about });
  }
  for (const { token, about } of vectors.tokens) {
    assertFault(() => read(token), { fault: 'notJson', why: about });
  }
  for (const known of vectors.refusedEnvelopes) {
    assertFault(() => readEnvelope(fromHex(known.bytes)), known);
  }
});

test('several envelopes have one digest, and only in ascending order', () => {
  for (const { digests, digest, leaf } of vectors.combined) {
    const all = digests.map(fromHex);
    assert.equal(toHex(digestOver(all)), digest);
    all.forEach((own, place) => {
      assert.equal(toHex(leafOver(own, [...all.slice(0, place), ...all.slice(place + 1)])), leaf);
    });
  }
  for (const known of vectors.refusedCombined) {
    assertFault(() => digestOver(known.digests.map(fromHex)), known);
  }
});

test('each of the joined envelopes leads to their leaf', () => {
  for (const { leaf, envelopes } of vectors.joined) {
    const documents = envelopes.map(readAny);
    const joined = join(documents);
    assert.equal(toHex(joined.leaf), leaf);
    envelopes.forEach(({ others }, place) => {
      assert.deepEqual(joined.others[place].map(toHex), others);
      assert.equal(toHex(leafOver(documents[place].digest, others.map(fromHex))), leaf);
    });
  }
  for (const known of vectors.refusedJoined) {
    assertFault(() => join(known.envelopes.map(readAny)), known);
  }
  for (const known of vectors.refusedOthers) {
    assertFault(() => leafOver(fromHex(known.own), known.others.map(fromHex)), known);
  }
});

test('a tree with two equal leaves of the vectors is refused', () => {
  for (const { leaves, first, second } of vectors.equalLeaves) {
    assert.throws(
      () => new Tree(leaves.map(fromHex)),
      (error) => {
        assert.ok(error instanceof EqualLeaves);
        assert.deepEqual([error.first, error.second], [first, second]);
        return true;
      },
    );
  }
});

test('a reference states the other envelopes, and a node is not asked with them', () => {
  const { leaf, envelopes } = vectors.joined.find(({ envelopes }) => envelopes.length === 2);
  const tree = new Tree([fromHex(leaf)]);
  const [json, token] = envelopes.map(({ others }) =>
    referenceOf(7, fromHex(leaf), tree, 0, others.map(fromHex)),
  );
  assert.ok(matches(envelopes[0].json, json));
  assert.ok(matchesToken(envelopes[1].token, token));
  assert.ok(!matches(envelopes[0].json, questionOf(json)), 'without the others it is another leaf');
  assert.throws(() => matches(envelopes[0].json, token), DocumentFault);
  assert.deepEqual(Object.keys(questionOf(json)), ['institution', 'leaf', 'index', 'size', 'path']);
  assert.deepEqual(questionOf(json), questionOf(token));
  const alone = referenceOf(7, fromHex(leaf), tree, 0);
  assert.deepEqual(questionOf(alone), alone);
});

test('the file of a reference is read as the specification says', () => {
  const { leaf, envelopes } = vectors.joined.find(({ envelopes }) => envelopes.length === 2);
  const known = fromHex(leaf);
  const [{ json, others }] = envelopes;
  const reference = referenceOf(7, known, new Tree([known]), 0, others.map(fromHex));
  const file = JSON.stringify(reference);
  assert.deepEqual(parseReference(file), reference);
  assert.deepEqual(parseReference(Buffer.from(` ${file}\n`)), reference);
  const upper = file.replace(/0x[0-9a-f]+/g, (hex) => `0x${hex.slice(2).toUpperCase()}`);
  assert.deepEqual(parseReference(upper), reference);
  assert.ok(matches(json, JSON.parse(upper)));
  const alone = referenceOf(7, known, new Tree([known]), 0);
  for (const further of [{}, { envelopes: [] }, { comment: 'mine', signedBy: 7 }]) {
    assert.deepEqual(parseReference(JSON.stringify({ ...alone, ...further })), alone);
  }
  assertFault(() => parseReference(file.replace('{', '{"index":0,')), { fault: 'duplicateMember' });
  assertFault(() => parseReference(`[${file}]`), { fault: 'notObject' });
  for (const name of Object.keys(alone)) {
    const { [name]: _, ...rest } = alone;
    assert.throws(() => parseReference(JSON.stringify(rest)), TypeError, name);
  }
  for (const wrong of [
    { institution: '7' },
    { index: -1 },
    { size: 0.5 },
    { size: 2 ** 32 },
    { leaf: leaf.slice(2) },
    { leaf: leaf.slice(0, -1) },
    { path: [7] },
    { path: null },
    { envelopes: null },
    { envelopes: ['0x'] },
  ]) {
    const text = JSON.stringify({ ...alone, ...wrong });
    assert.throws(() => parseReference(text), TypeError, text);
  }
});

test('salts are 22 letters and different', () => {
  const salts = Array.from({ length: 100 }, newSalt);
  assert.equal(new Set(salts).size, 100);
  for (const salt of salts) {
    assert.match(salt, /^[A-Za-z0-9_-]{21}[AQgw]$/);
    assert.equal(read(JSON.stringify({ salt })).salt, salt);
  }
});

// SPDX-License-Identifier: Apache-2.0

// Anchors as docs/anchor.md defines them, by the vectors that the crate in Rust is checked with too.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import {
  AnchorFault,
  anchorOf,
  CRYPTOSUITE,
  methodOf,
  readAnchors,
  readValue,
  referenceBy,
  referenceOfDocument,
  sidecarOf,
  valueOf,
} from '../client/anchor.js';
import { digestOf, read } from '../client/digest.js';
import { DocumentFault } from '../client/fault.js';
import { toHex } from '../client/hex.js';
import { attach, strip } from '../client/proofSet.js';

const at = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const vectors = JSON.parse(at('client/documents/tests/vectors-anchor.json'));
const page = at('docs/anchor.md');

/** Returns the word with which an attempt is refused, and `undefined` if it is not. */
function faultOf(attempt) {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof AnchorFault || error instanceof DocumentFault) return error.code;
    throw error;
  }
}

test('encodings are those of the vectors, in both directions', () => {
  assert.equal(vectors.cryptosuite, CRYPTOSUITE);
  for (const vector of vectors.encoded) {
    const anchor = anchorOf(vector.genesis, vector.reference);
    assert.equal(valueOf(anchor), vector.proofValue, vector.name);
    assert.deepEqual(readValue(vector.proofValue), anchor, vector.name);
    assert.equal(methodOf(anchor), vector.verificationMethod);
    assert.equal(toHex(anchor.root), vector.root);
    assert.equal(sidecarOf(anchor), vector.sidecar);
  }
});

test('a sidecar leads from its document to the reference', () => {
  for (const { document, genesis, sidecar, reference, name } of vectors.encoded) {
    assert.deepEqual(referenceOfDocument(document, genesis, sidecar), reference, name);
    const payload = Buffer.from(document).toString('base64url');
    const token = `e30.${payload}.c2ln`;
    assert.deepEqual(referenceOfDocument(token, genesis, sidecar), reference, name);
    assert.equal(faultOf(() => referenceOfDocument(token, genesis)), 'notJson');
  }
});

test('values and texts that are refused are refused for their reason', () => {
  for (const { name, proofValue, fault } of vectors.refusedValues) {
    assert.equal(faultOf(() => readValue(proofValue)), fault, name);
  }
  for (const { name, text, fault } of vectors.refusedTexts) {
    assert.equal(faultOf(() => readAnchors(text)), fault, name);
    assert.equal(faultOf(() => readAnchors(Buffer.from(text))), fault, name);
  }
});

test('documents lead to their references, or are refused for their reason', () => {
  for (const { name, text, reference, fault } of vectors.read) {
    let found;
    const refused = faultOf(() => (found = referenceOfDocument(text, vectors.genesis)));
    assert.equal(refused, fault, name);
    assert.deepEqual(found, reference, name);
  }
});

test('an anchor changes nothing but the member `proof`, and leaves without a trace', () => {
  for (const { name, text, proofValue, first, last, stripped } of vectors.attached) {
    const anchor = readValue(proofValue);
    assert.equal(attach(text, anchor, { first: true }), first, name);
    assert.equal(attach(text, anchor), last, name);
    assert.equal(attach(last, anchor), last, name);
    assert.equal(strip(last), stripped, name);
    assert.equal(strip(first), stripped, name);
    assert.equal(strip(stripped), stripped, name);
    for (const other of [first, last, stripped]) {
      assert.deepEqual(digestOf(other), digestOf(text), name);
    }
    assert.equal(faultOf(() => readAnchors(stripped)), 'noAnchor', name);
  }
});

test('broken anchors are taken out as well', () => {
  const broken = vectors.refusedTexts.filter(({ fault, text }) => {
    const ours = ['malformedProof', 'malformed', 'otherMethod', 'severalAnchors'].includes(fault);
    return ours && faultOf(() => read(text)) === undefined;
  });
  assert.ok(broken.length > 10);
  for (const { name, text } of broken) {
    const stripped = strip(text);
    assert.ok(!stripped.includes('proof'), name);
    assert.deepEqual(digestOf(stripped), digestOf(text), name);
  }
});

test('no byte of an anchor can be changed unnoticed', () => {
  for (const { proofValue, document, reference, genesis } of vectors.encoded) {
    const { digest } = read(document);
    const content = Buffer.from(proofValue.slice(1), 'base64url');
    for (const place of content.keys()) {
      const changed = Buffer.from(content);
      changed[place] ^= 1;
      let found;
      const refused = faultOf(() => {
        const anchor = readValue(`u${changed.toString('base64url')}`);
        found = { genesis: toHex(anchor.genesis), ...referenceBy(anchor, digest) };
      });
      if (refused === undefined) assert.notDeepEqual(found, { genesis, ...reference });
    }
  }
});

test('the page has each word, and its example is the first vector', () => {
  const words = [...page.matchAll(/^\| `(\w+)` \| .+ \| .+ \|$/gm)].map(([, word]) => word);
  const faults = [...vectors.refusedValues, ...vectors.refusedTexts, ...vectors.read];
  const ours = faults.map(({ fault }) => fault).filter((fault) => words.includes(fault));
  assert.deepEqual([...new Set(ours)].sort(), [...new Set(words)].sort());
  const [, example] = page.match(/```text\n(version[^`]+)```/);
  const written = example.split('\n').map((line) => line.split(/ +/)[1] ?? '');
  const [{ proofValue }] = vectors.encoded;
  assert.equal(written.join(''), Buffer.from(proofValue.slice(1), 'base64url').toString('hex'));
});

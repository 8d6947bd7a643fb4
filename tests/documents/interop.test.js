// SPDX-License-Identifier: Apache-2.0

// Others accept files that were signed in Rust, and files that others signed are accepted in Rust.

import { verifyCredential } from '@digitalcredentials/verifier-core';
import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';

import { RDFC, JCS, issued, sign, signElsewhere, verify, verifyElsewhere } from './support.js';

/** An anchor as it will stand beside a signature: a suite that nobody else knows. */
const anchor = {
  type: 'DataIntegrityProof',
  cryptosuite: 'testamur-merkle-2026',
  created: '2026-07-01T09:00:00Z',
  proofPurpose: 'assertionMethod',
  verificationMethod: `${issued().issuer.id}#batch`,
  proofValue: 'uAAECAw',
};
/**
 * Returns a document to be signed. The library for eddsa-jcs-2022 compares contexts by identity, so it
 * refuses every document with an inline one, even those that it has signed itself.
 */
function unsigned(suite) {
  const document = issued();
  if (suite === RDFC) return document;
  const { salt, ...others } = document;
  return { ...others, '@context': others['@context'].slice(0, 2) };
}
const signed = (suite) => JSON.parse(sign([unsigned(suite)], suite).lines[0]);
const withAnchor = (document) => ({ ...document, proof: [document.proof, anchor].flat() });

/** Returns a copy with another value at a path. */
function changed(document, path, value) {
  const copy = structuredClone(document);
  const parent = path.slice(0, -1).reduce((object, name) => object[name], copy);
  parent[path.at(-1)] = value;
  return copy;
}
const changes = [
  [['credentialSubject', 'achievement', 'name'], 'Water chemistri'],
  [['credentialSubject', 'result', 1, 'value'], 'A'],
  [['credentialSubject', 'creditsEarned'], 6],
  [['id'], 'urn:uuid:6f2cf1d4-5c0f-4d3e-9a52-0b7c9b7f2a12'],
  [['validUntil'], '2032-07-01T09:00:00Z'],
];

test('@digitalbazaar/vc accepts what Rust signs, with and without an anchor', async () => {
  for (const suite of [RDFC, JCS]) {
    const document = signed(suite);
    for (const file of [document, withAnchor(document)]) {
      const result = await verifyElsewhere(file, suite);
      ok(result.verified, `${suite}: ${result.error?.errors?.join()}`);
    }
  }
  const both = JSON.parse(sign([unsigned(JCS)], RDFC, JCS).lines[0]);
  const result = await verifyElsewhere(both, RDFC, JCS);
  ok(result.verified, result.error?.errors?.join());
});

test('@digitalcredentials/verifier-core accepts what Rust signs', async () => {
  const both = JSON.parse(sign([issued()], RDFC, JCS).lines[0]);
  for (const file of [signed(RDFC), withAnchor(signed(RDFC)), both]) {
    const { log } = await verifyCredential({ credential: file, knownDIDRegistries: [] });
    ok(log?.find(({ id }) => id === 'valid_signature')?.valid, JSON.stringify(log));
  }
});

test('both refuse what was changed', async () => {
  const file = signed(RDFC);
  for (const [path, value] of changes) {
    const copy = changed(file, path, value);
    equal((await verifyElsewhere(copy, RDFC)).verified, false, path.join('.'));
    const { log } = await verifyCredential({ credential: copy, knownDIDRegistries: [] });
    ok(!log?.find(({ id }) => id === 'valid_signature')?.valid, path.join('.'));
  }
});

test('Rust accepts what @digitalbazaar/vc signs, and refuses it once it was changed', async () => {
  for (const suite of [RDFC, JCS]) {
    const file = await signElsewhere(unsigned(suite), suite);
    deepEqual(verify([file, withAnchor(file)]).lines, ['good', 'good testamur-merkle-2026'], suite);
    const copies = changes.map(([path, value]) => changed(file, path, value));
    for (const answer of verify(copies).lines)
      equal(answer, 'invalid: proof 0: the document was changed after it was signed, or by another key');
  }
});

test('both make the same signature', async () => {
  for (const suite of [RDFC, JCS]) {
    const { proof } = await signElsewhere(unsigned(suite), suite);
    equal(proof.proofValue, signed(suite).proof.proofValue, suite);
  }
});

// SPDX-License-Identifier: Apache-2.0

// Others accept presentations that were made in Rust, those that others made are accepted in Rust,
// and both refuse what was made for somebody else or changed.

import { verifyPresentation } from '@digitalcredentials/verifier-core';
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';

import {
  JCS,
  RDFC,
  checkPresentations,
  holder,
  issued,
  present,
  presentElsewhere,
  sign,
  verifyPresentationElsewhere,
} from './support.js';

const audience = { challenge: '8f3a 🎓 "x"', domain: 'hr.example.com' };
const anchor = {
  type: 'DataIntegrityProof',
  cryptosuite: 'testamur-merkle-2026',
  proofPurpose: 'assertionMethod',
  verificationMethod: 'did:testamur:00112233445566778899aabbccddeeff:7#anchors',
  proofValue: 'uAAECAw',
};

/** Returns signed and anchored credentials of one cohort, the last of which is the holder's. */
function credentials(count) {
  const learners = Array.from({ length: count }, (_, number) =>
    number === count - 1 ? holder.controller : `did:example:learner${number}`,
  );
  const documents = learners.map((id, number) => {
    const document = issued();
    document.id = `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    document.credentialSubject.id = id;
    return document;
  });
  return sign(documents, RDFC).lines.map((line) => {
    const signed = JSON.parse(line);
    return { ...signed, proof: [signed.proof, anchor] };
  });
}
const one = credentials(1);
const three = credentials(3);

/** Returns the changes that a presentation has to notice, each made to a copy. */
function changed(presentation) {
  const copy = (change) => {
    const changed = structuredClone(presentation);
    change(changed);
    return changed;
  };
  return [
    copy((all) => (all.verifiableCredential[0].name = 'Brain surgery')),
    copy((all) => all.verifiableCredential.pop()),
    copy((all) => (all.proof.challenge = 'another')),
    copy((all) => (all.proof.domain = 'example.com')),
    copy((all) => (all.proof.proofPurpose = 'assertionMethod')),
    copy((all) => (all.verifiableCredential[0].proof[1].proofValue = 'uAAECBA')),
  ];
}

test('@digitalbazaar/vc accepts what Rust presents, and for its audience only', async () => {
  for (const files of [one, three]) {
    const presentation = present(files, audience, RDFC);
    const result = await verifyPresentationElsewhere(presentation, audience, RDFC);
    ok(result.verified, JSON.stringify(result.error?.errors ?? result));
    equal(result.credentialResults.length, files.length);
    for (const other of [{ challenge: 'another' }, { domain: 'example.com' }]) {
      const forOthers = { ...audience, ...other };
      const { verified } = await verifyPresentationElsewhere(presentation, forOthers, RDFC);
      equal(verified, false);
    }
  }
});

test('@digitalbazaar/vc accepts both proofs of one presentation', async () => {
  // Its library for eddsa-jcs-2022 compares the contexts of a credential by identity, so the
  // credentials are signed with the other suite, and the presentation with both.
  const presentation = present(one, audience, RDFC, JCS);
  equal(presentation.proof.length, 2);
  const result = await verifyPresentationElsewhere(presentation, audience, RDFC, JCS);
  ok(result.presentationResult.verified, JSON.stringify(result.presentationResult));
});

test('@digitalbazaar/vc refuses a presentation of Rust that was changed', async () => {
  for (const copy of changed(present(three, audience, RDFC))) {
    const { presentationResult } = await verifyPresentationElsewhere(copy, audience, RDFC);
    equal(presentationResult?.verified ?? false, false);
  }
});

test('Rust accepts what @digitalbazaar/vc presents, but not once it was changed', async () => {
  for (const suite of [RDFC, JCS]) {
    const presentation = await presentElsewhere(three, audience, suite);
    const all = [presentation, ...changed(presentation)];
    const [good, ...refused] = checkPresentations(all, audience);
    equal(good, 'good [Other, Other, Holder]', suite);
    equal(refused.length, 6);
    for (const answer of refused) match(answer, /^invalid: /);
    const others = { ...audience, challenge: 'another' };
    const [challenge] = checkPresentations([presentation], others);
    equal(challenge, 'invalid: proof 0: it was made for another challenge');
    const elsewhere = { ...audience, domain: 'example.com' };
    const [domain] = checkPresentations([presentation], elsewhere);
    equal(domain, 'invalid: proof 0: it was made for another domain');
  }
});

test('both make the same signature', async () => {
  for (const suite of [RDFC, JCS]) {
    const elsewhere = await presentElsewhere(three, audience, suite);
    const here = present(three, audience, suite);
    equal(here.proof.proofValue, elsewhere.proof.proofValue, suite);
    deepEqual(here, elsewhere);
  }
});

test('@digitalcredentials/verifier-core accepts the credentials of a presentation', async () => {
  // It checks the proof of a presentation for the purpose `assertionMethod`, so it is told not to.
  const presentation = present(one, audience, RDFC);
  const { credentialResults } = await verifyPresentation({
    presentation,
    challenge: audience.challenge,
    unsignedPresentation: true,
    knownDIDRegistries: [],
  });
  const [{ log }] = credentialResults;
  ok(log?.find(({ id }) => id === 'valid_signature')?.valid, JSON.stringify(credentialResults));
});

// SPDX-License-Identifier: Apache-2.0

// The text of a consent is the one that the chain asks for: `primitives/tests/consent.rs` expects
// the same.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { consentText } from '../client/consent.js';

const consent = {
  genesis: `0x${'ab'.repeat(32)}`,
  institution: 7,
  post: 'operator',
  nonce: 3,
  until: 1_798_761_600_000,
};
const EXPECTED =
  'I agree to become an operator of institution 7 on the Testamur chain with genesis block ' +
  '0xabababababababababababababababababababababababababababababababab. ' +
  'This consent is for nonce 3 and ends at 1798761600000 (Unix milliseconds).';

test('the text of a consent is the one that the chain asks for', () => {
  assert.equal(consentText(consent), EXPECTED);
  assert.equal(
    consentText({ ...consent, post: 'admin' }),
    EXPECTED.replace('an operator', 'the admin'),
  );
});

test('the manual and the specification show the same text', () => {
  const { genesis, institution, nonce, until } = consent;
  for (const page of ['rpc.md', 'spec/transactions.md']) {
    const shown = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8')
      .split('\n')
      .find((line) => line.startsWith('I agree to become'))
      .replace('GENESIS', genesis)
      .replace('INSTITUTION', institution)
      .replace('NONCE', nonce)
      .replace('UNTIL', until);
    assert.equal(shown, EXPECTED, page);
  }
});

// SPDX-License-Identifier: Apache-2.0

// The demo and the bench keep one warning of polkadot.js from their users, and no other.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { hideMethodsOfTheSdk } from '../util/warnings.js';

const HEAD = '2026-11-27 06:04:48        API/INIT:';
const METHODS = 'RPC methods not decorated: archive_v1_body, transaction_v1_stop';

const printed = [];
const { warn } = console;
before(() => {
  console.warn = (...words) => printed.push(words.join(' '));
  hideMethodsOfTheSdk();
});
after(() => (console.warn = warn));

test('the list of methods of the SDK is not printed, in one piece or in several', () => {
  console.warn(`${HEAD} ${METHODS}`);
  console.warn(HEAD, METHODS);
  assert.deepEqual(printed.splice(0), []);
});

test('any other warning is printed', () => {
  const others = [
    `${HEAD} ${METHODS}, credentials_verify`,
    `${HEAD} RPC methods not decorated: credentials_verify`,
    `${HEAD} Unknown signed extensions CheckMembership found`,
    'REGISTRY: Unable to resolve type',
  ];
  for (const other of others) console.warn(other);
  assert.deepEqual(printed.splice(0), others);
});

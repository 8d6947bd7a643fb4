// SPDX-License-Identifier: Apache-2.0

// polkadot.js opens the keystores that testamur-keystore wrote, and the files that the crate is
// tested with.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';

import { Keyring } from '@polkadot/api';
import { u8aToHex } from '@polkadot/util';
import { cryptoWaitReady, decodeAddress, signatureVerify } from '@polkadot/util-crypto';

import { keysOf } from '../util/phrases.js';

const DATA = new URL('../../client/keystore/tests/data/', import.meta.url);
const data = (name) => JSON.parse(readFileSync(new URL(name, DATA), 'utf8'));
const ours = data('ours.json');
const { accepted, refused } = data('polkadot-js.json');

/** Has polkadot.js import a file, and open it with a password. */
function open(file, password) {
  const pair = new Keyring({ ss58Format: 42 }).addFromJson(JSON.parse(file));
  assert.ok(pair.isLocked);
  pair.unlock(password);
  return pair;
}

before(() => cryptoWaitReady());

test('polkadot.js opens what the crate wrote, and has the same key', () => {
  assert.equal(ours.length, 4);
  for (const { scheme, password, name, account, message, signature, file } of ours) {
    assert.equal(JSON.parse(file).address, new Keyring({ ss58Format: 42 }).encodeAddress(account));
    const pair = open(file, password);
    assert.deepEqual([pair.type, pair.meta.name], [scheme, name]);
    assert.equal(u8aToHex(pair.publicKey), account);
    assert.ok(pair.verify(message, pair.sign(message), account));
    assert.ok(pair.verify(message, signature, account), scheme);
    assert.ok(!pair.verify(`${message}.`, signature, account), scheme);
    assert.equal(signatureVerify(message, signature, account).crypto, scheme);
  }
});

test('a wrong password does not open what the crate wrote', () => {
  const [{ file, password }] = ours;
  assert.throws(() => open(file, `${password} `), /Unable to decode/);
});

test('what the crate wrote has the form of an export, with one member of meta', () => {
  const of = (scheme) => (entry) => entry.scheme === scheme;
  for (const scheme of ['sr25519', 'ed25519']) {
    const written = JSON.parse(ours.find(of(scheme)).file);
    const exported = JSON.parse(accepted.find(of(scheme)).file);
    assert.deepEqual(Object.keys(written), Object.keys(exported));
    assert.deepEqual(written.encoding, exported.encoding);
    assert.equal(written.encoded.length, exported.encoded.length);
    assert.deepEqual(Object.keys(written.meta), ['name']);
  }
});

test('polkadot.js opens the files of its own that the crate is tested with', () => {
  assert.equal(accepted.length, 10);
  for (const { title, password, scheme, account, kept, file } of accepted) {
    const pair = open(file, password);
    assert.equal(pair.type, scheme, title);
    assert.equal(u8aToHex(pair.publicKey), account, title);
    assert.equal(u8aToHex(decodeAddress(JSON.parse(file).address)), account, title);
    // The bytes behind the header, as polkadot.js writes them without a password.
    assert.equal(u8aToHex(pair.encodePkcs8().subarray(16, 80)), kept, title);
  }
});

test('polkadot.js opens the key of another account, which the crate refuses', () => {
  const { file } = refused.find(({ title }) => title === 'OtherAccount');
  const pair = open(file, accepted[0].password);
  assert.notEqual(u8aToHex(pair.publicKey), u8aToHex(decodeAddress(JSON.parse(file).address)));
});

test('polkadot.js derives the keys of recovery phrases that the crate is tested with', () => {
  const phrases = data('phrases.json');
  assert.equal(phrases.length, 6);
  for (const entry of phrases) assert.deepEqual(keysOf(entry.phrase), entry);
});

// SPDX-License-Identifier: Apache-2.0

// Multikeys, and the DID document that follows from the keys of an institution. The example is that
// of docs/spec/document-keys.md.

import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { isOfSmallOrder, isPoint } from '../client/curve.js';
import { didDocument, didWebUrl, testamurDid } from '../client/did.js';
import {
  documentKey,
  jsonWebKey,
  multikey,
  NotAMultikey,
  parseMultikey,
} from '../client/multikey.js';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const SPEC = read('docs/spec/document-keys.md');
const [KEYS, DOCUMENT] = [...SPEC.matchAll(/```json\n(.*?)\n```/gs)].map(([, json]) =>
  JSON.parse(json),
);
const DID = 'did:web:gateway.example:i:2';
const GENESIS = `0x${'0123456789abcdef'.repeat(4)}`;
const made = (keys) => didDocument({ did: DID, genesis: GENESIS, id: 2, keys });
const idsOf = (keys) => made(keys).verificationMethod.map(({ id }) => id.slice(DID.length));

const { multikeys, notMultikeys, points } = JSON.parse(read('primitives/tests/vectors.json'));

test('a multikey is written as it is read', () => {
  for (const { algorithm, key, text } of multikeys) {
    const bytes = Buffer.from(key.slice(2), 'hex');
    assert.equal(multikey(algorithm, bytes), text);
    assert.deepEqual(parseMultikey(text), { algorithm, key: bytes });
    assert.deepEqual(documentKey(text), { [algorithm]: key });
  }
  assert.ok(multikeys.length > 5);
});

test('what is no multikey is refused', () => {
  for (const text of notMultikeys) assert.throws(() => parseMultikey(text), NotAMultikey, text);
  for (const value of [undefined, null, 7, {}]) {
    assert.throws(() => parseMultikey(value), NotAMultikey);
  }
});

test('keys have the JSON Web Keys that the examples of did:key give', () => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: 'Lm_M42cB3HkUiODQsXRcweM6TByfzEHGO9ND274JcOY' };
  assert.deepEqual(jsonWebKey('z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK'), jwk);
  assert.deepEqual(jsonWebKey('zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169'), {
    kty: 'EC',
    crv: 'P-256',
    x: 'fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI',
    y: 'hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU',
  });
});

test('a key of a fresh pair has the JSON Web Key of that pair', () => {
  for (let n = 0; n < 20; n++) {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = publicKey.export({ format: 'jwk' });
    const [x, y] = [jwk.x, jwk.y].map((part) => Buffer.from(part, 'base64url'));
    const text = multikey('P256', Buffer.concat([Buffer.from([2 + (y.at(-1) % 2)]), x]));
    assert.deepEqual(jsonWebKey(text), { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y });
    assert.match(text, /^zDn/);
  }
});

test('the document is that of the specification', () => {
  assert.deepEqual(made(KEYS), DOCUMENT);
  assert.equal(didWebUrl(DID), 'https://gateway.example/i/2/did.json');
  assert.deepEqual(DOCUMENT.alsoKnownAs, [testamurDid(GENESIS, 2)]);
  const { '@context': context, id, alsoKnownAs } = DOCUMENT;
  const none = {
    '@context': context,
    id,
    alsoKnownAs,
    verificationMethod: [],
    assertionMethod: [],
  };
  assert.deepEqual(made([]), none);
});

test('retired keys stay, but for those of status lists, and compromised ones leave', () => {
  const [key] = KEYS;
  const numbered = (number, more) => ({ ...key, number, ...more });
  const moment = '2027-01-01T00:00:00.000Z';
  assert.deepEqual(idsOf([]), []);
  assert.deepEqual(idsOf([numbered(1, {}), numbered(2, { until: null })]), [
    '#k1',
    '#k1-jwk',
    '#k2',
    '#k2-jwk',
  ]);
  const lists = { purpose: 'statusLists', until: null };
  assert.deepEqual(idsOf([numbered(7, lists)]), ['#s7', '#s7-jwk']);
  assert.deepEqual(idsOf([numbered(7, { ...lists, until: moment })]), []);
  for (const until of [null, moment]) {
    assert.deepEqual(idsOf([numbered(1, { until, compromisedSince: moment })]), []);
  }
});

test('a key that is no point of its curve is left out', () => {
  for (const { text, point } of points) {
    parseMultikey(text);
    const key = { ...KEYS[1], key: text };
    assert.equal(idsOf([key]).length, point ? 2 : 0, text);
    if (!point) assert.throws(() => jsonWebKey(text), NotAMultikey);
  }
  assert.ok(points.filter(({ point }) => point).length > 20);
});

test('a key of P-256 is a point where OpenSSL takes it for one', () => {
  const info = Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex');
  const isTaken = (key) => {
    try {
      createPublicKey({ key: Buffer.concat([info, key]), format: 'der', type: 'spki' });
      return true;
    } catch {
      return false;
    }
  };
  const counts = [0, 0];
  for (let n = 0; n < 100; n++) {
    const key = Buffer.concat([Buffer.from([2 + (n % 2)]), randomBytes(32)]);
    const point = isPoint('P256', key);
    assert.equal(point, isTaken(key), key.toString('hex'));
    counts[Number(point)] += 1;
  }
  assert.ok(Math.min(...counts) > 10);
});

test('the public key of a fresh pair of Ed25519 is a point, and one of no small order', () => {
  for (let n = 0; n < 20; n++) {
    const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
    const key = Buffer.from(x, 'base64url');
    assert.ok(isPoint('Ed25519', key) && !isOfSmallOrder(key));
  }
});

test('a did:web of a host alone is in its well-known folder, and a port is escaped', () => {
  assert.equal(didWebUrl('did:web:uni.example'), 'https://uni.example/.well-known/did.json');
  assert.equal(didWebUrl('did:web:localhost%3A8080:a'), 'https://localhost:8080/a/did.json');
  assert.throws(() => didWebUrl('did:key:z6Mk'), TypeError);
});

// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { digestOf } from '../client/digest.js';
import { credential, serialize, timestamp } from '../client/documents.js';
import { DATA_STEWARDSHIP, definitionOf, UNIVERSITY } from '../journey/fixtures.js';

const LEARNER = {
  givenName: 'Aelandrel',
  familyName: 'Amberbridge',
  email: 'aelandrel@learners.example.org',
  birthDate: '1990-02-03',
  studentNumber: 'LU-26-1',
  grade: '1.3',
};
const issue = (more = {}) =>
  credential({
    issuer: UNIVERSITY,
    achievement: DATA_STEWARDSHIP,
    learner: LEARNER,
    validFrom: Date.UTC(2026, 2, 1),
    ...more,
  });

test('a credential has what VC 2.0 and Open Badges 3.0 require', () => {
  const document = issue({ validUntil: Date.UTC(2027, 2, 1) });
  assert.equal(document['@context'][0], 'https://www.w3.org/ns/credentials/v2');
  assert.match(document['@context'][1], /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context/);
  assert.deepEqual(document['@context'][2], { salt: 'https://w3id.org/security#salt' });
  assert.match(document.salt, /^[A-Za-z0-9_-]{22}$/);
  assert.deepEqual(document.type, ['VerifiableCredential', 'OpenBadgeCredential']);
  assert.match(
    document.id,
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  assert.deepEqual(Object.keys(document.issuer), ['id', 'type', 'name', 'url']);
  assert.equal(document.validFrom, '2026-03-01T00:00:00Z');
  assert.equal(document.validUntil, '2027-03-01T00:00:00Z');
  const { achievement, identifier, type } = document.credentialSubject;
  assert.deepEqual(type, ['AchievementSubject']);
  for (const member of ['id', 'type', 'name', 'description', 'criteria'])
    assert.ok(achievement[member]);
  assert.equal(achievement.achievementType, 'MicroCredential');
  assert.ok(identifier.every(({ type, hashed }) => type === 'IdentityObject' && hashed === false));
  assert.equal(identifier[0].identityHash, 'Aelandrel Amberbridge');
});

test('a credential without an end has no member for it', () => {
  assert.ok(!('validUntil' in issue()));
});

test('two credentials of one learner have nothing in common that could be guessed', () => {
  const digests = [issue(), issue()].map((document) =>
    digestOf(serialize(document)).toString('hex'),
  );
  assert.notEqual(digests[0], digests[1]);
});

test('two credentials of one learner have salts of their own', () => {
  assert.notEqual(issue().salt, issue().salt);
});

test('the digest is of the content, not of the layout', () => {
  const document = issue();
  const layouts = [
    serialize(document),
    JSON.stringify(document),
    JSON.stringify(document, null, '\t'),
  ];
  const reordered = Object.fromEntries(Object.entries(document).reverse());
  const digests = [...layouts, JSON.stringify(reordered)].map((text) =>
    digestOf(text).toString('hex'),
  );
  assert.equal(new Set(digests).size, 1);
});

test('a type registers the hash of its definition and nothing else of it', () => {
  const definition = definitionOf(DATA_STEWARDSHIP, 6);
  assert.match(definition.contentHash, /^0x[0-9a-f]{64}$/);
  assert.deepEqual(
    [definition.uri, definition.level, definition.workload],
    [DATA_STEWARDSHIP.id, 6, 500],
  );
});

test('times are RFC 3339 in UTC, to the second', () => {
  assert.equal(timestamp(1_772_323_200_123), '2026-03-01T00:00:00Z');
});

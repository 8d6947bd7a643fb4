// SPDX-License-Identifier: Apache-2.0

// The statements of a document are those of jsonld.js in its safe mode, or the document is refused.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';

import { badge, canonicalElsewhere, canonicalHere, run } from './support.js';

/** Returns the badge after a change. */
function changed(change) {
  const document = badge();
  change(document, document.credentialSubject, document.credentialSubject.achievement);
  return document;
}

/** Documents that both can sign. */
const ACCEPTED = {
  'as it is': () => {},
  'no name of the learner': (_, subject) => delete subject.id,
  'no name of the document': (document) => delete document.id,
  'the issuer as a text': (document) => (document.issuer = 'did:web:hw.example.edu'),
  'two learners': (document, subject) =>
    (document.credentialSubject = [subject, { ...subject, id: 'did:example:other' }]),
  'one value instead of an array': (_, __, achievement) => (achievement.tag = 'water'),
  'an empty list': (_, __, achievement) => (achievement.resultDescription[0].allowedValue = []),
  'a list of one': (_, __, achievement) => (achievement.resultDescription[0].allowedValue = 'A'),
  'lists that differ at the end': (_, __, achievement) =>
    (achievement.resultDescription = ['A', 'B', 'C'].map((last) => ({
      type: 'ResultDescription',
      allowedValue: ['1', '2', last],
    }))),
  'results that are alike': (_, subject) =>
    (subject.result = Array.from({ length: 4 }, () => ({ type: ['Result'], value: 'A' }))),
  'results whose achievements are alike': (_, subject) =>
    (subject.result = ['x', 'y'].map((narrative) => ({
      type: ['Result'],
      value: 'A',
      alignment: [{ type: 'Alignment', targetName: 'same', narrative }],
    }))),
  'many scripts': (document) => (document.name = '日本語 עברית العربية देवनागरी 𐍈 é é'),
  'control characters': (document) => (document.description = '\u0001\b\t\n\f\r"\\\u007f\u0085'),
  'a typed value': (document) =>
    (document.name = { '@value': '7', '@type': 'https://example.org/number' }),
  'numbers': (_, subject) => (subject.creditsEarned = [0, 1, -1, 0.5, 1.25e3, 12345.678, 9007199254740991]),
  'truth': (_, subject) => (subject.identifier[0].hashed = [true, false]),
  'an endorsement': (document) =>
    (document.endorsement = [
      {
        type: ['VerifiableCredential', 'EndorsementCredential'],
        issuer: 'did:example:other',
        credentialSubject: { id: document.id, type: ['EndorsementSubject'], endorsementComment: 'Good' },
      },
    ]),
  'a status': (document) =>
    (document.credentialStatus = {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '94567',
      statusListCredential: 'https://hw.example.edu/status/1',
    }),
  'a schema': (document) =>
    (document.credentialSchema = { id: 'https://hw.example.edu/schema.json', type: 'JsonSchema' }),
  'a moment of awarding': (document) => (document.awardedDate = '2026-06-30T00:00:00Z'),
  'an image': (document) =>
    (document.image = { id: 'data:image/png;base64,iVBORw0KGgo=', type: 'Image', caption: 'x' }),
  'a node that stands twice': (document, _, achievement) => (achievement.creator = document.issuer),
};

test('statements are those of jsonld.js', async () => {
  const names = Object.keys(ACCEPTED);
  const documents = names.map((name) => changed(ACCEPTED[name]));
  const here = canonicalHere(documents);
  for (const [place, name] of names.entries()) {
    const elsewhere = await canonicalElsewhere(documents[place]);
    ok(elsewhere !== null, name);
    equal(here[place], elsewhere, name);
  }
});

/** Documents that jsonld.js refuses in its safe mode. */
const REFUSED = {
  'an undefined member': (document) => (document.honours = 'cum laude'),
  'an undefined member inside': (_, subject) => (subject.result[0].grade = 'A'),
  'an undefined type': (document) => document.type.push('Diploma'),
  'a relative name': (_, subject) => (subject.id = 'asdasd'),
  'an invalid name': (_, subject) => (subject.id = 'did:x y'),
  'a direction': (document) =>
    (document.name = { '@value': 'x', '@language': 'ar', '@direction': 'rtl' }),
  'an unknown keyword': (document) => (document['@foo'] = 'x'),
};

test('what jsonld.js refuses is refused', async () => {
  const documents = Object.values(REFUSED).map(changed);
  for (const [place, document] of documents.entries())
    equal(await canonicalElsewhere(document), null, Object.keys(REFUSED)[place]);
  deepEqual(
    canonicalHere(documents),
    documents.map(() => null),
  );
});

/** A generator of numbers that are the same in every run. */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Returns a badge whose results, alignments and names are chosen at random, and often alike. */
function randomBadge(next) {
  const pick = (...values) => values[next(values.length)];
  const some = (make) => Array.from({ length: 1 + next(3) }, make);
  return changed((document, subject, achievement) => {
    const maybeId = () => (next(4) === 0 ? { id: `urn:uuid:${next(3)}` } : {});
    const alignment = () => ({ type: 'Alignment', targetName: pick('x', 'y'), ...maybeId() });
    subject.result = some(() => ({
      type: ['Result'],
      value: pick('A', 'B'),
      ...(next(2) === 0 ? {} : { alignment: some(alignment) }),
    }));
    achievement.alignment = some(alignment);
    achievement.related = some(() => ({ type: 'Related', id: `urn:x:${next(3)}`, version: pick('1', '2') }));
    achievement.resultDescription = some(() => ({
      type: 'ResultDescription',
      resultType: pick('Status', 'Percent'),
      allowedValue: some(() => pick('A', 'B')),
    }));
  });
}

test('statements of random badges are those of jsonld.js', async () => {
  const next = random(7);
  const documents = Array.from({ length: 60 }, () => randomBadge(next));
  const here = canonicalHere(documents);
  for (const [place, document] of documents.entries())
    ok(here[place] === (await canonicalElsewhere(document)), JSON.stringify(document));
});

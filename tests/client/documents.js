// SPDX-License-Identifier: Apache-2.0

// Builds credential documents in the shape of W3C Verifiable Credentials 2.0 and Open Badges 3.0.
// The learner keeps and shows them; no node ever sees one.

import { randomUUID } from 'node:crypto';

import { newSalt } from './salt.js';

const CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  // Gives `salt` a meaning in JSON-LD; without it, a processor in safe mode refuses the document.
  { salt: 'https://w3id.org/security#salt' },
];

/** Returns a time as Open Badges writes it: RFC 3339 in UTC, to the second. */
export const timestamp = (moment) => new Date(moment).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** Returns the public definition of what can be earned; its hash goes on the chain. */
export const achievement = ({ id, name, description, outcomes, level, credits }) => ({
  id,
  type: ['Achievement'],
  achievementType: 'MicroCredential',
  name,
  description,
  criteria: { narrative: outcomes },
  creditsAvailable: credits,
  alignment: [
    {
      type: ['Alignment'],
      targetName: `EQF level ${level}`,
      targetUrl: `http://data.europa.eu/snb/eqf/${level}`,
      targetFramework: 'European Qualifications Framework',
    },
  ],
});

/** Returns one of the learner's attributes in clear, because the file belongs to her. */
const identity = (identityType, identityHash) => ({
  type: 'IdentityObject',
  hashed: false,
  identityHash,
  identityType,
});

/**
 * Returns the credential of one learner.
 *
 * Its salt is random, so that nobody who knows the learner and the achievement can guess its
 * digest.
 */
export const credential = ({ issuer, achievement, learner, validFrom, validUntil }) => ({
  '@context': CONTEXTS,
  id: `urn:uuid:${randomUUID()}`,
  salt: newSalt(),
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: achievement.name,
  issuer: { id: issuer.uri, type: ['Profile'], name: issuer.name, url: issuer.uri },
  validFrom: timestamp(validFrom),
  ...(validUntil === undefined ? {} : { validUntil: timestamp(validUntil) }),
  credentialSubject: {
    type: ['AchievementSubject'],
    identifier: [
      identity('name', `${learner.givenName} ${learner.familyName}`),
      identity('emailAddress', learner.email),
      identity('ext:dateOfBirth', learner.birthDate),
      identity('sisSourcedId', learner.studentNumber),
    ],
    creditsEarned: achievement.creditsAvailable,
    result: [{ type: ['Result'], value: learner.grade }],
    achievement,
  },
});

/** Returns the text of a document as it is written to a file. */
export const serialize = (document) => `${JSON.stringify(document, null, 2)}\n`;

// SPDX-License-Identifier: Apache-2.0

// The chapter on what the chain knows of the learners.

import assert from 'node:assert/strict';

import { digestOf } from '../client/digest.js';
import { readBlocks, readState } from '../client/dump.js';
import { fromHex } from '../client/hex.js';
import { Search } from '../util/search.js';
import { AGENCY, UNIVERSITY } from './fixtures.js';

/**
 * Returns what of a credential must be nowhere but in its file. A grade is left out: it is so short
 * that it occurs by chance, and without the other values it would reveal nothing.
 */
export function secretsOf({ learner, text }) {
  const { grade: _, ...values } = learner;
  const { id, salt } = JSON.parse(text);
  const uuid = id.replace('urn:uuid:', '');
  const digits = uuid.replace(/-/g, '');
  const digest = digestOf(text);
  return [
    ...Object.values(values),
    values.email.split('@')[0],
    `${values.givenName} ${values.familyName}`,
    uuid,
    digits,
    Buffer.from(digits, 'hex'),
    salt,
    Buffer.from(salt, 'base64url'),
    Buffer.from(salt, 'base64url').toString('hex'),
    digest,
    digest.toString('hex'),
  ];
}

/** Searches all of the chain for the learners. */
export async function privacy(context) {
  const { chain, facts } = context;
  const { single, cohort, late, shortLived, corrected, replaced, signed, again } = facts;
  const issued = [single, ...cohort, ...late, shortLived, corrected, ...replaced, ...signed, again];
  const learners = new Set(issued.map(({ learner }) => learner.studentNumber)).size;
  const known = [AGENCY.name, UNIVERSITY.name, fromHex(facts.cohortRoot)];
  const [blocks, state] = [await readBlocks(chain), await readState(chain)];

  await context.check('every block, every event, every record of the chain is searched', () => {
    const control = new Search(known);
    assert.equal(control.inAll(blocks).length, known.length, 'what is public is found in blocks');
    assert.equal(control.inAll(state).length, known.length, 'what is public is found in state');
  });
  await context.check(
    `of ${learners.toLocaleString('en')} learners there is no name, no e-mail, no number, no digest`,
    () => {
      const secrets = new Search(issued.flatMap(secretsOf));
      assert.deepEqual(secrets.inAll(blocks), []);
      assert.deepEqual(secrets.inAll(state), []);
    },
  );
}

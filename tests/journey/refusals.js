// SPDX-License-Identifier: Apache-2.0

// The chapter on what is refused.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { writeFiles } from '../client/cohort.js';
import { leafOf } from '../client/digest.js';
import { serialize } from '../client/documents.js';
import { toHex } from '../client/hex.js';
import { matches } from '../client/reference.js';
import { LABORATORY_SAFETY } from './fixtures.js';

const anchorOfOne = () => ({ root: toHex(randomBytes(32)), size: 1, validity: 'Never' });

/** Plays a learner who gives herself a better grade. */
export async function forgery(context) {
  const { facts } = context;
  const original = facts.cohort[20];
  const document = JSON.parse(original.text);
  assert.notEqual(document.credentialSubject.result[0].value, '1.0+');
  document.credentialSubject.result[0].value = '1.0+';
  const text = serialize(document);
  const reference = { ...original.reference, leaf: toHex(leafOf(text)) };
  assert.ok(!matches(text, original.reference), 'a forged file has another leaf');

  const forged = { ...original, name: 'forged', text, reference };
  writeFiles(join(context.folder, 'examples'), [forged]);
  const [verdict, genuine] = await context.verify([reference, original.reference]);
  context.expectVerdict('a file with a better grade in it', verdict, 'invalid', ['notAnchored'], {
    status: null,
    issuedAt: null,
    institution: null,
    type: null,
    accreditation: null,
  });
  context.expectVerdict('the file it was made from', genuine, 'valid', []);
}

/** Tries what must be refused. */
export async function refusals(context) {
  const { api, calls, chain, accounts, facts } = context;
  const { operator, stranger } = accounts;

  await context.expectRefusal(
    'a stranger sends a transaction',
    () => chain.send(api.tx.system.remark('0x'), stranger),
    1,
  );
  await context.expectRefusal(
    `the university issues ${LABORATORY_SAFETY.name}, for which it is not accredited`,
    () => chain.send(calls.anchor(facts.grant, facts.otherType, anchorOfOne()), operator),
    'credentials.TypeOutOfScope',
  );
  await chain.advanceTimeTo(facts.shortGrantEnds, accounts.council);
  await context.expectRefusal(
    'it issues under a grant that has run out',
    () => chain.send(calls.anchor(facts.shortGrant, facts.type, anchorOfOne()), operator),
    'credentials.AccreditationExpired',
  );
  await context.expectRefusal(
    'it reinstates what it has revoked',
    () => {
      const { index } = facts.revoked.reference;
      return chain.send(
        calls.changeStatuses(facts.cohortRoot, [{ index, change: 'Reinstate' }]),
        operator,
      );
    },
    'credentials.TransitionNotAllowed',
  );
}

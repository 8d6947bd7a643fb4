// SPDX-License-Identifier: Apache-2.0

// The chapter in which the university closes, and a custodian issues a diploma again.

import assert from 'node:assert/strict';
import { sign } from 'node:crypto';
import { join } from 'node:path';

import { account } from '../client/chain.js';
import { prepare, withReferences, writeFiles } from '../client/cohort.js';
import { digestOf } from '../client/digest.js';
import { toHex } from '../client/hex.js';
import { documentKey } from '../client/multikey.js';
import { YEAR } from './context.js';
import { COLLEGE } from './fixtures.js';
import { certify } from './issuing.js';
import { makeKey, verifySigned } from './keys.js';

/** The place in the cohort of the learner who needs a new file. */
const LEARNER = 300;

/** Has the council register the college, which signs with a key of its own. */
async function register({ calls, chain, council, event }, key) {
  const admin = account('//College');
  const made = await council.decide(calls.registerInstitution(COLLEGE, admin.address, 1_000));
  const id = event(made, 'InstitutionRegistered').institution.toNumber();
  await chain.send(calls.addDocumentKey(documentKey(key.text), 'Credentials'), admin);
  return { id, admin };
}

/** Has the council close the university, and the college issue one of its credentials again. */
export async function custody(context) {
  const { api, calls, chain, council, facts, output } = context;
  const key = makeKey('Ed25519');
  const college = await register(context, key);
  facts.college = college.id;
  const former = facts.cohort[LEARNER];
  const before = await context.verify(former.reference);
  assert.equal(before.outcome, 'valid');

  const until = (await chain.time()) + YEAR;
  const motion = [
    calls.closeInstitution(facts.university),
    calls.appointCustodian(facts.university, college.id, until, 1, 2),
  ];
  await council.decideFinal(api.tx.utility.batchAll(motion));
  await context.check('the university closes, and the college becomes its custodian', async () => {
    const { state, custody } = await chain.read('institution', facts.university);
    assert.equal(state, 'closed');
    const { custodian, statusChanges, reissues } = custody;
    assert.deepEqual([custodian, statusChanges, reissues], [college.id, 1, 2]);
  });
  const still = await context.verify(former.reference);
  context.expectVerdict('a diploma of the closed university', still, 'valid', [], {
    institution: { ...before.institution, state: 'closed' },
  });

  const more = { issuer: COLLEGE };
  const certified = certify(former.learner, Date.parse(before.issuedAt), more);
  const prepared = prepare([{ ...certified, name: `${certified.name}-again` }]);
  const [made] = withReferences(facts.university, prepared);
  writeFiles(join(context.folder, 'credentials'), [made]);
  facts.again = made;
  const { index } = former.reference;
  const root = toHex(prepared.tree.root);
  const call = calls.reissue(facts.university, [{ former: facts.cohortRoot, index, root }]);
  await chain.sendFinal(call, college.admin);

  const signature = sign(null, digestOf(made.text), key.privateKey);
  const again = await verifySigned(context, { ...made, signature }, key);
  context.expectVerdict('the same, issued again and signed by the college', again, 'valid', [], {
    issuedAt: before.issuedAt,
    custodialChange: null,
  });
  const old = await context.verify(former.reference);
  context.expectVerdict('the file of before', old, 'invalid', ['superseded']);
  await context.check('both verdicts say who did it, and lead to each other', () => {
    const pointer = { institution: facts.university, root: facts.cohortRoot, index };
    assert.deepEqual([again.reissue.by, again.reissue.former], [college.id, pointer]);
    assert.equal(again.accreditation.id, before.accreditation.id);
    assert.equal(old.custodialChange.by, college.id);
    assert.deepEqual(old.status.successor, { institution: facts.university, root, index: 0 });
  });
  output.note(`it bears the date of the first one, ${before.issuedAt}, and names the college`);

  const change = (place, change) => ({ index: facts.cohort[place].reference.index, change });
  await context.expectRefusal(
    'the college changes more statuses than the council allowed',
    () => {
      const changes = [change(LEARNER + 1, 'Suspend'), change(LEARNER + 2, 'Suspend')];
      const call = calls.changeStatusesFor(facts.university, facts.cohortRoot, changes);
      return chain.send(call, college.admin);
    },
    'credentials.TooManyCustodialChanges',
  );

  await council.decideFinal(calls.reinstateInstitution(facts.university));
  await context.check('the university opens again: the custody ends, its traces stay', async () => {
    const { state, custody } = await chain.read('institution', facts.university);
    assert.equal(state, 'active');
    assert.ok(Date.parse(custody.until) < until);
    const later = await context.verify(made.reference);
    assert.deepEqual([later.outcome, later.reissue], ['valid', again.reissue]);
  });
}

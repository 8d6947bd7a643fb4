// SPDX-License-Identifier: Apache-2.0

// The chapter in which keys are stolen: what the thief does with them, how the council repairs it,
// and how the institutions see to it that one key does not suffice the next time.

import assert from 'node:assert/strict';

import { DAY } from './context.js';

/** The number of credentials that the thief of a clerk's key tries to revoke in one call. */
const MASS_REVOCATION = 100;

/** Returns a verdict without the block that it was read from. */
const withoutBlock = ({ asOf: _, ...verdict }) => verdict;

/** Has the admins give operators the permission for grave acts. */
async function entrust({ calls, chain, accounts, facts }) {
  const { agency, university, officer, deputy, registrar } = accounts;
  const permissions = { issue: false, changeStatus: false, accredit: false, grave: true };
  const posts = [
    [facts.agency, agency, officer],
    [facts.agency, agency, deputy],
    [facts.university, university, registrar],
  ];
  const pairs = [];
  for (const [institution, admin, operator] of posts) {
    const consent = await chain.consent(operator, institution);
    pairs.push([calls.setOperator(operator.address, permissions, consent), admin]);
  }
  await chain.sendAll(pairs);
}

/** Plays the thief of a key of the agency, and the repair. */
export async function theft(context) {
  const references = context.facts.cohort.map(({ reference }) => reference);
  const before = await context.verify(references);
  await entrust(context);

  const stolen = await steal(context);
  await damage(context, stolen, references);
  await lockOut(context, stolen);
  await undo(context, references, before);
  await prevent(context, stolen);
  await clerk(context);
}

/** Returns the call for which the thief uses the key, with the moment that it names. */
async function steal({ calls, chain, facts }) {
  const voidFrom = (await chain.time()) - 29 * DAY;
  return calls.withdrawAccreditation(facts.grant, voidFrom);
}

/** Has the thief void all that the university has issued. */
async function damage(context, stolen, references) {
  const { chain, accounts, facts } = context;
  await chain.sendFinal(stolen, accounts.officer);
  await context.check(
    "a thief has the key of one officer of the agency, and voids the university's grant with it",
    async () => {
      const grant = await chain.read('accreditation', facts.grant);
      assert.deepEqual([grant.state, grant.inForce], ['withdrawn', false]);
      const { authorized } = await chain.read('isAuthorized', facts.university, facts.type);
      assert.equal(authorized, false);
    },
  );
  const verdicts = await context.verify(references);
  context.expectVerdict('one of the cohort', verdicts[30], 'invalid', ['voided']);
  await context.check(
    `so for all ${references.length.toLocaleString('en')}, and the university can issue no more`,
    () => assert.ok(verdicts.every(({ reasons }) => reasons.includes('voided'))),
  );
}

/** Has the council suspend the agency, which stops all of its accounts. */
async function lockOut(context, stolen) {
  const { calls, chain, council, accounts, facts } = context;
  await council.decideFinal(calls.suspendInstitution(facts.agency));
  await context.check('the council suspends the agency: none of its keys does any more', async () => {
    const { state } = await chain.read('institution', facts.agency);
    assert.equal(state, 'suspended');
  });
  await context.expectRefusal('the thief goes on', () => chain.send(stolen, accounts.officer), 2);
}

/** Has the council undo the damage, and reinstate the agency. */
async function undo(context, references, before) {
  const { api, calls, chain, council, accounts, facts } = context;
  await council.decide(
    api.tx.utility.batchAll([
      calls.removeOperator(facts.agency, accounts.officer.address),
      calls.liftVoid(facts.grant),
      calls.reinstateAccreditation(facts.grant),
    ]),
  );
  await council.decideFinal(calls.reinstateInstitution(facts.agency));
  await context.check(
    'it removes the officer, lifts the void and reinstates the grant, and then the agency',
    async () => {
      const grant = await chain.read('accreditation', facts.grant);
      assert.deepEqual([grant.state, grant.voidFrom, grant.inForce], ['active', null, true]);
      const { state, operators } = await chain.read('institution', facts.agency);
      assert.deepEqual([state, operators], ['active', 1]);
    },
  );
  const after = await context.verify(references);
  context.expectVerdict('the same one of the cohort', after[30], 'valid', []);
  await context.check('every verdict is as before the theft, to the last member', () => {
    assert.deepEqual(after.map(withoutBlock), before.map(withoutBlock));
  });
}

/** Has both institutions demand two accounts, and a thief of one key try the same once more. */
async function prevent(context, stolen) {
  const { calls, chain, accounts, facts, output } = context;
  const { agency, deputy, university, registrar } = accounts;
  const demand = (institution) => calls.setDualAuthorization(institution, true);
  await chain.sendAll([
    ...[agency, deputy].map((account) => [demand(facts.agency), account]),
    ...[university, registrar].map((account) => [demand(facts.university), account]),
  ]);
  const inclusion = await chain.sendFinal(stolen, deputy);
  await context.check(
    'from now on, agency and university demand two accounts for grave acts',
    async () => {
      for (const institution of [facts.agency, facts.university]) {
        const { dualAuthorization } = await chain.read('institution', institution);
        assert.equal(dualAuthorization, true);
      }
    },
  );
  await context.check(
    "a thief has the deputy's key as well: the same call now waits for a second account",
    () => {
      const { institution, by } = context.event(inclusion, 'ActProposed');
      assert.deepEqual([institution.toNumber(), String(by)], [facts.agency, deputy.address]);
    },
  );
  const verdict = await context.verify(facts.cohort[30].reference);
  context.expectVerdict('the same one of the cohort', verdict, 'valid', []);
  output.note('what nobody else agrees to lapses after three days');
}

/** Has a thief try to revoke a part of the cohort with the key of a clerk. */
async function clerk(context) {
  const { calls, chain, accounts, facts } = context;
  const victims = facts.cohort.slice(30, 30 + MASS_REVOCATION);
  const changes = victims.map(({ reference: { index } }) => ({
    index,
    change: { Revoke: 'Misconduct' },
  }));
  await context.expectRefusal(
    `a thief with a clerk's key of the university revokes ${MASS_REVOCATION} of the cohort`,
    () => chain.send(calls.changeStatuses(facts.cohortRoot, changes), accounts.operator),
    'credentials.TooManyFinalChanges',
  );
  await context.check('all of them are as they were', async () => {
    const verdicts = await context.verify(victims.map(({ reference }) => reference));
    assert.ok(verdicts.every(({ outcome }) => outcome === 'valid'));
  });
}

// SPDX-License-Identifier: Apache-2.0

// The chapter in which the damage is repaired, and no learner needs a new file.

import assert from 'node:assert/strict';

const YEAR = 365 * 86_400_000;

/** Has the council give the university a grant of its own, and returns its number. */
async function accreditDirectly(context) {
  const { calls, chain, council, accounts, facts } = context;
  const from = await chain.time();
  const offered = await council.decide(
    calls.offerAccreditation(facts.university, null, {
      scope: { Types: [facts.type] },
      rights: 'Attest',
      validFrom: from,
      validUntil: from + YEAR,
    }),
  );
  const grant = context.event(offered, 'AccreditationOffered').accreditation.toNumber();
  await chain.sendFinal(calls.acceptAccreditation(grant), accounts.university);
  return grant;
}

/** Has a batch attested again under another grant, and a void moved to where the theft began. */
export async function repair(context) {
  const { calls, chain, council, accounts, facts } = context;
  const { reference } = facts.single;
  const before = await context.verify(reference);

  await context.expectRefusal(
    'an operator of the university revokes the whole batch, without the permission for it',
    () => chain.send(calls.revokeBatch(reference.leaf, 'KeyCompromise', null), accounts.operator),
    'credentials.PermissionDenied',
  );

  const grant = await accreditDirectly(context);
  facts.ownGrant = grant;
  await context.byTwo(calls.attestAgain(reference.leaf, grant));
  const after = await context.verify(reference);
  context.expectVerdict('the first credential, with the file of before', after, 'valid', []);
  await context.check(
    `the council accredits the university (grant ${grant}); two accounts attest the batch again`,
    () => {
      assert.deepEqual([before.accreditation.now, after.accreditation.now], [false, true]);
      assert.equal(after.accreditation.id, grant);
      assert.deepEqual(after.accreditation.former, {
        id: facts.grant,
        loss: 'withdrawn',
        anchored: facts.grant,
        voided: false,
      });
      assert.equal(after.issuedAt, before.issuedAt);
    },
  );

  const lateReference = facts.late[0].reference;
  await council.decideFinal(calls.liftVoid(facts.agencyGrant));
  const lifted = await context.verify(lateReference);
  context.expectVerdict('one issued after, the void lifted', lifted, 'valid', []);
  await council.decideFinal(calls.withdrawAccreditation(facts.agencyGrant, facts.voidFrom));
  const again = await context.verify(lateReference);
  context.expectVerdict('the same, voided again', again, 'invalid', ['voided']);
}

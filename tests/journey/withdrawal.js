// SPDX-License-Identifier: Apache-2.0

// The chapters in which an accreditation is withdrawn, and the past is asked about.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

import { RpcError } from '../client/chain.js';
import { prepare } from '../client/cohort.js';
import { toHex } from '../client/hex.js';
import { Rpc } from '../client/rpc.js';
import { certify } from './issuing.js';

/** The number of credentials that are issued after the moment that is later declared void. */
const LATE = 25;

/** Has the council withdraw the agency's grant, back to a moment. */
export async function withdrawal(context) {
  const { calls, chain, council, accounts, facts } = context;

  // This moment is later than every block so far and no later than the next one.
  facts.voidFrom = (await chain.time()) + 1;
  const late = facts.cohort.slice(100, 100 + LATE).map(({ learner }) => learner);
  const now = await chain.time();
  const prepared = prepare(
    late.map((learner) => {
      const credential = certify(learner, now);
      return { ...credential, name: `${credential.name}-second` };
    }),
  );
  const { credentials } = await context.issue(prepared, {
    accreditation: facts.grant,
    type: facts.type,
  });
  facts.late = credentials;

  const references = [facts.single, facts.cohort[30], facts.late[0]].map(
    ({ reference }) => reference,
  );
  facts.before = await context.verify(references);
  for (const verdict of facts.before) assert.equal(verdict.outcome, 'valid');
  await context.check(
    `${LATE} more are issued, and nobody suspects anything yet: they verify`,
    async () => {
      const verdicts = await context.verify(facts.late.map(({ reference }) => reference));
      assert.ok(verdicts.every(({ outcome }) => outcome === 'valid'));
    },
  );

  const call = calls.withdrawAccreditation(facts.agencyGrant, facts.voidFrom);
  const withdrawn = await council.decideFinal(call);
  facts.withdrawnIn = withdrawn.block;
  const moment = new Date(facts.voidFrom).toISOString();
  await context.check(
    "all keys of the agency are stolen: the council withdraws its grant, and what hangs below falls",
    async () => {
      const grant = await chain.read('accreditation', facts.agencyGrant);
      assert.deepEqual([grant.state, grant.voidFrom, grant.inForce], ['withdrawn', moment, false]);
      const below = await chain.read('accreditation', facts.grant);
      assert.deepEqual([below.state, below.inForce], ['active', false]);
      assert.deepEqual(below.lapse, { accreditation: facts.agencyGrant, reason: 'withdrawn' });
    },
  );
  context.output.note(`void is what was issued from ${moment} on`);

  const [single, early, latest] = await context.verify(references);
  context.expectVerdict('the first credential, issued before', single, 'valid', []);
  context.expectVerdict('one of the cohort, issued before', early, 'valid', []);
  context.expectVerdict('one issued after', latest, 'invalid', ['voided']);
  for (const [verdict, then] of [
    [single, true],
    [early, true],
    [latest, false],
  ]) {
    assert.deepEqual([verdict.accreditation.then, verdict.accreditation.now], [then, false]);
  }
  context.saveExample('voided', facts.late[0]);
  await context.check('so for the whole cohort, and for all that were issued after', async () => {
    const still = await context.verify(facts.cohort.map(({ reference }) => reference));
    assert.equal(
      still.filter(({ outcome }) => outcome === 'valid').length,
      facts.cohort.length - 2,
    );
    assert.ok(still.every(({ reasons }) => !reasons.includes('voided')));
    const voided = await context.verify(facts.late.map(({ reference }) => reference));
    assert.ok(voided.every(({ reasons }) => reasons.includes('voided')));
  });
  await context.expectRefusal(
    'the university goes on issuing',
    () => {
      const anchor = { root: toHex(randomBytes(32)), size: 1, validity: 'Never' };
      return chain.send(calls.anchor(facts.grant, facts.type, anchor), accounts.operator);
    },
    'credentials.AccreditationWithdrawn',
  );
}

/** Asks for verdicts as of earlier blocks. */
export async function history(context) {
  const { facts } = context;

  const { asOf } = facts.before[2];
  const reference = facts.late[0].reference;
  const then = await context.verify(reference, { time: asOf.time });
  context.expectVerdict('the voided one, as of when it was new', then, 'valid', []);
  context.output.note(`asked for as of ${asOf.time}`);
  await context.check('the earlier answer comes back, to the last member', () => {
    assert.deepEqual(then, facts.before[2]);
  });
  await context.check(
    'so it does for all of the cohort, as of the block it was first asked at',
    async () => {
      const { blockHash } = facts.cohortVerdicts[0].asOf;
      const references = facts.cohort.map((credential) => credential.reference);
      assert.deepEqual(await context.verify(references, { hash: blockHash }), facts.cohortVerdicts);
    },
  );
  await context.check('before it was anchored it was not there', async () => {
    const earlier = new Date(facts.voidFrom).toISOString();
    const verdict = await context.verify(reference, { time: earlier });
    assert.deepEqual(verdict.reasons, ['notAnchored']);
    assert.ok(Date.parse(verdict.asOf.time) <= facts.voidFrom);
  });
  await context.check('where a node cannot tell it says so, and gives no verdict', async () => {
    const rpc = new Rpc(context.http);
    const asked = rpc.call('credentials_verify', [reference], { time: '2001-01-01T00:00:00Z' });
    await assert.rejects(asked, (error) => error instanceof RpcError && error.code === 9004);
    rpc.close();
  });
}

// SPDX-License-Identifier: Apache-2.0

// The chapter on what becomes of credentials after their issue.

import assert from 'node:assert/strict';

import { prepare } from '../client/cohort.js';
import { fromHex } from '../client/hex.js';
import { pointerOf } from '../client/reference.js';
import { STATUSES, unpack } from '../client/status.js';
import { SECOND } from './context.js';
import { certify } from './issuing.js';

const ACTIVE = {
  state: 'active',
  reason: null,
  successor: null,
  batchRevoked: null,
};

/** Issues a credential that is valid for a short while only; `expiry` looks at it again. */
export async function shortLived(context) {
  const { chain, facts } = context;
  const { learner } = facts.cohort[0];
  const now = await chain.time();
  facts.shortLivedEnds = now + 40 * SECOND;
  const document = certify(learner, now, { validUntil: facts.shortLivedEnds });
  const prepared = prepare([{ ...document, name: `${document.name}-short-lived` }]);
  const { credentials } = await context.issue(prepared, {
    accreditation: facts.grant,
    type: facts.type,
    validity: { Until: facts.shortLivedEnds },
  });
  [facts.shortLived] = credentials;
  const verdict = await context.verify(facts.shortLived.reference);
  context.expectVerdict('one that is good for 40 seconds', verdict, 'valid', [], {
    validUntil: new Date(facts.shortLivedEnds).toISOString(),
  });
}

/** Suspends, reinstates, revokes and supersedes credentials. */
export async function statuses(context) {
  const { chain, facts } = context;
  const [suspended, revoked, superseded] = facts.cohort.slice(10);
  const root = facts.cohortRoot;
  const at = (credential) => credential.reference.index;

  await context.changeStatuses(root, { index: at(suspended), change: 'Suspend' });
  context.expectVerdict(
    'one that is suspended',
    await context.verify(suspended.reference),
    'invalid',
    ['suspended'],
    {
      status: { ...ACTIVE, state: 'suspended' },
    },
  );

  await context.changeStatuses(
    root,
    { index: at(suspended), change: 'Reinstate' },
    { index: at(revoked), change: { Revoke: 'Misconduct' } },
  );
  const [reinstated, gone] = await context.verify([suspended.reference, revoked.reference]);
  context.expectVerdict('the same, reinstated', reinstated, 'valid', [], { status: ACTIVE });
  context.expectVerdict('one that is revoked', gone, 'invalid', ['revoked'], {
    status: { ...ACTIVE, state: 'revoked', reason: 'misconduct' },
  });
  facts.revoked = revoked;
  context.saveExample('revoked', revoked);

  await supersede(context, superseded);
  await replaceBatch(context);

  await context.check('every other one of the cohort is as it was', async () => {
    const { size, statuses: packed } = await chain.read(
      'statuses',
      facts.university,
      root,
      0,
      262_144,
    );
    const names = unpack(fromHex(packed), size).map((code) => STATUSES[code]);
    const changed = names.flatMap((name, index) => (name === 'active' ? [] : [[index, name]]));
    const expected = [
      [at(revoked), 'misconduct'],
      [at(superseded), 'superseded'],
    ];
    assert.deepEqual(
      changed,
      expected.sort(([a], [b]) => a - b),
    );
  });
}

/** Replaces a credential with a misspelt name by a corrected one. */
async function supersede(context, superseded) {
  const { chain, facts } = context;
  const { learner } = superseded;
  const corrected = certify(
    { ...learner, familyName: `${learner.familyName}-Rosen` },
    await chain.time(),
  );
  const prepared = prepare([{ ...corrected, name: `${corrected.name}-corrected` }]);
  const issued = await context.issue(prepared, { accreditation: facts.grant, type: facts.type });
  const [successor] = issued.credentials;
  facts.corrected = successor;
  const pointer = pointerOf(successor.reference);
  await context.changeStatuses(facts.cohortRoot, {
    index: superseded.reference.index,
    change: { Supersede: pointer },
  });
  const [old, current] = await context.verify([superseded.reference, successor.reference]);
  context.expectVerdict('one with a misspelt name', old, 'invalid', ['superseded'], {
    status: { ...ACTIVE, state: 'superseded', successor: pointer },
  });
  context.expectVerdict('the corrected one', current, 'valid', [], { status: ACTIVE });
  context.saveExample('superseded', superseded);
}

/**
 * Revokes a batch whose key was stolen, names the batch that takes its place, and then the
 * successor of a credential of it.
 */
async function replaceBatch(context) {
  const { calls, chain, accounts, facts } = context;
  const { learner } = facts.cohort[1];
  const issue = async (suffix) => {
    const document = certify(learner, await chain.time());
    const prepared = prepare([{ ...document, name: `${document.name}-${suffix}` }]);
    const { credentials, root } = await context.issue(prepared, {
      accreditation: facts.grant,
      type: facts.type,
    });
    return { credential: credentials[0], root };
  };
  const former = await issue('stolen-key');
  const later = await issue('issued-again');
  facts.replaced = [former.credential, later.credential];
  const revoke = calls.revokeBatch(former.root, 'KeyCompromise', later.root);
  await chain.sendFinal(revoke, accounts.university);
  const { revoked: batchRevoked } = await chain.read('batch', facts.university, former.root);
  assert.deepEqual(
    [batchRevoked.reason, batchRevoked.successor],
    ['keyCompromise', later.root],
  );
  const status = {
    state: 'revoked',
    reason: 'keyCompromise',
    successor: null,
    batchRevoked,
  };
  const { reference } = former.credential;
  const revoked = await context.verify(reference);
  context.expectVerdict('one of a batch that was replaced', revoked, 'invalid', ['revoked'], {
    status,
  });
  const successor = pointerOf(later.credential.reference);
  const change = { NameSuccessor: successor };
  await context.changeStatuses(former.root, { index: reference.index, change });
  const [named, current] = await context.verify([reference, later.credential.reference]);
  context.expectVerdict('the same, with its successor', named, 'invalid', ['revoked'], {
    status: { ...status, successor },
  });
  context.expectVerdict('the one in its place', current, 'valid', [], { status: ACTIVE });
}

/** Verifies the short-lived credential after its end. */
export async function expiry(context) {
  const { chain, accounts, facts } = context;
  await chain.advanceTimeTo(facts.shortLivedEnds, accounts.council);
  const verdict = await context.verify(facts.shortLived.reference);
  context.expectVerdict('the one for 40 seconds, later', verdict, 'invalid', ['expired'], {
    status: ACTIVE,
  });
  context.saveExample('expired', facts.shortLived);
}

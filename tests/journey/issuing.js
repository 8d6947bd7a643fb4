// SPDX-License-Identifier: Apache-2.0

// The chapters in which credentials are issued and verified.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { describeError, prepare, readLearners } from '../client/cohort.js';
import { credential } from '../client/documents.js';
import { matches, rootOfReference } from '../client/reference.js';
import { DATA_STEWARDSHIP, UNIVERSITY } from './fixtures.js';

/** Returns the credential of a learner, which has no place in a tree yet. */
export const certify = (learner, validFrom, more = {}) => ({
  name: learner.studentNumber.toLowerCase(),
  learner,
  document: credential({
    issuer: UNIVERSITY,
    achievement: DATA_STEWARDSHIP,
    learner,
    validFrom,
    ...more,
  }),
});

/** Issues one credential and verifies it. */
export async function single(context) {
  const { chain, facts, output } = context;
  const [first] = readLearners(readFileSync(context.learners, 'utf8')).learners;

  const prepared = prepare([certify(first, await chain.time())]);
  const { credentials, inclusion, root } = await context.issue(prepared, {
    accreditation: facts.grant,
    type: facts.type,
  });
  [facts.single] = credentials;
  facts.cost = { bytes: inclusion.bytes, weight: inclusion.weight };
  context.saveExample('valid', facts.single);

  await context.check(
    'an operator issues one credential: a file for the learner, 32 bytes for the chain',
    () => {
      assert.equal(root, facts.single.reference.leaf);
      assert.ok(matches(facts.single.text, facts.single.reference));
    },
  );
  const verdict = await context.verify(facts.single.reference);
  context.expectVerdict(`${facts.single.name}.json`, verdict, 'valid', [], {
    status: {
      state: 'active',
      reason: null,
      successor: null,
      batchRevoked: null,
    },
    validUntil: null,
    institution: { id: facts.university, ...UNIVERSITY, state: 'active' },
  });
  await context.check('the verdict names issuer, type, and the whole path of accreditation', () => {
    assert.equal(verdict.type.id, facts.type);
    assert.equal(verdict.type.uri, DATA_STEWARDSHIP.id);
    assert.deepEqual(
      [verdict.accreditation.id, verdict.accreditation.then, verdict.accreditation.now],
      [facts.grant, true, true],
    );
    const holders = verdict.accreditation.path.map(({ holder }) => holder);
    assert.deepEqual(holders, [facts.university, facts.agency]);
    assert.deepEqual(verdict.accreditation.path[1].grantor, { council: true });
    assert.ok(Date.parse(verdict.issuedAt) <= Date.parse(verdict.asOf.time));
  });
  output.note(`as of block ${verdict.asOf.blockNumber}, final, ${verdict.asOf.time}`);
}

/** Issues a cohort from a list and verifies it. */
export async function cohort(context) {
  const { chain, facts, output } = context;

  const faulty = readLearners(readFileSync(context.mistakes, 'utf8'));
  await context.check('a list with mistakes is not issued, and every mistake is named', () => {
    assert.equal(faulty.errors.length, 6);
  });
  faulty.errors.slice(0, 3).forEach((error) => output.note(describeError(error)));
  output.note(`… and ${faulty.errors.length - 3} more`);

  const { learners, errors } = readLearners(readFileSync(context.learners, 'utf8'));
  const rest = learners.slice(1);
  assert.deepEqual(errors, []);
  assert.ok(rest.length >= 1_000);

  const now = await chain.time();
  const prepared = prepare(rest.map((learner) => certify(learner, now)));
  const { credentials, inclusion, root } = await context.issue(prepared, {
    accreditation: facts.grant,
    type: facts.type,
  });
  facts.cohort = credentials;
  facts.cohortRoot = root;

  const size = credentials.length.toLocaleString('en');
  await context.check(
    `${size} credentials from a CSV file, shuffled, in one transaction`,
    async () => {
      const batch = await chain.read('batch', facts.university, root);
      assert.deepEqual(
        [batch.size, batch.type, batch.revoked],
        [credentials.length, facts.type, null],
      );
      assert.equal(rootOfReference(credentials[7].reference), root);
      const order = credentials.map(({ learner }) => rest.indexOf(learner));
      assert.notDeepEqual(
        order,
        [...order].sort((a, b) => a - b),
      );
    },
  );
  await context.check(`it costs what one costs: ${inclusion.bytes} bytes, the same weight`, () => {
    assert.deepEqual({ bytes: inclusion.bytes, weight: inclusion.weight }, facts.cost);
  });

  const started = process.hrtime.bigint();
  facts.cohortVerdicts = await context.verify(credentials.map(({ reference }) => reference));
  const took = Number((process.hrtime.bigint() - started) / 1_000_000n);
  const valid = facts.cohortVerdicts.filter(({ outcome }) => outcome === 'valid').length;
  await context.check(`all ${size} verify, in ${took} ms`, () => {
    assert.equal(valid, credentials.length);
    for (const { reasons, issuedAt } of facts.cohortVerdicts) {
      assert.deepEqual(reasons, []);
      assert.equal(issuedAt, facts.cohortVerdicts[0].issuedAt);
    }
  });
}

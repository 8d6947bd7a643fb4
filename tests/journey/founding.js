// SPDX-License-Identifier: Apache-2.0

// The chapters in which the consortium is set up.

import assert from 'node:assert/strict';

import { SECOND, YEAR } from './context.js';
import {
  AGENCY,
  DATA_STEWARDSHIP,
  definitionOf,
  LABORATORY_SAFETY,
  UNIVERSITY,
} from './fixtures.js';

/** Operations per period: plenty, and no more than a twentieth of the chain. */
const ALLOWANCE = 1_000;

/** Has the council register the institutions. */
export async function consortium(context) {
  const { api, calls, chain, council, accounts, facts } = context;

  await context.check(
    'a council of one decides; there is no sudo, and there is no token',
    async () => {
      const members = await api.query.council.members();
      assert.deepEqual(members.map(String), [accounts.council.address]);
      assert.equal(api.tx.sudo, undefined);
      assert.equal(api.query.balances, undefined);
    },
  );

  const agency = await council.decide(
    calls.registerInstitution(AGENCY, accounts.agency.address, ALLOWANCE),
  );
  const university = await council.decideFinal(
    calls.registerInstitution(UNIVERSITY, accounts.university.address, ALLOWANCE),
  );
  facts.agency = context.event(agency, 'InstitutionRegistered').institution.toNumber();
  facts.university = context.event(university, 'InstitutionRegistered').institution.toNumber();

  for (const [id, profile, admin] of [
    [facts.agency, AGENCY, accounts.agency],
    [facts.university, UNIVERSITY, accounts.university],
  ]) {
    await context.check(
      `registered: ${profile.name} (${profile.country}), institution ${id}`,
      async () => {
        const { asOf, registeredAt, ...found } = await chain.read('institution', id);
        assert.deepEqual(found, {
          id,
          ...profile,
          admin: admin.address,
          state: 'active',
          since: null,
          allowance: ALLOWANCE,
          operators: 0,
          dualAuthorization: false,
          custody: null,
          accreditations: [],
        });
        assert.equal(asOf.finalized, true);
        assert.ok(Date.parse(registeredAt) <= Date.parse(asOf.time));
      },
    );
  }
}

/** Has the council accredit the agency, and the agency the university. */
export async function accreditation(context) {
  const { calls, chain, council, accounts, facts, output } = context;
  const { agency, university } = accounts;
  const from = await chain.time();

  const toAccredit = { Accredit: 1 };
  const toAttest = 'Attest';

  const offered = await council.decide(
    calls.offerAccreditation(facts.agency, null, {
      scope: 'Any',
      rights: toAccredit,
      validFrom: from,
      validUntil: from + 5 * YEAR,
    }),
  );
  facts.agencyGrant = context.event(offered, 'AccreditationOffered').accreditation.toNumber();
  await chain.send(calls.acceptAccreditation(facts.agencyGrant), agency);

  const types = [];
  for (const [achievement, level] of [
    [DATA_STEWARDSHIP, 6],
    [LABORATORY_SAFETY, 5],
  ]) {
    const registered = await chain.send(
      calls.registerType(definitionOf(achievement, level)),
      agency,
    );
    types.push(context.event(registered, 'TypeRegistered').typeId.toNumber());
  }
  [facts.type, facts.otherType] = types;

  const terms = (validUntil) => ({
    scope: { Types: [facts.type] },
    rights: toAttest,
    validFrom: from,
    validUntil,
  });
  const offer = async (validUntil) => {
    const call = calls.offerAccreditation(facts.university, facts.agencyGrant, terms(validUntil));
    const made = await chain.send(call, agency);
    return context.event(made, 'AccreditationOffered').accreditation.toNumber();
  };
  facts.grant = await offer(from + 2 * YEAR);
  await chain.settled();

  await context.check(
    `the council accredits the agency to accredit, for any type (grant ${facts.agencyGrant})`,
    async () => {
      const grant = await chain.read('accreditation', facts.agencyGrant);
      assert.equal(grant.inForce, true);
      assert.deepEqual(grant.grantor, { council: true });
      assert.deepEqual([grant.scope, grant.rights], ['any', { attest: false, delegation: 1 }]);
      assert.equal(Date.parse(grant.validUntil), Date.parse(grant.validFrom) + 5 * YEAR);
    },
  );
  await context.check(
    `the agency offers the university a grant for one type: ${DATA_STEWARDSHIP.name}`,
    async () => {
      const grant = await chain.read('accreditation', facts.grant);
      assert.deepEqual([grant.state, grant.inForce], ['offered', false]);
      assert.deepEqual(grant.scope, [facts.type]);
      assert.equal(Date.parse(grant.validUntil), Date.parse(grant.validFrom) + 2 * YEAR);
      assert.deepEqual(
        grant.path.map(({ id, holder }) => [id, holder]),
        [
          [facts.grant, facts.university],
          [facts.agencyGrant, facts.agency],
        ],
      );
    },
  );
  await context.check('an offer alone allows nothing', async () => {
    const { authorized } = await chain.read('isAuthorized', facts.university, facts.type);
    assert.equal(authorized, false);
  });

  await chain.send(calls.acceptAccreditation(facts.grant), university);
  const permissions = { issue: true, changeStatus: true, accredit: false, grave: false };
  const enlist = (consent) =>
    calls.setOperator(accounts.operator.address, permissions, consent ?? null);
  await context.expectRefusal(
    'the university makes an account its operator, which has not agreed',
    () => chain.send(enlist(), university),
    'credentials.ConsentMissing',
  );
  const consent = await chain.consent(accounts.operator, facts.university);
  await chain.send(enlist(consent), university);

  // A later chapter needs a grant that has expired by then.
  facts.shortGrantEnds = (await chain.time()) + 45 * SECOND;
  facts.shortGrant = await offer(facts.shortGrantEnds);
  await chain.sendFinal(calls.acceptAccreditation(facts.shortGrant), university);

  await context.check('the university accepts, and from now on may issue it', async () => {
    const answer = await chain.read('isAuthorized', facts.university, facts.type);
    assert.deepEqual([answer.authorized, answer.accreditation], [true, facts.grant]);
    const other = await chain.read('isAuthorized', facts.university, facts.otherType);
    assert.equal(other.authorized, false);
  });
  await context.check('anyone can see who may issue what', async () => {
    const { items, next } = await chain.read('issuers', facts.type);
    assert.deepEqual(
      items.map(({ id }) => id),
      [facts.university],
    );
    assert.equal(next, null);
  });
  output.table([
    ['council', '→', AGENCY.name, 'any type', 'may accredit', '5 years'],
    ['', '→', UNIVERSITY.name, `type ${facts.type}`, 'may issue', '2 years'],
  ]);
}

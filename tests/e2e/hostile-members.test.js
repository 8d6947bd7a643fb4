// SPDX-License-Identifier: Apache-2.0

// Members send what only others may. Each transaction fails for its own reason, and the chain goes
// on.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';

import { account } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { DAY } from '../journey/context.js';
import { anchorIn, fails, refusedByPool, stillWorks } from './attack/refusals.js';
import { ownUniversity } from './support.js';

/** The most offers of one institution to another that wait for an answer. */
const OPEN_OFFERS = 8;

describe('hostile transactions of members', { concurrency: 1 }, () => {
  const world = ownUniversity();
  const numberIn = ({ events }, name) =>
    events.find(({ method }) => method === name).data[0].toNumber();
  /** Returns terms like those of a grant that may attest one type. */
  const grantLike = async (grant) => {
    const { scope, validFrom, validUntil } = await world.context.chain.read('accreditation', grant);
    return {
      scope: { Types: scope },
      rights: 'Attest',
      validFrom: Date.parse(validFrom),
      validUntil: Date.parse(validUntil),
    };
  };

  test('from a member without the right', async () => {
    const { chain, api, calls, accounts, facts } = world.context;
    const { operator, agency, university } = accounts;
    const profile = { name: 'Mine', uri: '', country: 'NL' };
    const register = calls.registerInstitution(profile, operator.address, 1);
    await fails(() => chain.send(register, operator), 'BadOrigin');
    const propose = api.tx.council.propose(1, register, register.method.encodedLength);
    await fails(() => chain.send(propose, operator), 'council.NotMember');
    await fails(() => chain.send(api.tx.system.setCode('0x00'), operator), 'BadOrigin');
    const friend = account('//Friend');
    const issue = { issue: true, changeStatus: false, accredit: false };
    const enlist = (who, consent = null) => calls.setOperator(who.address, issue, consent);
    const willing = await chain.consent(friend, facts.university);
    await fails(
      () => chain.send(enlist(friend, willing), operator),
      'credentials.PermissionDenied',
    );
    await fails(
      () => chain.send(calls.acceptAccreditation(facts.grant), operator),
      'credentials.PermissionDenied',
    );
    await fails(
      () =>
        chain.send(
          calls.anchor(facts.grant, facts.type, {
            root: toHex(randomBytes(32)),
            size: 1,
            validity: 'Never',
          }),
          agency,
        ),
      'credentials.NotHolder',
    );
    await fails(
      () => chain.send(calls.withdrawAccreditation(facts.grant, null), university),
      'credentials.NotGrantor',
    );
    await fails(() => chain.send(enlist(agency), university), 'credentials.AccountInUse');
    await fails(() => chain.send(calls.resign(), university), 'credentials.AdminCannotResign');
    const rename = calls.renameInstitution(facts.university, 'Another University', 'NL');
    await fails(() => chain.send(rename, university), 'BadOrigin');
  });

  test('that enlist an account against its will', async () => {
    const { chain, calls, accounts, facts } = world.context;
    const { university, agency } = accounts;
    const friend = account('//Friend');
    const issue = { issue: true, changeStatus: false, accredit: false };
    const enlist = (consent, by = university) =>
      chain.send(calls.setOperator(friend.address, issue, consent), by);
    const right = await chain.consent(friend, facts.university);
    const other = await chain.consent(account('//Other'), facts.university);
    const asAdmin = await chain.consent(friend, facts.university, 'admin');
    await fails(() => enlist(null), 'credentials.ConsentMissing');
    await fails(() => enlist(other), 'credentials.ConsentInvalid');
    await fails(() => enlist(asAdmin), 'credentials.ConsentInvalid');
    await fails(() => enlist({ ...right, until: right.until + 1 }), 'credentials.ConsentInvalid');
    await fails(() => enlist(right, agency), 'credentials.ConsentInvalid');
    await fails(() => enlist({ ...right, until: 1 }), 'credentials.ConsentOver');
    const late = Date.now() + 31 * 86_400_000;
    await fails(() => enlist({ ...right, until: late }), 'credentials.ConsentTooLong');
    // polkadot.js fills a misspelt member with a default, which is refused.
    const { until, signature } = right;
    await fails(() => enlist({ untill: until, signature }), 'credentials.ConsentOver');
    await fails(() => enlist({ until, signatures: signature }), 'credentials.ConsentInvalid');

    await enlist(right);
    await fails(() => enlist(right), 'credentials.ConsentNotNeeded');
    await chain.send(calls.resign(), friend);
    await fails(() => enlist(right), 'credentials.ConsentInvalid');
    await refusedByPool(() => chain.send(anchorIn(world), friend), 1);
  });

  test('that give an institution a name which readers would take for another', async () => {
    const { chain, calls, council, facts } = world.context;
    const rename = (name) => council.decide(calls.renameInstitution(facts.university, name, 'NL'));
    for (const name of ['Uni\u200bversity', 'Uni\u202eversity', '\ufeffUniversity', 'Uni\u0000']) {
      await fails(() => rename(name), 'credentials.NameUnprintable');
    }
    for (const name of ['a  b', ' a', 'a ', 'a\u00a0b']) {
      await fails(() => rename(name), 'credentials.NameWhiteSpace');
    }
    await fails(() => rename('\u0301a'), 'credentials.NameBeginsWithMark');
    const { name } = await chain.read('institution', facts.university);
    assert.ok(name.length > 0);
  });

  test('an accreditor voids a month at most, and the council alone lifts a void', async () => {
    const { chain, calls, council, accounts, facts } = world.context;
    const { agency, university } = accounts;
    const terms = await grantLike(facts.grant);
    const made = await chain.send(
      calls.offerAccreditation(facts.university, facts.agencyGrant, terms),
      agency,
    );
    const grant = numberIn(made, 'AccreditationOffered');
    await chain.send(calls.acceptAccreditation(grant), university);
    const root = toHex(randomBytes(32));
    const anchor = calls.anchor(grant, facts.type, { root, size: 1, validity: 'Never' });
    await chain.sendFinal(anchor, accounts.operator);
    const reference = { institution: facts.university, leaf: root, index: 0, size: 1, path: [] };
    const reasons = async () => (await chain.verify([reference]))[0].reasons;
    const issuedAt = Date.parse((await chain.verify([reference]))[0].issuedAt);

    const withdraw = (from) => chain.send(calls.withdrawAccreditation(grant, from), agency);
    await fails(() => withdraw(issuedAt - 31 * DAY), 'credentials.VoidTooFarBack');
    await withdraw(issuedAt);
    await fails(() => withdraw(null), 'credentials.AccreditationVoid');
    await fails(() => withdraw(issuedAt), 'credentials.VoidUnchanged');
    await chain.settled();
    assert.deepEqual(await reasons(), ['voided']);
    await council.decideFinal(calls.withdrawAccreditation(grant, issuedAt + 1));
    assert.deepEqual(await reasons(), []);
    await council.decideFinal(calls.withdrawAccreditation(grant, 0));
    assert.deepEqual(await reasons(), ['voided']);
    await council.decideFinal(calls.liftVoid(grant));
    assert.deepEqual(await reasons(), []);
    await stillWorks(world);
  });

  test('only the admin keeps document keys, and the council alone reinstates one', async () => {
    const { chain, calls, council, accounts, facts } = world.context;
    const { agency, operator, university } = accounts;
    const key = { Ed25519: toHex(randomBytes(32)) };
    const add = (key, purpose = 'Credentials') => calls.addDocumentKey(key, purpose);
    await fails(() => chain.send(add(key), operator), 'credentials.PermissionDenied');
    await fails(() => chain.send(add(key, 'Unstated'), university), 'credentials.PurposeUnstated');
    const uncompressed = { P256: `0x04${toHex(randomBytes(32)).slice(2)}` };
    await fails(() => chain.send(add(uncompressed), university), 'credentials.KeyNotCompressed');
    const zeroes = { Ed25519: toHex(Buffer.alloc(32)) };
    await fails(() => chain.send(add(zeroes), university), 'credentials.KeyUnstated');
    const identity = { Ed25519: `0x01${'00'.repeat(31)}` };
    await fails(() => chain.send(add(identity), university), 'credentials.KeyOfSmallOrder');
    await chain.sendFinal(add(key), university);
    await fails(() => chain.send(add(key), university), 'credentials.KeyExists');

    const { items: added } = await chain.read('documentKeys', facts.university);
    const since = Date.parse(added[0].since);
    const declare = (since) => calls.declareCompromised(facts.university, key, since);
    await fails(() => chain.send(declare(since), agency), 'credentials.PermissionDenied');
    const by = (since) => chain.send(declare(since), university);
    await fails(() => by(since - 31 * DAY), 'credentials.CompromiseTooFarBack');
    await fails(() => by(since - 1), 'credentials.KeyNotYetAdded');
    await fails(() => by(since + DAY), 'credentials.CompromiseInFuture');
    await by(since);
    await fails(() => by(since + 1), 'credentials.CompromiseNotEarlier');
    const lift = calls.liftCompromise(facts.university, key);
    await fails(() => chain.send(lift, university), 'BadOrigin');
    await council.decideFinal(lift);
    const retire = calls.retireDocumentKey(key);
    await chain.sendFinal(retire, university);
    await fails(() => chain.send(retire, university), 'credentials.KeyRetired');
    const { items } = await chain.read('documentKeys', facts.university);
    const [{ number, until, compromisedSince }] = items;
    assert.deepEqual([items.length, number, compromisedSince], [1, 1, null]);
    assert.ok(until > added[0].since);
    const reinstate = calls.reinstateDocumentKey(facts.university, key, 'Never');
    await fails(() => chain.send(reinstate, university), 'BadOrigin');
    await council.decideFinal(reinstate);
    const { items: after } = await chain.read('documentKeys', facts.university);
    assert.deepEqual([after[0].number, after[0].until], [1, null]);
    await stillWorks(world);
  });

  test('an accreditor does not fill the places of an institution with offers', async () => {
    const { chain, calls, accounts, facts } = world.context;
    const { agency, university } = accounts;
    const terms = await grantLike(facts.grant);
    const offer = async () =>
      numberIn(
        await chain.send(
          calls.offerAccreditation(facts.university, facts.agencyGrant, terms),
          agency,
        ),
        'AccreditationOffered',
      );
    const offers = [];
    for (let n = 0; n < OPEN_OFFERS; n++) offers.push(await offer());
    await fails(offer, 'credentials.TooManyOpenOffers');
    await fails(
      () => chain.send(calls.relinquishAccreditation(offers[0]), university),
      'credentials.AccreditationNotAccepted',
    );
    await fails(
      () => chain.send(calls.relinquishAccreditation(facts.grant), agency),
      'credentials.NotHolder',
    );
    await chain.send(calls.acceptAccreditation(offers[0]), university);
    await chain.send(calls.relinquishAccreditation(offers[0]), university);
    for (const open of offers.slice(1)) {
      await chain.send(calls.declineAccreditation(open), university);
    }
    await stillWorks(world);
  });

  test('only the council brings a retired type back', async () => {
    const { chain, calls, council, accounts } = world.context;
    const { agency } = accounts;
    const definition = {
      kind: 'Badge',
      contentHash: toHex(randomBytes(32)),
      uri: 'https://example.org/badge',
      level: null,
      workload: null,
      defaultValidity: null,
    };
    const made = await chain.send(calls.registerType(definition), agency);
    const type = numberIn(made, 'TypeRegistered');
    await chain.send(calls.retireType(type), agency);
    await fails(() => chain.send(calls.reinstateType(type), agency), 'BadOrigin');
    await council.decideFinal(calls.reinstateType(type));
    const { state, retiredAt } = await chain.read('type', type);
    assert.deepEqual([state, retiredAt], ['active', null]);
    // A motion that finds what it asks for succeeds.
    await council.decide(calls.reinstateType(type));
    assert.equal((await chain.read('type', type)).state, 'active');
  });

  test('another institution cannot touch a batch, nor take its root away', async () => {
    const { chain, calls, accounts, facts } = world.context;
    const root = toHex(randomBytes(32));
    const mine = calls.anchor(facts.grant, facts.type, { root, size: 3, validity: 'Never' });
    await chain.sendFinal(mine, accounts.operator);
    await fails(
      () => chain.send(calls.revokeBatch(root, 'Unspecified', null), accounts.agency),
      'credentials.BatchNotFound',
    );
    const again = calls.anchor(facts.grant, facts.type, { root, size: 3, validity: 'Never' });
    await fails(() => chain.send(again, accounts.operator), 'credentials.AlreadyAnchored');
    assert.equal((await chain.read('batch', facts.university, root)).revoked, null);
    assert.equal(await chain.read('batch', facts.agency, root), null);
  });
});

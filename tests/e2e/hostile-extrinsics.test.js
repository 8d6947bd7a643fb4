// SPDX-License-Identifier: Apache-2.0

// Sends transactions that must not pass. Each is refused for its own reason, and the chain goes on.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';

import { account, DispatchFailure, PoolRefusal } from '../client/chain.js';
import { Council } from '../client/council.js';
import { fromHex, toHex } from '../client/hex.js';
import { PERIOD, periodOf } from './attack/chain.js';
import { ownUniversity } from './support.js';

const MANY = 256;
const REISSUES = 64;
const DAY = 24 * 60 * 60 * 1_000;
/** The most offers of one institution to another that wait for an answer. */
const OPEN_OFFERS = 8;

describe('hostile transactions', { concurrency: 1 }, () => {
  const world = ownUniversity();
  const anchor = () => {
    const { calls, facts } = world.context;
    return calls.anchor(facts.grant, facts.type, {
      root: toHex(randomBytes(32)),
      size: 1,
      validity: 'Never',
    });
  };
  const remark = () => world.context.api.tx.system.remark(toHex(randomBytes(8)));

  /** Checks that the pool refuses a transaction, with a code of this chain or with a message. */
  const refusedByPool = (attempt, reason) =>
    assert.rejects(attempt, (error) => {
      assert.ok(error instanceof PoolRefusal, error.stack);
      if (typeof reason === 'number') assert.equal(error.custom, reason, error.message);
      else assert.match(error.message, reason);
      return true;
    });
  /** Checks that a transaction is in a block and failed there. */
  const fails = (attempt, reason) =>
    assert.rejects(attempt, (error) => {
      assert.ok(error instanceof DispatchFailure, error.stack);
      assert.equal(error.reason, reason);
      return true;
    });
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
  const stillWorks = () => world.context.chain.send(anchor(), world.context.accounts.operator);

  test('from a stranger', async () => {
    const { chain, accounts } = world.context;
    for (const call of [
      remark(),
      anchor(),
      world.context.api.tx.council.propose(1, remark(), 20),
    ]) {
      await refusedByPool(() => chain.send(call, accounts.stranger), 1);
    }
  });

  test('that nobody signed', async () => {
    const { chain, api } = world.context;
    await refusedByPool(
      () => chain.submit(remark().toHex()),
      /unsigned|no signer|NoUnsignedValidator|Invalid/i,
    );
    const inherent = api.tx.timestamp.set(Date.now() + 10_000);
    await refusedByPool(() => chain.submit(inherent.toHex()), /./);
  });

  test('with a signature that is not hers', async () => {
    const { chain, accounts } = world.context;
    const signed = await anchor().signAsync(accounts.operator, { nonce: -1 });
    const bytes = fromHex(signed.toHex());
    // The type of the signature and its 64 bytes follow length, version, address type and account.
    const signature = bytes.indexOf(Buffer.from(accounts.operator.publicKey)) + 32 + 1;
    for (const place of [signature, signature + 32, signature + 63]) {
      const tampered = Buffer.from(bytes);
      tampered[place] ^= 0x04;
      await refusedByPool(() => chain.submit(toHex(tampered)), /bad signature/i);
    }
    const other = Buffer.from(bytes);
    other[bytes.length - 40] ^= 1;
    await refusedByPool(() => chain.submit(toHex(other)), /./);
  });

  test('with a nonce that was used, and the same bytes again', async () => {
    const { chain, accounts } = world.context;
    const signed = await anchor().signAsync(accounts.operator, { nonce: -1 });
    await chain.submit(signed.toHex());
    await refusedByPool(() => chain.submit(signed.toHex()), /outdated|already imported|banned/i);
    const stale = await anchor().signAsync(accounts.operator, { nonce: 0 });
    await refusedByPool(() => chain.submit(stale.toHex()), /outdated/i);
  });

  test('with a nonce of the future: it waits, and does no harm', async () => {
    const { api, accounts } = world.context;
    const { operator } = accounts;
    const next = (await api.rpc.system.accountNextIndex(operator.address)).toNumber();
    const early = await anchor().signAsync(operator, { nonce: next + 5 });
    await world.node.rpc.call('author_submitExtrinsic', early.toHex());
    await stillWorks();
    assert.equal((await api.rpc.system.accountNextIndex(operator.address)).toNumber(), next + 1);
  });

  test('for another chain, another version, another time', async () => {
    const { chain, api, accounts } = world.context;
    const { operator } = accounts;
    const nonce = await api.rpc.system.accountNextIndex(operator.address);
    const { genesisHash, runtimeVersion } = api;
    const sign = (options) =>
      anchor().sign(operator, {
        nonce,
        genesisHash,
        blockHash: genesisHash,
        runtimeVersion,
        ...options,
      });

    const genesis = sign({ genesisHash: toHex(randomBytes(32)) });
    await refusedByPool(() => chain.submit(genesis.toHex()), /bad signature/i);
    for (const other of [{ specVersion: 999 }, { transactionVersion: 999 }]) {
      const { specVersion, transactionVersion } = runtimeVersion;
      const version = sign({ runtimeVersion: { specVersion, transactionVersion, ...other } });
      await refusedByPool(() => chain.submit(version.toHex()), /bad signature/i);
    }
    const era = api.createType('ExtrinsicEra', { current: 1, period: 4 });
    const ended = sign({ era, blockHash: await api.rpc.chain.getBlockHash(1) });
    await refusedByPool(() => chain.submit(ended.toHex()), /expired: block \d+ was its last/);
    // An era that has not ended does not excuse a signature that is not hers.
    const recent = await api.rpc.chain.getHeader();
    const present = api.createType('ExtrinsicEra', { current: recent.number.toNumber(), period: 64 });
    const forged = fromHex(sign({ era: present, blockHash: recent.hash }).toHex());
    forged[forged.indexOf(Buffer.from(operator.publicKey)) + 32 + 1 + 7] ^= 0x10;
    await refusedByPool(() => chain.submit(toHex(forged)), /bad signature/i);

    await chain.submit(sign({}).toHex());
  });

  test('that are no transactions', async () => {
    const { chain, accounts } = world.context;
    const signed = (await anchor().signAsync(accounts.operator, { nonce: -1 })).toHex();
    const garbage = [
      '0x',
      '0x00',
      '0x04ff',
      toHex(randomBytes(100)),
      toHex(Buffer.alloc(10_000, 0xff)),
      signed.slice(0, -2),
      signed.replace(/^0x..../, '0xfeff'),
    ];
    for (const hex of garbage) {
      await assert.rejects(
        () => chain.submit(hex),
        (error) => error instanceof PoolRefusal,
        hex.slice(0, 40),
      );
    }
    for (const value of ['zz', 'deadbeef', 1, null, {}, []]) {
      await assert.rejects(() => world.node.rpc.call('author_submitExtrinsic', value));
    }
    assert.ok(world.node.isRunning());
  });

  test('with lists longer than a call takes', async () => {
    const { chain, calls, accounts, facts } = world.context;
    const one = { root: toHex(randomBytes(32)), size: 1, validity: 'Never' };
    const anchors = calls.anchorMany(facts.grant, facts.type, Array(MANY + 1).fill(one));
    const change = { index: 0, change: 'Suspend' };
    const changes = calls.changeStatuses(one.root, Array(MANY + 1).fill(change));
    const homePage = calls.setHomePage('u'.repeat(257));
    const label = toHex(randomBytes(16));
    const listed = calls.listBatches(label, 0, Array(MANY + 1).fill(one.root));
    const many = Array(MANY + 1).fill(change);
    const changesFor = calls.changeStatusesFor(facts.agency, one.root, many);
    const item = { former: one.root, index: 0, root: one.root };
    const reissues = calls.reissue(facts.agency, Array(REISSUES + 1).fill(item));
    for (const call of [anchors, changes, homePage, listed, changesFor, reissues]) {
      await refusedByPool(() => chain.send(call, accounts.university), /./);
    }
    const types = Array.from({ length: 65 }, (_, i) => i + 1);
    const terms = {
      scope: { Types: types },
      rights: 'Attest',
      validFrom: 1,
      validUntil: Date.now() * 2,
    };
    const offer = calls.offerAccreditation(facts.university, facts.agencyGrant, terms);
    await refusedByPool(() => chain.send(offer, accounts.agency), /./);
  });

  test('that are larger than a block', async () => {
    const { chain, api, accounts } = world.context;
    const large = api.tx.system.remark(toHex(randomBytes(4 * 2 ** 20)));
    await refusedByPool(
      () => chain.send(large, accounts.operator),
      /4|exhaust|whole period|large/i,
    );
  });

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
    await refusedByPool(() => chain.send(anchor(), friend), 1);
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
    await stillWorks();
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
    await stillWorks();
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
    await stillWorks();
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

  test('of an institution that is suspended, until it is reinstated', async () => {
    const { chain, calls, council, accounts, facts } = world.context;
    const root = toHex(randomBytes(32));
    await chain.send(
      calls.anchor(facts.grant, facts.type, { root, size: 1, validity: 'Never' }),
      accounts.operator,
    );
    await council.decideFinal(calls.suspendInstitution(facts.university));
    for (const signer of [accounts.operator, accounts.university]) {
      await refusedByPool(() => chain.send(anchor(), signer), 2);
    }
    const reference = { institution: facts.university, leaf: root, index: 0, size: 1, path: [] };
    const [verdict] = await chain.verify([reference]);
    assert.deepEqual([verdict.outcome, verdict.institution.state], ['valid', 'suspended']);
    await council.decideFinal(calls.reinstateInstitution(facts.university));
    await stillWorks();
  });

  test('of an institution that has used up its allowance wait for the next period', async () => {
    const { chain, calls, council, accounts, facts } = world.context;
    const { operator, university } = accounts;

    /** Makes blocks until the next one is the first of a period. */
    const nextPeriod = async () => {
      let { number } = await chain.send(remark(), accounts.council);
      while ((number + 1) % PERIOD !== 0)
        ({ number } = await chain.send(remark(), accounts.council));
    };

    await council.decideFinal(calls.setAllowance(facts.university, 5));
    // Each is in a chunk of its own, because changes in one chunk cost as much as one.
    const changes = Array.from({ length: MANY }, (_, place) => ({
      index: place * MANY,
      change: 'Suspend',
    }));
    const large = calls.changeStatuses(toHex(randomBytes(32)), changes);
    await refusedByPool(() => chain.send(large, operator), 4);

    await nextPeriod();
    const periods = [];
    const note = ({ number }) => periods.push(periodOf(number));
    for (let sent = 0; sent < 6; sent++) note(await chain.send(anchor(), operator));
    const [first] = periods;
    // An anchoring costs one operation.
    assert.deepEqual(periods, [first, first, first, first, first, first + 1]);
    // The other accounts of the institution wait as well, and a queue of two periods is the longest.
    for (let sent = 0; sent < 4; sent++) await chain.send(anchor(), operator);
    const waiting = chain.send(remark(), university);
    const next = (await world.context.api.rpc.system.accountNextIndex(operator.address)).toNumber();
    const far = await anchor().signAsync(operator, { nonce: next + 10 });
    await refusedByPool(() => chain.submit(far.toHex()), 3);
    assert.equal(periodOf((await waiting).number), first + 2);
    await council.decideFinal(calls.setAllowance(facts.university, 1_000));
  });

  test('a council of several decides by votes, and by no fewer', async () => {
    const { chain, api, calls, council, accounts, facts } = world.context;
    const members = [accounts.council, account('//Bob'), account('//Charlie')];
    for (const member of members.slice(1)) {
      const add = api.tx.councilMembership.addMember(member.address);
      await new Council(chain, members).decide(add);
    }
    assert.equal((await api.query.council.members()).length, 3);
    const raise = calls.setAllowance(facts.university, 900);
    await fails(
      () =>
        chain.send(api.tx.council.propose(1, raise, 50), members[0]).then((inclusion) => {
          const executed = inclusion.events.find(({ method }) => method === 'Executed');
          chain.assertOk(executed.data.result, inclusion);
        }),
      'BadOrigin',
    );
    await assert.rejects(() => council.decide(raise), /2 of 3 members must agree/);
    await new Council(chain, members).decideFinal(raise);
    assert.equal((await chain.read('institution', facts.university)).allowance, 900);
    await stillWorks();
  });
});

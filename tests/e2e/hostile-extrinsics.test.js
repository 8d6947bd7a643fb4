// SPDX-License-Identifier: Apache-2.0

// Sends transactions that must not pass, whoever signs them. Each is refused for its own reason, and
// the chain goes on.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';

import { account, PoolRefusal, waitUntil } from '../client/chain.js';
import { Council } from '../client/council.js';
import { fromHex, toHex } from '../client/hex.js';
import { PERIOD, periodOf } from './attack/chain.js';
import { anchorIn, fails, refusedByPool, stillWorks } from './attack/refusals.js';
import { ownUniversity } from './support.js';

const MANY = 256;
const REISSUES = 64;

describe('hostile transactions', { concurrency: 1 }, () => {
  const world = ownUniversity();
  const remark = () => world.context.api.tx.system.remark(toHex(randomBytes(8)));

  test('from a stranger', async () => {
    const { chain, accounts } = world.context;
    for (const call of [
      remark(),
      anchorIn(world),
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
    const signed = await anchorIn(world).signAsync(accounts.operator, { nonce: -1 });
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
    const signed = await anchorIn(world).signAsync(accounts.operator, { nonce: -1 });
    await chain.submit(signed.toHex());
    await refusedByPool(() => chain.submit(signed.toHex()), /outdated|already imported|banned/i);
    const stale = await anchorIn(world).signAsync(accounts.operator, { nonce: 0 });
    await refusedByPool(() => chain.submit(stale.toHex()), /outdated/i);
  });

  test('with a nonce of the future: it waits for its turn, and does no harm', async () => {
    const AHEAD = 5;
    const { api, accounts } = world.context;
    const { operator } = accounts;
    const next = (await api.rpc.system.accountNextIndex(operator.address)).toNumber();
    const early = await anchorIn(world).signAsync(operator, { nonce: next + AHEAD });
    await world.node.rpc.call('author_submitExtrinsic', early.toHex());
    await stillWorks(world);
    assert.equal((await api.rpc.system.accountNextIndex(operator.address)).toNumber(), next + 1);
    for (let sent = 1; sent < AHEAD; sent++) await stillWorks(world);
    const nonce = async () => (await api.query.system.account(operator.address)).nonce.toNumber();
    const isIn = async () => (await nonce()) === next + AHEAD + 1;
    await waitUntil(isIn, 'the early one to be in a block');
  });

  test('for another chain, another version, another time', async () => {
    const { chain, api, accounts } = world.context;
    const { operator } = accounts;
    const nonce = await api.rpc.system.accountNextIndex(operator.address);
    const { genesisHash, runtimeVersion } = api;
    const sign = (options) =>
      anchorIn(world).sign(operator, {
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
    const signed = (await anchorIn(world).signAsync(accounts.operator, { nonce: -1 })).toHex();
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

  test('of an institution that is suspended, until it is reinstated', async () => {
    const { chain, calls, council, accounts, facts } = world.context;
    const root = toHex(randomBytes(32));
    await chain.send(
      calls.anchor(facts.grant, facts.type, { root, size: 1, validity: 'Never' }),
      accounts.operator,
    );
    await council.decideFinal(calls.suspendInstitution(facts.university));
    for (const signer of [accounts.operator, accounts.university]) {
      await refusedByPool(() => chain.send(anchorIn(world), signer), 2);
    }
    const reference = { institution: facts.university, leaf: root, index: 0, size: 1, path: [] };
    const [verdict] = await chain.verify([reference]);
    assert.deepEqual([verdict.outcome, verdict.institution.state], ['valid', 'suspended']);
    await council.decideFinal(calls.reinstateInstitution(facts.university));
    await stillWorks(world);
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
    for (let sent = 0; sent < 6; sent++) note(await chain.send(anchorIn(world), operator));
    const [first] = periods;
    // An anchoring costs one operation.
    assert.deepEqual(periods, [first, first, first, first, first, first + 1]);
    // The other accounts of the institution wait as well, and a queue of two periods is the longest.
    for (let sent = 0; sent < 4; sent++) await chain.send(anchorIn(world), operator);
    const waiting = chain.send(remark(), university);
    const next = (await world.context.api.rpc.system.accountNextIndex(operator.address)).toNumber();
    const far = await anchorIn(world).signAsync(operator, { nonce: next + 10 });
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
    await stillWorks(world);
  });
});

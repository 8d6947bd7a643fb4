// SPDX-License-Identifier: Apache-2.0

// The largest arguments of each call, on the longest path of grants. They fit into a block, by
// their bytes and by their weight, and they take no longer than they are charged for.
//
// Each transaction has a block of its own, so that it is measured by itself.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, test } from 'node:test';

import { account } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { SECOND, YEAR } from '../journey/context.js';
import { bestNumber, registerInstitutions, ownChain, periodOf } from './attack/chain.js';
import { assertWithinLimits } from './attack/charged.js';
import { measure } from './attack/measure.js';

const LEVELS = ['Ministry', 'Agency', 'Group', 'University', 'Faculty'];
const SCOPE = 64;
const MANY = 256;
const CHUNK = 256;
const REISSUES = 64;
const ACTS = 2 ** 16;
const OPERATORS = 64;
const UNLIMITED = 2 ** 32 - 1;
const LONGEST_VALIDITY = 1_000 * 31_557_600_000;

/**
 * The most bytes of a proof of all that one call reads. The chain sets no limit, because it sends
 * no proofs; this is what fits into a block of chains that do (`MAX_POV_SIZE` of Polkadot).
 */
const LONGEST_PROOF = 10 * 2 ** 20;
/** The number of runs where much is deducted from little. */
const LONG_RUNS = 45;

const anchorOf = (size = 2 ** 32 - 1) => ({
  root: toHex(randomBytes(32)),
  size,
  validity: { Until: Date.now() + YEAR },
});
const freshPair = () => account(`//${toHex(randomBytes(8))}`);
const fresh = () => freshPair().address;

const PROFILE = { name: 'ü'.repeat(64), uri: `https://${'u'.repeat(248)}`, country: 'NL' };
const DEFINITION = {
  kind: 'MicroCredential',
  contentHash: toHex(randomBytes(32)),
  uri: `https://${'t'.repeat(248)}`,
  level: 8,
  workload: 2 ** 32 - 1,
  defaultValidity: LONGEST_VALIDITY,
};

describe('the largest legal arguments', { concurrency: 1 }, () => {
  const world = ownChain({ sealing: 'instant' });
  const governor = account('//Alice');
  const END = Date.now() + 10 * YEAR;
  /** One institution for each level, and one outside of the path. */
  let levels;
  let aside;
  /** The grants from the council's down, each for as many types as a grant may list. */
  const path = [];

  const types = Array.from({ length: SCOPE }, (_, place) => place + 2);
  const terms = (delegation, validUntil = END) => ({
    scope: { Types: types },
    rights: delegation === 0 ? 'Attest' : { AttestAndAccredit: delegation },
    validFrom: 1,
    validUntil,
  });
  const operatorOf = ({ operators }) => operators[0];

  const numberIn = ({ events }, name) =>
    events.find(({ method }) => method === name).data[0].toNumber();

  /** Has the lowest grantor offer another grant to the lowest holder, and returns its number. */
  async function offered(validUntil = END) {
    const [, , , grantor, holder] = levels;
    const call = world.chain.calls.offerAccreditation(holder.id, path[3], terms(0, validUntil));
    return numberIn(await world.chain.send(call, operatorOf(grantor)), 'AccreditationOffered');
  }

  /** Has a grant offered and accepted, and returns its number. */
  async function granted(validUntil) {
    const grant = await offered(validUntil);
    await world.chain.send(world.chain.calls.acceptAccreditation(grant), operatorOf(levels[4]));
    return grant;
  }

  /** Returns a decision of the council of one as a transaction. */
  const motion = (call) => [
    world.chain.api.tx.council.propose(1, call, call.method.encodedLength),
    governor,
  ];

  before(async () => {
    const { chain, council } = world;
    const { calls, api } = chain;
    const wanted = [...LEVELS, 'Aside'].map((name) => ({
      name,
      allowance: UNLIMITED,
      operators: 1,
    }));
    const institutions = await registerInstitutions(world, wanted);
    levels = institutions.slice(0, LEVELS.length);
    aside = institutions.at(-1);
    await council.decide(api.tx.utility.batchAll(types.map(() => calls.registerType(DEFINITION))));
    for (const [depth, holder] of levels.entries()) {
      const call = calls.offerAccreditation(
        holder.id,
        depth === 0 ? null : path[depth - 1],
        terms(LEVELS.length - 1 - depth),
      );
      const made =
        depth === 0
          ? await council.decide(call)
          : await chain.send(call, operatorOf(levels[depth - 1]));
      path.push(numberIn(made, 'AccreditationOffered'));
      await chain.send(calls.acceptAccreditation(path[depth]), operatorOf(holder));
    }
    await chain.settled();
    const { path: found } = await chain.read('accreditation', path.at(-1));
    assert.equal(found.length, LEVELS.length);
  });

  /** The largest transaction of each call of the pallet, with its signer. */
  const LARGEST = {
    registerInstitution: ({ calls }) =>
      motion(calls.registerInstitution(PROFILE, fresh(), UNLIMITED)),
    setHomePage: ({ calls }) => [calls.setHomePage(PROFILE.uri), levels[4].admin],
    suspendInstitution: ({ calls }) => motion(calls.suspendInstitution(aside.id)),
    reinstateInstitution: ({ calls }) => motion(calls.reinstateInstitution(aside.id)),
    replaceAdmin: ({ calls }) => motion(calls.replaceAdmin(aside.id, fresh())),
    setAllowance: ({ calls }) => motion(calls.setAllowance(aside.id, UNLIMITED)),
    setOperator: async ({ calls, api, send }) => {
      const all = { issue: true, changeStatus: true, accredit: true, grave: true };
      const enlist = async (operator) =>
        calls.setOperator(operator.address, all, await consentOf(operator));
      const others = Array.from({ length: OPERATORS - 2 }, () => enlist(freshPair()));
      await send(api.tx.utility.batchAll(await Promise.all(others)), levels[4].admin);
      return [await enlist(account('//Last')), levels[4].admin];
    },
    removeOperator: ({ calls }) => [
      calls.removeOperator(levels[4].id, account('//Last').address),
      levels[4].admin,
    ],
    registerType: ({ calls }) => [calls.registerType(DEFINITION), operatorOf(levels[4])],
    retireType: async ({ calls, send }) => {
      const made = await send(calls.registerType(DEFINITION), operatorOf(levels[4]));
      return [calls.retireType(numberIn(made, 'TypeRegistered')), operatorOf(levels[4])];
    },
    offerAccreditation: ({ calls }) => [
      calls.offerAccreditation(aside.id, path[3], terms(0)),
      operatorOf(levels[3]),
    ],
    acceptAccreditation: async ({ calls }) => [
      calls.acceptAccreditation(await offered()),
      operatorOf(levels[4]),
    ],
    declineAccreditation: async ({ calls }) => [
      calls.declineAccreditation(await offered()),
      operatorOf(levels[4]),
    ],
    suspendAccreditation: async ({ calls }) => [
      calls.suspendAccreditation(await granted()),
      operatorOf(levels[3]),
    ],
    reinstateAccreditation: async ({ calls, send }) => {
      const grant = await granted();
      await send(calls.suspendAccreditation(grant), operatorOf(levels[3]));
      return [calls.reinstateAccreditation(grant), operatorOf(levels[3])];
    },
    withdrawAccreditation: async ({ calls }) => [
      calls.withdrawAccreditation(await offered(), await world.chain.time()),
      operatorOf(levels[3]),
    ],
    renewAccreditation: async ({ calls }) => [
      calls.renewAccreditation(await granted(END - YEAR), END),
      operatorOf(levels[3]),
    ],
    narrowAccreditation: async ({ calls }) => [
      calls.narrowAccreditation(await granted(), terms(0, END - SECOND)),
      operatorOf(levels[3]),
    ],
    anchor: ({ calls }) => [calls.anchor(path[4], types.at(-1), anchorOf()), operatorOf(levels[4])],
    anchorMany: ({ calls }) => [many(calls), operatorOf(levels[4])],
    changeStatuses: async (chain) => [await superseding(chain), operatorOf(levels[4])],
    revokeBatch: async ({ calls, send }) => {
      const [batch, successor] = [anchorOf(), anchorOf()];
      await send(calls.anchorMany(path[4], types[0], [batch, successor]), operatorOf(levels[4]));
      const call = calls.revokeBatch(batch.root, 'KeyCompromise', successor.root);
      return [call, operatorOf(levels[4])];
    },
    attestAgain: async ({ calls, send }) => {
      const grant = await granted();
      const batch = anchorOf();
      await send(calls.anchor(grant, types[0], batch), operatorOf(levels[4]));
      await send(calls.withdrawAccreditation(grant, null), operatorOf(levels[3]));
      return [calls.attestAgain(batch.root, path[4]), operatorOf(levels[4])];
    },
    setDualAuthorization: ({ calls }) => [
      calls.setDualAuthorization(levels[4].id, true),
      operatorOf(levels[4]),
    ],
    renameInstitution: ({ calls }) =>
      motion(calls.renameInstitution(aside.id, PROFILE.name, PROFILE.country)),
    resign: async ({ calls, send }) => {
      const operator = freshPair();
      const all = { issue: true, changeStatus: true, accredit: true, grave: true };
      const consent = await consentOf(operator);
      await send(calls.setOperator(operator.address, all, consent), levels[4].admin);
      return [calls.resign(), operator];
    },
    handOver: async ({ calls, send }) => {
      const former = freshPair();
      await send(...motion(calls.replaceAdmin(aside.id, former.address)));
      const admin = freshPair();
      return [
        calls.handOver(admin.address, await world.chain.consent(admin, aside.id, 'admin')),
        former,
      ];
    },
    relinquishAccreditation: async ({ calls }) => [
      calls.relinquishAccreditation(await granted()),
      operatorOf(levels[4]),
    ],
    reinstateType: async ({ calls, send }) => {
      const made = await send(calls.registerType(DEFINITION), operatorOf(levels[4]));
      const type = numberIn(made, 'TypeRegistered');
      await send(calls.retireType(type), operatorOf(levels[4]));
      return motion(calls.reinstateType(type));
    },
    addDocumentKey: ({ calls }) => [
      calls.addDocumentKey(freshKey(), 'Credentials'),
      levels[4].admin,
    ],
    retireDocumentKey: async (chain) => [
      chain.calls.retireDocumentKey(await addedKey(chain)),
      levels[4].admin,
    ],
    declareCompromised: async (chain) => {
      const key = await addedKey(chain);
      return [
        chain.calls.declareCompromised(levels[4].id, key, await world.chain.time()),
        levels[4].admin,
      ];
    },
    liftCompromise: async (chain) => {
      const key = await addedKey(chain);
      const since = await world.chain.time();
      const declared = chain.calls.declareCompromised(levels[4].id, key, since);
      await chain.send(declared, levels[4].admin);
      return motion(chain.calls.liftCompromise(levels[4].id, key));
    },
    liftVoid: async ({ calls, send }) => {
      const grant = await granted();
      const from = await world.chain.time();
      await send(calls.withdrawAccreditation(grant, from), operatorOf(levels[3]));
      return motion(calls.liftVoid(grant));
    },
    reinstateDocumentKey: async (chain) => {
      const key = await addedKey(chain);
      await chain.send(chain.calls.retireDocumentKey(key), levels[4].admin);
      return motion(chain.calls.reinstateDocumentKey(levels[4].id, key, 'Never'));
    },
    listBatches: async ({ calls, send }) => {
      const anchors = Array.from({ length: MANY }, () => anchorOf(CHUNK));
      await send(calls.anchorMany(path[4], types.at(-1), anchors), operatorOf(levels[4]));
      const roots = anchors.map(({ root }) => root);
      const label = toHex(randomBytes(16));
      await send(calls.listBatches(label, 0, roots.slice(0, 1)), operatorOf(levels[4]));
      return [calls.listBatches(label, CHUNK, roots), operatorOf(levels[4])];
    },
    closeInstitution: ({ calls }) => motion(calls.closeInstitution(aside.id)),
    appointCustodian: async ({ calls }) =>
      motion(calls.appointCustodian(aside.id, levels[3].id, await inAYear(), ACTS, ACTS)),
    dismissCustodian: ({ calls }) => motion(calls.dismissCustodian(aside.id)),
    changeStatusesFor: async (chain) => {
      const { args } = await superseding(chain);
      await guarded(chain);
      return [chain.calls.changeStatusesFor(levels[4].id, ...args), operatorOf(levels[3])];
    },
    reissue: async (chain) => {
      const { calls, send } = chain;
      await send(...motion(calls.reinstateInstitution(levels[4].id)));
      const batches = Array.from({ length: REISSUES }, () => anchorOf(CHUNK));
      await send(calls.anchorMany(path[4], types[0], batches), operatorOf(levels[4]));
      await guarded(chain);
      const items = batches.map(({ root }) => ({
        former: root,
        index: CHUNK - 1,
        root: toHex(randomBytes(32)),
      }));
      return [calls.reissue(levels[4].id, items), operatorOf(levels[3])];
    },
  };

  const inAYear = async () => (await world.chain.time()) + YEAR;

  /** Closes the lowest institution, and makes the one above it its custodian. */
  async function guarded({ calls, send }) {
    await send(...motion(calls.closeInstitution(levels[4].id)));
    const until = await inAYear();
    const appoint = calls.appointCustodian(levels[4].id, levels[3].id, until, ACTS, ACTS);
    await send(...motion(appoint));
  }

  const freshKey = () => ({ P256: `0x02${toHex(randomBytes(32)).slice(2)}` });

  /** Adds a document key to the lowest institution and returns it, once that is final. */
  async function addedKey({ calls, send }) {
    const key = freshKey();
    await send(calls.addDocumentKey(key, 'Credentials'), levels[4].admin);
    await world.chain.settled();
    return key;
  }

  /** Returns the consent of an account to become an operator of the lowest institution. */
  const consentOf = (operator) => world.chain.consent(operator, levels[4].id);

  const many = (calls) =>
    calls.anchorMany(
      path[4],
      types.at(-1),
      Array.from({ length: MANY }, () => anchorOf()),
    );

  /**
   * Returns a call that supersedes as many credentials as one call may, each in a chunk of its own,
   * and by a credential of a batch of its own. All these chunks exist already: the credentials are
   * suspended, and so are neighbors of their successors.
   */
  async function superseding({ calls, api, send }) {
    const [issuer] = levels[4].operators;
    const batch = anchorOf(MANY * CHUNK);
    const successors = Array.from({ length: MANY }, () => anchorOf(CHUNK));
    await send(calls.anchorMany(path[4], types[0], [batch, ...successors.slice(1)]), issuer);
    await send(calls.anchor(path[4], types[0], successors[0]), issuer);
    const each = Array.from({ length: MANY }, (_, chunk) => chunk * CHUNK);
    const suspend = (index) => ({ index, change: 'Suspend' });
    await send(calls.changeStatuses(batch.root, each.map(suspend)), issuer);
    const one = ({ root }) => calls.changeStatuses(root, [suspend(1)]);
    await send(api.tx.utility.batchAll(successors.map(one)), issuer);
    const supersede = (index, place) => ({
      index,
      change: { Supersede: { institution: levels[4].id, root: successors[place].root, index: 0 } },
    });
    return calls.changeStatuses(batch.root, each.map(supersede));
  }

  const client = () => {
    const { chain } = world;
    return { calls: chain.calls, api: chain.api, send: (call, signer) => chain.send(call, signer) };
  };

  test('of each call of the pallet fit into a block, and are paid for', async (t) => {
    const { chain } = world;
    assert.deepEqual(Object.keys(LARGEST).sort(), Object.keys(chain.calls).sort());
    for (const [name, prepare] of Object.entries(LARGEST)) {
      const [call, signer] = await prepare(client());
      const measured = await measure(world, call, signer);
      await assertWithinLimits(t, measured, name);
      assert.ok(measured.proof <= LONGEST_PROOF, `${name}: a proof of ${measured.proof} bytes`);
    }
    await world.council.decide(chain.calls.reinstateInstitution(levels[4].id));
  });

  test('in the widest batches fit into a block, and are paid for', async (t) => {
    const { calls, api } = client();
    const { utility, system } = api.tx;
    const [issuer] = levels[4].operators;
    const single = await measure(world, many(calls), issuer);
    // The batch uses as much time as one transaction may take.
    const times = Math.floor((single.most - 5) / single.declared);
    const widest = utility.batchAll(Array.from({ length: times }, () => many(calls)));
    await assertWithinLimits(
      t,
      await measure(world, widest, issuer, { runs: 5 }),
      `utility.batchAll of ${times} anchorMany`,
    );

    const limit = api.consts.utility.batchedCallsLimit.toNumber();
    const remarks = Array.from({ length: limit }, () => system.remark('0x'));
    await assertWithinLimits(
      t,
      await measure(world, utility.batch(remarks), issuer, { runs: 5 }),
      `utility.batch of ${limit} remarks`,
    );

    const deepest = api.consts.allowance.maxNesting.toNumber();
    let nested = system.remark('0x');
    for (let depth = 0; depth < deepest; depth++) nested = utility.forceBatch([nested]);
    await assertWithinLimits(
      t,
      await measure(world, nested, issuer),
      `utility.forceBatch, ${deepest} deep`,
    );

    const longest = single.mostBytes - 1_024;
    for (const name of ['remark', 'remarkWithEvent']) {
      const call = system[name](toHex(randomBytes(longest)));
      await assertWithinLimits(
        t,
        // The way to the node takes twenty times as long, and is deducted.
        await measure(world, call, issuer, { runs: LONG_RUNS }),
        `system.${name} of ${longest} bytes`,
      );
    }
  });

  test('of a grant at the end of the longest path, with the widest scopes, cost what they take', async (t) => {
    const { calls } = client();
    const holder = levels[4];
    const [issuer] = holder.operators;
    // This grant is by the council, for any type.
    const short = await measure(world, calls.anchor(holder.grant, 1, anchorOf()), issuer);
    const long = await measure(world, calls.anchor(path[4], types.at(-1), anchorOf()), issuer);
    const remark = await measure(world, world.chain.api.tx.system.remark('0x'), issuer);
    await assertWithinLimits(t, remark, 'a remark');
    t.diagnostic(
      `anchoring under a path of 1: ${(short.declared / remark.declared).toFixed(2)} times the time that a ` +
        `remark declares, and ${(short.took / remark.took).toFixed(2)} times the time that it takes`,
    );
    await assertWithinLimits(t, short, 'anchor under a path of 1');
    await assertWithinLimits(t, long, 'anchor under a path of 5');
    assert.ok(long.declared > short.declared);
  });

  test('of a motion of the council fit into a block, and are paid for', async (t) => {
    const { chain } = world;
    const { api } = chain;
    const second = account('//Bob');
    await world.council.decide(api.tx.councilMembership.addMember(second.address));

    /** Begins a new period, because a motion may take a whole allowance. */
    const nextPeriod = async () => {
      const period = async () => periodOf(await bestNumber(world.rpc));
      const present = await period();
      while ((await period()) === present) {
        await chain.send(api.tx.system.remark('0x'), operatorOf(levels[0]));
      }
    };
    // These are a thousand operations of 4 KiB, less some bytes for the rest of the transaction.
    const longest = 1_000 * 4_096 - 512;
    const proposal = api.tx.system.remark(toHex(randomBytes(longest)));
    const length = proposal.method.encodedLength;
    await nextPeriod();
    const proposed = await measure(world, api.tx.council.propose(2, proposal, length), governor, {
      runs: 5,
    });
    await assertWithinLimits(t, proposed, `council.propose of ${length} bytes`);

    await nextPeriod();
    const [, index, hash] = proposed.inclusion.events.find(
      ({ method }) => method === 'Proposed',
    ).data;
    for (const member of [governor, second]) {
      await assertWithinLimits(
        t,
        await measure(world, api.tx.council.vote(hash, index, true), member),
        'council.vote',
      );
    }
    await nextPeriod();
    const bound = { refTime: 400_000_000_000n, proofSize: 10_000_000n };
    const close = api.tx.council.close(hash, index, bound, length);
    await assertWithinLimits(
      t,
      await measure(world, close, governor, { runs: 5 }),
      `council.close of ${length} bytes`,
    );
  });
});

// SPDX-License-Identifier: Apache-2.0

// Attacks with stolen operator keys. Whatever and however much they sign, the blocks hold no more
// of it than the allowance of their institution, and everybody else's transactions get into the
// next blocks.
//
// The chain has real slots, so that each block is built while more transactions arrive, and by an
// author with limited time.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { account, waitUntil } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import {
  bestNumber,
  blocksWaited,
  longestWait,
  nextNonce,
  ownChain,
  PERIOD,
  periodOf,
  readBlocks,
  refusalCode,
  registerInstitutions,
  sessionEnds,
  sign,
  submitAll,
  untilRoom,
} from './attack/chain.js';
import { Thief } from './attack/thief.js';

/** The most that an institution may be given, which is two blocks of twenty. */
const ALLOWANCE = 1_000;
const MANY = 256;
const KILOBYTE = 1_024;

/** The blocks of a period in which a flood is watched at least, if it is to use the whole allowance. */
const FOR_FLOOD = 8;
/** The least number of transactions that each of the others sends meanwhile. */
const FEWEST = 5;
/** The code of a refusal because the account has a longer queue, or would have a dearer one. */
const TOO_MANY_AHEAD = 3;
/**
 * The wait for a block, in blocks with room for transactions: the next one may be in the making
 * already, the one after it is not.
 */
const NEXT = 2;
/** The wait behind a whole allowance, which is worth one block and a third. */
const NEXT_BUT_ONE = 3;

describe('stolen operator keys', { concurrency: 1 }, () => {
  const world = ownChain();
  let stolen;
  let honest;
  /** A batch of the robbed institution whose statuses can be changed. */
  const root = toHex(randomBytes(32));
  const governor = account('//Alice');

  const anchorOf = () => ({ root: toHex(randomBytes(32)), size: 1, validity: 'Never' });
  const anchor = ({ grant }) => world.chain.calls.anchor(grant, 1, anchorOf());
  const remark = (bytes) => world.chain.api.tx.system.remark(toHex(randomBytes(bytes)));

  /** Returns nested batches of anchorings. */
  const nest = (depth) => {
    const { batch, batchAll, forceBatch } = world.chain.api.tx.utility;
    if (depth === 0) return anchor(stolen);
    const wrap = [forceBatch, batch, batchAll][depth % 3];
    return wrap([nest(depth - 1), nest(depth - 1)]);
  };

  let changed = 0;
  const changes = () =>
    Array.from({ length: MANY }, (_, chunk) => ({
      index: chunk * MANY + changed,
      change: 'Suspend',
    }));

  /**
   * The attacks: a maker of calls, how many are signed beforehand, which is more than may wait, and how
   * many are sent at a time.
   */
  const KINDS = [
    { call: 'system.remark', make: () => remark(8), salvo: 400, burst: 25 },
    { call: 'credentials.anchor', make: () => anchor(stolen), salvo: 400, burst: 25 },
    {
      call: 'credentials.anchorMany',
      make: () =>
        world.chain.calls.anchorMany(stolen.grant, 1, Array.from({ length: MANY }, anchorOf)),
      salvo: 40,
      burst: 4,
    },
    {
      call: 'credentials.changeStatuses',
      make: () => {
        changed = (changed + 1) % MANY;
        return world.chain.calls.changeStatuses(root, changes());
      },
      salvo: 20,
      burst: 2,
    },
    { call: 'utility.batch', make: () => nest(4), salvo: 80, burst: 20 },
    {
      // These calls are not allowed, and are charged all the same.
      call: 'utility.forceBatch',
      make: () => {
        const { system, council, utility } = world.chain.api.tx;
        const others = world.chain.calls.anchor(honest.grant, 1, anchorOf());
        return utility.forceBatch([
          system.setCode(toHex(randomBytes(8))),
          council.propose(1, others, others.method.encodedLength),
          others,
        ]);
      },
      salvo: 40,
      burst: 5,
    },
    { call: 'system.remarkWithEvent', make: () => large(256), salvo: 8, burst: 2 },
    {
      call: 'utility.batchAll',
      make: () => world.chain.api.tx.utility.batchAll([large(1_024)]),
      salvo: 3,
      burst: 1,
    },
  ];
  const large = (kilobytes) =>
    world.chain.api.tx.system.remarkWithEvent(toHex(randomBytes(kilobytes * KILOBYTE)));

  const thieves = () =>
    KINDS.map(
      ({ make, burst }, place) => new Thief(world, { key: stolen.operators[place], make, burst }),
    );

  /** Checks that a thief was refused for more than may wait. */
  const wentTooFar = ({ refused }) => refused.get(TOO_MANY_AHEAD) > 0;

  /** Sends one transaction, and returns the number of the block after which the pool had it. */
  async function submit(call, signer) {
    const hex = sign(world.chain, call, signer, await nextNonce(world.rpc, signer));
    const [answer] = await submitAll(world.rpc, [hex]);
    assert.equal(answer.error, undefined, JSON.stringify(answer.error));
    return { hex, after: await bestNumber(world.rpc) };
  }

  before(async () => {
    [stolen, honest] = await registerInstitutions(world, [
      { name: 'Robbed', allowance: ALLOWANCE, operators: KINDS.length },
      { name: 'Honest', allowance: ALLOWANCE, operators: 1 },
    ]);
    const own = world.chain.calls.anchor(stolen.grant, 1, {
      root,
      size: MANY * MANY,
      validity: 'Never',
    });
    await world.chain.send(own, stolen.admin);
  });

  // This comes first: a full pool refuses without a reason.
  test('cannot nest batches deeper than is let in', async () => {
    const [key] = stolen.operators;
    const deepest = world.chain.api.consts.allowance.maxNesting.toNumber();
    const next = await nextNonce(world.rpc, key);
    const deeper = sign(world.chain, nest(deepest + 1), key, next);
    const [answer] = await submitAll(world.rpc, [deeper]);
    assert.equal(refusalCode(answer), 5, JSON.stringify(answer));
  });

  test('get the allowance of their institution into blocks, and nobody waits for them', async (t) => {
    const all = thieves();
    for (const [place, { salvo }] of KINDS.entries()) await all[place].prepare(salvo);
    // Most often, the test covers the rest of the first period, and the beginning of the next one.
    await untilRoom(world.rpc, FOR_FLOOD);

    let over = false;
    const floods = all.map((thief) => thief.flood(() => over));
    const sent = { institution: [], governor: [] };
    const others = (async () => {
      while (!over || sent.governor.length < FEWEST) {
        sent.institution.push(await submit(anchor(honest), honest.operators[0]));
        sent.governor.push(await submit(remark(8), governor));
        await delay(2_000);
      }
    })();
    const watch = (async () => {
      // From then on as much waits as may. On a slow machine, many blocks may have been made before.
      await waitUntil(() => all.every(wentTooFar), 'each thief to be refused');
      const begin = await bestNumber(world.rpc);
      const end = (periodOf(begin) + 1) * PERIOD + FOR_FLOOD;
      await waitUntil(async () => (await bestNumber(world.rpc)) >= end, `block ${end}`);
      return { begin, end };
    })().finally(() => (over = true));
    const [{ begin, end }] = await Promise.all([watch, others, ...floods]);
    const last = await bestNumber(world.rpc);
    await waitUntil(
      async () => (await bestNumber(world.rpc)) > last + NEXT_BUT_ONE,
      'some more blocks',
    );

    const read = await bestNumber(world.rpc);
    const blocks = await readBlocks(world.chain, 1, read);
    const ends = await sessionEnds(world.chain, 1, read);
    const keys = new Set([stolen.admin, ...stolen.operators].map(({ address }) => address));
    const theirs = blocks.filter(({ signer }) => keys.has(signer));
    const { api } = world.chain;
    for (let period = periodOf(begin); period <= periodOf(end); period++) {
      const inside = theirs.filter(({ number }) => periodOf(number) === period);
      const told = inside.reduce((sum, { cost }) => sum + cost, 0);
      const lastBlock = Math.min((period + 1) * PERIOD - 1, last);
      const at = await api.at(await api.rpc.chain.getBlockHash(lastBlock));
      const usage = await at.query.allowance.usages({ Member: stolen.id });
      assert.equal(usage.period.toNumber(), period);
      const charged = usage.operations.toNumber();
      t.diagnostic(
        `period ${period}: ${inside.length} transactions, ${told} operations by the blocks, ` +
          `${charged} charged, of ${ALLOWANCE}`,
      );
      assert.ok(charged <= ALLOWANCE, `${charged} operations were charged in period ${period}`);
      // Weight that a call gave back was charged before.
      assert.ok(told <= charged, `${told} operations are in blocks, ${charged} were charged`);
      const flooded = (period + 1) * PERIOD - begin >= FOR_FLOOD;
      assert.ok(!flooded || charged >= 0.9 * ALLOWANCE, `the flood was none: ${charged} operations`);
    }
    for (const { call } of KINDS) {
      // The admin's own transactions do not count, which set the institution up.
      const some = theirs.some((one) => one.call === call && one.signer !== stolen.admin.address);
      assert.ok(some, `none of ${call} is in a block`);
    }
    const sum = (part) => all.reduce((total, thief) => total + part(thief), 0);
    const total = sum((thief) => thief.sent);
    t.diagnostic(
      `${total} sent with ${all.length} keys, ${sum(({ taken }) => taken)} taken by the pool, ` +
        `${theirs.length} in blocks`,
    );
    // docs/operations.md says so, and the waits below leave these blocks out.
    assert.ok(ends.length > 0, 'no session ended');
    const inEnds = blocks.filter(({ number }) => ends.includes(number));
    assert.deepEqual(inEnds, [], 'a block in which a session ends holds transactions');

    const numbers = new Map(blocks.map(({ hex, number }) => [hex, number]));
    for (const [who, most] of [
      ['governor', NEXT],
      ['institution', NEXT_BUT_ONE],
    ]) {
      const waits = sent[who].map(({ hex, after }) => blocksWaited(after, numbers.get(hex), ends));
      t.diagnostic(
        `blocks until the ${waits.length} of another ${who} were in one: ${waits.join(' ')}`,
      );
      const limit = longestWait(most);
      assert.ok(
        waits.every((wait) => wait <= limit),
        `${who}: ${waits}`,
      );
    }
  });

  test('are stopped by the council in the midst of it', async (t) => {
    const all = thieves();
    let over = false;
    const floods = all.map((thief) => thief.flood(() => over));
    await delay(1_000);
    const suspend = world.chain.calls.suspendInstitution(stolen.id);
    const motion = world.chain.api.tx.council.propose(1, suspend, suspend.method.encodedLength);
    const earlier = await bestNumber(world.rpc);
    const { hex, after } = await submit(motion, governor);
    await waitUntil(
      async () =>
        (await world.chain.api.query.credentials.institutions(stolen.id)).unwrap().state
          .isSuspended,
      'the institution to be suspended',
    );
    const number = await bestNumber(world.rpc);
    await delay(1_000);
    over = true;
    await Promise.all(floods);
    const found = (await readBlocks(world.chain, earlier, number)).find((one) => one.hex === hex);
    t.diagnostic(`suspended ${found.number - after} blocks after the motion was sent`);
    const ends = await sessionEnds(world.chain, after, found.number);
    assert.ok(blocksWaited(after, found.number, ends) <= longestWait(NEXT));

    const [answer] = await submitAll(world.rpc, [
      sign(
        world.chain,
        remark(8),
        stolen.operators[0],
        await nextNonce(world.rpc, stolen.operators[0]),
      ),
    ]);
    assert.equal(refusalCode(answer), 2, JSON.stringify(answer));
    // The thieves' waiting transactions disappear with the next blocks.
    await waitUntil(
      async () => (await world.rpc.call('author_pendingExtrinsics')).length === 0,
      'an empty pool',
    );
  });
});

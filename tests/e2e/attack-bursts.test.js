// SPDX-License-Identifier: Apache-2.0

// Bursts beyond the allowance. What a node answered with a hash waits for the next period and gets
// into a block then, without being sent again; what cannot get in soon is refused at once, with the
// reason. Those who wait delay nobody else (attack-waiting.test.js: and cost authors little).

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, test } from 'node:test';

import { account, waitUntil } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { slowness } from '../util/yardstick.js';
import {
  AUTHOR,
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

const NEIGHBOR = 'neighbor';
/** The transactions of a burst that the allowance does not pay for in the same period. */
const BEYOND = 20;
/** The allowance of an institution with a single account; an anchoring costs one operation. */
const ALLOWANCE = 10;
/**
 * The allowance of an institution with an admin and three operators, each of whom may queue a quarter of
 * two allowances: together, the operators may queue this one and {@link BEYOND}.
 */
const SHARED = 40;
const OPERATORS = 3;
/** The transactions that each of the three sends beyond its share of the places. */
const REFUSED_EACH = 5;
/** The number of periods whose allowance the queues of an institution may use. */
const PERIODS_AHEAD = 2;
/** The code of a refusal because the account has a longer queue, or would have a dearer one. */
const TOO_MANY_AHEAD = 3;
/** The bytes that one operation pays for. */
const PER_OPERATION = 4_096;
/**
 * The wait for a block, in blocks: the next one may be in the making already, the one after it is
 * not.
 */
const NEXT = 2;
/** The blocks in which the bursts use up the allowance of a period. */
const FOR_BURSTS = 5;

/** Returns the codes with which some transactions are taken, and the ones after them refused. */
const expectedCodes = (taken, all) =>
  Array.from({ length: all }, (_, place) => (place < taken ? undefined : TOO_MANY_AHEAD));

const anchorOf = () => ({ root: toHex(randomBytes(32)), size: 1, validity: 'Never' });

describe('bursts beyond the allowance', { concurrency: 1 }, () => {
  const world = ownChain({ others: [{ name: NEIGHBOR, role: 'full' }] });
  /** The only account of an institution. */
  let single;
  let triple;
  let modest;

  const anchor = ({ grant }) => world.chain.calls.anchor(grant, 1, anchorOf());
  const remark = () => world.chain.api.tx.system.remark(toHex(randomBytes(8)));
  const pending = (name) => world.network.rpc(name).call('author_pendingExtrinsics');

  /** Signs a number of calls with one key. */
  async function burstOf(make, count, key) {
    const next = await nextNonce(world.rpc, key);
    return Array.from({ length: count }, (_, place) => sign(world.chain, make(), key, next + place));
  }

  /** Waits until both nodes have a new block, after which there is almost a whole slot. */
  async function untilNewBlock() {
    const last = await bestNumber(world.rpc);
    await waitUntil(
      async () => (await bestNumber(world.network.rpc(NEIGHBOR))) > last,
      'a new block at the neighbor',
    );
  }

  /**
   * Submits transactions, each watched until it is in a block: a word of the pool that one of them is
   * lost is a failure. Returns what became of each.
   */
  const watch = (transactions) =>
    Promise.allSettled(transactions.map((hex) => world.chain.submit(hex)));

  /**
   * Waits until all of some transactions are in blocks. Until then, each is in a block or in the pools
   * of both nodes, whenever one looks.
   */
  async function untilIncluded(transactions, first, periods) {
    const numbers = new Map();
    let read = first;
    const last = (periodOf(first) + periods) * PERIOD;
    await waitUntil(
      async () => {
        const pools = await Promise.all([AUTHOR, NEIGHBOR].map(pending));
        const best = await bestNumber(world.network.rpc(NEIGHBOR));
        // Blocks are read after the pools, so that nothing is missed that moved in between.
        for (const { hex, number } of await readBlocks(world.chain, read, best))
          numbers.set(hex, number);
        read = best + 1;
        for (const hex of transactions) {
          if (numbers.has(hex)) continue;
          // A block may be younger than the look into the pool.
          const waits = pools.some((pool) => pool.includes(hex));
          assert.ok(waits, `forgotten at block ${best}: ${hex.slice(0, 40)}`);
        }
        assert.ok(best <= last, `not all are in a block at ${best}`);
        return transactions.every((hex) => numbers.has(hex));
      },
      'a burst to be in blocks',
      PERIOD * (periods + 1) * 3_000 * slowness(),
    );
    return transactions.map((hex) => numbers.get(hex));
  }

  /** Returns what an institution has spent of its allowance in a period: its admin enlists operators. */
  async function spentBy(institution, inPeriod) {
    const { period, operations } = await world.chain.api.query.allowance.usages({
      Member: institution,
    });
    return period.toNumber() === inPeriod ? operations.toNumber() : 0;
  }

  /** Counts the transactions of each period. */
  const byPeriod = (numbers) => {
    const counts = new Map();
    for (const number of numbers)
      counts.set(periodOf(number), (counts.get(periodOf(number)) ?? 0) + 1);
    return [...counts].sort(([a], [b]) => a - b).map(([, count]) => count);
  };

  const isAscending = (numbers) =>
    numbers.every((number, place) => place === 0 || numbers[place - 1] <= number);

  before(async () => {
    const institution = (name, operators, allowance) => ({ name, operators, allowance });
    [triple, modest] = await registerInstitutions(world, [
      institution('Triple', OPERATORS, SHARED),
      institution('Modest', 1, 1_000),
    ]);
    // This one has a single account, its admin, and has not spent anything yet.
    single = account('//Single');
    const profile = { name: 'Single', uri: '', country: 'NL' };
    await world.council.decide(
      world.chain.calls.registerInstitution(profile, single.address, ALLOWANCE),
    );
    const best = await bestNumber(world.rpc);
    await waitUntil(
      async () => (await bestNumber(world.network.rpc(NEIGHBOR))) >= best,
      'the neighbor to know them',
    );
  });

  test('wait for the next periods or are refused at once, and delay nobody', async (t) => {
    const burst = await burstOf(remark, ALLOWANCE + BEYOND, single);
    // The keys and the admin share what the institution may queue.
    const keys = triple.operators;
    const share = (SHARED * PERIODS_AHEAD) / (keys.length + 1);
    assert.equal(keys.length * share, SHARED + BEYOND);
    const bursts = await Promise.all(
      keys.map((key) => burstOf(() => anchor(triple), share + REFUSED_EACH, key)),
    );
    const [own] = modest.operators;
    await untilRoom(world.rpc, FOR_BURSTS + 1);
    await untilNewBlock();
    const first = await bestNumber(world.rpc);
    const spent = await spentBy(triple.id, periodOf(first));

    // A node that does not author passes on what waits, so that the author has it in time.
    const [answers, ...watched] = [
      submitAll(world.network.rpc(NEIGHBOR), burst),
      ...bursts.map(watch),
    ];
    const places = (await answers).map((answer) => refusalCode(answer));
    const taken = burst.filter((_, place) => places[place] === undefined);
    assert.deepEqual(places, expectedCodes(ALLOWANCE * PERIODS_AHEAD, burst.length));

    const others = (async () => {
      const waits = [];
      while (waits.length < 5) {
        const hex = sign(world.chain, anchor(modest), own, await nextNonce(world.rpc, own));
        const after = await bestNumber(world.rpc);
        const [answer] = await submitAll(world.rpc, [hex]);
        assert.equal(answer.error, undefined, JSON.stringify(answer.error));
        await waitUntil(
          async () => !(await pending(AUTHOR)).includes(hex),
          'an anchoring of another institution',
        );
        const blocks = await readBlocks(world.chain, after, await bestNumber(world.rpc));
        const { number } = blocks.find((block) => block.hex === hex);
        waits.push(blocksWaited(after, number, await sessionEnds(world.chain, after, number)));
      }
      return waits;
    })();
    const waiting = bursts.flatMap((list) => list.slice(0, share));
    const [numbersOfOne, , waits, ...fates] = await Promise.all([
      untilIncluded(taken, first, PERIODS_AHEAD + 1),
      untilIncluded(waiting, first, PERIODS_AHEAD + 1),
      others,
      ...watched,
    ]);
    for (const ends of fates) {
      const codes = ends.map(({ reason }) => reason && (reason.custom ?? reason));
      assert.deepEqual(codes, expectedCodes(share, ends.length));
    }
    const numbersOfThree = fates.map((ends) => ends.slice(0, share).map(({ value }) => value.number));

    const counts = { one: byPeriod(numbersOfOne), three: byPeriod(numbersOfThree.flat()) };
    t.diagnostic(
      `${burst.length} of one account: ${taken.length} taken, in blocks by period: ${counts.one.join(', ')}; ` +
        `${bursts.flat().length} of three operators: ${waiting.length} taken, by period: ${counts.three.join(', ')}`,
    );
    t.diagnostic(`blocks until those of another institution were in one: ${waits.join(' ')}`);
    // Each period gets as many as is left of its allowance, and no period is left out.
    const left = SHARED - spent;
    assert.deepEqual(counts, { one: [ALLOWANCE, ALLOWANCE], three: [left, SHARED + BEYOND - left] });
    for (const numbers of [numbersOfOne, ...numbersOfThree]) assert.ok(isAscending(numbers));
    const limit = longestWait(NEXT);
    assert.ok(
      waits.every((wait) => wait <= limit),
      `${waits}`,
    );
  });

  test('of a governor have an end as well', async () => {
    const governor = account('//Alice');
    const { remark } = world.chain.api.tx.system;
    const most = world.chain.api.consts.allowance.governorAllowance.toNumber();
    const next = await nextNonce(world.rpc, governor);
    // Two transactions that cost a whole allowance may queue, and no third of that size.
    const dear = toHex(randomBytes((0.9 * most - 1) * PER_OPERATION));
    for (const [call, ahead] of [
      [remark('0x'), PERIODS_AHEAD * most],
      [remark(dear), PERIODS_AHEAD],
    ]) {
      const far = sign(world.chain, call, governor, next + ahead);
      const [answer] = await submitAll(world.rpc, [far]);
      assert.equal(refusalCode(answer), TOO_MANY_AHEAD, JSON.stringify(answer));
    }
  });
});

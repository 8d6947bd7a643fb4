// SPDX-License-Identifier: Apache-2.0

// Attacks on the transaction pool by members: whoever fills it makes way for others.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, test } from 'node:test';

import { account, waitUntil } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { readFinalized } from '../network/status.js';
import {
  bestNumber,
  longestWait,
  nextNonce,
  ownChain,
  parts,
  PERIOD,
  periodOf,
  refusalCode,
  registerInstitutions,
  sign,
  submitAll,
  untilRoom,
} from './attack/chain.js';
import { NEXT, pending, waited } from './attack/pool.js';

/** The code of a refusal because the account has a longer queue. */
const TOO_MANY_AHEAD = 3;
/** The pool is full of transactions with a higher priority. */
const NO_PLACE = 1016;

describe('a pool that is full', { concurrency: 1 }, () => {
  /** The transactions that the pool holds, besides as many whose turn has not come. */
  const LIMIT = 100;
  const KEYS = 64;
  const ROUNDS = 20;
  const world = ownChain({ options: ['--pool-limit', String(LIMIT)] });
  /** The allowance of an institution whose transactions wait, and what a transaction costs at most. */
  const SMALL = 50;
  const PER_OPERATION = 4_096;
  let greedy;
  let modest;
  let early;

  const remark = () => world.chain.api.tx.system.remark(toHex(randomBytes(8)));

  before(async () => {
    [greedy, modest, early] = await registerInstitutions(world, [
      { name: 'Greedy', allowance: 1_000_000, operators: KEYS },
      { name: 'Modest', allowance: 1_000, operators: 1 },
      { name: 'Early', allowance: 1_000, operators: KEYS },
    ]);
    // Enlisting so many operators takes more than the small allowance.
    await world.council.decide(world.chain.calls.setAllowance(early.id, SMALL));
  });

  /** Waits for a new block, after which the rest of its slot is free. */
  async function untilNewBlock() {
    const number = await bestNumber(world.rpc);
    await waitUntil(async () => (await bestNumber(world.rpc)) > number, 'a block');
    return bestNumber(world.rpc);
  }

  /** Waits until the pool counts none: it counts a transaction until the block of it is final. */
  async function untilEmpty() {
    await waitUntil(async () => (await pending(world.rpc)).length === 0, 'an empty pool');
    const number = await bestNumber(world.rpc);
    const isFinal = async () => (await readFinalized(world.rpc)).number >= number;
    await waitUntil(isFinal, `block ${number} to be final`);
  }

  /**
   * Fills the pool and acts, all between two blocks. On a busy machine a block may come in between;
   * then it tries again.
   */
  async function betweenBlocks(fill, act) {
    for (let round = 0; round < ROUNDS; round++) {
      await untilEmpty();
      const transactions = await fill();
      const number = await untilNewBlock();
      const answers = [];
      for (const some of parts(transactions, 50))
        answers.push(...(await submitAll(world.rpc, some)));
      const full = await pending(world.rpc);
      const result = await act();
      const after = await pending(world.rpc);
      if ((await bestNumber(world.rpc)) !== number) continue;
      return { transactions, answers, full, result, after, number };
    }
    throw new Error(`a block came in between ${ROUNDS} times`);
  }

  /** Sends a single transaction of another institution, with its next nonce. */
  const sendOne = async () => {
    const [operator] = modest.operators;
    const hex = sign(world.chain, remark(), operator, await nextNonce(world.rpc, operator));
    const [answer] = await submitAll(world.rpc, [hex]);
    return { hex, answer };
  };

  async function makesWay(t, fill) {
    const found = await betweenBlocks(fill, sendOne);
    const { transactions, answers, full, result, after, number } = found;
    t.diagnostic(
      `${full.length} waiting of ${transactions.length} sent, and ${after.length} afterwards`,
    );
    assert.ok(full.length > 0.9 * LIMIT && full.length <= LIMIT, `${full.length} were waiting`);
    assert.equal(result.answer.error, undefined, JSON.stringify(result.answer.error));
    assert.ok(after.includes(result.hex), 'it is in the pool');
    assert.ok(after.length <= LIMIT, `${after.length} are waiting`);
    const gone = full.filter((hex) => !after.includes(hex));
    assert.ok(gone.length <= 2, `${gone.length} had to go for one`);
    const wait = await waited(world, { hex: result.hex, after: number });
    assert.ok(wait <= longestWait(NEXT), `${wait} blocks`);
    return { transactions, answers, full, gone };
  }

  // This comes first: a full pool refuses without a reason.
  test('has no third place for each of 65 accounts that share an allowance of fewer', async () => {
    const thirds = [];
    for (const key of [early.admin, ...early.operators])
      thirds.push(sign(world.chain, remark(), key, (await nextNonce(world.rpc, key)) + 2));
    for (const answer of await submitAll(world.rpc, thirds))
      assert.equal(refusalCode(answer), TOO_MANY_AHEAD, JSON.stringify(answer));
    assert.deepEqual(await pending(world.rpc), []);
  });

  test('of one key makes way for another institution', async (t) => {
    const key = greedy.operators[0];
    const fill = async () => {
      const next = await nextNonce(world.rpc, key);
      return Array.from({ length: 2 * LIMIT }, (_, place) =>
        sign(world.chain, remark(), key, next + place),
      );
    };
    const { transactions, answers, full, gone } = await makesWay(t, fill);
    // The first for which there is no place is refused, and those behind it have no turn any more.
    const refused = answers.filter(({ error }) => error !== undefined);
    assert.ok(refused.length > 0, `${answers.length} were taken`);
    const first = answers.findIndex(({ error }) => error !== undefined);
    const behind = transactions.slice(first);
    assert.ok(behind.every((hex) => !full.includes(hex)), `from ${first} on, some have a turn`);
    assert.ok(refused.every(({ error }) => error.code === NO_PLACE));
    // The last in line made way, and not the first, on which all others depend.
    assert.ok(full.slice(0, LIMIT / 2).every((hex) => !gone.includes(hex)));
  });

  test('of all keys of an institution makes way for another institution', async (t) => {
    const fill = async () => {
      const lists = [];
      for (const key of greedy.operators) {
        const next = await nextNonce(world.rpc, key);
        lists.push([0, 1].map((place) => sign(world.chain, remark(), key, next + place)));
      }
      return [0, 1].flatMap((place) => lists.map((list) => list[place]));
    };
    await makesWay(t, fill);
  });

  test('of what has no turn yet makes way, too', async (t) => {
    const key = greedy.operators[1];
    const fill = async () => {
      const next = await nextNonce(world.rpc, key);
      const early = (place) => sign(world.chain, remark(), key, next + 1 + place);
      return Array.from({ length: 2 * LIMIT }, (_, place) => early(place));
    };
    const { answers, full, result, after } = await betweenBlocks(fill, sendOne);
    const taken = answers.filter(({ error }) => error === undefined).length;
    t.diagnostic(
      `${taken} taken, ${full.length} waiting for their turn in blocks, ${after.length} afterwards`,
    );
    assert.ok(taken > 0, 'none was taken, so none was in the way');
    assert.equal(result.answer.error, undefined, JSON.stringify(result.answer.error));
    assert.ok(after.includes(result.hex));
  });

  test('makes way for the council', async () => {
    const governor = account('//Alice');
    const key = greedy.operators[2];
    const fill = async () => {
      const next = await nextNonce(world.rpc, key);
      return Array.from({ length: 2 * LIMIT }, (_, place) =>
        sign(world.chain, remark(), key, next + place),
      );
    };
    const { full, result, after, number } = await betweenBlocks(fill, async () => {
      // The second and third transaction of the same governor find a place as well.
      const next = await nextNonce(world.rpc, governor);
      const own = [0, 1, 2].map((place) => sign(world.chain, remark(), governor, next + place));
      return { own, answers: await submitAll(world.rpc, own) };
    });
    assert.ok(full.length > 0.9 * LIMIT, `${full.length} were waiting`);
    for (const [place, hex] of result.own.entries()) {
      assert.equal(result.answers[place].error, undefined, JSON.stringify(result.answers[place]));
      assert.ok(after.includes(hex));
      assert.ok((await waited(world, { hex, after: number })) <= longestWait(NEXT));
    }
  });

  test('of what waits for the next period makes way for all that need not wait', async (t) => {
    const { api } = world.chain;
    /** Uses up the allowance of a period that goes on for some blocks. */
    const useUp = async () => {
      await untilRoom(world.rpc, PERIOD / 4 + 1);
      const { period, operations } = await api.query.allowance.usages({ Member: early.id });
      const now = periodOf(await bestNumber(world.rpc));
      const used = period.toNumber() === now ? operations.toNumber() : 0;
      if (used >= SMALL) return;
      const bytes = (SMALL - used) * PER_OPERATION - PER_OPERATION / 2;
      const send = () =>
        world.chain.send(api.tx.system.remark(toHex(randomBytes(bytes))), early.admin);
      // It is dearer than the share of its account, so a pool that is still full refuses it.
      const isSent = () =>
        send().then(
          () => true,
          (error) => {
            if (error.code !== NO_PLACE) throw error;
            return false;
          },
        );
      await waitUntil(isSent, 'room in the pool');
    };
    const fill = async () => {
      await useUp();
      const lists = [];
      for (const key of early.operators) {
        const next = await nextNonce(world.rpc, key);
        lists.push([0, 1].map((place) => sign(world.chain, remark(), key, next + place)));
      }
      return [0, 1].flatMap((place) => lists.map((list) => list[place]));
    };
    // Not only the next transaction of another institution finds a place, but the following ones.
    const { full, result, after } = await betweenBlocks(fill, async () => {
      const [operator] = modest.operators;
      const next = await nextNonce(world.rpc, operator);
      const own = Array.from({ length: 20 }, (_, n) => n).map((place) =>
        sign(world.chain, remark(), operator, next + place),
      );
      return { own, answers: await submitAll(world.rpc, own) };
    });
    t.diagnostic(`${full.length} waiting, and ${after.length} afterwards`);
    assert.ok(full.length > 0.9 * LIMIT, `${full.length} were waiting`);
    for (const [place, hex] of result.own.entries()) {
      assert.equal(result.answers[place].error, undefined, JSON.stringify(result.answers[place]));
      assert.ok(after.includes(hex), `${place}`);
    }
  });
});

describe('a pool that is full of bytes', { concurrency: 1 }, () => {
  const KILOBYTES = 2_048;
  const KEYS = 64;
  const world = ownChain({ options: ['--pool-kbytes', String(KILOBYTES)] });
  /** The allowance of the institution that fills the pool, and the operations of each transaction. */
  const SMALL = 50;
  const EACH = SMALL / 2;
  const PER_OPERATION = 4_096;
  let greedy;
  let modest;

  before(async () => {
    [greedy, modest] = await registerInstitutions(world, [
      { name: 'Greedy', allowance: 1_000, operators: KEYS },
      { name: 'Modest', allowance: 1_000, operators: 1 },
    ]);
    // Enlisting so many operators takes more than the small allowance.
    await world.council.decide(world.chain.calls.setAllowance(greedy.id, SMALL));
  });

  const operationsUsed = async () => {
    const { period, operations } = await world.chain.api.query.allowance.usages({
      Member: greedy.id,
    });
    const now = periodOf(await bestNumber(world.rpc));
    return period.toNumber() === now ? operations.toNumber() : 0;
  };

  // Each was within the allowance when it came, and the pool ranks it as it was then.
  test('by each key of an institution makes way, also once the allowance is used up', async (t) => {
    const { chain, rpc } = world;
    const bytes = EACH * PER_OPERATION - PER_OPERATION / 2;
    const signed = [];
    for (const key of [greedy.admin, ...greedy.operators]) {
      const remark = chain.api.tx.system.remark(toHex(randomBytes(bytes)));
      signed.push(sign(chain, remark, key, await nextNonce(rpc, key)));
    }
    await untilRoom(rpc, PERIOD / 2 + 1);
    for (const some of parts(signed, 10)) await submitAll(rpc, some);
    // The pool answers with a hash even for what it has no room for, so its content tells.
    const taken = (await pending(rpc)).length;
    t.diagnostic(`${taken} of ${signed.length} found a place`);
    assert.ok(taken > 0 && taken < signed.length / 2, 'the pool is full');

    await waitUntil(async () => (await operationsUsed()) > SMALL - EACH, 'a used up allowance');
    // What a block has taken leaves room, which the rest fills.
    await submitAll(rpc, signed);
    const full = await pending(rpc);
    const own = [];
    for (let place = 0; place < 5; place++) {
      const [operator] = modest.operators;
      const remark = chain.api.tx.system.remark(toHex(randomBytes(bytes)));
      const nonce = (await nextNonce(rpc, operator)) + place;
      own.push(sign(chain, remark, operator, nonce));
    }
    const after = await bestNumber(rpc);
    for (const answer of await submitAll(rpc, own))
      assert.equal(answer.error, undefined, JSON.stringify(answer.error));
    t.diagnostic(`${full.length} were in the pool before, ${(await pending(rpc)).length} after`);
    for (const hex of own) assert.ok((await waited(world, { hex, after })) <= longestWait(NEXT + 1));
  });
});

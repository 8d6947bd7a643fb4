// SPDX-License-Identifier: Apache-2.0

// What transactions that wait for the next period cost an author: at each block it looks at them, and
// leaves them where they are.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, test } from 'node:test';

import { waitUntil } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { slowness } from '../util/yardstick.js';
import {
  AUTHOR,
  bestNumber,
  metric,
  nextNonce,
  ownChain,
  periodOf,
  refusalCode,
  registerInstitutions,
  sign,
  submitAll,
  untilRoom,
} from './attack/chain.js';

/** The fewest places of each account, however many share the allowance. */
const FEWEST = 2;
/** The code of a refusal because the account has a longer queue. */
const TOO_MANY_AHEAD = 3;
const CROWD = 64;
/**
 * The blocks in which the allowance is set, the crowd's first transactions get in, and the others are
 * seen to wait.
 */
const FOR_CROWD = 12;
/**
 * The share of its time that an author may spend on transactions that wait, compared with what it
 * spends on as many that it executes.
 */
const SKIPPING = 1.5;
/** The tolerance between two measurements, in milliseconds for a block. */
const BLUR = 5;

const anchorOf = () => ({ root: toHex(randomBytes(32)), size: 1, validity: 'Never' });

describe('transactions that wait', { concurrency: 1 }, () => {
  const world = ownChain();
  let crowd;

  const pending = () => world.rpc.call('author_pendingExtrinsics');

  /** Signs a number of anchorings with one key. */
  async function burstOf(count, key) {
    const next = await nextNonce(world.rpc, key);
    const anchor = () => world.chain.calls.anchor(crowd.grant, 1, anchorOf());
    return Array.from({ length: count }, (_, place) => sign(world.chain, anchor(), key, next + place));
  }

  /** Has the council set the allowance so that a number of operations is left in a period. */
  async function leave(operations, inPeriod) {
    const { chain, council } = world;
    const usage = await chain.api.query.allowance.usages({ Member: crowd.id });
    const spent = usage.period.toNumber() === inPeriod ? usage.operations.toNumber() : 0;
    const allowance = operations + spent;
    // Otherwise there would be a third place for each account.
    assert.ok(2 * allowance < (FEWEST + 1) * (CROWD + 1), `${spent} operations are spent`);
    await council.decide(chain.calls.setAllowance(crowd.id, allowance));
  }

  before(async () => {
    // Enlisting so many operators takes more than the small allowance.
    [crowd] = await registerInstitutions(world, [
      { name: 'Crowd', operators: CROWD, allowance: 1_000 },
    ]);
  });

  test('cost an author no more for each block than if it executed them', async (t) => {
    const state = async () => ({
      sum: await metric(world, AUTHOR, 'substrate_proposer_block_constructed_sum'),
      count: await metric(world, AUTHOR, 'substrate_proposer_block_constructed_count'),
    });
    /** Returns the mean time of the author for a block, while some blocks are made. */
    const during = async (blocks) => {
      const end = (await bestNumber(world.rpc)) + blocks;
      const begin = await state();
      await waitUntil(async () => (await bestNumber(world.rpc)) >= end, `block ${end}`);
      const { sum, count } = await state();
      return ((sum - begin.sum) / (count - begin.count)) * 1_000;
    };
    const empty = await during(4);
    const lists = [];
    const thirds = [];
    for (const key of crowd.operators) {
      const burst = await burstOf(FEWEST + 1, key);
      thirds.push(burst.pop());
      lists.push(burst);
    }
    const first = await untilRoom(world.rpc, FOR_CROWD);
    await leave(CROWD, periodOf(first));
    // So many accounts share the allowance that none has a third place.
    for (const answer of await submitAll(world.rpc, thirds))
      assert.equal(refusalCode(answer), TOO_MANY_AHEAD, JSON.stringify(answer));
    // The first of each key uses up the allowance, so that the second of each key waits.
    const begin = await state();
    for (const answer of await submitAll(world.rpc, lists.flat()))
      assert.equal(answer.error, undefined, JSON.stringify(answer.error));
    await waitUntil(async () => (await pending()).length <= CROWD, 'half to be in blocks');
    const executed = await state();
    const work = (executed.sum - begin.sum) * 1_000 - (executed.count - begin.count) * empty;
    const waiting = await during(4);
    assert.equal(periodOf(await bestNumber(world.rpc)), periodOf(first), 'the period went on');
    assert.ok((await pending()).length >= CROWD);
    t.diagnostic(
      `an author's block takes ${empty.toFixed(1)} ms when it is empty, ${waiting.toFixed(1)} ms while ` +
        `${CROWD} keys have one waiting; executing ${CROWD} took ${work.toFixed(1)} ms`,
    );
    assert.ok(
      waiting - empty <= SKIPPING * work + BLUR * slowness(),
      `${waiting} ms, ${empty} ms, ${work} ms`,
    );
  });
});

// SPDX-License-Identifier: Apache-2.0

// Transactions of one account that reach a pool in the wrong order: until the first of them is there, the
// others wait for their turn, and none that was answered with a hash is forgotten.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, test } from 'node:test';

import { waitUntil } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import {
  nextNonce,
  ownChain,
  parts,
  registerInstitutions,
  sign,
  submitAll,
  untilRoom,
} from './attack/chain.js';

/** What a pool holds by default, and the tenth of it that the SDK gives to those that wait. */
const POOL = { count: 8_192, bytes: 20_480 * 1_024 };
const TENTH = { count: POOL.count / 10, bytes: POOL.bytes / 10 };
/** The blocks in which all of them find a place. */
const BLOCKS = 8;
/** The transactions that are sent in one request. */
const TOGETHER = 50;

describe('transactions in the wrong order', { concurrency: 1 }, () => {
  const world = ownChain();
  let member;

  before(async () => {
    [member] = await registerInstitutions(world, [
      { name: 'Ahead', allowance: 4_000, operators: 0 },
    ]);
  });

  /** Sends remarks of some bytes, the last one first, and waits until all of them are in blocks. */
  async function sendBackwards(count, bytes) {
    const { chain, rpc } = world;
    const { admin } = member;
    await untilRoom(rpc, BLOCKS);
    const next = await nextNonce(rpc, admin);
    const signed = Array.from({ length: count }, (_, place) =>
      sign(chain, chain.api.tx.system.remark(toHex(randomBytes(bytes))), admin, next + place),
    );
    const size = signed.reduce((sum, hex) => sum + hex.length / 2 - 1, 0);
    for (const some of parts(signed.reverse(), TOGETHER))
      for (const answer of await submitAll(rpc, some))
        assert.equal(answer.error, undefined, JSON.stringify(answer.error));
    // With the first of them there is nothing left to wait for: all that is not in a block is ready.
    assert.equal(await nextNonce(rpc, admin), next + count, 'the pool holds all of them');
    const included = async () => {
      const { nonce } = await chain.api.query.system.account(admin.address);
      return nonce.toNumber() - next;
    };
    await waitUntil(async () => (await included()) === count, `${count} to be in blocks`);
    return size;
  }

  test('wait for the first, however large they are', async () => {
    const size = await sendBackwards(4, 1_500_000);
    assert.ok(size > 2 * TENTH.bytes && size < POOL.bytes, `${size} bytes`);
  });

  test('wait for the first, however many they are', async () => {
    const count = 1_000;
    assert.ok(count > TENTH.count && count < POOL.count);
    await sendBackwards(count, 8);
  });
});

// SPDX-License-Identifier: Apache-2.0

// Sends each transaction at the moment in which the node tells of the block with the one before. The
// pool then changes over from one block to the next, and what it takes in meanwhile must be in a block
// too, although nothing else asks for one. The moment is narrow: not every run of this test meets it.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { account, connect } from '../client/chain.js';
import { ownNode } from './support.js';

const COUNT = 200;

/** How long a transaction may wait for its block, in milliseconds. */
const PATIENCE = 30_000;

describe('blocks on demand', { concurrency: 1 }, () => {
  const world = ownNode();
  let chain;
  let transactions;

  before(async () => {
    const alice = account('//Alice');
    chain = await connect(world.node.ws);
    world.context = { chain };
    const signed = Array.from({ length: COUNT }, (_, nonce) =>
      chain.api.tx.system.remark(`0x${nonce.toString(16).padStart(8, '0')}`).signAsync(alice, {
        nonce,
        era: 0,
      }),
    );
    transactions = (await Promise.all(signed)).map((transaction) => transaction.toHex());
  });

  /** Sends a transaction, and returns the hash of its block as soon as the node tells it. */
  const included = (hex) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('in no block')), PATIENCE);
      const update = (error, status) => {
        if (!error && !status.inBlock) return;
        clearTimeout(timer);
        if (error) reject(error);
        else resolve(status.inBlock);
      };
      const names = ['author_extrinsicUpdate', 'author_submitAndWatchExtrinsic'];
      chain.provider.subscribe(...names, [hex], update).catch(reject);
    });

  test(`no transaction of ${COUNT} in turn waits for another`, async () => {
    const blocks = new Set();
    for (const hex of transactions) blocks.add(await included(hex));
    assert.equal(blocks.size, COUNT, 'each has a block of its own');
  });
});

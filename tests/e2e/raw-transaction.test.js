// SPDX-License-Identifier: Apache-2.0

// Anchors with transactions that are made from bytes alone, by `docs/spec/transactions.md`.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, test } from 'node:test';

import { u32, u64, u8 } from '../client/bytes.js';
import { waitUntil } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { era, signedTransaction } from '../client/transaction.js';
import { ownChain, registerInstitutions } from './attack/chain.js';

/** The pallet of credentials, its call to anchor, and that of many. */
const [CREDENTIALS, ANCHOR, ANCHOR_MANY] = [20, 18, 19];
const TYPE = 1;
/** The validity of an anchor: never, or until a moment. */
const NEVER = u8(2);
const until = (moment) => Buffer.concat([u8(3), u64(moment)]);

describe('transactions from bytes', { concurrency: 1 }, () => {
  const world = ownChain({ sealing: 'instant' });
  let institution;
  let signer;
  let chain;

  before(async () => {
    [institution] = await registerInstitutions(world, [
      { name: 'Raw', allowance: 1_000, operators: 1 },
    ]);
    [signer] = institution.operators;
    assert.equal(signer.type, 'ed25519');
    const version = await world.rpc.call('state_getRuntimeVersion');
    chain = { ...version, genesis: await world.rpc.call('chain_getBlockHash', 0) };
  });

  const anchor = (root, size, validity) => Buffer.concat([root, u32(size), validity]);
  const callOf = (call, ...anchors) =>
    Buffer.concat([u8(CREDENTIALS), u8(call), u32(institution.grant), u32(TYPE), ...anchors]);

  /** Sends a call, and returns the batch of a root once it is there. */
  async function anchored(call, root, mortality) {
    const nonce = await world.rpc.call('system_accountNextIndex', signer.address);
    const hex = signedTransaction(call, signer, chain, nonce, mortality);
    await world.rpc.call('author_submitExtrinsic', hex);
    const read = () => world.rpc.call('credentials_batch', institution.id, toHex(root));
    await waitUntil(async () => (await read()) !== null, 'the batch');
    return read();
  }

  test('anchor one credential', async () => {
    const root = randomBytes(32);
    const batch = await anchored(callOf(ANCHOR, anchor(root, 1, NEVER)), root);
    assert.equal(batch.size, 1);
    assert.equal(batch.accreditation, institution.grant);
    assert.equal(batch.validUntil, null);
  });

  test('are hashed before they are signed when they are long, and expire when they say so', async () => {
    const roots = Array.from({ length: 20 }, () => randomBytes(32));
    const moment = Date.now() + 86_400_000;
    const anchors = roots.map((root) => anchor(root, 3, until(moment)));
    const { number } = await world.rpc.call('chain_getHeader');
    const block = Number(number);
    const mortality = {
      era: era(64, block),
      block: await world.rpc.call('chain_getBlockHash', block),
    };
    const call = callOf(ANCHOR_MANY, u8(roots.length * 4), ...anchors);
    const batch = await anchored(call, roots.at(-1), mortality);
    assert.equal(batch.size, 3);
    assert.equal(Date.parse(batch.validUntil), moment);
  });

  test('are refused with another byte', async () => {
    const root = randomBytes(32);
    const nonce = await world.rpc.call('system_accountNextIndex', signer.address);
    const call = callOf(ANCHOR, anchor(root, 1, NEVER));
    const other = { ...chain, transactionVersion: chain.transactionVersion + 1 };
    await assert.rejects(
      world.rpc.call('author_submitExtrinsic', signedTransaction(call, signer, other, nonce)),
      /bad signature/,
    );
  });
});

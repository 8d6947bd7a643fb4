// SPDX-License-Identifier: Apache-2.0

// An account that becomes the admin, and signs one of the two calls that make it so. Its transaction
// raises its nonce before the call is executed, so the nonce of its consent is not always the present
// one.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';

import { account, DispatchFailure } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { ownUniversity } from './support.js';

const GRAVE = { issue: false, changeStatus: false, accredit: false, grave: true };

describe('a consent of an account that also signs calls', { concurrency: 1 }, () => {
  const world = ownUniversity();
  const warden = account('//Warden');
  const consent = (options) => {
    const { chain, facts } = world.context;
    return chain.consent(warden, facts.university, 'admin', options);
  };
  /** Hands over to the warden by the call of one of the two accounts, and returns the events. */
  async function handOver(signed, signer) {
    const { calls, chain } = world.context;
    const { events } = await chain.send(calls.handOver(warden.address, signed), signer);
    return events.filter(({ section }) => section === 'credentials').map(({ method }) => method);
  }
  const isInvalid = (error) =>
    error instanceof DispatchFailure && error.reason === 'credentials.ConsentInvalid';

  test('counts for the nonce that the account has when the call is executed', async () => {
    const { calls, chain, accounts, facts } = world.context;
    const admin = accounts.university;
    const enlisted = await chain.consent(warden, facts.university);
    await chain.send(calls.setOperator(warden.address, GRAVE, enlisted), admin);
    const demand = calls.setDualAuthorization(facts.university, true);
    await chain.send(demand, admin);
    await chain.send(demand, warden);

    // The warden makes the first call: that spends the nonce of the consent for the second one.
    const early = await consent();
    assert.deepEqual(await handOver(early, warden), ['ActProposed']);
    await assert.rejects(handOver(early, admin), isInvalid);

    // Another proposal takes the place of the first one, so what the admin sends is not a second call.
    const nothing = calls.revokeBatch(toHex(randomBytes(32)), 'Unspecified', null);
    await chain.send(nothing, warden);
    assert.deepEqual(await handOver(await consent(), admin), ['ActProposed']);

    // The warden makes the second call: its consent is for the nonce after that of the transaction.
    await assert.rejects(async () => handOver(await consent(), warden), isInvalid);
    assert.deepEqual(await handOver(await consent({ signsCall: true }), warden), ['AdminReplaced']);
    const { role } = (await chain.api.query.credentials.accounts(warden.address)).unwrap();
    assert.equal(role.type, 'Admin');
  });
});

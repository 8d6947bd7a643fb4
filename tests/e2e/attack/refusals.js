// SPDX-License-Identifier: Apache-2.0

// What the tests of hostile transactions share: how each is refused, and that the chain goes on.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

import { DispatchFailure, PoolRefusal } from '../../client/chain.js';
import { toHex } from '../../client/hex.js';

/** Checks that the pool refuses a transaction, with a code of this chain or with a message. */
export const refusedByPool = (attempt, reason) =>
  assert.rejects(attempt, (error) => {
    assert.ok(error instanceof PoolRefusal, error.stack);
    if (typeof reason === 'number') assert.equal(error.custom, reason, error.message);
    else assert.match(error.message, reason);
    return true;
  });

/** Checks that a transaction is in a block and failed there. */
export const fails = (attempt, reason) =>
  assert.rejects(attempt, (error) => {
    assert.ok(error instanceof DispatchFailure, error.stack);
    assert.equal(error.reason, reason);
    return true;
  });

/** Returns a call by which the university of a world anchors one credential. */
export const anchorIn = ({ context: { calls, facts } }) =>
  calls.anchor(facts.grant, facts.type, {
    root: toHex(randomBytes(32)),
    size: 1,
    validity: 'Never',
  });

/** Checks that the university still anchors. */
export const stillWorks = (world) =>
  world.context.chain.send(anchorIn(world), world.context.accounts.operator);

// SPDX-License-Identifier: Apache-2.0

// Two of four validators are lost for good, with their keys. Nothing becomes final any more, yet
// the two that are left write blocks, so the council can act: it retires the lost ones and restarts
// GRANDPA with the others.

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

import { SLOT, waitFor } from '../network/wait.js';
import { seconds, VALIDATORS } from './support.js';
import { accountOf, setAt } from './validators.js';

const LOST = ['charlie', 'dave'];
export const LEFT = ['alice', 'bob', 'archive'];
/** The share of the council that may act as root. */
export const SHARE = 3 / 4;
/** The blocks from the change until the new voters begin, enough for every node to have it. */
const DELAY = 3;

/** Kills two validators, checks that nothing becomes final, and returns the last final block. */
export async function loseTwo({ network }, t) {
  await Promise.all(LOST.map((name) => network.kill(name)));
  // The last votes may still be on their way.
  await delay(2 * SLOT);
  const last = await network.finalized('archive');
  const best = await network.best('archive');
  await delay(6 * SLOT);
  assert.deepEqual(await network.finalized('archive'), last);
  const made = (await network.best('archive')) - best;
  t.diagnostic(`${made} blocks in 6 slots, none final after ${last.number}`);
  assert.ok(made > 0);
  return last;
}

/** Has the council retire the lost ones, and the voting begin anew after a block that it states. */
export async function restartVoting({ chain, council }, stated, t) {
  const begin = performance.now();
  const { api } = chain;
  const { consortium } = api.tx;
  const settings = (await api.query.consortium.settings()).toJSON();
  await council.decideAll([
    consortium.configure({ ...settings, floor: 2 }),
    ...LOST.map((name) => consortium.retireValidator(accountOf(name).address)),
    consortium.endSession(),
  ]);
  const isLeft = async () => {
    const set = await setAt(chain, VALIDATORS);
    return LOST.every((name) => !set.includes(name));
  };
  // The set is planned at one change of sessions and takes effect at the next.
  await delay(3 * SLOT);
  if (!(await isLeft())) await council.decideAll([consortium.endSession()]);
  await waitFor(isLeft, { what: 'the lost ones to leave the set', interval: 1_000 });
  t.diagnostic(`out of the set after ${seconds(performance.now() - begin)}`);

  const stalled = api.tx.grandpa.noteStalled(DELAY, stated);
  await council.decideAll([consortium.dispatchAsRoot(stalled), consortium.endSession()], SHARE);
  t.diagnostic(`noted as stalled after ${seconds(performance.now() - begin)}`);
}

/** Waits until blocks become final again on all nodes that are left, and returns the last of them. */
export async function untilFinalAgain({ network }, last, t) {
  const begin = performance.now();
  await waitFor(async () => (await network.finalized('archive')).number > last.number, {
    what: 'finality to be back',
  });
  t.diagnostic(`final again after ${seconds(performance.now() - begin)}`);
  return network.converged({ names: LEFT, above: last.number + 5 });
}

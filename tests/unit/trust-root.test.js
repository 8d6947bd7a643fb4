// SPDX-License-Identifier: Apache-2.0

// Checks the table of known sets of the second implementation (docs/bundle.md): the times of blocks, and
// sets that somebody vouches for.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AuthoritySet } from '../client/finality.js';
import { Refusal } from '../client/refusal.js';
import { TrustRoot } from '../client/trustRoot.js';

const GENESIS = `0x${'9e'.repeat(32)}`;
const timeOf = (block) => BigInt(block) * 3_000n;

/** Returns a set of one member, with a key that nobody has. */
const setOf = (id) =>
  new AuthoritySet(BigInt(id), [{ key: Buffer.alloc(32, Number(id) + 1), weight: 1n }]);

/** Returns a row whose blocks take a slot each. */
const row = (id, first, last, forcedIn = null) => ({
  ...{ set: BigInt(id), first, last, forcedIn, hash: setOf(id).hash },
  until: last === null ? null : timeOf(last + 1),
});

/** Sets 0 to 3, of which set 2 finalized nothing. */
const rows = () => [row(0, 1, 20), row(1, 21, 40), row(2, 41, 40), row(3, 41, null, 50)];

/** Returns the beginning of a set that was forced upon the chain nine blocks after its first one. */
const forced = (first, since) => ({ first, since, forcedIn: first + 9 });

const refused = (call, word) =>
  assert.throws(call, (error) => error instanceof Refusal && error.word === word);

test('a block has the time of the set in whose range its number is', () => {
  const root = new TrustRoot(GENESIS, rows());
  for (const [block, from, until] of [
    [20, null, 21],
    [21, 21, 41],
    [40, 21, 41],
    [41, 41, null],
  ]) {
    if (from === null) root.ensureTimeOf(block, 1n);
    else {
      root.ensureTimeOf(block, timeOf(from));
      refused(() => root.ensureTimeOf(block, timeOf(from) - 1n), 'forgedBeforeSet');
    }
    if (until === null) root.ensureTimeOf(block, timeOf(10 ** 9));
    else {
      root.ensureTimeOf(block, timeOf(until) - 1n);
      refused(() => root.ensureTimeOf(block, timeOf(until)), 'forgedAfterSet');
    }
  }
  root.ensureTimeOf(0, 0n);
});

test('a block before a pinned set has a time before it', () => {
  const pinned = TrustRoot.pinned(GENESIS, setOf(1), forced(21, timeOf(21)));
  pinned.ensureTimeOf(20, timeOf(21) - 1n);
  refused(() => pinned.ensureTimeOf(20, timeOf(21)), 'forgedAfterSet');
  refused(() => pinned.ensureTimeOf(21, timeOf(21) - 1n), 'forgedBeforeSet');
  // Who does not know when the first set began may know when it ended.
  const table = new TrustRoot(GENESIS, rows().slice(1));
  table.ensureTimeOf(20, timeOf(41) - 1n);
  table.ensureTimeOf(21, 1n);
  refused(() => table.ensureTimeOf(20, timeOf(41)), 'forgedAfterSet');
});

test('a table states the end of each set that has ended, in their order', () => {
  const changed = (place, change) => () =>
    new TrustRoot(
      GENESIS,
      rows().map((one, other) => (other === place ? { ...one, ...change } : one)),
    );
  refused(changed(1, { until: null }), 'malformed');
  refused(changed(3, { until: timeOf(80) }), 'malformed');
  refused(changed(1, { until: timeOf(21) }), 'malformed');
  refused(changed(2, { until: timeOf(42) }), 'malformed');
  refused(changed(0, { first: 2 }), 'malformed');
  refused(changed(0, { forcedIn: 1 }), 'malformed');
  refused(changed(3, { forcedIn: 40 }), 'malformed');
  // A set that finalized nothing handed over to none.
  refused(changed(3, { forcedIn: null }), 'malformed');
});

test('a set that somebody vouches for follows the last one', () => {
  const root = TrustRoot.atGenesis(GENESIS, setOf(0).authorities);
  refused(() => root.vouch(setOf(2), forced(36, timeOf(36))), 'unknownSet');
  refused(() => root.vouch(setOf(0), forced(36, timeOf(36))), 'malformed');
  root.vouch(setOf(1), forced(36, timeOf(36)));
  assert.deepEqual(root.table, [row(0, 1, 35), row(1, 36, null, 45)]);
  for (const forcedIn of [null, 44])
    refused(
      () => root.vouch(setOf(1), { ...forced(36, timeOf(36)), forcedIn }),
      'forgedKnownSet',
    );
  refused(() => root.vouch(setOf(2), { ...forced(50, timeOf(50)), since: null }), 'malformed');
  refused(() => root.vouch(setOf(2), { ...forced(50, timeOf(50)), forcedIn: 49 }), 'malformed');
  refused(() => root.vouch(setOf(2), { ...forced(36, timeOf(36)), forcedIn: null }), 'malformed');
  assert.equal(root.setOf(1n, null).hash, setOf(1).hash);
  refused(() => root.vouch(setOf(2), forced(35, timeOf(35))), 'forgedOutsideSet');
  refused(() => root.vouch(setOf(2), forced(50, timeOf(36))), 'forgedBeforeSet');
  refused(() => root.vouch(setOf(2), forced(36, timeOf(37))), 'forgedBeforeSet');
  refused(() => root.vouch(setOf(1), forced(37, timeOf(37))), 'forgedKnownSet');
  refused(() => root.vouch(setOf(1), forced(36, timeOf(37))), 'forgedKnownSet');
  // What is known already changes nothing, and a set that finalized nothing ends with the one before.
  root.vouch(setOf(1), forced(36, timeOf(36)));
  root.vouch(setOf(2), forced(36, timeOf(36)));
  assert.deepEqual(root.table, [row(0, 1, 35), row(1, 36, 35, 45), row(2, 36, null, 45)]);
});

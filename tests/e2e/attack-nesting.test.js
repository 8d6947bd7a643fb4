// SPDX-License-Identifier: Apache-2.0

// Attacks with calls that carry calls. Such a call is weighed once when it is let in, and again at
// each level when it is dispatched, so the levels are bounded. At the deepest that is let in, the
// dearest calls take little longer than side by side; deeper, they are refused. What a network of four
// validators makes of them is in attack-network.test.js.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, test } from 'node:test';

import { account, waitUntil } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { slowness } from '../util/yardstick.js';
import {
  bestNumber,
  nextNonce,
  ownChain,
  periodOf,
  refusalCode,
  registerInstitutions,
  submitAll,
} from './attack/chain.js';
import { dryRun, refusal } from './attack/measure.js';
import { CALLS, carriers, changes, MANY, nest } from './attack/nested.js';
import { bytesOf, callOf, listOf, signBytes } from './attack/raw.js';

const UNLIMITED = 2 ** 32 - 1;
/** Calls in a transaction whose changes are dearer than those of {@link CALLS}. */
const DEARER = 32;
const RUNS = 5;
/** Calls in a batch, and in all batches of a transaction that is slow to decode. */
const WIDTH = 10_000;
const DECODED = 50_000;
/** The types in the scope of an offer: for its length, no argument takes longer to decode. */
const TYPES = 64;
/** The offers in a transaction that is about as long as one with {@link DECODED} remarks. */
const OFFERS = 10_000;
/** The code of a refusal because calls are nested too deeply. */
const NESTED_TOO_DEEPLY = 5;
/** The factor by which nesting may prolong the execution of the same calls. */
const PROLONGS = 2;
/** The factor by which execution may exceed what was charged, on top of this machine's slowness. */
const SLOWER = 1;
const PER_OPERATION = 4_096;

describe('calls that carry calls', { concurrency: 1 }, () => {
  const world = ownChain({ sealing: 'instant' });
  const governor = account('//Alice');
  let issuer;
  let institution;
  let deepest;

  /** The root of a batch of the institution, with {@link MANY} chunks. */
  const root = toHex(randomBytes(32));

  /** Returns a batch of calls in which some calls take turns. */
  const many = (leaves, count) =>
    listOf(
      world.chain.api.tx.utility.forceBatch,
      Array.from({ length: count }, (_, place) => leaves[place % leaves.length]),
    );

  /** Returns changes that all succeed, and leave the statuses as they were, when they take turns. */
  const turns = (chunks) =>
    ['Suspend', 'Reinstate'].map((change) => changes(world.chain, chunks, root, change));

  /** Returns a motion that a council of one decides at once. */
  function motion(call) {
    const compact = (number) => world.chain.api.createType('Compact<u32>', number).toU8a();
    const { council } = world.chain.api.tx;
    return callOf(council.propose, compact(1), call, compact(call.length));
  }

  before(async () => {
    [institution] = await registerInstitutions(world, [
      { name: 'Robbed', allowance: UNLIMITED, operators: 1 },
    ]);
    [issuer] = institution.operators;
    deepest = world.chain.api.consts.allowance.maxNesting.toNumber();
    const anchor = { root, size: MANY * MANY, validity: 'Never' };
    await world.chain.send(world.chain.calls.anchor(institution.grant, 1, anchor), issuer);
  });

  const signed = async (call, signer) =>
    signBytes(world.chain, call, signer, await nextNonce(world.rpc, signer));

  /** Returns what a payer has used in the present period. */
  async function used(payer) {
    const { api } = world.chain;
    const best = await api.rpc.chain.getBlockHash();
    const usage = await (await api.at(best)).query.allowance.usages(payer);
    const { number } = await api.rpc.chain.getHeader(best);
    const present = periodOf(number.toNumber());
    return { present, operations: usage.period.toNumber() === present ? usage.operations.toNumber() : 0 };
  }

  /** Includes a transaction in a block, and returns the operations that it was charged. */
  async function charged(call, signer, payer) {
    const before = await used(payer);
    const hex = await signed(call, signer);
    const [answer] = await submitAll(world.rpc, [hex]);
    assert.equal(answer.error, undefined, JSON.stringify(answer.error));
    await waitUntil(
      async () => (await world.rpc.call('author_pendingExtrinsics')).length === 0,
      'a block with it',
    );
    const now = await used(payer);
    return now.present === before.present ? now.operations - before.operations : now.operations;
  }

  /** Makes blocks until a period begins, so that a governor has its whole allowance. */
  async function nextPeriod() {
    const { api } = world.chain;
    const period = async () => periodOf(await bestNumber(world.rpc));
    const present = await period();
    while ((await period()) === present) await world.chain.send(api.tx.system.remark('0x'), issuer);
  }

  /** Returns how many calls in batches of the last block failed. */
  async function failures() {
    const { api } = world.chain;
    const events = await (await api.at(await api.rpc.chain.getBlockHash())).query.system.events();
    return events.filter(({ event }) => api.events.utility.ItemFailed.is(event)).length;
  }

  /**
   * Measures a call with its charge. In a transaction of its own signer all calls succeed; in the name of
   * a derivative account, or as root, each ends at the check of who makes it.
   */
  async function measured(t, name, call, signer, payer, { succeeds = true } = {}) {
    const hex = await signed(call, signer);
    const { refused, executed } = await dryRun(world, hex, signer, { runs: RUNS });
    const operations = await charged(call, signer, payer);
    if (succeeds) assert.equal(await failures(), 0, `${name}: calls failed`);
    const total = refused + executed;
    t.diagnostic(
      `${name}: ${(hex.length / 2e6).toFixed(2)} MB, ${operations} operations; ` +
        `${refused.toFixed(0)} ms to receive and decode, ${executed.toFixed(0)} ms to execute`,
    );
    const slower = slowness();
    assert.ok(
      total <= SLOWER * slower * operations,
      `${name}: ${total} ms for ${operations} operations, on a machine ${slower} times slower`,
    );
    return { total, operations };
  }

  test('take little longer at the deepest, and are paid for', async (t) => {
    const { chain } = world;
    const ways = carriers(chain);
    const payer = { Member: institution.id };
    const asRoot = (call) => callOf(chain.api.tx.consortium.dispatchAsRoot, call);
    for (const [kind, chunks, count] of [
      ['all in one chunk', 1, CALLS],
      ['in four chunks', 4, CALLS],
      ['each in a chunk of its own', MANY, DEARER],
    ]) {
      const calls = many(turns(chunks), count);
      const flat = await measured(t, `${kind}, side by side`, calls, issuer, payer);
      const nested = { forceBatch: nest(ways.forceBatch, calls, deepest - 1) };
      if (chunks > 1) {
        nested.ifElse = nest(ways.ifElse, calls, deepest - 1);
        nested.asDerivative = nest(ways.asDerivative, calls, deepest - 1);
      }
      for (const [way, call] of Object.entries(nested)) {
        const succeeds = way !== 'asDerivative';
        const deep = await measured(t, `${kind}, ${way}`, call, issuer, payer, { succeeds });
        const ratio = deep.total / flat.total;
        t.diagnostic(`${kind}, ${way}: ${ratio.toFixed(2)} times as long as side by side`);
        assert.ok(ratio <= PROLONGS, `${way}: ${ratio}`);
        assert.ok(deep.operations >= flat.operations, `${way}: ${deep.operations}`);
      }
      await nextPeriod();
      const decided = motion(asRoot(nest(ways.forceBatch, calls, deepest - 3)));
      const name = `${kind}, a motion as root`;
      const governors = { Governor: governor.address };
      const voted = await measured(t, name, decided, governor, governors, { succeeds: false });
      assert.ok(voted.total / flat.total <= PROLONGS, `${name}: ${voted.total}, ${flat.total}`);
    }
  });

  test('are refused when they are deeper, at the door', async () => {
    const leaf = bytesOf(world.chain.api.tx.system.remark('0x'));
    const ways = Object.entries(carriers(world.chain));
    const shapes = [
      ...ways.map(([way, carrier]) => [way, nest(carrier, leaf, deepest + 1), issuer]),
      ['mixed', ways.slice(0, deepest + 1).reduce((call, [, wrap]) => wrap(call), leaf), issuer],
      ['200 deep', nest(ways[2][1], leaf, 200), issuer],
      ['motion', motion(nest(ways[2][1], leaf, deepest)), governor],
    ];
    const beside = await world.chain.api.rpc.chain.getHeader();
    for (const [name, call, signer] of shapes) {
      const [answer] = await submitAll(world.rpc, [await signed(call, signer)]);
      assert.equal(refusalCode(answer), NESTED_TOO_DEEPLY, `${name}: ${JSON.stringify(answer)}`);
    }
    assert.equal(await bestNumber(world.rpc), beside.number.toNumber());
    const [deep] = await submitAll(world.rpc, [
      await signed(nest(ways[2][1], leaf, deepest), issuer),
    ]);
    assert.equal(deep.error, undefined, JSON.stringify(deep.error));
  });

  /** Returns the bytes of an offer with as many types as there may be, in no order. */
  function offer() {
    const types = Array.from({ length: TYPES }, (_, place) => place + 1);
    const rights = { AttestAndAccredit: 1 };
    const terms = { scope: { Types: types }, rights, validFrom: 1, validUntil: 2 };
    const bytes = bytesOf(world.chain.calls.offerAccreditation(1, null, terms));
    const encoded = (list) => Buffer.from(Uint32Array.from(list).buffer);
    const place = bytes.indexOf(encoded(types));
    assert.ok(place > 0, 'the types are in the call');
    // Multiplication by a number without a divisor in common leads through all places.
    encoded(types.map((_, n) => ((n * 29) % TYPES) + 1)).copy(bytes, place);
    return bytes;
  }

  test('take less time to decode than their bytes pay for', async (t) => {
    const { chain } = world;
    const { system, utility } = chain.api.tx;
    const offers = listOf(utility.forceBatch, Array(OFFERS).fill(offer()));
    const remarks = (count, bytes) => {
      const batch = Array(WIDTH).fill(bytesOf(system.remark(toHex(randomBytes(bytes)))));
      const batches = Array(count / WIDTH).fill(listOf(utility.forceBatch, batch));
      return listOf(utility.forceBatch, batches);
    };
    // As many calls as the chain decodes, and as many bytes as a transaction may have.
    for (const [name, call] of [
      [`${DECODED} remarks`, remarks(DECODED, 60)],
      [`${OFFERS} offers of ${TYPES} types`, offers],
    ]) {
      const calls = await signed(call, issuer);
      const same = system.remark(toHex(randomBytes(calls.length / 2 - 200)));
      const plain = await signed(bytesOf(same), issuer);
      const long = await refusal(world, calls, issuer, { runs: RUNS });
      const short = await refusal(world, plain, issuer, { runs: RUNS });
      const bytes = (calls.length - 2) / 2;
      const pays = bytes / PER_OPERATION;
      t.diagnostic(
        `${name} in ${(bytes / 1e6).toFixed(1)} MB: ${long.toFixed(0)} ms to receive, decode and refuse, ` +
          `${short.toFixed(0)} ms for one remark of that length; ${pays.toFixed(0)} operations by length`,
      );
      assert.ok(long <= SLOWER * slowness() * pays, `${name}: ${long} ms for ${pays} operations`);
    }

    // More calls are not even decoded: the runtime bounds the memory that they take.
    const before = await bestNumber(world.rpc);
    const [answer] = await submitAll(world.rpc, [await signed(remarks(10 * DECODED, 0), issuer)]);
    assert.ok(answer.error, 'ten times as many calls were taken');
    assert.equal(await bestNumber(world.rpc), before);
  });
});

// SPDX-License-Identifier: Apache-2.0

// Attacks with calls that carry calls. Such a call is weighed once when it is let in, and again at
// each level when it is dispatched, so the levels are bounded. At the deepest that is let in, the
// dearest calls take little longer than side by side; deeper, they are refused; and a network of
// four validators goes on while thieves send as much of it as their allowances give.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { account, connect, waitUntil } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { Network } from '../network/network.js';
import { slowness } from '../util/yardstick.js';
import {
  bestNumber,
  nextNonce,
  ownChain,
  PERIOD,
  refusalCode,
  registerInstitutions,
  submitAll,
} from './attack/chain.js';
import { dryRun, refusal } from './attack/measure.js';
import { bytesOf, callOf, listOf, signBytes } from './attack/raw.js';
import { temporaryFolder } from './support.js';

const UNLIMITED = 2 ** 32 - 1;
/** Changes in a call, and credentials in a chunk. */
const MANY = 256;
/**
 * Calls in a transaction of 1.58 MB, which take almost the 16 MiB in memory that the SDK decodes, and
 * in one whose changes are dearer.
 */
const CALLS = 1_000;
const DEARER = 32;
const RUNS = 5;
/** Calls in a batch, and in all batches of a transaction that is slow to decode. */
const WIDTH = 10_000;
const DECODED = 50_000;
/** The code of a refusal because calls are nested too deeply. */
const NESTED_TOO_DEEPLY = 5;
/** The factor by which nesting may prolong the execution of the same calls. */
const PROLONGS = 2;
/** The factor by which execution may exceed what was charged, on top of this machine's slowness. */
const SLOWER = 1;
const PER_OPERATION = 4_096;

/**
 * Returns the bytes of a status change of many credentials of a batch that does not exist, the same
 * number in each of some chunks.
 */
function changes(chain, chunks) {
  const each = MANY / chunks;
  const index = (place) => Math.floor(place / each) * MANY + (place % each);
  return bytesOf(
    chain.calls.changeStatuses(
      toHex(randomBytes(32)),
      Array.from({ length: MANY }, (_, place) => ({ index: index(place), change: 'Suspend' })),
    ),
  );
}

/** Returns the ways to nest a call once more, by their names. */
function carriers(chain) {
  const { utility } = chain.api.tx;
  const remark = bytesOf(chain.api.tx.system.remark('0x'));
  const index = Buffer.from([0, 0]);
  return {
    batch: (call) => listOf(utility.batch, [call]),
    batchAll: (call) => listOf(utility.batchAll, [call]),
    forceBatch: (call) => listOf(utility.forceBatch, [call]),
    ifElse: (call) => callOf(utility.ifElse, call, remark),
    asDerivative: (call) => callOf(utility.asDerivative, index, call),
  };
}

const nest = (carrier, call, levels) =>
  Array.from({ length: levels }).reduce((inner) => carrier(inner), call);

describe('calls that carry calls', { concurrency: 1 }, () => {
  const world = ownChain({ sealing: 'instant' });
  const governor = account('//Alice');
  let issuer;
  let institution;
  let deepest;

  const many = (leaf, count) =>
    listOf(world.chain.api.tx.utility.forceBatch, Array(count).fill(leaf));

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
  });

  const signed = async (call, signer) =>
    signBytes(world.chain, call, signer, await nextNonce(world.rpc, signer));

  /** Returns what a payer has used in the present period. */
  async function used(payer) {
    const { api } = world.chain;
    const best = await api.rpc.chain.getBlockHash();
    const usage = await (await api.at(best)).query.allowance.usages(payer);
    const { number } = await api.rpc.chain.getHeader(best);
    const present = Math.floor(number.toNumber() / PERIOD);
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
    const period = async () => Math.floor((await bestNumber(world.rpc)) / PERIOD);
    const present = await period();
    while ((await period()) === present) await world.chain.send(api.tx.system.remark('0x'), issuer);
  }

  /** Measures a call with its charge. */
  async function measured(t, name, call, signer, payer) {
    const hex = await signed(call, signer);
    const { refused, executed } = await dryRun(world, hex, signer, { runs: RUNS });
    const operations = await charged(call, signer, payer);
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
    const root = (call) => callOf(chain.api.tx.consortium.dispatchAsRoot, call);
    for (const [kind, chunks, count] of [
      ['all in one chunk', 1, CALLS],
      ['in four chunks', 4, CALLS],
      ['each in a chunk of its own', MANY, DEARER],
    ]) {
      const calls = many(changes(chain, chunks), count);
      const flat = await measured(t, `${kind}, side by side`, calls, issuer, payer);
      const nested = { forceBatch: nest(ways.forceBatch, calls, deepest - 1) };
      if (chunks > 1) {
        nested.ifElse = nest(ways.ifElse, calls, deepest - 1);
        nested.asDerivative = nest(ways.asDerivative, calls, deepest - 1);
      }
      for (const [way, call] of Object.entries(nested)) {
        const deep = await measured(t, `${kind}, ${way}`, call, issuer, payer);
        const ratio = deep.total / flat.total;
        t.diagnostic(`${kind}, ${way}: ${ratio.toFixed(2)} times as long as side by side`);
        assert.ok(ratio <= PROLONGS, `${way}: ${ratio}`);
        assert.ok(deep.operations >= flat.operations, `${way}: ${deep.operations}`);
      }
      await nextPeriod();
      const decided = motion(root(nest(ways.forceBatch, calls, deepest - 3)));
      const name = `${kind}, a motion as root`;
      const voted = await measured(t, name, decided, governor, { Governor: governor.address });
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

  test('take less time to decode than their bytes pay for', async (t) => {
    const { chain } = world;
    const { system, utility } = chain.api.tx;
    const remarks = (count, bytes) => {
      const batch = Array(WIDTH).fill(bytesOf(system.remark(toHex(randomBytes(bytes)))));
      const batches = Array(count / WIDTH).fill(listOf(utility.forceBatch, batch));
      return listOf(utility.forceBatch, batches);
    };
    // As many calls as the chain decodes, and as many bytes as a transaction may have.
    const calls = await signed(remarks(DECODED, 60), issuer);
    const same = system.remark(toHex(randomBytes(calls.length / 2 - 200)));
    const plain = await signed(bytesOf(same), issuer);
    const [long, short] = [
      await refusal(world, calls, issuer, { runs: RUNS }),
      await refusal(world, plain, issuer, { runs: RUNS }),
    ];
    const bytes = (calls.length - 2) / 2;
    const pays = bytes / PER_OPERATION;
    t.diagnostic(
      `${DECODED} remarks in ${(bytes / 1e6).toFixed(1)} MB: ${long.toFixed(0)} ms to receive, decode and ` +
        `refuse, ${short.toFixed(0)} ms for one remark of that length; ${pays.toFixed(0)} operations by length`,
    );
    assert.ok(long <= SLOWER * slowness() * pays, `${long} ms for ${pays} operations`);

    // More calls are not even decoded: the runtime bounds the memory that they take.
    const before = await bestNumber(world.rpc);
    const [answer] = await submitAll(world.rpc, [await signed(remarks(10 * DECODED, 0), issuer)]);
    assert.ok(answer.error, 'ten times as many calls were taken');
    assert.equal(await bestNumber(world.rpc), before);
  });
});

describe('a network of four validators', { concurrency: 1 }, () => {
  const THIEVES = ['//Bob', '//Charlie', '//Dave'];
  /** What each thief sends: what its allowance gives in two periods, at 386 operations each. */
  const EACH = 4;
  const SLOT = 3_000;
  /** The fewest blocks that are watched at rest, and the slots under attack. */
  const AT_REST = 6;
  const ATTACKED = PERIOD;
  /**
   * The blocks that are left of the period when the attack begins: a block has room for one of its
   * transactions. Half of the attack gets in at once, and the other half when the next period begins.
   */
  const ROOM = (THIEVES.length * EACH) / 2 + 1;
  /** How many more slots than at rest may pass without a block. */
  const MISSED = 4;
  /** The greatest distance from the best block to the last final one. */
  const BEHIND = 6;
  const folder = temporaryFolder();
  let network;
  let chain;

  before(async () => {
    const validator = (name, secret) => ({ name, role: 'validator', secret });
    network = await Network.create({
      folder: join(folder, 'network'),
      members: ['Alice', 'Bob', 'Charlie', 'Dave'].map((name) =>
        validator(name.toLowerCase(), `//${name}`),
      ),
    });
    await network.startAll();
    await network.untilFinal(2);
    chain = await connect(network.ws('alice'));
  });
  after(async () => {
    await chain?.close();
    await network?.killAll();
  });

  /** Returns the time of a block, in slots. */
  const slotOf = async (number) => {
    const at = await chain.api.at(await chain.api.rpc.chain.getBlockHash(number));
    return Math.floor((await at.query.timestamp.now()).toNumber() / SLOT);
  };

  /** Returns the slots between two blocks, and how many of them passed without a block. */
  const between = async (first, last) => {
    const slots = (await slotOf(last)) - (await slotOf(first));
    return { slots, missed: slots - (last - first) };
  };

  /** Waits until a period has the room that the attack needs, and not much more. */
  async function untilRoom(rpc, first) {
    const isDue = (best) => {
      const left = PERIOD - 1 - (best % PERIOD);
      return best - first >= AT_REST && left >= ROOM && left <= PERIOD / 2;
    };
    await waitUntil(async () => isDue(await bestNumber(rpc)), 'the middle of a period');
    return bestNumber(rpc);
  }

  /**
   * Watches a number of slots. Returns the number of the last block, and the greatest distance of the
   * last final block from it.
   */
  async function watch(slots, first) {
    const rpc = network.rpc('alice');
    const start = await slotOf(first);
    let farthest = 0;
    await waitUntil(
      async () => {
        const [best, final] = [await bestNumber(rpc), (await network.finalized('alice')).number];
        farthest = Math.max(farthest, best - final);
        return (await slotOf(best)) - start >= slots;
      },
      `${slots} slots`,
      3 * slots * SLOT,
    );
    return { last: await bestNumber(rpc), farthest };
  }

  /** Returns how many transactions of the thieves are in blocks. */
  async function countIncluded() {
    const { account: accounts } = chain.api.query.system;
    const all = await Promise.all(THIEVES.map((uri) => accounts(account(uri).address)));
    return all.reduce((sum, { nonce }) => sum + nonce.toNumber(), 0);
  }

  test('goes on while three thieves send the deepest and dearest calls', async (t) => {
    const rpc = network.rpc('alice');
    const { utility } = chain.api.tx;
    const leaf = changes(chain, 4);
    const levels = chain.api.consts.allowance.maxNesting.toNumber();
    const calls = listOf(utility.forceBatch, Array(CALLS).fill(leaf));
    const call = nest(carriers(chain).forceBatch, calls, levels - 1);
    const begin = await bestNumber(rpc);
    const first = await untilRoom(rpc, begin);
    const rest = await between(begin, first);
    for (const [place, uri] of THIEVES.entries()) {
      const node = network.rpc(network.names[place + 1]);
      for (let nonce = 0; nonce < EACH; nonce++) {
        const [answer] = await submitAll(node, [signBytes(chain, call, account(uri), nonce)]);
        assert.equal(answer.error, undefined, JSON.stringify(answer.error));
      }
    }
    const { last, farthest } = await watch(ATTACKED, first);
    const { slots, missed } = await between(first, last);
    const included = await countIncluded();
    const late = network.names.reduce(
      (sum, name) => sum + network.logSinceStart(name).split('Discarding proposal').length - 1,
      0,
    );
    t.diagnostic(
      `${THIEVES.length * EACH} sent, ${included} in blocks; ${missed} of ` +
        `${slots} slots without a block, ${rest.missed} of ${rest.slots} at rest; ` +
        `${late} blocks too late; finality at most ${farthest} blocks behind`,
    );
    // What the allowances of the first period did not give waited, and none was forgotten.
    await waitUntil(
      async () => (await countIncluded()) === THIEVES.length * EACH,
      'all of it to be in blocks',
      PERIOD * SLOT * slowness(),
    );
    const atRest = (rest.missed * slots) / rest.slots;
    assert.ok(missed <= atRest + MISSED * slowness(), `${missed} slots without a block`);
    assert.ok(farthest <= BEHIND * slowness(), `${farthest} blocks behind`);
    await network.untilFinal(last);
  });
});

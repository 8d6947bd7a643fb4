// SPDX-License-Identifier: Apache-2.0

// A network of four validators goes on while thieves send as much as their allowances give of the calls
// that are dearest by their weight: nested as deeply as is let in.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { account, connect, waitUntil } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { Network } from '../network/network.js';
import { slowness } from '../util/yardstick.js';
import { bestNumber, PERIOD, submitAll } from './attack/chain.js';
import { CALLS, carriers, changes, nest } from './attack/nested.js';
import { listOf, signBytes } from './attack/raw.js';
import { temporaryFolder } from './support.js';

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

  test('goes on while three thieves send the deepest calls', async (t) => {
    const rpc = network.rpc('alice');
    const { utility } = chain.api.tx;
    // The batch does not exist, so each of the calls ends at its first read: what is tried is a network
    // in which such a transaction is handed on, weighed and decoded. Their whole work is that of
    // attack-nesting.test.js.
    const leaf = changes(chain, 4, toHex(randomBytes(32)));
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
    // The yardstick counts while the machine is busy with the attack, and when it is over.
    const busy = slowness();
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
    // A network that stands still is no slow one: some blocks come on any machine, and some are final.
    const slow = Math.max(busy, slowness());
    const [mostMissed, mostBehind] = [atRest + MISSED * slow, BEHIND * slow];
    assert.ok(missed <= mostMissed && missed < slots, `${missed} slots without a block`);
    assert.ok(farthest <= mostBehind && farthest < slots, `${farthest} blocks behind`);
    assert.ok(included > 0, 'none of the attack is in a block');
    await network.untilFinal(last);
  });
});

// SPDX-License-Identifier: Apache-2.0

// A network of four validators goes on while thieves send as much as their allowances give of the calls
// that take longest: nested as deeply as is let in, with the dearest calls inside.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { account, connect, waitUntil } from '../client/chain.js';
import { Council } from '../client/council.js';
import { toHex } from '../client/hex.js';
import { Network } from '../network/network.js';
import { slowness } from '../util/yardstick.js';
import { bestNumber, nextNonce, PERIOD, registerInstitutions, submitAll } from './attack/chain.js';
import { CALLS, carriers, changes, MANY, nest } from './attack/nested.js';
import { listOf, signBytes } from './attack/raw.js';
import { temporaryFolder } from './support.js';

describe('a network of four validators', { concurrency: 1 }, () => {
  /** The operators of an institution whose keys are stolen. */
  const THIEVES = 3;
  /** What each thief sends: what its share of two allowances gives, at 422 operations each. */
  const EACH = 4;
  /** The allowance of the institution, whose admin has a share as well. */
  const ALLOWANCE = ((THIEVES + 1) * EACH * 430) / 2;
  const SLOT = 3_000;
  /** The fewest blocks that are watched at rest, and the slots under attack. */
  const AT_REST = 6;
  const ATTACKED = PERIOD;
  /**
   * The blocks that are left of the period when the attack begins: a block has room for one of its
   * transactions. Half of the attack gets in at once, and the other half when the next period begins.
   */
  const ROOM = (THIEVES * EACH) / 2 + 1;
  /** How many more slots than at rest may pass without a block. */
  const MISSED = 4;
  /** The greatest distance from the best block to the last final one. */
  const BEHIND = 6;
  const folder = temporaryFolder();
  /** The root of a batch of the institution, with {@link MANY} chunks. */
  const root = toHex(randomBytes(32));
  let network;
  let chain;
  let thieves;

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
    const council = new Council(chain, ['//Alice', '//Bob', '//Charlie', '//Dave'].map(account));
    const wanted = [{ name: 'Robbed', allowance: ALLOWANCE, operators: THIEVES }];
    const [robbed] = await registerInstitutions({ chain, council }, wanted);
    thieves = robbed.operators;
    const anchor = { root, size: MANY * MANY, validity: 'Never' };
    await chain.send(chain.calls.anchor(robbed.grant, 1, anchor), thieves[0]);
    await chain.settled();
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
    const all = await Promise.all(thieves.map(({ address }) => accounts(address)));
    return all.reduce((sum, { nonce }) => sum + nonce.toNumber(), 0);
  }

  test('goes on while three thieves send the deepest and dearest calls', async (t) => {
    const rpc = network.rpc('alice');
    const { utility } = chain.api.tx;
    // All of them succeed, and leave the statuses as they were.
    const turns = ['Suspend', 'Reinstate'].map((change) => changes(chain, 4, root, change));
    const levels = chain.api.consts.allowance.maxNesting.toNumber();
    const calls = listOf(
      utility.forceBatch,
      Array.from({ length: CALLS }, (_, place) => turns[place % 2]),
    );
    const call = nest(carriers(chain).forceBatch, calls, levels - 1);
    const begin = await bestNumber(rpc);
    const first = await untilRoom(rpc, begin);
    const rest = await between(begin, first);
    const earlier = await countIncluded();
    for (const [place, thief] of thieves.entries()) {
      const node = network.rpc(network.names[place + 1]);
      const next = await nextNonce(node, thief);
      for (let more = 0; more < EACH; more++) {
        const [answer] = await submitAll(node, [signBytes(chain, call, thief, next + more)]);
        assert.equal(answer.error, undefined, JSON.stringify(answer.error));
      }
    }
    // The yardstick counts while the machine is busy with the attack, and when it is over.
    const busy = slowness();
    const { last, farthest } = await watch(ATTACKED, first);
    const { slots, missed } = await between(first, last);
    const included = (await countIncluded()) - earlier;
    const late = network.names.reduce(
      (sum, name) => sum + network.logSinceStart(name).split('Discarding proposal').length - 1,
      0,
    );
    t.diagnostic(
      `${THIEVES * EACH} sent, ${included} in blocks; ${missed} of ` +
        `${slots} slots without a block, ${rest.missed} of ${rest.slots} at rest; ` +
        `${late} blocks too late; finality at most ${farthest} blocks behind`,
    );
    // What the allowances of the first period did not give waited, and none was forgotten.
    await waitUntil(
      async () => (await countIncluded()) - earlier === THIEVES * EACH,
      'all of it to be in blocks',
      3 * PERIOD * SLOT * slowness(),
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

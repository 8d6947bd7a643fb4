// SPDX-License-Identifier: Apache-2.0

// A node with real consensus: blocks in slots, made final by GRANDPA, and nothing lost when the
// power fails.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { journey } from '../../journey/index.js';
import { YEAR } from '../../journey/stage.js';
import { connect, until } from '../../lib/chain.js';
import { leafHash } from '../../lib/hash.js';
import { toHex } from '../../lib/hex.js';
import { ownNode } from './support.js';

const number = async (rpc, hash) => Number((await rpc.call('chain_getHeader', hash)).number);
const finalized = async (rpc) => {
  const hash = await rpc.call('chain_getFinalizedHead');
  return { hash, number: await number(rpc, hash) };
};

describe('consensus', { concurrency: 1 }, () => {
  const world = ownNode({ sealing: 'consensus' });
  let stage;
  after(() => stage?.chain.close());

  test('blocks are made and become final', async () => {
    const { rpc } = world.node;
    await until(async () => (await finalized(rpc)).number >= 2, 'two final blocks');
    const round = await rpc.call('grandpa_roundState');
    assert.equal(round.best.totalWeight, 1);
  });

  test('the journey is played as on instant seal', async () => {
    stage = await journey({ node: world.node, folder: join(world.folder, 'journey') });
    assert.ok(stage.facts.cohort.length >= 1_000);
  });

  describe('after a kill -9', { concurrency: 1 }, () => {
    const anchored = [];
    let grant;

    before(async () => {
      // The journey ended with the university's grant withdrawn: the council gives it another.
      const { chain, calls, council, accounts, facts } = stage;
      const from = await chain.time();
      const offered = await council.decide(
        calls.offerAccreditation(facts.university, null, {
          scope: { Types: [facts.type] },
          rights: { attest: true, delegation: 0 },
          validFrom: from,
          validUntil: from + YEAR,
        }),
      );
      grant = stage.event(offered, 'AccreditationOffered').accreditation.toNumber();
      await chain.send(calls.acceptAccreditation(grant), accounts.university);
    });

    /** Anchor one credential; the reference to ask for it with. */
    async function anchorOne() {
      const leaf = toHex(leafHash(randomBytes(32)));
      const anchor = { root: leaf, size: 1, validUntil: null };
      const call = stage.calls.anchor(grant, stage.facts.type, anchor);
      const { number } = await stage.chain.send(call, stage.accounts.operator);
      return { number, reference: { institution: stage.facts.university, leaf, index: 0, size: 1, path: [] } };
    }

    for (const round of [1, 2]) {
      test(`what was final is still there, and the chain goes on (${round})`, async (t) => {
        let ended = false;
        const anchoring = (async () => {
          while (!ended) anchored.push(await anchorOne());
        })().catch((error) => error);
        await until(() => anchored.length >= 2 * round, 'something anchored');
        await delay(Math.random() * 3_000);

        const { rpc } = world.node;
        const last = await finalized(rpc);
        const safe = anchored.filter(({ number }) => number <= last.number);
        const references = safe.map(({ reference }) => reference);
        const before = await rpc.call('credentials_verify', references, last.hash);
        ended = true;
        await world.node.kill();
        await stage.chain.close();
        await Promise.race([anchoring, delay(1_000)]);
        assert.ok(safe.length > 0 && before.every(({ outcome }) => outcome === 'valid'));

        await world.start();
        stage.chain = await connect(world.node.ws);
        const again = world.node.rpc;
        const found = await finalized(again);
        assert.ok(found.number >= last.number, `final was ${last.number}, is ${found.number}`);
        assert.equal(await again.call('chain_getBlockHash', last.number), last.hash);
        assert.deepEqual(await again.call('credentials_verify', references, last.hash), before);
        const now = await again.call('credentials_verify', references);
        assert.ok(now.every(({ outcome }) => outcome === 'valid'));
        t.diagnostic(`${safe.length} anchored and final before the kill, at block ${last.number}`);

        await until(async () => (await finalized(again)).number > found.number + 1, 'new final blocks');
        const { reference, number } = await anchorOne();
        await until(async () => (await finalized(again)).number >= number, 'it to become final');
        const [verdict] = await again.call('credentials_verify', [reference]);
        assert.equal(verdict.outcome, 'valid');
      });
    }

    test('the journey of before has the verdicts of before', async () => {
      const { facts, chain } = stage;
      const references = facts.cohort.map(({ reference }) => reference);
      const { blockHash } = facts.cohortVerdicts[0].asOf;
      assert.deepEqual(await chain.verify(references, { hash: blockHash }), facts.cohortVerdicts);
      const late = await chain.verify(facts.late.map(({ reference }) => reference));
      assert.ok(late.every(({ reasons }) => reasons.includes('voided')));
    });
  });
});

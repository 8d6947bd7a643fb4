// SPDX-License-Identifier: Apache-2.0

// Runs a node with real consensus: blocks come in slots, GRANDPA makes them final, and nothing is
// lost when the power fails.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { checkBundle } from '../client/bundle.js';
import { connect, waitUntil } from '../client/chain.js';
import { leafHash } from '../client/hash.js';
import { toHex } from '../client/hex.js';
import { bundleOf, Keeper } from '../client/keeper.js';
import { YEAR } from '../journey/context.js';
import { journey } from '../journey/index.js';
import { ownNode } from './support.js';

const number = async (rpc, hash) => Number((await rpc.call('chain_getHeader', hash)).number);
const finalized = async (rpc) => {
  const hash = await rpc.call('chain_getFinalizedHead');
  return { hash, number: await number(rpc, hash) };
};

describe('consensus', { concurrency: 1 }, () => {
  const world = ownNode({ sealing: 'consensus' });

  test('blocks are made and become final', async () => {
    const { rpc } = world.node;
    await waitUntil(async () => (await finalized(rpc)).number >= 2, 'two final blocks');
    const round = await rpc.call('grandpa_roundState');
    assert.equal(round.best.totalWeight, 1);
  });

  test('the journey is played as on instant seal', async () => {
    world.context = await journey({ node: world.node, folder: join(world.folder, 'journey') });
    assert.ok(world.context.facts.cohort.length >= 1_000);
  });

  test('what the node says is proven to a second implementation', async (t) => {
    const { rpc } = world.node;
    const { chain, facts } = world.context;
    await chain.settled();
    world.keeper = await Keeper.ofFirstBlock(rpc);
    assert.equal(await world.keeper.learn(rpc), 0, 'no set hands over where nothing changes');
    const cohort = facts.cohort.slice(0, 200).map(({ reference }) => reference);
    const nobodys = { ...cohort[0], leaf: toHex(leafHash(randomBytes(32))) };
    const last = await world.keeper.keep(rpc, [...cohort, nobodys]);
    for (const share of [1, 2, 3]) {
      const past = await rpc.call('chain_getBlockHash', Math.floor((last.blockNumber * share) / 4));
      const { blockHash } = await world.keeper.keep(rpc, [cohort[0], nobodys], past);
      assert.equal(blockHash, past, 'exactly that block');
    }
    await world.keeper.check();
    const sizes = world.keeper.kept.map(({ bundle }) => bundle.length);
    t.diagnostic(`bundles of ${sizes.join(', ')} bytes`);
  });

  test('evidence of one credential says nothing false about others', async (t) => {
    const { rpc } = world.node;
    const { trusted } = world.keeper;
    const { facts } = world.context;
    const cohort = facts.cohort.map(({ reference }) => reference);
    const answer = await rpc.call('credentials_prove', [cohort[0]]);
    const bundle = bundleOf(answer);
    const shown = await checkBundle(bundle, trusted, { now: Date.now(), maxAge: null });
    // The key with which it was signed is a record that was not asked for.
    const { items } = await rpc.call('credentials_documentKeys', facts.university);
    const others = [
      { ...cohort[0], signedBy: items[0].key },
      { ...cohort[0], institution: facts.agency },
      ...cohort.slice(0, 900),
    ];
    const said = await rpc.call('credentials_verify', others, shown.asOf.hash);
    let uncovered = 0;
    for (const [place, { asOf: _, ...verdict }] of said.entries()) {
      try {
        assert.deepEqual(await shown.verdict(others[place]), verdict);
      } catch (error) {
        if (error.word !== 'incomplete') throw error;
        uncovered += 1;
      }
    }
    t.diagnostic(`of ${said.length} others ${uncovered} are not covered`);
    await assert.rejects(shown.verdict(others[0]), ({ word }) => word === 'incomplete');
    // The age is judged by the clock of the verifier.
    const tomorrow = { now: Date.now() + 86_400_000, maxAge: 3_600_000 };
    const late = checkBundle(bundle, trusted, tomorrow);
    await assert.rejects(late, ({ word }) => word === 'tooOld');
  });

  describe('after a kill -9', { concurrency: 1 }, () => {
    const references = [];
    let grant;

    before(async () => {
      // The journey ended with the university's grant withdrawn, so the council gives it another.
      const { chain, calls, council, accounts, facts } = world.context;
      const from = await chain.time();
      const offered = await council.decide(
        calls.offerAccreditation(facts.university, null, {
          scope: { Types: [facts.type] },
          rights: 'Attest',
          validFrom: from,
          validUntil: from + YEAR,
        }),
      );
      grant = world.context.event(offered, 'AccreditationOffered').accreditation.toNumber();
      await chain.send(calls.acceptAccreditation(grant), accounts.university);
    });

    /** Returns signed anchorings of single credentials, with the references to ask for them. */
    async function signMany(count) {
      const { api, calls, accounts, facts } = world.context;
      const { genesisHash, runtimeVersion } = api;
      const next = (await api.rpc.system.accountNextIndex(accounts.operator.address)).toNumber();
      return Array.from({ length: count }, (_, place) => {
        const leaf = toHex(leafHash(randomBytes(32)));
        const call = calls.anchor(grant, facts.type, { root: leaf, size: 1, validity: 'Never' });
        const nonce = next + place;
        const options = { nonce, genesisHash, blockHash: genesisHash, runtimeVersion };
        const reference = { institution: facts.university, leaf, index: 0, size: 1, path: [] };
        return { hex: call.sign(accounts.operator, options).toHex(), reference };
      });
    }

    for (const round of [1, 2]) {
      test(`what was final is still there, and the chain goes on (${round})`, async (t) => {
        const { rpc } = world.node;
        const signed = await signMany(200);
        await world.context.chain.close();
        let ended = false;
        const anchoring = (async () => {
          for (const { hex, reference } of signed) {
            if (ended) return;
            references.push(reference);
            await rpc.call('author_submitExtrinsic', hex).catch((error) => assert.ok(ended, error));
            await delay(100);
          }
        })();
        const first = references.length;
        const valid = (verdicts) => verdicts.filter(({ outcome }) => outcome === 'valid').length;
        await waitUntil(
          async () => valid(await rpc.call('credentials_verify', references.slice(first))) > 0,
          'something anchored to become final',
        );
        // The node is killed once at any moment, and once as soon as another block is final.
        const { number } = await finalized(rpc);
        if (round === 1) await delay(Math.random() * 3_000);
        else
          await waitUntil(
            async () => (await finalized(rpc)).number > number,
            'another final block',
          );

        const last = await finalized(rpc);
        const asked = [...references];
        const before = await rpc.call('credentials_verify', asked, last.hash);
        ended = true;
        await world.node.kill();
        await anchoring;

        await world.start();
        const again = world.node.rpc;
        const found = await finalized(again);
        assert.ok(found.number >= last.number, `final was ${last.number}, is ${found.number}`);
        assert.equal(await again.call('chain_getBlockHash', last.number), last.hash);
        assert.deepEqual(await again.call('credentials_verify', asked, last.hash), before);
        t.diagnostic(
          `${valid(before)} of ${asked.length} sent were anchored and final at block ${last.number}, ` +
            'when the node was killed',
        );

        await waitUntil(
          async () => (await finalized(again)).number > found.number + 1,
          'new final blocks',
        );
        world.context.chain = await connect(world.node.ws);
        world.context.api = world.context.chain.api;
        world.context.calls = world.context.chain.calls;
        const [{ hex, reference }] = await signMany(1);
        await world.context.chain.submit(hex);
        await world.context.chain.settled();
        const [verdict] = await again.call('credentials_verify', [reference]);
        assert.equal(verdict.outcome, 'valid');
        references.push(reference);
      });
    }

    test('bundles from before are worth what they were, and the same block is proven again', async () => {
      const { rpc } = world.node;
      const [{ references, verdicts }] = world.keeper.kept;
      await world.keeper.keep(rpc, references, verdicts[0].asOf.blockHash);
      assert.deepEqual(world.keeper.kept.at(-1).verdicts, verdicts);
      await world.keeper.check();
    });

    test('the journey of before has the verdicts of before', async () => {
      const { facts, chain } = world.context;
      const references = facts.cohort.map(({ reference }) => reference);
      const { blockHash } = facts.cohortVerdicts[0].asOf;
      assert.deepEqual(await chain.verify(references, { hash: blockHash }), facts.cohortVerdicts);
      const late = await chain.verify(facts.late.map(({ reference }) => reference));
      assert.ok(late.every(({ reasons }) => reasons.includes('voided')));
    });
  });
});

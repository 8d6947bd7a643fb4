// SPDX-License-Identifier: Apache-2.0

// Attacks with questions for evidence: many clients ask for proofs as large as they may be. Another
// client is answered correctly all the while.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, test } from 'node:test';

import { waitUntil } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { median } from '../util/statistics.js';
import { slowness } from '../util/yardstick.js';
import { Attackers } from './attack/attackers.js';
import { ownChain, registerInstitutions } from './attack/chain.js';
import { assertServed, figures, verifyFor } from './attack/modest.js';
import { timed } from './support.js';

/** The references for which one call returns evidence. */
const MOST = 256;
const DURATION = 12_000;
/** How often the time of an answer is measured. */
const ROUNDS = 31;

describe('questions for evidence', { concurrency: 1 }, () => {
  const world = ownChain();
  let references;
  let earlier;

  before(async () => {
    const { chain, rpc } = world;
    const [issuer] = await registerInstitutions(world, [
      { name: 'University', allowance: 1_000, operators: 1 },
    ]);
    // Each credential is a batch of its own, so each has a way of its own in the proof.
    const single = () => ({ root: toHex(randomBytes(32)), size: 1, validity: 'Never' });
    const anchors = Array.from({ length: MOST }, single);
    await chain.send(chain.calls.anchorMany(issuer.grant, 1, anchors), issuer.operators[0]);
    references = anchors.map(({ root }) => ({
      institution: issuer.id,
      leaf: root,
      index: 0,
      size: 1,
      path: [],
    }));
    await chain.settled();
    earlier = await rpc.call('chain_getFinalizedHead');
    const height = async (hash) => Number((await rpc.call('chain_getHeader', hash)).number);
    const first = await height(earlier);
    await waitUntil(
      async () => (await height(await rpc.call('chain_getFinalizedHead'))) > first,
      'another final block',
    );
  });

  test('are measured beside verdicts', async (t) => {
    const { rpc } = world;
    for (const count of [1, 16, MOST]) {
      const asked = references.slice(0, count);
      const times = { credentials_prove: [], credentials_verify: [] };
      let answer;
      for (let round = 0; round < ROUNDS; round++) {
        for (const [method, all] of Object.entries(times)) {
          all.push(await timed(async () => (answer = await rpc.call(method, asked))));
          if (method === 'credentials_prove') assert.equal(answer.setId, 0);
        }
      }
      const [{ evidence }, ...medians] = [
        await rpc.call('credentials_prove', asked),
        ...Object.values(times).map((all) => median(all).toFixed(2)),
      ];
      t.diagnostic(
        `${count} batches: ${(evidence.length - 2) / 2} bytes of evidence in ${medians[0]} ms, ` +
          `verdicts in ${medians[1]} ms, medians of ${ROUNDS} in turn`,
      );
    }
  });

  test('of proofs as large as they may be', async (t) => {
    const { rpc } = world;
    const past = await rpc.call('credentials_prove', references, earlier);
    assert.equal(past.asOf.blockHash, earlier);

    const slower = slowness();
    const rest = await verifyFor(rpc.url, references, 2_000);
    const plans = [
      { kind: 'proofs', connections: 8 },
      { kind: 'proofsOfPast', connections: 4 },
      { kind: 'proofsOfRecords', connections: 4 },
      { kind: 'authoritySets', connections: 4 },
    ];
    const attackers = new Attackers(rpc.url, plans, { references, earlier });
    await attackers.begun;
    const times = await verifyFor(rpc.url, references, DURATION);
    const tally = await attackers.end();
    t.diagnostic(`at rest ${figures(rest)}`);
    t.diagnostic(`under attack ${figures(times)}`);
    t.diagnostic(`attackers were answered ${JSON.stringify(tally)}`);
    for (const { kind } of plans) assert.deepEqual(Object.keys(tally[kind]), ['200 a result'], kind);
    assertServed(times, slower);
  });
});

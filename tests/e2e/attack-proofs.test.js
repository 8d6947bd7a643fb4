// SPDX-License-Identifier: Apache-2.0

// Attacks with questions for evidence: many clients ask for proofs as large as they may be. Another
// client is answered correctly all the while.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, test } from 'node:test';

import { waitUntil } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { slowness } from '../util/yardstick.js';
import { Attackers } from './attack/attackers.js';
import { ownChain, registerInstitutions } from './attack/chain.js';
import { assertServed, figures, verifyFor } from './attack/modest.js';

/** The references for which one call returns evidence. */
const MOST = 256;
const DURATION = 12_000;

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

  test('of proofs as large as they may be', async (t) => {
    const { rpc } = world;
    const [{ evidence }, past] = await Promise.all(
      [null, earlier].map((at) => rpc.call('credentials_prove', references, at)),
    );
    assert.equal(past.asOf.blockHash, earlier);
    t.diagnostic(`evidence of ${MOST} batches: ${(evidence.length - 2) / 2} bytes`);

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

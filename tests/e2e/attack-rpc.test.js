// SPDX-License-Identifier: Apache-2.0

// Attacks on the RPC: many clients ask as much as they may, or more, or without ever finishing.
// Another client is answered correctly all the while.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { leafHash } from '../client/hash.js';
import { toHex } from '../client/hex.js';
import { Tree } from '../client/merkle.js';
import { referenceOf } from '../client/reference.js';
import { YEAR } from '../journey/context.js';
import { slowness } from '../util/yardstick.js';
import { Attackers } from './attack/attackers.js';
import { AUTHOR, registerInstitutions, ownChain } from './attack/chain.js';
import { assertServed, figures, verifyFor } from './attack/modest.js';
import { timed } from './support.js';

const GIGABYTE = 2 ** 20;
const MANY = 256;
/** The answer to each attack, as attackers count them: a result, or the code of an error. */
const ANSWERS = {
  ...Object.fromEntries(
    [
      'references',
      'longPaths',
      'statuses',
      'issuers',
      'types',
      'batches',
      'given',
      'keys',
      'list',
      'log',
      'metadata',
    ].map((kind) => [kind, '200 a result']),
  ),
  // The codes are of JSON-RPC 2.0 (no JSON, wrong parameters), of jsonrpsee (too large a batch),
  // and of this project (too long a list).
  malformed: '200 -32700',
  nested: '200 -32602',
  largeText: '200 -32602',
  batch: '200 -32010',
  largeBatch: '200 -32010',
  largeList: '200 9006',
};
/**
 * The institutions that one page looks at, and the grants of each: a page looks at 1,280 at most.
 */
const PAGE = 100;
const GRANTS = 12;
/** The credentials whose statuses one call returns. */
const STATUSES = 262_144;

/** The limit for the attack on memory, in KiB as the system counts it. */
const MOST_MEMORY = 4 * GIGABYTE;

describe('the RPC under attack', { concurrency: 1 }, () => {
  const world = ownChain({ sealing: 'instant' });
  let issuer;
  let references;
  let batch;

  before(async () => {
    const { chain } = world;
    const { calls } = chain;
    const names = Array.from({ length: PAGE }, (_, n) => `University ${n}`);
    const issuers = await registerInstitutions(
      world,
      names.map((name) => ({ name, allowance: 1_000, operators: 1 })),
    );
    [issuer] = issuers;
    await accreditOften(issuers);
    const leaves = Array.from({ length: 1_000 }, () => leafHash(randomBytes(32)));
    const tree = new Tree(leaves);
    const cohort = { root: toHex(tree.root), size: tree.size, validity: 'Never' };
    await chain.send(calls.anchor(issuer.grant, 1, cohort), issuer.operators[0]);
    references = leaves.map((leaf, index) => referenceOf(issuer.id, leaf, tree, index));

    // This batch has a status in each of the chunks that one call returns.
    batch = {
      institution: issuer.id,
      root: toHex(randomBytes(32)),
      label: toHex(randomBytes(16)),
    };
    const large = { root: batch.root, size: STATUSES, validity: 'Never' };
    await chain.send(calls.anchor(issuer.grant, 1, large), issuer.operators[0]);
    // One page has as many parts as it may, and there is another one.
    const parts = Array.from({ length: PAGE + 1 }, () => cohort.root);
    await chain.send(calls.listBatches(batch.label, 0, parts), issuer.operators[0]);
    for (let first = 0; first < STATUSES; first += MANY * MANY) {
      const changes = Array.from({ length: MANY }, (_, n) => ({
        index: first + n * MANY,
        change: 'Suspend',
      }));
      await chain.send(calls.changeStatuses(batch.root, changes), issuer.operators[0]);
    }
    await chain.settled();
  });

  /**
   * Gives each institution so many grants that a page of the listing looks at as many as it may.
   */
  async function accreditOften(issuers) {
    const { chain, council } = world;
    const { calls, api } = chain;
    const terms = {
      scope: 'Any',
      rights: 'Attest',
      validFrom: 1,
      validUntil: Date.now() + YEAR,
    };
    const offers = issuers.flatMap(({ id }) => Array(GRANTS - 1).fill(id));
    const first = issuers.length + 1;
    for (let place = 0; place < offers.length; place += MANY) {
      const some = offers.slice(place, place + MANY);
      const made = some.map((id) => calls.offerAccreditation(id, null, terms));
      await council.decide(api.tx.utility.batchAll(made));
    }
    const accept = (place) =>
      Array.from({ length: GRANTS - 1 }, (_, n) =>
        calls.acceptAccreditation(first + place * (GRANTS - 1) + n),
      );
    await chain.sendAll(
      issuers.map(({ admin }, place) => [api.tx.utility.batchAll(accept(place)), admin]),
    );
    await chain.settled();
    const { items } = await chain.read('issuers', null, 1, PAGE);
    assert.equal(items.length, PAGE);
    assert.ok(items.every(({ accreditations }) => accreditations.length === GRANTS));
  }

  /** Returns the peak memory of the node, in KiB. */
  function peakMemory() {
    const { pid } = world.network.node(AUTHOR).process;
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)[1]);
  }

  /** Measures answers at rest, under an attack, and afterwards. */
  async function withstand(t, plans, duration = 12_000) {
    const slower = slowness();
    const rest = await verifyFor(world.rpc.url, references, 2_000);
    const attackers = new Attackers(world.rpc.url, plans, { references, batch });
    await attackers.begun;
    const times = await verifyFor(world.rpc.url, references, duration);
    const tally = await attackers.end();
    const after = await verifyFor(world.rpc.url, references, 1_000);
    t.diagnostic(`at rest ${figures(rest)}`);
    t.diagnostic(`under attack ${figures(times)}`);
    t.diagnostic(
      `afterwards ${figures(after)}; at most ${(peakMemory() / GIGABYTE).toFixed(2)} GiB of memory`,
    );
    t.diagnostic(`attackers were answered ${JSON.stringify(tally)}`);
    for (const { kind } of plans) {
      assert.ok(tally[kind], `${kind} was no attack`);
      if (kind in ANSWERS) assert.deepEqual(Object.keys(tally[kind]), [ANSWERS[kind]], kind);
    }
    assertServed(times, slower);
    assert.ok(peakMemory() <= MOST_MEMORY, `${peakMemory()} KiB`);
    return tally;
  }

  test('of questions as large as they may be', async (t) => {
    await withstand(t, [
      { kind: 'references', connections: 6 },
      { kind: 'longPaths', connections: 6 },
      { kind: 'statuses', connections: 3 },
      { kind: 'issuers', connections: 3 },
      { kind: 'types', connections: 3 },
      { kind: 'batches', connections: 3 },
      { kind: 'given', connections: 3 },
      { kind: 'keys', connections: 3 },
      { kind: 'list', connections: 3 },
      { kind: 'metadata', connections: 2 },
    ]);
  });

  test('of bodies of 15 MB, nested, malformed, and of batches', async (t) => {
    await withstand(t, [
      { kind: 'largeList', connections: 3 },
      { kind: 'largeText', connections: 3 },
      { kind: 'nested', connections: 3 },
      { kind: 'malformed', connections: 5 },
      { kind: 'batch', connections: 3 },
      { kind: 'largeBatch', connections: 2 },
    ]);
  });

  test('of requests that never end, and of subscriptions', async (t) => {
    const tally = await withstand(t, [
      { kind: 'halfHead', connections: 20 },
      { kind: 'halfBody', connections: 20 },
      { kind: 'subscriptions', connections: 4 },
    ]);
    assert.ok(tally.subscriptions.made > 0);
  });

  test('of all of it at once, and members are served as well', async (t) => {
    const plans = [
      { kind: 'references', connections: 6 },
      { kind: 'longPaths', connections: 6 },
      { kind: 'statuses', connections: 3 },
      { kind: 'issuers', connections: 3 },
      { kind: 'largeList', connections: 1 },
      { kind: 'largeText', connections: 1 },
      { kind: 'nested', connections: 1 },
      { kind: 'malformed', connections: 3 },
      { kind: 'batch', connections: 2 },
      { kind: 'halfHead', connections: 10 },
      { kind: 'halfBody', connections: 10 },
      { kind: 'subscriptions', connections: 2 },
    ];
    let isOver = false;
    const anchoring = (async () => {
      const times = [];
      while (!isOver) {
        const one = { root: toHex(randomBytes(32)), size: 1, validity: 'Never' };
        const call = world.chain.calls.anchor(issuer.grant, 1, one);
        times.push(await timed(() => world.chain.send(call, issuer.operators[0])));
        await delay(500);
      }
      return times;
    })();
    await withstand(t, plans).finally(() => (isOver = true));
    t.diagnostic(`a credential was in a block: ${figures(await anchoring)}`);
  });
});

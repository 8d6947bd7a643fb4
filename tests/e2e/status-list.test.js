// SPDX-License-Identifier: Apache-2.0

// Anchors batches into status lists on a running node and reads them as a gateway would, which
// knows nothing but the label in a document.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';

import { DispatchFailure } from '../client/chain.js';
import { prepare, withReferences } from '../client/cohort.js';
import { leafHash } from '../client/hash.js';
import { toHex } from '../client/hex.js';
import { Rpc, RpcError } from '../client/rpc.js';
import { newSalt } from '../client/salt.js';
import {
  bitAt,
  bitstring,
  decodeList,
  listAddress,
  listCredential,
  newLabel,
  readStatusList,
  statusEntry,
} from '../client/statusList.js';
import { ownUniversity } from './support.js';

describe('status lists', { concurrency: 1 }, () => {
  const world = ownUniversity();
  const host = 'https://status.example.org';
  const listOf = (label) => ({ host, institution: world.context.facts.university, label });

  /** Signs a cohort for places of a list, before its root is known. */
  const signed = (label, start, count) =>
    prepare(
      Array.from({ length: count }, (_, n) => ({
        name: `${n}`,
        document: { salt: newSalt() },
      })),
      (index) => statusEntry(listOf(label), start + index),
    );

  const anchorOf = ({ tree }) => ({ root: toHex(tree.root), size: tree.size, validity: 'Never' });
  const rootOf = ({ tree }) => toHex(tree.root);

  /** Anchors a cohort and appends it to a list, in one transaction. */
  function anchorAndList(cohort, label, start) {
    const { calls, chain, api, accounts, facts } = world.context;
    const both = [
      calls.anchor(facts.grant, facts.type, anchorOf(cohort)),
      calls.listBatches(label, start, [rootOf(cohort)]),
    ];
    return chain.sendFinal(api.tx.utility.batchAll(both), accounts.operator);
  }

  /** Asks over plain HTTP, as a gateway does. */
  async function gateway(label, at) {
    const rpc = new Rpc(world.node.rpc.url);
    const read = (method, ...params) => rpc.call(`credentials_${method}`, ...params);
    try {
      return await readStatusList(read, world.context.facts.university, label, at);
    } finally {
      rpc.close();
    }
  }

  const failsWith = (attempt, name) =>
    assert.rejects(attempt, (error) => {
      assert.ok(error instanceof DispatchFailure, error.stack);
      assert.equal(error.reason, `credentials.${name}`);
      return true;
    });

  /** Checks that the bit of each credential is what its verdict says. */
  async function agrees(label, cohorts, list) {
    const { context } = world;
    const credential = listCredential(list, { ...listOf(label), issuer: 'did:web:uni.example' });
    const bits = decodeList(credential.credentialSubject.encodedList);
    for (const cohort of cohorts) {
      const credentials = withReferences(context.facts.university, cohort);
      const references = credentials.map(({ reference }) => reference);
      const verdicts = await context.verify(references, { hash: list.asOf.blockHash });
      credentials.forEach(({ text }, n) => {
        const place = Number(JSON.parse(text).credentialStatus.statusListIndex);
        assert.equal(bitAt(bits, place), verdicts[n].outcome === 'invalid', `place ${place}`);
      });
    }
    return bits;
  }

  test('two batches in one list, each anchored with it in one transaction', async () => {
    const { context } = world;
    const { chain, facts } = context;
    const label = newLabel();
    assert.equal(await gateway(label), null);
    const first = signed(label, 0, 300);
    const inclusion = await anchorAndList(first, label, 0);
    const data = context.event(inclusion, 'BatchesListed');
    assert.deepEqual(
      [data.institution.toNumber(), data.label.toHex(), data.start.toNumber()],
      [facts.university, label, 0],
    );
    const second = signed(label, 300, 7);
    await anchorAndList(second, label, 300);
    const list = await gateway(label);
    assert.deepEqual(
      [list.end, list.parts.map(({ start, root, size }) => ({ start, root, size }))],
      [
        307,
        [
          { start: 0, root: rootOf(first), size: 300 },
          { start: 300, root: rootOf(second), size: 7 },
        ],
      ],
    );

    await context.changeStatuses(
      rootOf(first),
      { index: 3, change: 'Suspend' },
      { index: 299, change: { Revoke: 'Misconduct' } },
    );
    const change = { Revoke: 'LearnerRequest' };
    await context.changeStatuses(rootOf(second), { index: 0, change });
    const after = await gateway(label);
    const cohorts = [first, second];
    const bits = await agrees(label, cohorts, after);
    const set = Array.from({ length: 400 }, (_, place) => place).filter((p) => bitAt(bits, p));
    assert.deepEqual(set, [3, 299, 300]);
    const final = bitstring(after, 'revocation');
    assert.deepEqual(
      [3, 299, 300].map((place) => bitAt(final, place)),
      [false, true, true],
    );

    await context.changeStatuses(rootOf(first), { index: 3, change: 'Reinstate' });
    assert.ok(!bitAt(bitstring(await gateway(label)), 3), 'a reinstated one clears its bit');
    const before = await gateway(label, { hash: list.asOf.blockHash });
    assert.ok(!bitAt(bitstring(before), 299), 'the list of an earlier block is that of then');

    const revoke = context.calls.revokeBatch(rootOf(second), 'IssuedInError', null);
    await chain.sendFinal(revoke, context.accounts.university);
    const whole = await agrees(label, cohorts, await gateway(label));
    for (let place = 300; place < 307; place += 1) assert.ok(bitAt(whole, place), `${place}`);
    assert.ok(!bitAt(whole, 307));
  });

  test('of two that claim one place, the second anchors nothing and signs again', async () => {
    const { chain, facts } = world.context;
    const label = newLabel();
    const [won, lost] = [signed(label, 0, 3), signed(label, 0, 2)];
    await anchorAndList(won, label, 0);
    await failsWith(anchorAndList(lost, label, 0), 'ListPlaceTaken');
    await chain.settled();
    assert.equal(await chain.read('batch', facts.university, rootOf(lost)), null);
    await failsWith(anchorAndList(signed(label, 9, 2), label, 9), 'ListGap');
    const again = newLabel();
    await anchorAndList(signed(again, 0, 2), again, 0);
    assert.equal((await gateway(again)).end, 2);
    assert.equal((await gateway(label)).end, 3);
  });

  test('what a client left out is made good later', async () => {
    const { calls, chain, accounts, facts } = world.context;
    const label = newLabel();
    const cohort = signed(label, 0, 4);
    const anchor = calls.anchor(facts.grant, facts.type, anchorOf(cohort));
    await chain.sendFinal(anchor, accounts.operator);
    const list = (...args) => chain.sendFinal(calls.listBatches(...args), accounts.operator);
    await failsWith(list(label, null, [rootOf(cohort)]), 'ListStartUnstated');
    await failsWith(list(`0x${'00'.repeat(16)}`, 0, [rootOf(cohort)]), 'LabelUnstated');
    await failsWith(list(label, 0, []), 'NothingToDo');
    await failsWith(list(label, 0, [toHex(randomBytes(32))]), 'ListedBatchNotFound');
    await list(label, 0, [rootOf(cohort)]);
    assert.equal((await gateway(label)).end, 4);
  });

  test('a series of single credentials is read page by page, and is one list', async () => {
    const { calls, chain, api, accounts, facts } = world.context;
    const label = newLabel();
    const roots = Array.from({ length: 230 }, () => toHex(leafHash(randomBytes(32))));
    const anchors = roots.map((root) => ({ root, size: 1, validity: 'Never' }));
    const both = [
      calls.anchorMany(facts.grant, facts.type, anchors),
      calls.listBatches(label, 0, roots),
    ];
    await chain.sendFinal(api.tx.utility.batchAll(both), accounts.operator);
    const list = await gateway(label);
    assert.deepEqual(
      list.parts.map(({ root }) => root),
      roots,
    );
    const page = await chain.read('statusList', facts.university, label, 100, 50);
    assert.deepEqual([page.items[0].root, page.items.length, page.next], [roots[100], 50, 150]);
    const rpc = new Rpc(world.node.rpc.url);
    await assert.rejects(
      rpc.call('credentials_statusList', facts.university, label, 231),
      (error) => error instanceof RpcError && error.code === -32602 && error.data.field === 'from',
    );
    rpc.close();
    assert.match(listAddress(listOf(label)), /\/status\/\d+\/[0-9a-f]{32}\/suspension$/);
  });
});

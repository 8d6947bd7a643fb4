// SPDX-License-Identifier: Apache-2.0

// Attacks on the transaction pool by those who are no members: they leave nothing in it.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { Keyring } from '@polkadot/api';

import { waitUntil } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import {
  AUTHOR,
  bestNumber,
  emptyCall,
  longestWait,
  metric,
  nextNonce,
  ownChain,
  parts,
  refusalCode,
  registerInstitutions,
  sign,
  submitAll,
  unsign,
} from './attack/chain.js';
import { NEXT, pending, waited } from './attack/pool.js';

/** The pool refused the same bytes a moment ago. */
const BANNED = 1012;

const anchorOf = () => ({ root: toHex(randomBytes(32)), size: 1, validity: 'Never' });

describe('strangers', { concurrency: 1 }, () => {
  const NEIGHBOR = 'neighbor';
  const STRANGERS = 2_000;
  const CONNECTIONS = 8;
  const TOGETHER = 25;
  const world = ownChain({ others: [{ name: NEIGHBOR, role: 'full' }] });
  let member;
  /** Transactions that are signed by a stranger each. */
  let signed;
  /** Transactions without a signature, and bytes that are no transactions at all. */
  let garbage;

  const remark = () => world.chain.api.tx.system.remark(toHex(randomBytes(8)));

  before(async () => {
    [member] = await registerInstitutions(world, [
      { name: 'Member', allowance: 1_000, operators: 1 },
    ]);
    const keyrings = ['ed25519', 'ecdsa', 'sr25519'].map((type) => new Keyring({ type }));
    // Every tenth key is of a kind that takes longer to sign with.
    const stranger = (n) => keyrings[n % 10 === 9 ? 2 : n % 2].addFromSeed(randomBytes(32));
    const nonces = [0, 0, 1, 5, 1_000, 2 ** 32 - 1];
    signed = Array.from({ length: STRANGERS }, (_, n) =>
      sign(world.chain, remark(), stranger(n), nonces[n % nonces.length]),
    );
    const unsigned = Array.from({ length: 200 }, () => remark().toHex());
    const broken = signed
      .slice(0, 200)
      .map((hex) => `${hex.slice(0, -2)}${hex.endsWith('ff') ? '00' : 'ff'}`);
    const noise = Array.from({ length: 200 }, (_, n) => toHex(randomBytes(1 + n * 10)));
    const general = signed.slice(0, 200).map((hex) => unsign(world.chain, hex));
    // Only nodes may send these without a signature.
    const { timestamp, consortium, grandpa } = world.chain.api.tx;
    const inherent = timestamp.set(Date.now()).toHex();
    const reports = [
      grandpa.reportEquivocationUnsigned,
      grandpa.reportEquivocation,
      consortium.reportEquivocation,
    ].map((report) => emptyCall(world.chain, report));
    const signedReports = reports.map((report) => sign(world.chain, report, stranger(0), 0));
    garbage = [
      ...[...unsigned, ...broken, ...noise, ...general, inherent],
      ...reports.map((report) => report.toHex()),
      ...signedReports.map((hex) => unsign(world.chain, hex)),
    ];
    signed.push(...signedReports);
  });

  test('by the thousand leave the pool empty, and a member is served meanwhile', async (t) => {
    const { network, rpc, chain } = world;
    const neighbor = network.rpc(NEIGHBOR);
    const heard = async (name) => metric(world, name, 'substrate_sync_propagated_transactions');
    await waitUntil(async () => (await neighbor.call('system_health')).peers === 1, 'a peer');
    const before = { author: await heard(AUTHOR), neighbor: await heard(NEIGHBOR) };

    const queue = parts([...signed, ...garbage], TOGETHER);
    const count = queue.length;
    const codes = new Map();
    const strange = new Set(signed);
    let banned = 0;
    const flood = async () => {
      for (let some; (some = queue.pop());) {
        // One half goes to the author, the other to a node that would pass it on.
        const answers = await submitAll(queue.length % 2 ? rpc : neighbor, some);
        answers.forEach((answer, place) => {
          assert.ok(answer.error, `taken: ${some[place].slice(0, 100)}`);
          const code = refusalCode(answer) ?? answer.error.code;
          codes.set(code, (codes.get(code) ?? 0) + 1);
          if (strange.has(some[place]) && code !== 1) {
            // Between two blocks the pool validates twice, and remembers the first refusal.
            assert.equal(code, BANNED, JSON.stringify(answer.error));
            banned += 1;
          }
        });
      }
    };
    const own = [];
    let over = false;
    const serve = async () => {
      while (!over || own.length < 3) {
        const { grant, operators } = member;
        const call = chain.calls.anchor(grant, 1, anchorOf());
        const hex = sign(chain, call, operators[0], await nextNonce(rpc, operators[0]));
        const [{ error }] = await submitAll(rpc, [hex]);
        assert.equal(error, undefined, JSON.stringify(error));
        own.push({ hex, after: await bestNumber(rpc) });
        await delay(1_500);
      }
    };
    const looks = [];
    const look = async () => {
      while (!over) {
        for (const node of [rpc, neighbor]) looks.push(await pending(node));
        await delay(100);
      }
    };
    const floods = Promise.all(Array.from({ length: CONNECTIONS }, flood));
    await Promise.all([floods.finally(() => (over = true)), serve(), look()]);

    const told = [...codes].map(([code, times]) => `${code}: ${times}`).join(', ');
    t.diagnostic(
      `${signed.length} of strangers and ${garbage.length} others refused in ${count} requests, by code: ${told}`,
    );
    assert.ok(codes.get(1) >= signed.length - banned);
    assert.ok(banned <= 0.1 * signed.length, `${banned} were not told why`);

    const mine = new Set(own.map(({ hex }) => hex));
    for (const seen of looks)
      assert.deepEqual(
        seen.filter((hex) => !mine.has(hex)),
        [],
      );
    t.diagnostic(`${looks.length} looks at the pools found nothing of a stranger`);

    const waits = [];
    for (const one of own) waits.push(await waited(world, one));
    t.diagnostic(`blocks until a member's was in one: ${waits.join(' ')}`);
    const limit = longestWait(NEXT);
    assert.ok(
      waits.every((wait) => wait <= limit),
      `${waits}`,
    );

    await waitUntil(async () => (await pending(rpc)).length === 0, 'an empty pool');
    // These are counted every few seconds, and when a block is final.
    const counts = [
      'ready_transactions_number',
      'sub_txpool_watched_txs',
      'sub_txpool_unwatched_txs',
    ];
    for (const name of [AUTHOR, NEIGHBOR]) {
      for (const kind of counts) {
        const isNone = async () => (await metric(world, name, `substrate_${kind}`)) === 0;
        await waitUntil(isNone, `substrate_${kind} of ${name} to be 0`);
      }
    }
    const passedOn = {
      author: (await heard(AUTHOR)) - before.author,
      neighbor: (await heard(NEIGHBOR)) - before.neighbor,
    };
    t.diagnostic(
      `passed on: ${passedOn.author} of the member's ${own.length}, ${passedOn.neighbor} of others`,
    );
    assert.ok(passedOn.author <= own.length, `${passedOn.author}`);
    assert.equal(passedOn.neighbor, 0);
  });

  test('cannot make a node that passes on their transactions, which passes on those of members', async () => {
    const { network, chain } = world;
    const neighbor = network.rpc(NEIGHBOR);
    const { grant, operators } = member;
    const call = chain.calls.anchor(grant, 1, anchorOf());
    const hex = sign(chain, call, operators[0], await nextNonce(neighbor, operators[0]));
    const after = await bestNumber(neighbor);
    const [{ error }] = await submitAll(neighbor, [hex]);
    assert.equal(error, undefined, JSON.stringify(error));
    await waited(world, { hex, after });
    assert.ok((await metric(world, NEIGHBOR, 'substrate_sync_propagated_transactions')) >= 1);
  });
});

// SPDX-License-Identifier: Apache-2.0

// Writes random records into the state of a node, as only the council can as root, well formed ones
// and damaged ones, and compares what the node says of them with the second implementation.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { stateOf } from '../client/blockState.js';
import { account, connect } from '../client/chain.js';
import { Council } from '../client/council.js';
import { leafHash } from '../client/hash.js';
import { toHex } from '../client/hex.js';
import { Tree } from '../client/merkle.js';
import { multikey } from '../client/multikey.js';
import { referenceOf } from '../client/reference.js';
import { RpcError } from '../client/rpc.js';
import * as storage from '../client/storage.js';
import { CannotTell, verdict } from '../client/verdict.js';
import { Random } from '../util/random.js';
import {
  ACTIVE,
  closedAt,
  declined,
  encode,
  endedAt,
  IN_ORDER,
  OFFERED,
  suspended,
  withdrawn,
} from '../util/recordBytes.js';
import { ownNode } from './support.js';

const SEED = Number(process.env.TESTAMUR_SEED ?? Date.now() % 2 ** 32);
/** The worlds that are judged; each has an institution, a type and grants of its own. */
const WORLDS = 400;
/** The worlds that one transaction writes. */
const TOGETHER = 20;
/** The grants of a world. */
const GRANTS = 7;
/** The number of the first institution and type, beyond all that the chain gives. */
const FIRST = 1_000_000;

const random = new Random(SEED);
const leaves = Array.from({ length: 300 }, () => leafHash(random.bytes(32)));
const tree = new Tree(leaves);
const ROOT = toHex(tree.root);
/** A batch of one. */
const single = new Tree([leaves[0]]);
const KEYS = [
  multikey('Ed25519', Buffer.alloc(32, 5)),
  multikey('P256', Buffer.concat([Buffer.from([2]), Buffer.alloc(32, 5)])),
];

/** Moments about which records agree often, and some of all others. */
const MOMENTS = [0n, 1n, 999n, 1_000n, 1_001n, 2_000n, 2n ** 48n, 2n ** 63n, 2n ** 64n - 1n];
const moment = () => random.of(MOMENTS);
const maybe = (make) => (random.onceIn(2) ? make() : null);

const grantIds = (world) => Array.from({ length: GRANTS }, (_, n) => FIRST + world * GRANTS + n);

/** Returns a text, now and then one that is not UTF-8 or of the greatest length. */
const text = (most) => random.of(['', 'Universität', random.bytes(9), 'x'.repeat(most)]);

const grantState = () =>
  random.of([
    ...[ACTIVE, ACTIVE, ACTIVE, OFFERED, declined(moment()), suspended(moment(), true)],
    ...[suspended(moment(), false), withdrawn(moment()), withdrawn(moment(), moment())],
  ]);

/**
 * Returns a grant of which the council or an institution is the grantor. If it is calm, it is in
 * force and covers all types, so that its rights matter.
 */
const grant = (world, isCalm) =>
  encode.accreditation({
    holder: random.below(9),
    grantor: random.onceIn(2) ? null : [random.below(9), random.of(grantIds(world))],
    scope: isCalm ? null : random.of([null, [], [FIRST + world], [FIRST + world, 3, 3]]),
    rights: random.of([[0], [1], [2, 1], [3, 0], [3, 1], [3, 4], [3, 255]]),
    from: isCalm ? 0n : moment(),
    until: isCalm ? 2n ** 63n : moment(),
    state: isCalm ? ACTIVE : grantState(),
  });

/** Returns the batch of a world, most often of the size that is asked about. */
const batch = (world, size) =>
  encode.batch({
    accreditation: random.of(grantIds(world)),
    type: FIRST + world,
    size: random.onceIn(20) ? 299 : size,
    issuedAt: moment(),
    validUntil: maybe(moment),
    revoked: random.onceIn(4)
      ? { reason: random.below(6), at: moment(), successor: maybe(() => ROOT) }
      : null,
    attestedAgain: maybe(() => ({
      ...{ accreditation: random.of(grantIds(world)), since: moment() },
      ...{ former: random.of(grantIds(world)), loss: random.below(4) },
    })),
  });

/** Returns codes, of which a few are reserved. */
const codes = () =>
  Array.from({ length: 256 }, () => (random.onceIn(20) ? 9 : random.of([0, 1, 2, 3, 8])));

const documentKey = () =>
  encode.documentKey({
    ...{ number: 1, purpose: random.of([1, 1, 1, 2]), since: random.of([0n, moment()]) },
    ...{ until: maybe(moment), compromisedSince: maybe(moment) },
  });

const institution = () =>
  encode.institution({
    ...{ name: text(128), uri: text(256), country: random.of(['NL', [0xff, 0x41]]) },
    state: random.of([IN_ORDER, endedAt(moment()), closedAt(moment())]),
    custody: maybe(() => ({ custodian: random.below(9), since: moment(), until: moment() })),
  });

const custodialChange = () =>
  encode.custodialChange({ by: random.below(9), at: moment(), ended: random.onceIn(2) });

/** Returns a reissue by the institution itself, whose keys are there, or by another one. */
const reissue = (id) =>
  encode.reissue({
    ...{ by: random.of([id, id, 7]), at: moment() },
    ...{ former: ROOT, index: random.below(300) },
  });

const credentialType = () =>
  encode.credentialType({
    ...{ owner: maybe(() => 9), kind: random.below(4), uri: text(256) },
    ...{ level: maybe(() => random.below(256)), workload: maybe(() => random.below(2 ** 32)) },
    ...{ validity: maybe(moment), state: random.of([IN_ORDER, endedAt(moment())]) },
  });

/** Returns the question about a world. */
function questionOf(world) {
  const index = random.of([0, 1, 255, 256, 299]);
  const question = random.onceIn(4)
    ? referenceOf(FIRST + world, leaves[0], single, 0)
    : referenceOf(FIRST + world, leaves[index], tree, index);
  return random.onceIn(2) ? { ...question, signedBy: random.of(KEYS) } : question;
}

/** Returns the records of a world, by their keys. */
function recordsOf(world, { institution: id, index, size, leaf }) {
  const place = { institution: id, root: size === 1 ? leaf : ROOT };
  const isCalm = random.onceIn(2);
  return [
    [storage.institutionKey(id), institution()],
    [storage.typeKey(id), credentialType()],
    ...grantIds(world).map((grantId) => [storage.accreditationKey(grantId), grant(world, isCalm)]),
    [storage.batchKey(place), batch(world, size)],
    ...(maybe(() => [[storage.custodialChangeKey(place, index), custodialChange()]]) ?? []),
    ...(maybe(() => [[storage.reissueKey(place), reissue(id)]]) ?? []),
    ...(maybe(() => [[storage.chunkKey(place, storage.chunkOf(index)), encode.chunk(codes())]]) ??
      []),
    ...(random.onceIn(4)
      ? []
      : [[storage.successorKey(place, index), encode.successor({ ...place, index })]]),
    ...KEYS.slice(random.below(3)).map((key) => [storage.documentKeyKey(id, key), documentKey()]),
  ];
}

/** Returns bytes that are damaged in one way: cut, longer, or of another value in one place. */
function damaged(bytes) {
  const place = random.below(bytes.length);
  const changed = Buffer.from(bytes);
  changed[place] = random.of([changed[place] ^ (1 << random.below(8)), random.below(256)]);
  return random.of([
    ...[bytes.subarray(0, place), bytes.subarray(place), Buffer.concat([bytes, Buffer.alloc(1)])],
    ...[changed, changed, changed],
  ]);
}

/** Returns records, of which one is missing or damaged in half of all worlds. */
function perhapsDamaged(records) {
  if (random.onceIn(2)) return records;
  const place = random.below(records.length);
  const [key, bytes] = records[place];
  const instead = random.onceIn(4) ? [] : [[key, damaged(bytes)]];
  return [...records.slice(0, place), ...instead, ...records.slice(place + 1)];
}

describe('a node and the second implementation', { concurrency: 1 }, () => {
  const world = ownNode();
  const questions = Array.from({ length: WORLDS }, (_, place) => questionOf(place));

  before(async () => {
    const chain = await connect(world.node.ws);
    const council = new Council(chain, [account('//Alice')]);
    for (let first = 0; first < WORLDS; first += TOGETHER) {
      const items = questions
        .slice(first, first + TOGETHER)
        .flatMap((question, place) => perhapsDamaged(recordsOf(first + place, question)))
        .map(([key, bytes]) => [key, toHex(bytes)]);
      await council.decideAsRoot(chain.api.tx.system.setStorage(items));
    }
    await chain.settled();
    await chain.close();
  });

  /** Returns the node's verdict, or what it says where it cannot tell. */
  async function judged(question, at) {
    try {
      const [{ asOf: _, ...verdict }] = await world.node.rpc.call(
        'credentials_verify',
        [question],
        at,
      );
      return { verdict };
    } catch (error) {
      if (!(error instanceof RpcError) || error.code !== 9005) throw error;
      return { damage: /damaged on this node \((.*)\): ask/.exec(error.message)[1] };
    }
  }

  /** Returns the verdict of the second implementation, or what it says is damaged. */
  async function second(state, question) {
    try {
      return { verdict: await verdict(state, question) };
    } catch (error) {
      if (!(error instanceof CannotTell)) throw error;
      return { damage: error.message };
    }
  }

  test('say the same of random records, and name the same damaged ones', async (t) => {
    const { rpc } = world.node;
    const at = await rpc.call('chain_getFinalizedHead');
    const state = stateOf(rpc, at);
    const seen = new Map();
    for (const question of questions) {
      const node = await judged(question, at);
      const what = `seed ${SEED}, ${JSON.stringify(question)}`;
      assert.deepEqual(await second(state, question), node, what);
      const { damage, verdict: found } = node;
      const said = damage?.replace(/\S*\d\S*/g, '…') ?? (found.reasons.join() || 'valid');
      seen.set(said, (seen.get(said) ?? 0) + 1);
    }
    t.diagnostic(`seed ${SEED}: ${JSON.stringify([...seen].sort())}`);
    const damages = [...seen.keys()].filter((said) => /is (missing|malformed)$/.test(said));
    assert.ok(damages.length >= 8, 'many records were damaged');
    assert.ok(seen.size - damages.length >= 15, 'there were many verdicts');
  });
});

// SPDX-License-Identifier: Apache-2.0

// A node judges records by itself (ADR 12). This test compares it with the runtime of the same
// block, which answers over `state_call`.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, test } from 'node:test';

import { leafHash } from '../client/hash.js';
import { fromHex, toHex } from '../client/hex.js';
import { Tree } from '../client/merkle.js';
import { documentKey, multikey } from '../client/multikey.js';
import { referenceOf } from '../client/reference.js';
import { YEAR } from '../journey/context.js';
import { ownUniversity } from './support.js';

const REASONS = [
  ...['notAnchored', 'revoked', 'suspended', 'superseded', 'expired', 'voided'],
  ...['keyNotAuthorized', 'keyCompromised'],
];
/** A size of more than two chunks of statuses. */
const SIZE = 600;

const u32 = (number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
};

/** Encodes a key that is stated. */
const encodedKey = (text) => {
  const [[algorithm, key]] = Object.entries(documentKey(text));
  return Buffer.concat([Buffer.from([1, algorithm === 'Ed25519' ? 0 : 1]), fromHex(key)]);
};

/** Encodes a list of one reference as the runtime reads it (SCALE). */
const encoded = ({ institution, leaf, index, size, path, signedBy }) =>
  toHex(
    Buffer.concat([
      Buffer.from([1 << 2]),
      u32(institution),
      fromHex(leaf),
      u32(index),
      u32(size),
      Buffer.from([path.length << 2]),
      ...path.map(fromHex),
      signedBy ? encodedKey(signedBy) : Buffer.from([0]),
    ]),
  );

/**
 * Decodes the runtime's answer: Ok, one verdict, its outcome, its reasons, and whether it was
 * found.
 */
function decoded(answer) {
  const bytes = fromHex(answer);
  assert.deepEqual([...bytes.subarray(0, 2)], [0, 1 << 2], answer);
  const count = bytes[3] >> 2;
  const reasons = [...bytes.subarray(4, 4 + count)].map((code) => REASONS[code]);
  let place = 4 + count;
  const found = bytes[place++] === 1;
  if (!found) return { outcome: outcomeOf(bytes[2]), reasons, issuedAt: null };
  // These are the status, the reason of a revocation, the successor, if there is one, and the
  // revocation of the batch, which was not revoked here.
  place += bytes[place] === 3 ? 2 : 1;
  place += bytes[place] === 1 ? 1 + 4 + 32 + 4 : 1;
  assert.equal(bytes[place++], 0, 'no batch is revoked');
  const issuedAt = new Date(Number(bytes.readBigUInt64LE(place))).toISOString();
  return { outcome: outcomeOf(bytes[2]), reasons, issuedAt };
}

const outcomeOf = (code) => ['valid', 'invalid'][code];

describe('a node and the runtime', { concurrency: 1 }, () => {
  const world = ownUniversity();
  let all;
  let tree;
  /** The leaf of a credential that a custodian issues again. */
  const again = toHex(randomBytes(32));
  const compressed = () => Buffer.concat([Buffer.from([2]), randomBytes(32)]);
  const keys = Array.from({ length: 4 }, (_, n) =>
    n % 2 ? multikey('P256', compressed()) : multikey('Ed25519', randomBytes(32)),
  );

  before(async () => {
    const { chain, calls, accounts, facts } = world.context;
    all = Array.from({ length: SIZE }, () => leafHash(randomBytes(32)));
    tree = new Tree(all);
    const root = toHex(tree.root);
    const anchor = { root, size: SIZE, validity: 'Never' };
    // One key stands, one is retired before the anchoring, and one is compromised since before it.
    const before = keys.slice(0, 3).map(documentKey);
    for (const key of before) {
      await chain.send(calls.addDocumentKey(key, 'Credentials'), accounts.university);
    }
    await chain.settled();
    const since = await chain.time();
    await chain.send(calls.retireDocumentKey(before[1]), accounts.university);
    const declared = calls.declareCompromised(facts.university, before[2], since);
    await chain.send(declared, accounts.university);
    await chain.send(calls.anchor(facts.grant, facts.type, anchor), accounts.operator);
    const successor = { institution: facts.university, root, index: 5 };
    const changes = [
      { index: 1, change: 'Suspend' },
      { index: 2, change: { Revoke: 'Misconduct' } },
      { index: 3, change: { Supersede: successor } },
      { index: 300, change: 'Suspend' },
      { index: 599, change: { Revoke: 'KeyCompromise' } },
    ];
    await chain.sendFinal(calls.changeStatuses(root, changes), accounts.operator);
    // The university closes, and the agency issues one of its credentials again.
    const { council } = world.context;
    await council.decide(calls.closeInstitution(facts.university));
    const until = (await chain.time()) + YEAR;
    await council.decide(calls.appointCustodian(facts.university, facts.agency, until, 1, 1));
    const suspend = [{ index: 11, change: 'Suspend' }];
    const changed = calls.changeStatusesFor(facts.university, root, suspend);
    await chain.send(changed, accounts.agency);
    const item = { former: root, index: 10, root: again };
    await chain.sendFinal(calls.reissue(facts.university, [item]), accounts.agency);
  });

  test('say the same of every kind of credential, as of the same block', async () => {
    const { facts } = world.context;
    const { rpc } = world.node;
    const reference = (index) => referenceOf(facts.university, all[index], tree, index);
    const single = { institution: facts.university, leaf: again, index: 0, size: 1, path: [] };
    const asked = [
      ...[0, 1, 2, 3, 4, 10, 11, 255, 256, 300, 599].map(reference),
      single,
      { ...single, signedBy: keys[0] },
      { ...reference(0), leaf: toHex(randomBytes(32)) },
      { ...reference(0), institution: facts.agency },
      { ...reference(0), size: SIZE - 1 },
      { ...reference(7), index: 8 },
      ...keys.map((signedBy) => ({ ...reference(0), signedBy })),
      ...keys.map((signedBy) => ({ ...reference(1), signedBy })),
    ];
    const at = await rpc.call('chain_getFinalizedHead');
    const judged = await rpc.call('credentials_verify', asked, at);
    const again = await rpc.call('credentials_verify', asked, at);
    assert.deepEqual(again, judged, 'what it remembers is what it read');
    const seen = new Set();
    for (const [place, one] of asked.entries()) {
      const theirs = decoded(
        await rpc.call('state_call', 'CredentialsApi_verify', encoded(one), at),
      );
      const { outcome, reasons, issuedAt = null } = judged[place];
      assert.deepEqual({ outcome, reasons, issuedAt }, theirs, JSON.stringify(one));
      seen.add(reasons.join() || outcome);
    }
    const at10 = asked.findIndex(({ index }) => index === 10);
    assert.equal(judged[at10].custodialChange.by, facts.agency);
    assert.equal(judged[asked.indexOf(single)].reissue.by, facts.agency);
    const expected = [
      ...['valid', 'suspended', 'revoked', 'superseded', 'notAnchored'],
      ...['keyNotAuthorized', 'keyCompromised'],
      ...['suspended,keyNotAuthorized', 'suspended,keyCompromised'],
    ];
    assert.deepEqual([...seen].sort(), expected.sort());
  });

  test('know what the university was called in which block', async () => {
    const { chain, calls, council, facts } = world.context;
    const { rpc } = world.node;
    const nameAt = async (at) => {
      const [{ institution }] = await rpc.call(
        'credentials_verify',
        [referenceOf(facts.university, all[0], tree, 0)],
        at,
      );
      return institution.name;
    };
    const before = await rpc.call('chain_getFinalizedHead');
    const old = await nameAt(before);
    const renamed = 'Lindenholt Polytechnic';
    await council.decideFinal(calls.renameInstitution(facts.university, renamed, 'NL'));
    const after = await rpc.call('chain_getFinalizedHead');
    assert.equal(await nameAt(after), renamed);
    assert.equal(await nameAt(before), old);
    assert.notEqual(old, renamed);
  });
});

// SPDX-License-Identifier: Apache-2.0

// A node judges records by itself (ADR 12). These tests compare it with the runtime of the same
// block, which answers over `state_call`, and with the second implementation, which reads the bytes
// of the same state.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { stateOf } from '../client/blockState.js';
import { u32 } from '../client/bytes.js';
import { leafHash } from '../client/hash.js';
import { fromHex, toHex } from '../client/hex.js';
import { Tree } from '../client/merkle.js';
import { documentKey, multikey } from '../client/multikey.js';
import { questionOf, referenceOf } from '../client/reference.js';
import { verdict } from '../client/verdict.js';
import { YEAR } from '../journey/context.js';
import { journey } from '../journey/index.js';
import { ownNode, ownUniversity } from './support.js';

const REASONS = [
  ...['notAnchored', 'revoked', 'suspended', 'superseded', 'expired', 'voided'],
  ...['keyNotAuthorized', 'keyCompromised'],
];
/** A size of more than two chunks of statuses. */
const SIZE = 600;

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
  // revocation of the batch, with its reason, its time and no successor.
  place += bytes[place] === 3 ? 2 : 1;
  place += bytes[place] === 1 ? 1 + 4 + 32 + 4 : 1;
  place += bytes[place] === 1 ? 1 + 1 + 8 + 1 : 1;
  const issuedAt = new Date(Number(bytes.readBigUInt64LE(place))).toISOString();
  return { outcome: outcomeOf(bytes[2]), reasons, issuedAt };
}

/** Returns a verdict without the block that it was read from. */
const withoutBlock = ({ asOf: _, ...verdict }) => verdict;

const outcomeOf = (code) => ['valid', 'invalid'][code];

/**
 * Issues single credentials that are then revoked with their batch, expired, void, or attested again
 * after one of two losses.
 *
 * @returns {Promise<object>} their references
 */
async function issueWhole({ chain, calls, accounts, facts, event }) {
  const { agency, university } = accounts;
  const issue = async (grant, validity = 'Never') => {
    const leaf = leafHash(randomBytes(32));
    const anchor = { root: toHex(leaf), size: 1, validity };
    await chain.send(calls.anchor(grant, facts.type, anchor), university);
    return referenceOf(facts.university, leaf, new Tree([leaf]), 0);
  };
  const accredit = async () => {
    const from = await chain.time();
    const scope = { Types: [facts.type] };
    const terms = { scope, rights: 'Attest', validFrom: from, validUntil: from + YEAR };
    const offer = calls.offerAccreditation(facts.university, facts.agencyGrant, terms);
    const made = event(await chain.send(offer, agency), 'AccreditationOffered');
    await chain.send(calls.acceptAccreditation(made.accreditation), university);
    return made.accreditation;
  };
  const withdraw = (grant, voidFrom) =>
    chain.send(calls.withdrawAccreditation(grant, voidFrom), agency);
  const attestAgain = ({ leaf }) => chain.send(calls.attestAgain(leaf, facts.grant), university);

  const revoked = await issue(facts.grant);
  await chain.send(calls.revokeBatch(revoked.leaf, 'IssuedInError', null), university);
  await chain.settled();
  const since = await chain.time();
  const until = since + 5_000;
  const expired = await issue(facts.grant, { Until: until });
  const [stolen, ended] = [await accredit(), await accredit()];
  const voided = await issue(stolen);
  const [afterVoid, afterEnd] = [await issue(stolen), await issue(ended)];
  await withdraw(stolen, since);
  await withdraw(ended, null);
  for (const again of [afterVoid, afterEnd]) await attestAgain(again);
  await chain.advanceTimeTo(until, university);
  return { revoked, expired, voided, afterVoid, afterEnd };
}

describe('a node, its runtime and the second implementation', { concurrency: 1 }, () => {
  const world = ownUniversity();
  let all;
  let tree;
  let whole;
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
    whole = await issueWhole(world.context);
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
      ...Object.values(whole),
    ];
    const at = await rpc.call('chain_getFinalizedHead');
    const judged = await rpc.call('credentials_verify', asked, at);
    const repeated = await rpc.call('credentials_verify', asked, at);
    assert.deepEqual(repeated, judged, 'what it remembers is what it read');
    const seen = new Set();
    for (const [place, one] of asked.entries()) {
      const theirs = decoded(
        await rpc.call('state_call', 'CredentialsApi_verify', encoded(one), at),
      );
      const { outcome, reasons, issuedAt = null } = judged[place];
      assert.deepEqual({ outcome, reasons, issuedAt }, theirs, JSON.stringify(one));
      const second = await verdict(stateOf(rpc, at), one);
      assert.deepEqual(second, withoutBlock(judged[place]), JSON.stringify(one));
      seen.add(reasons.join() || outcome);
    }
    const at10 = asked.findIndex(({ index }) => index === 10);
    assert.equal(judged[at10].custodialChange.by, facts.agency);
    assert.equal(judged[asked.indexOf(single)].reissue.by, facts.agency);
    const expected = [
      ...['valid', 'suspended', 'revoked', 'superseded', 'notAnchored'],
      ...['keyNotAuthorized', 'keyCompromised'],
      ...['suspended,keyNotAuthorized', 'suspended,keyCompromised'],
      ...['expired', 'voided'],
    ];
    assert.deepEqual([...seen].sort(), expected.sort());
    const [revoked, , , ...attested] = judged.slice(-Object.keys(whole).length);
    assert.equal(revoked.status.batchRevoked.reason, 'issuedInError');
    const losses = attested.map(({ outcome, accreditation }) => [outcome, accreditation.former.loss]);
    assert.deepEqual(losses, [
      ['valid', 'voided'],
      ['valid', 'withdrawn'],
    ]);
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

describe('a node and the second implementation', { concurrency: 1 }, () => {
  const world = ownNode();
  let asked;

  before(async () => {
    world.context = await journey({ node: world.node, folder: join(world.folder, 'journey') });
    const { chain, facts } = world.context;
    const { single, cohort, late, shortLived, corrected, replaced, signed, revoked } = facts;
    const credentials = [
      ...[single, ...cohort.slice(10, 13), late[0], shortLived, corrected, ...replaced, revoked],
    ];
    const { items } = await chain.read('documentKeys', facts.university);
    const asSigned = ({ reference }) => items.map(({ key }) => ({ ...reference, signedBy: key }));
    asked = [
      ...credentials.map(({ reference }) => reference),
      ...signed.flatMap(asSigned),
    ].map(questionOf);
  });

  test('say the same of a whole journey, as of each of its blocks', async (t) => {
    const { rpc } = world.node;
    const last = Number((await rpc.call('chain_getHeader')).number);
    const seen = new Map();
    for (let number = 0; number <= last; number++) {
      const at = await rpc.call('chain_getBlockHash', number);
      const judged = await rpc.call('credentials_verify', asked, at);
      const state = stateOf(rpc, at);
      for (const [place, question] of asked.entries()) {
        const node = withoutBlock(judged[place]);
        const what = `${JSON.stringify(question)} in block ${number}`;
        assert.deepEqual(await verdict(state, question), node, what);
        const { reasons, status, accreditation } = node;
        const kind = [...reasons, status?.reason, accreditation?.former && 'attested again'];
        const words = kind.filter(Boolean).join(', ') || 'valid';
        seen.set(words, (seen.get(words) ?? 0) + 1);
      }
    }
    t.diagnostic(`${last + 1} blocks: ${JSON.stringify([...seen])}`);
    assert.ok(seen.size >= 12, 'there were many kinds of verdicts');
  });
});

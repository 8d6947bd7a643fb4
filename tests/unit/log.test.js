// SPDX-License-Identifier: Apache-2.0

// Checks the tree of the log and its proofs, exhaustively for small sizes, and that an audit notices
// whatever is wrong with a list of events.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { leafHash } from '../client/hash.js';
import { fromHex, toHex } from '../client/hex.js';
import {
  audit,
  AuditFailed,
  consistencyProof,
  entryOf,
  firstDifference,
  inclusionProof,
  institutionsOf,
  isConsistent,
  isIncluded,
  Log,
  logLeaf,
  logRoot,
} from '../client/log.js';

const vectors = JSON.parse(
  readFileSync(new URL('../../primitives/tests/vectors.json', import.meta.url), 'utf8'),
);
const SIZES = 33;
const entry = (sequence) => ({
  sequence,
  block: Math.floor(sequence / 3) + 1,
  time: 3_000 * Math.floor(sequence / 3),
  event: Buffer.from([20, sequence]),
});
const entries = Array.from({ length: SIZES }, (_, sequence) => entry(sequence));
const leaves = entries.map(logLeaf);
const FORGED = Buffer.alloc(32, 1);

const state = (size) => {
  const log = new Log();
  leaves.slice(0, size).forEach((leaf) => log.push(leaf));
  return { size, root: toHex(log.root), peaks: log.peaks.map(toHex) };
};

test('entries and leaves are those of the vectors', () => {
  for (const { entry: bytes, leaf, ...known } of vectors.log.entries) {
    assert.equal(toHex(entryOf({ ...known, event: fromHex(known.event) })), bytes);
    assert.equal(toHex(logLeaf({ ...known, event: fromHex(known.event) })), leaf);
  }
});

test('a growing log has the roots of the definition', () => {
  const log = new Log();
  for (let size = 0; size <= SIZES; size++) {
    assert.equal(toHex(log.root), toHex(logRoot(leaves.slice(0, size))));
    assert.equal(log.peaks.length, [...size.toString(2)].filter((bit) => bit === '1').length);
    if (size < SIZES) log.push(leaves[size]);
  }
});

test('a log goes on where it was left', () => {
  for (let size = 0; size < SIZES; size++) {
    const log = Log.from(state(size));
    leaves.slice(size).forEach((leaf) => log.push(leaf));
    assert.equal(toHex(log.root), state(SIZES).root);
    if (size > 0) {
      const { peaks, ...rest } = state(size);
      assert.throws(() => Log.from({ ...rest, peaks: peaks.slice(1) }));
      assert.throws(() => Log.from({ ...rest, peaks: [...peaks, toHex(FORGED)] }));
    }
  }
});

test('a log with more peaks than its size has is refused, though their root fits', () => {
  const { peaks, root } = state(3);
  assert.equal(peaks.length, 2);
  assert.throws(() => Log.from({ size: 1, peaks, root }), /more peaks/);
});

test('every entry is included at its place and at no other', () => {
  for (let size = 1; size <= SIZES; size++) {
    const some = leaves.slice(0, size);
    const root = logRoot(some);
    for (let index = 0; index < size; index++) {
      const path = inclusionProof(some, index);
      for (let claimed = -1; claimed <= size; claimed++) {
        assert.equal(isIncluded(leaves[index], claimed, size, path, root), claimed === index);
      }
      assert.ok(!isIncluded(leaves[index], index, size, [...path, FORGED], root));
      assert.ok(size === 1 || !isIncluded(leaves[index], index, size, path.slice(1), root));
      assert.ok(!isIncluded(FORGED, index, size, path, root));
    }
  }
});

test('every pair of sizes is consistent, and nothing else is', () => {
  for (let size = 0; size <= SIZES; size++) {
    const some = leaves.slice(0, size);
    const present = { size, root: logRoot(some) };
    for (let old = 0; old <= size; old++) {
      const former = { size: old, root: logRoot(leaves.slice(0, old)) };
      const proof = consistencyProof(some, old);
      assert.ok(isConsistent(former, present, proof), `${old} of ${size}`);
      assert.ok(!isConsistent({ ...former, root: FORGED }, present, proof));
      assert.ok(!isConsistent(former, present, [...proof, FORGED]));
      assert.ok(proof.length === 0 || !isConsistent(former, present, proof.slice(1)));
      proof.forEach((_, place) => {
        const forged = [...proof];
        forged[place] = FORGED;
        assert.ok(!isConsistent(former, present, forged));
      });
      if (old > 0) assert.ok(!isConsistent(former, { ...present, root: FORGED }, proof));
    }
    assert.ok(!isConsistent({ size: size + 1, root: FORGED }, present, []));
  }
});

test('the proofs are those of the vectors', () => {
  const { inputs } = vectors.certificateTransparency;
  for (const { former, size, proof } of vectors.log.consistency) {
    const known = inputs.slice(0, size).map((input) => leafHash(fromHex(input)));
    assert.deepEqual(consistencyProof(known, former).map(toHex), proof);
  }
});

test('an audit notices each event that is left out, added, changed or moved', () => {
  const [from, to] = [state(5), state(SIZES)];
  const list = entries.slice(5);
  assert.equal(audit(list, from, to).size, SIZES);
  const fails = (wrong) => assert.throws(() => audit(wrong, from, to), AuditFailed);
  list.forEach((one, place) => {
    const others = [...list.slice(0, place), ...list.slice(place + 1)];
    fails(others);
    fails([...list, one]);
    fails([...others.slice(0, place), { ...one, time: one.time + 1 }, ...others.slice(place)]);
    fails([...others.slice(0, place), { ...one, event: Buffer.from([21]) }, ...others.slice(place)]);
    if (place > 0) fails([one, ...others]);
  });
});

test('the block of the first difference is found', async () => {
  const from = state(0);
  const last = entries.at(-1).block;
  const logAt = async (block) => state(entries.filter((one) => one.block <= block).length);
  assert.equal(await firstDifference(entries, from, last, logAt), undefined);
  for (const left of entries) {
    const list = entries.filter((one) => one !== left);
    assert.equal(await firstDifference(list, from, last, logAt), left.block);
  }
});

/** The lines of the table of events in the specification. */
const EVENTS = readFileSync(new URL('../../docs/spec/log-events.md', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => /^\| \d+ \| `(\w+)` \| (.+) \| (.+) \|$/.exec(line))
  .filter((found) => found !== null)
  .map(([, name, fields, concerned]) => ({
    name,
    fields: [...fields.matchAll(/`(\w+): ([^`]+)`/g)].map(([, name, type]) => ({ name, type })),
    concerned: [...concerned.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  }));

/** Returns the value of a field as the library decodes it, with this number for each institution. */
function decoded(type, number) {
  const id = { toNumber: () => number };
  if (type === 'InstitutionId') return id;
  if (type === 'Grantor') return { isInstitution: true, asInstitution: { institution: id } };
  if (type === 'Option<InstitutionId>') return { isSome: true, unwrapOr: () => id };
  // An institution inside of another value, such as an act or a successor, does not count.
  return { institution: id, isSome: true, unwrapOr: () => ({ institution: id }) };
}

/** Returns an event as the library decodes it, with institutions by the names of their fields. */
function eventOf(name, institutions) {
  const { fields } = EVENTS.find((event) => event.name === name);
  const data = fields.map(({ name, type }) => decoded(type, institutions[name] ?? 999));
  const names = fields.map(({ name }) => ({ name: { unwrapOr: () => name } }));
  return { meta: { fields: names }, data };
}

test('each event concerns the institutions that the specification says', () => {
  assert.equal(EVENTS.length, 41);
  for (const { name, fields, concerned } of EVENTS) {
    const numbers = Object.fromEntries(fields.map(({ name }, place) => [name, place + 1]));
    const expected = concerned.map((field) => numbers[field]);
    assert.deepEqual([...institutionsOf(eventOf(name, numbers))], expected, name);
  }
});

test('what concerns the council only concerns no institution', () => {
  const none = { isSome: false, unwrapOr: () => null };
  const council = { isInstitution: false };
  const type = eventOf('TypeRegistered', {});
  type.data[1] = none;
  assert.deepEqual([...institutionsOf(type)], []);
  const offer = eventOf('AccreditationOffered', { holder: 2 });
  offer.data[2] = council;
  assert.deepEqual([...institutionsOf(offer)], [2]);
});

test('the log of a custodian has what it did in the place of a closed institution', () => {
  const [university, custodian] = [2, 3];
  const both = { institution: university, custodian };
  const list = [
    eventOf('InstitutionRegistered', { institution: university }),
    eventOf('InstitutionRegistered', { institution: custodian }),
    eventOf('InstitutionClosed', { institution: university }),
    eventOf('CustodianAppointed', both),
    eventOf('StatusesChangedFor', both),
    eventOf('CredentialsReissued', both),
    eventOf('CustodianDismissed', both),
  ].map((event, sequence) => ({ ...entries[sequence], institutions: institutionsOf(event) }));
  // The chain records all that concerns the custodian: numbers 1 and 3 to 6.
  const kept = new Log();
  for (const sequence of [1, 3, 4, 5, 6]) kept.push(leaves[sequence]);
  const of = (id) => list.filter(({ institutions }) => institutions.has(id));
  const to = { size: kept.size, root: toHex(kept.root) };
  assert.equal(audit(of(custodian), state(0), to).size, 5);
  assert.throws(() => audit(of(university), state(0), to), AuditFailed);
});

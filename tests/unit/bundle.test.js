// SPDX-License-Identifier: Apache-2.0

// Checks the vectors of docs/bundle.md with the second implementation: what is accepted and what it
// answers, what is refused and why, and what hand-offs teach.

import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { checkBundle } from '../client/bundle.js';
import { fileOf, LIMITS, MARKS, readFile } from '../client/evidenceCodec.js';
import { isSigned } from '../client/finality.js';
import { fromHex } from '../client/hex.js';
import { Refusal } from '../client/refusal.js';
import { compact64, decode, Malformed } from '../client/scale.js';
import { Trie } from '../client/trie.js';
import { TrustRoot } from '../client/trustRoot.js';

const vectors = JSON.parse(
  readFileSync(new URL('../../proof/tests/vectors.json', import.meta.url), 'utf8'),
);
const { authorities } = vectors.trust;

const orNull = (value, convert) => (value === null ? null : convert(value));

/** Returns the trust root with rows of the vectors. */
function tableOf(genesis, rows) {
  const known = rows.map((row) => ({
    ...row,
    set: BigInt(row.set),
    until: orNull(row.until, BigInt),
  }));
  return new TrustRoot(genesis, known);
}

/** Returns the trust root with a table of the vectors, or that of genesis. */
function trustWith({ table, genesis = vectors.trust.genesis }) {
  if (table === null) {
    const set = authorities.map(({ key, weight }) => ({ key: fromHex(key), weight: BigInt(weight) }));
    return TrustRoot.atGenesis(genesis, set);
  }
  return tableOf(genesis, vectors.tables[table]);
}

const rowsOf = ({ table }) =>
  table.map((row) => ({ ...row, set: Number(row.set), until: orNull(row.until, Number) }));

const check = (vector) => checkBundle(fileOf(vector.file), trustWith(vector), vector);

/** Returns the word of a refusal, and `null` for none. */
async function wordOf(call) {
  try {
    await call();
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.word;
  }
}

/** Returns what the vectors have of a verdict. */
function said({ outcome, reasons, status, institution, type, accreditation }) {
  const facts = status && {
    status: status.state,
    successor: status.successor?.root ?? null,
    institution: institution.id,
    type: type.id,
    path: accreditation.path.map(({ id }) => id),
    then: accreditation.then,
    now: accreditation.now,
  };
  return { outcome, reasons, facts };
}

/** Returns what a bundle answers to a question, as the vectors write it. */
async function answerOf(shown, reference) {
  let verdict;
  const refusal = await wordOf(async () => (verdict = await shown.verdict(reference)));
  return refusal === null ? { reference, verdict: said(verdict) } : { reference, refusal };
}

test('accepted bundles show their moment and the verdicts of the state', async () => {
  for (const vector of vectors.accepted) {
    const shown = await check(vector);
    assert.deepEqual(shown.asOf, vector.asOf, vector.name);
    for (const answer of vector.answers) {
      assert.deepEqual(await answerOf(shown, answer.reference), answer, vector.name);
    }
  }
  const answers = vectors.accepted.flatMap((vector) => vector.answers);
  const reasons = new Set(answers.flatMap(({ verdict }) => verdict?.reasons ?? []));
  assert.deepEqual(
    [...reasons].sort(),
    ['expired', 'notAnchored', 'revoked', 'superseded', 'suspended'],
  );
});

test('refused bundles are refused for their reason', async () => {
  for (const vector of vectors.refused) {
    assert.equal(await wordOf(() => check(vector)), vector.refusal, vector.name);
  }
});

test('hand-offs teach what they say', async () => {
  for (const vector of vectors.handOffs) {
    const root = trustWith(vector);
    const refusal = await wordOf(() => root.learn(fileOf(vector.file)));
    assert.equal(refusal, vector.refusal, vector.name);
    assert.deepEqual(rowsOf(root), vector.learnt, vector.name);
  }
});

test('no byte of a bundle can be changed', async () => {
  const [vector] = vectors.accepted;
  const file = fileOf(vector.file);
  // Each takes some milliseconds, so that the bytes in between are left to the tests in Rust.
  for (let place = 0; place < file.length; place += 5) {
    const changed = Buffer.from(file);
    changed[place] ^= 1;
    const call = () => checkBundle(changed, trustWith(vector), vector);
    assert.notEqual(await wordOf(call), null, `byte ${place}`);
  }
});

test('no item of a proof can be left out', () => {
  const [vector] = vectors.accepted;
  const { header, proof } = readFile('bundle', fileOf(vector.file));
  for (const place of proof.keys()) {
    const fewer = proof.filter((_, other) => other !== place);
    assert.throws(() => new Trie(fewer, header.stateRoot), Refusal, `item ${place}`);
  }
});

test('refused tables are refused for their reason', async () => {
  for (const { name, rows, refusal } of vectors.refusedTables)
    assert.equal(await wordOf(() => tableOf(vectors.trust.genesis, rows)), refusal, name);
  const row = vectors.tables.three[0];
  const rows = Array.from({ length: LIMITS.rows + 1 }, () => row);
  assert.equal(await wordOf(() => tableOf(vectors.trust.genesis, rows)), 'tooLarge');
});

test('there is a vector for each word of the page', () => {
  const page = readFileSync(new URL('../../docs/bundle.md', import.meta.url), 'utf8');
  const used = new Set([...vectors.refused, ...vectors.handOffs].map(({ refusal }) => refusal));
  used.delete(null);
  for (const word of used) assert.ok(page.includes(`\`${word}\``), word);
  assert.equal(used.size, 34);
});

test('limits and marks are those of the page', () => {
  const page = readFileSync(new URL('../../docs/bundle.md', import.meta.url), 'utf8');
  const [section] = page.split('\n## ').filter((part) => part.startsWith('Limits'));
  const stated = [...section.matchAll(/\| ([\d,]+) \|$/gm)].map(([, number]) =>
    Number(number.replaceAll(',', '')),
  );
  assert.deepEqual(stated, Object.values(LIMITS));
  for (const mark of Object.values(MARKS)) {
    assert.ok(page.includes(`\`${mark.toString('hex').match(/../g).join(' ')}\``));
  }
});

test('a compact integer of 64 bits has one encoding', () => {
  const read = (hex) => decode(compact64, Buffer.from(hex, 'hex'));
  const known = [
    ['00', 0n],
    ['fc', 63n],
    ['0101', 64n],
    ['feffffff', 2n ** 30n - 1n],
    ['0300000040', 2n ** 30n],
    ['03ffffffff', 2n ** 32n - 1n],
    ['070000000001', 2n ** 32n],
    ['13ffffffffffffffff', 2n ** 64n - 1n],
  ];
  for (const [hex, value] of known) assert.equal(read(hex), value, hex);
  const others = ['', '0100', '02000000', '03ffffff3f', '07ffffffff00', '17010101010101010101'];
  for (const hex of [...others, '130000000000000000', '0000']) {
    assert.throws(() => read(hex), Malformed, hex);
  }
});

test('signatures are those of Ed25519, and no more than ZIP 215 allows', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url');
  const message = Buffer.from('a vote');
  const signature = sign(null, message, privateKey);
  assert.ok(isSigned(key, message, signature));
  assert.ok(!isSigned(key, Buffer.from('another'), signature));
  assert.ok(!isSigned(key.subarray(1), message, signature));
  // ZIP 215 accepts these over every message, since both points are the neutral one, which the first
  // one states by coordinates that are not reduced. Votes of such a key are refused here.
  const unreduced = Buffer.concat([Buffer.from([0xee]), Buffer.alloc(30, 0xff), Buffer.from([0x7f])]);
  assert.ok(!isSigned(unreduced, message, Buffer.concat([unreduced, Buffer.alloc(32)])));
});

// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { sha256 } from '../client/hash.js';
import { toHex } from '../client/hex.js';
import { pack } from '../client/status.js';
import {
  bitAt,
  bitstring,
  decodeList,
  encodeList,
  ensureWhole,
  isSet,
  listAddress,
  listCredential,
  MAX_PLACES,
  MIN_BITS,
  newLabel,
  readStatusList,
  statusEntries,
  statusEntry,
} from '../client/statusList.js';

/** The example of the W3C specification: 131,072 bits, none of them set. */
const NONE_SET = 'uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA';
/**
 * A list of another implementation (`@digitalbazaar/vc-bitstring-status-list`, in its tests):
 * 100,000 bits, of which number 50,000 is set.
 */
const ONE_SET = 'uH4sIAAAAAAAAA-3OMQ0AAAgDsElHOh72EJJWQRMAAAAAAIDWXAcAAAAAAIDHFvRitn7UMAAA';

const { listBits, bitstrings } = JSON.parse(
  readFileSync(new URL('../../primitives/tests/vectors.json', import.meta.url), 'utf8'),
);
const LABEL = `0x${'5a'.repeat(16)}`;
/** What is said of a batch that is neither revoked nor void. */
const STANDS = { isRevoked: false, isVoid: false };
const ROOT = (n) => `0x${n.toString(16).padStart(2, '0').repeat(32)}`;

test('the example of the specification is read, and written in the same way', () => {
  const bits = decodeList(NONE_SET);
  assert.equal(bits.length * 8, MIN_BITS);
  assert.ok(bits.every((byte) => byte === 0));
  const empty = bitstring({ end: 0, parts: [] });
  assert.ok(empty.equals(bits));
  assert.ok(decodeList(encodeList(empty)).equals(bits));
  assert.match(encodeList(empty), /^uH4sI[\w-]+$/);
});

test('the first place is in the left-most bit, as in the list of another implementation', () => {
  const bits = decodeList(ONE_SET);
  const set = Array.from({ length: bits.length * 8 }, (_, place) => place).filter((place) =>
    bitAt(bits, place),
  );
  assert.deepEqual(set, [50_000]);
  const codes = Array(100_000).fill(0);
  codes[50_000] = 3;
  const part = { start: 0, size: 100_000, codes, ...STANDS };
  const own = bitstring({ end: 100_000, parts: [part] });
  assert.ok(own.subarray(0, bits.length).equals(bits));
  assert.equal(own.length * 8, MIN_BITS);
  const [first] = bitstring({ end: 1, parts: [{ start: 0, size: 1, codes: [1], ...STANDS }] });
  assert.equal(first, 0x80);
});

test('what is encoded otherwise, or too large, is refused', () => {
  const bare = NONE_SET.slice(1);
  for (const text of ['', 'u', bare, `z${bare}`, `u${bare}=`, 'uAAAA']) {
    assert.throws(() => decodeList(text), undefined, text);
  }
  const bomb = `u${gzipSync(Buffer.alloc(MAX_PLACES / 8 + 1)).toString('base64url')}`;
  assert.throws(() => decodeList(bomb));
});

test('each status has its bit for each purpose', () => {
  const parts = [
    { start: 0, size: 9, codes: [0, 1, 2, 3, 4, 5, 6, 7, 8], ...STANDS },
    { start: 9, size: 2, codes: [0, 1], isRevoked: true, isVoid: false },
    { start: 11, size: 3, codes: [0, 1, 2], isRevoked: false, isVoid: true },
    { start: 14, size: 1, codes: [0], ...STANDS },
  ];
  const set = (purpose) => {
    const bits = bitstring({ end: 15, parts }, purpose);
    return Array.from({ length: 20 }, (_, place) => place).filter((place) => bitAt(bits, place));
  };
  assert.deepEqual(set('revocation'), [2, 3, 4, 5, 6, 7, 8, 9, 10, 13], 'what is final');
  assert.deepEqual(set('suspension'), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  for (const purpose of ['message', 'toString', '']) {
    assert.throws(() => bitstring({ end: 15, parts }, purpose), TypeError);
  }
});

test('the bits of each status and batch are those of the Rust crate', () => {
  for (const { code, batchRevoked, void: isVoid, ...bits } of listBits) {
    for (const [purpose, bit] of Object.entries(bits)) {
      assert.equal(isSet(purpose, { code, isRevoked: batchRevoked, isVoid }), bit, purpose);
    }
  }
  assert.equal(listBits.length, 36);
  for (const { end, places, bytes, sha256: hash } of bitstrings) {
    const codes = Array(end).fill(0);
    for (const place of places) codes[place] = 3;
    const bits = bitstring({ end, parts: [{ start: 0, size: end, codes, ...STANDS }] });
    assert.deepEqual([bits.length, toHex(sha256(bits))], [bytes, hash]);
  }
});

test('a list that is longer than the least is a whole number of bytes', () => {
  const size = MIN_BITS + 3;
  const codes = Array(size).fill(0);
  codes[size - 1] = 2;
  const bits = bitstring({ end: size, parts: [{ start: 0, size, codes, ...STANDS }] });
  assert.equal(bits.length, MIN_BITS / 8 + 1);
  assert.equal(bits.at(-1), 0b0010_0000);
});

test('a list with a hole, or that ends elsewhere, is no list', () => {
  const part = (start, size) => ({ start, size });
  ensureWhole([part(0, 3), part(3, 1)], 4);
  for (const [parts, end] of [
    [[part(0, 3), part(4, 1)], 5],
    [[part(1, 3)], 4],
    [[part(0, 3)], 4],
    [[part(0, 3), part(3, 2)], 4],
    [[part(0, 3), part(3, 0)], 3],
    [[], 1],
  ]) {
    assert.throws(() => ensureWhole(parts, end));
  }
});

test('the address and the entry are those of the specification', () => {
  const label = `0x${'5A'.repeat(16)}`;
  const list = { host: 'https://status.example', institution: 2, label };
  const address = `https://status.example/status/2/${'5a'.repeat(16)}/suspension`;
  assert.equal(listAddress(list), address);
  assert.deepEqual(statusEntry(list, 305), {
    id: `${address}#305`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'suspension',
    statusListIndex: '305',
    statusListCredential: address,
  });
  const { statusListCredential } = statusEntry({ ...list, purpose: 'revocation' }, 0);
  assert.match(statusListCredential, /\/revocation$/);
  const both = statusEntries(list, 305);
  assert.deepEqual(
    both.map(({ statusPurpose }) => statusPurpose),
    ['revocation', 'suspension'],
  );
  for (const entry of both) {
    assert.ok(entry.statusListCredential.endsWith(`/${entry.statusPurpose}`));
    assert.equal(entry.statusListIndex, '305');
  }
  for (const place of [-1, 0.5, MAX_PLACES, '0', undefined]) {
    assert.throws(() => statusEntry(list, place), RangeError, String(place));
  }
  assert.throws(() => listAddress({ ...list, label: '0x5a' }), RangeError);
  assert.throws(() => listAddress({ ...list, purpose: 'message' }), TypeError);
  assert.match(newLabel(), /^0x[0-9a-f]{32}$/);
  assert.notEqual(newLabel(), newLabel());
});

/** A node of canned answers, with three batches in one list and two parts on a page. */
function node({ revoked = null, voidFrom = null, attestedAgain = null, lose } = {}) {
  const asOf = { blockHash: ROOT(0xff), time: '2026-03-01T00:00:06.000Z' };
  const sizes = { [ROOT(1)]: 5, [ROOT(2)]: 300_000, [ROOT(3)]: 1 };
  const items = [
    { start: 0, root: ROOT(1), size: 5 },
    { start: 5, root: ROOT(2), size: 300_000 },
    { start: 300_005, root: ROOT(3), size: 1 },
  ].filter(({ start }) => start !== lose);
  const asked = [];
  const answers = {
    statusList: (institution, label, from) => {
      if (label !== LABEL) return null;
      const rest = items.filter(({ start }) => start >= from).map((item) => ({ ...item }));
      const next = rest[2]?.start ?? null;
      return { institution, label, end: 300_006, items: rest.slice(0, 2), next, asOf };
    },
    statuses: (_, root, from, count) => {
      const codes = Array.from({ length: count }, (_, i) => ((from + i) % 1_000 === 4 ? 3 : 0));
      const size = sizes[root];
      const whole = root === ROOT(3) ? revoked : null;
      return { size, from, count, statuses: toHex(pack(codes)), revoked: whole };
    },
    batch: (_, root) => ({
      accreditation: 7,
      issuedAt: '2026-03-01T00:00:03.000Z',
      attestedAgain: root === ROOT(1) ? attestedAgain : null,
    }),
    accreditation: (id) => ({
      path: [{ voidFrom: null }, { voidFrom: id === 7 ? voidFrom : null }],
    }),
  };
  const read = async (method, ...params) => {
    asked.push([method, params.at(-1)]);
    return answers[method](...params);
  };
  return { read, asked };
}

test('all parts are read of one block, with every status', async () => {
  const { read, asked } = node();
  const list = await readStatusList(read, 2, LABEL, { time: '2026-03-01T00:00:10Z' });
  assert.equal(list.end, 300_006);
  assert.deepEqual(
    list.parts.map(({ start, codes }) => [start, codes.length]),
    [
      [0, 5],
      [5, 300_000],
      [300_005, 1],
    ],
  );
  const [first, ...rest] = asked;
  assert.deepEqual(first, ['statusList', { time: '2026-03-01T00:00:10Z' }]);
  for (const [method, at] of rest) assert.deepEqual(at, { hash: ROOT(0xff) }, method);
  const bits = bitstring(list);
  for (const place of [4, 5 + 4, 5 + 299_004]) assert.ok(bitAt(bits, place), `${place}`);
  for (const place of [0, 5, 300_005]) assert.ok(!bitAt(bits, place), `${place}`);
  assert.equal(await readStatusList(read, 2, ROOT(9).slice(0, 34)), null);
});

test('a batch that was revoked or voided has all its bits set', async () => {
  const lost = async (options) => {
    const { parts } = await readStatusList(node(options).read, 2, LABEL);
    return parts.map(({ isRevoked, isVoid }) => isRevoked || isVoid);
  };
  assert.deepEqual(await lost({}), [false, false, false]);
  assert.deepEqual(await lost({ revoked: { reason: 'misconduct' } }), [false, false, true]);
  assert.deepEqual(await lost({ voidFrom: '2026-03-01T00:00:03.000Z' }), [true, true, true]);
  assert.deepEqual(await lost({ voidFrom: '2026-03-01T00:00:03.001Z' }), [false, false, false]);
  const attestedAgain = { accreditation: 8, since: '2026-03-01T00:00:05.000Z' };
  assert.deepEqual(await lost({ voidFrom: '2026-03-01T00:00:03.000Z', attestedAgain }), [
    false,
    true,
    true,
  ]);
});

test('a part that a node leaves out is noticed', async () => {
  for (const lose of [0, 5, 300_005]) {
    await assert.rejects(readStatusList(node({ lose }).read, 2, LABEL), /hole|ends at/);
  }
});

test('the credential of a list is young, and names its list', async () => {
  const list = await readStatusList(node().read, 2, LABEL);
  const of = { host: 'https://status.example', institution: 2, label: LABEL };
  const { id, validFrom, validUntil, credentialSubject } = listCredential(list, {
    ...of,
    issuer: 'did:web:uni.example',
  });
  assert.equal(id, listAddress(of));
  assert.equal(credentialSubject.id, `${id}#list`);
  assert.deepEqual([validFrom, validUntil], ['2026-03-01T00:00:06Z', '2026-03-01T00:10:06Z']);
  assert.ok(decodeList(credentialSubject.encodedList).equals(bitstring(list)));
});

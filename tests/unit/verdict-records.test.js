// SPDX-License-Identifier: Apache-2.0

// Checks that the records of which verdicts are made are read from the bytes that
// `primitives/tests/encoding.rs` writes, from no other bytes, and under the keys of the chain.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import * as records from '../client/records.js';
import {
  bool,
  compact,
  decode,
  list,
  Malformed,
  option,
  text,
  u32,
  word,
} from '../client/scale.js';
import { CHUNK_BYTES } from '../client/status.js';
import * as storage from '../client/storage.js';
import { BATCH, KEY, UNIVERSITY } from './verdict-state.js';

const hex = (...parts) => Buffer.from(parts.join(''), 'hex');
const same = (byte, count) => byte.repeat(count);

const BYTES = {
  institution: hex(
    ...['0c556e69', '08753a', '4e4c', same('aa', 32), '010100000000000000'],
    ...['0200000000000000', '03000000', '04000000', '05000000', '01'],
    ...['0106000000', '07'.padEnd(16, '0'), '08'.padEnd(16, '0'), '09000000', '0a000000'],
  ),
  accreditation: hex(
    ...['01000000', '010200000003000000', '00080700000008000000', '0304'],
    ...['05000000000000000600000000000000', '040900000000000000010a00000000000000'],
    ...['0b00000000000000', '010c00000000000000', '0d000000', '0e000000'],
  ),
  credentialType: hex(
    ...['0101000000', '03', same('bb', 32), '08753a', '0106', '012c010000', '010700000000000000'],
    ...['010800000000000000', '0900000000000000'],
  ),
  batch: hex(
    ...['01000000', '02000000', '03000000', '0400000000000000', '010500000000000000'],
    ...['01050600000000000000', `01${same('dd', 32)}`, '010700000008000000000000000900000003'],
  ),
  successor: hex('01000000', same('cc', 32), '02000000'),
  custodialChange: hex('01000000', '0200000000000000', '01'),
  reissue: hex('01000000', '0200000000000000', same('cc', 32), '03000000'),
  documentKey: hex(
    ...['01000000', '02', '0200000000000000', '010300000000000000', '010400000000000000'],
  ),
};

const RECORDS = {
  institution: {
    ...{ name: 'Uni', uri: 'u:', country: Buffer.from('NL'), admin: hex(same('aa', 32)) },
    ...{ state: { kind: 'suspended', since: 1n }, registeredAt: 2n, allowance: 3, operators: 4 },
    ...{ held: 5, dualAuthorization: true },
    custody: { custodian: 6, since: 7n, until: 8n, statusChanges: 9, reissues: 10 },
  },
  accreditation: {
    ...{ holder: 1, grantor: { kind: 'institution', institution: 2, accreditation: 3 } },
    scope: { kind: 'types', types: [7, 8] },
    rights: { kind: 'attestAndAccredit', levels: 4 },
    ...{ validFrom: 5n, validUntil: 6n, state: { kind: 'withdrawn', since: 9n, voidFrom: 10n } },
    ...{ offeredAt: 11n, acceptedAt: 12n, narrowings: 13, parentNarrowings: 14 },
  },
  credentialType: {
    ...{ owner: 1, kind: 'badge', contentHash: hex(same('bb', 32)), uri: 'u:', level: 6 },
    ...{ workload: 300, defaultValidity: 7n, state: { kind: 'retired', since: 8n } },
    ...{ registeredAt: 9n },
  },
  batch: {
    ...{ accreditation: 1, type: 2, size: 3, issuedAt: 4n, validUntil: 5n },
    revoked: { reason: 'keyCompromise', at: 6n, successor: hex(same('dd', 32)) },
    attestedAgain: { accreditation: 7, since: 8n, former: 9, loss: 'narrowed' },
  },
  successor: { institution: 1, root: hex(same('cc', 32)), index: 2 },
  custodialChange: { by: 1, at: 2n, ended: true },
  reissue: { by: 1, at: 2n, root: hex(same('cc', 32)), index: 3 },
  documentKey: {
    ...{ number: 1, purpose: 'statusLists', since: 2n, until: 3n, compromisedSince: 4n },
  },
};

test('each record is read from the bytes that the chain writes', () => {
  for (const [name, bytes] of Object.entries(BYTES)) {
    assert.deepEqual(decode(records[name], bytes), RECORDS[name], name);
  }
});

test('what a record may say otherwise is read too', () => {
  const changed = (name, from, to) => {
    const text = BYTES[name].toString('hex');
    assert.equal(text.split(from).length, 2, `${from} in ${name}`);
    return decode(records[name], hex(text.replace(from, to)));
  };
  const grant = (from, to) => changed('accreditation', from, to);
  assert.deepEqual(grant('010200000003000000', '00').grantor, { kind: 'council' });
  assert.deepEqual(grant('00080700000008000000', '01').scope, { kind: 'any' });
  for (const [to, rights] of [
    ['00', { kind: 'none' }],
    ['01', { kind: 'attest' }],
    ['0203', { kind: 'accredit', levels: 3 }],
  ]) {
    assert.deepEqual(grant('0304050000', `${to}050000`).rights, rights);
  }
  for (const [to, state] of [
    ['00', { kind: 'offered' }],
    ['010100000000000000', { kind: 'declined', since: 1n }],
    ['02', { kind: 'active' }],
    ['03010000000000000000', { kind: 'suspended', since: 1n, byCouncil: false }],
    ['03010000000000000001', { kind: 'suspended', since: 1n, byCouncil: true }],
    ['04010000000000000000', { kind: 'withdrawn', since: 1n, voidFrom: null }],
  ]) {
    assert.deepEqual(grant('040900000000000000010a00000000000000', to).state, state);
  }
  const active = { kind: 'active' };
  assert.deepEqual(changed('institution', '010100000000000000', '00').state, active);
  const closed = { kind: 'closed', since: 1n };
  assert.deepEqual(changed('institution', '010100000000000000', '020100000000000000').state, closed);
  assert.deepEqual(changed('credentialType', '010800000000000000', '00').state, active);
  const ofBadge = `0103${same('bb', 32)}`.replace('01', '01000000');
  const kinds = [...'012'].map(
    (code) => changed('credentialType', ofBadge, ofBadge.replace('03bb', `0${code}bb`)).kind,
  );
  assert.deepEqual(kinds, ['unstated', 'microCredential', 'certificate']);
  const reasons = [...'012345'].map(
    (code) => changed('batch', '01050600', `010${code}0600`).revoked.reason,
  );
  assert.deepEqual(reasons, [
    ...['unspecified', 'issuedInError', 'misconduct', 'learnerRequest', 'requirementsNotMet'],
    'keyCompromise',
  ]);
  const losses = [...'0123'].map(
    (code) => changed('batch', '0900000003', `090000000${code}`).attestedAgain.loss,
  );
  assert.deepEqual(losses, ['voided', 'withdrawn', 'expired', 'narrowed']);
});

test('a chunk has the statuses of its places', () => {
  const chunk = hex('21', same('00', 126), '80');
  const at = (place) => decode(records.statusAt(place), chunk);
  assert.deepEqual([0, 1, 2, 254, 255].map(at), [1, 2, 0, 0, 8]);
  const reserved = Buffer.alloc(CHUNK_BYTES, 0x90);
  assert.equal(decode(records.statusAt(0), reserved), 0);
  assert.throws(() => decode(records.statusAt(1), reserved), Malformed);
});

test('the layout, the time and the last upgrade are read', () => {
  assert.equal(decode(records.layout, hex('0100')), 1);
  assert.equal(decode(records.time, hex('0100000000000080')), 2n ** 63n + 1n);
  const upgrade = { specVersion: 300, specName: 'abc' };
  assert.deepEqual(decode(records.lastUpgrade, hex('b104', '0c616263')), upgrade);
});

test('no record is read from bytes that are cut or followed by others', () => {
  for (const [name, bytes] of Object.entries(BYTES)) {
    for (let length = 0; length < bytes.length; length++) {
      const cut = bytes.subarray(0, length);
      assert.throws(() => decode(records[name], cut), Malformed, `${length} bytes of ${name}`);
    }
    const longer = Buffer.concat([bytes, Buffer.alloc(1)]);
    assert.throws(() => decode(records[name], longer), Malformed, name);
  }
  for (const length of [0, CHUNK_BYTES - 1, CHUNK_BYTES + 1]) {
    assert.throws(() => decode(records.statusAt(0), Buffer.alloc(length)), Malformed);
  }
});

test('a document key that no call writes is none', () => {
  const fields = ['01000000', '01', '0200000000000000', '00', '00'];
  const read = (changes) => {
    const bytes = hex(...Object.assign([...fields], changes));
    return decode(records.documentKey, bytes);
  };
  assert.equal(read({}).number, 1);
  const [same, before] = ['010200000000000000', '010100000000000000'];
  assert.equal(read({ 3: same, 4: same }).until, 2n);
  const others = [{ 0: '00000000' }, { 1: '00' }, { 1: '03' }, { 3: before }, { 4: before }];
  for (const changes of others) {
    assert.throws(() => read(changes), Malformed, JSON.stringify(changes));
  }
});

test('a compact integer is read from its shortest encoding', () => {
  const known = [
    ['00', 0],
    ['fc', 63],
    ['0101', 64],
    ['fdff', 16_383],
    ['02000100', 16_384],
    ['feffffff', 2 ** 30 - 1],
    ['0300000040', 2 ** 30],
    ['03ffffffff', 2 ** 32 - 1],
  ];
  for (const [bytes, value] of known) assert.equal(decode(compact, hex(bytes)), value, bytes);
  const others = ['', '01', '0100', 'fd00', '020000', 'feff0000', '03ffffff3f', '070000000001'];
  for (const bytes of others) assert.throws(() => decode(compact, hex(bytes)), Malformed, bytes);
});

test('a byte that stands for nothing is refused, and so is a length over its bound', () => {
  const refused = [
    [bool, '02'],
    [option(bool), '0200'],
    [word('one', 'two'), '02'],
    [text(2), '0c616263'],
    [list(1, u32), '080100000002000000'],
    [list(9, u32), '08010000000200'],
  ];
  for (const [codec, bytes] of refused) {
    assert.throws(() => decode(codec, hex(bytes)), Malformed, bytes);
  }
  assert.equal(decode(text(3), hex('0c616263')), 'abc');
  assert.deepEqual(decode(list(2, u32), hex('080200000001000000')), [2, 1]);
});

test('a name that is not in UTF-8 is no damage', () => {
  assert.equal(decode(text(3), hex('0c61ff62')), 'a\ufffdb');
  assert.equal(decode(text(3), hex('0cefbbbf')), '\ufeff', 'a byte order mark stays');
});

test('keys are those of the chain', () => {
  const golden = readFileSync(
    new URL('../../runtime/tests/golden/runtime.txt', import.meta.url),
    'utf8',
  );
  const number = (value) => `${value.toString(16).padStart(2, '0')}000000`;
  const numbered = (value) => `(.{16})${number(value)}`;
  const root = `(.{32})${BATCH.root.slice(2)}`;
  const keys = {
    Institutions: [storage.institutionKey(2), numbered(2)],
    Accreditations: [storage.accreditationKey(3), numbered(3)],
    CredentialTypes: [storage.typeKey(4), numbered(4)],
    Batches: [storage.batchKey(BATCH), numbered(2), root],
    Statuses: [storage.chunkKey(BATCH, 5), numbered(2), root, numbered(5)],
    Successors: [storage.successorKey(BATCH, 6), numbered(2), root, numbered(6)],
    CustodialChanges: [storage.custodialChangeKey(BATCH, 6), numbered(2), root, numbered(6)],
    Reissues: [storage.reissueKey(BATCH), numbered(2), root],
    DocumentKeys: [storage.documentKeyKey(UNIVERSITY, KEY), numbered(2), '(.{32})00.{64}'],
  };
  for (const [map, [key, ...parts]] of Object.entries(keys)) {
    const [, prefix] = new RegExp(`storage (0x[0-9a-f]{64}) ${map}:`).exec(golden);
    assert.match(key, new RegExp(`^${prefix}${parts.join('')}$`), map);
  }
  // These are keys of the SDK, which has them in every chain.
  const system = '0x26aa394eea5630e07c48ae0c9558cef7';
  assert.equal(storage.BLOCK_NUMBER_KEY, `${system}02a5c1b19ab7a04f536c519aca4983ac`);
  assert.equal(storage.LAST_UPGRADE_KEY, `${system}f9cce9c888469bb1a0dceaa129672ef8`);
  const timestamp = '0xf0c365c3cf59d671eb72da0e7a4113c4';
  assert.equal(storage.TIME_KEY, `${timestamp}9f1f0515f462cdcf84e0f1d6045dfcbb`);
  assert.match(storage.LAYOUT_KEY, /4e7b9012096b41c4eb3aaf947f6ea429$/);
});

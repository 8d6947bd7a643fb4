// SPDX-License-Identifier: Apache-2.0

// Checks that the second implementation gives no verdict where a record that one takes is missing,
// damaged, unreadable or not known, and names that record.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { u16, u32 } from '../client/bytes.js';
import * as storage from '../client/storage.js';
import { CannotTell, verdict } from '../client/verdict.js';
import { encode } from '../util/recordBytes.js';
import {
  BATCH,
  CHUNK,
  GRANT,
  INDEX,
  KEY,
  NOW,
  PARENT,
  question,
  RECORDS,
  RUNTIME,
  State,
  TYPE,
  UNIVERSITY,
} from './verdict-state.js';

const signed = { ...question, signedBy: KEY };

const reasonsOf = async (state, asked = question) => (await verdict(state, asked)).reasons;

/** Checks that there is no verdict, and what is said to be damaged. */
const cannotTell = (state, record, fault, asked = question) =>
  assert.rejects(verdict(state, asked), (error) => {
    assert.ok(error instanceof CannotTell, String(error));
    assert.deepEqual([error.record, error.fault], [record, fault]);
    return true;
  });

/** The records of a verdict on a superseded credential that was attested again, by their keys. */
const everything = () => {
  const attestedAgain = { accreditation: 8, since: 1_600, former: GRANT, loss: 1 };
  const state = new State().batch({ attestedAgain }).status(2).successor().documentKey();
  return state
    .accreditation(8, { ...RECORDS.grant, grantor: [1, 9] })
    .accreditation(9, RECORDS.parent);
};
const OF_BATCH = `batch ${BATCH.root} of institution ${UNIVERSITY}`;
const IMPLIED = new Map([
  [storage.LAST_UPGRADE_KEY, 'the version of the last upgrade'],
  [storage.institutionKey(UNIVERSITY), `institution ${UNIVERSITY}`],
  [storage.typeKey(TYPE), `credential type ${TYPE}`],
  ...[8, 9, GRANT, PARENT].map((id) => [storage.accreditationKey(id), `accreditation ${id}`]),
  [storage.successorKey(BATCH, INDEX), `the successor of credential ${INDEX} of ${OF_BATCH}`],
]);
const READ = new Map([
  ...IMPLIED,
  [storage.TIME_KEY, 'the time of the block'],
  [storage.LAYOUT_KEY, 'the version of the records'],
  [storage.batchKey(BATCH), OF_BATCH],
  [storage.chunkKey(BATCH, CHUNK), `status chunk ${CHUNK} of ${OF_BATCH}`],
  [storage.documentKeyKey(UNIVERSITY, KEY), `document key ${KEY} of institution ${UNIVERSITY}`],
]);

test('nothing is read but the records of the verdict', async () => {
  const state = everything();
  assert.deepEqual(await reasonsOf(state, signed), ['superseded']);
  assert.deepEqual([...state.read].sort(), [...READ.keys()].sort());
  const plain = new State();
  await verdict(plain, question);
  assert.equal(plain.read.length, 9);
});

test('a record that another implies and that is missing is damage', async () => {
  for (const [key, record] of IMPLIED) {
    await cannotTell(everything().remove(key), record, 'is missing', signed);
  }
});

test('a record that is cut, longer or unreadable is damage', async () => {
  for (const [key, record] of READ) {
    const whole = everything().values.get(key);
    const damaged = [
      ...[Buffer.alloc(0), whole.subarray(0, -1), whole.subarray(1)],
      ...[Buffer.concat([whole, Buffer.alloc(1)]), Buffer.alloc(3, 0xff)],
    ];
    for (const bytes of damaged) {
      await cannotTell(everything().put(key, bytes), record, 'is malformed', signed);
    }
    const state = everything();
    const { get } = state;
    state.get = async (asked) => {
      if (asked === key) throw new Error('pruned');
      return get(asked);
    };
    await cannotTell(state, record, 'cannot be read', signed);
  }
});

test('a code without a meaning is damage', async () => {
  const [institution, grant] = [`institution ${UNIVERSITY}`, `accreditation ${GRANT}`];
  const chunk = `status chunk ${CHUNK} of ${OF_BATCH}`;
  const cases = [
    ...[9, 12, 15].map((code) => [new State().status(code), chunk]),
    [new State().institution({ state: Buffer.from([2]) }), institution],
    [new State().institution({ name: 'n'.repeat(129) }), institution],
    [new State().grant({ state: Buffer.from([5]) }), grant],
    [new State().grant({ rights: [4] }), grant],
    [new State().grant({ scope: Array.from({ length: 65 }, (_, n) => n) }), grant],
    [new State().credentialType({ kind: 4 }), `credential type ${TYPE}`],
    [new State().credentialType({ uri: 'u'.repeat(257) }), `credential type ${TYPE}`],
    [new State().batch({ revoked: { reason: 6, at: 1, successor: null } }), OF_BATCH],
  ];
  for (const [state, record] of cases) await cannotTell(state, record, 'is malformed');
  // The code of another credential of the chunk is no part of this verdict.
  assert.deepEqual(await reasonsOf(new State().status(0, { 0: 15 })), []);
  const longest = { name: 'n'.repeat(128), uri: 'u'.repeat(256) };
  assert.deepEqual(await reasonsOf(new State().institution(longest)), []);
});

test('a document key that no call writes is damage', async () => {
  const record = `document key ${KEY} of institution ${UNIVERSITY}`;
  const damaged = [{ number: 0 }, { purpose: 0 }, { until: 899 }, { compromisedSince: 899 }];
  for (const fields of damaged) {
    const state = new State().documentKey(fields);
    await cannotTell(state, record, 'is malformed', signed);
    assert.deepEqual(await reasonsOf(state), [], 'it is not read unless it is named');
  }
});

test('a path has at most five grants, and ends at the council', async () => {
  const chain = (length) => {
    const state = new State().grant({ grantor: [1, 11], scope: null });
    for (let place = 1; place < length; place++) {
      const grantor = place === length - 1 ? null : [1, 11 + place];
      state.accreditation(10 + place, { ...RECORDS.parent, grantor, rights: [2, 9] });
    }
    return state;
  };
  const { accreditation } = await verdict(chain(5), question);
  assert.equal(accreditation.path.length, 5);
  assert.equal(accreditation.now, true);
  await cannotTell(chain(6), 'accreditation 15', 'is malformed');
  const missing = chain(6).remove(storage.accreditationKey(15));
  await cannotTell(missing, 'accreditation 15', 'is missing');
  const circle = new State().parent({ grantor: [UNIVERSITY, GRANT] });
  await cannotTell(circle, `accreditation ${PARENT}`, 'is malformed');
});

test('the size is compared last, so damage beside a batch of another size is damage', async () => {
  const state = new State().batch({ size: 599 });
  assert.deepEqual(await reasonsOf(state), ['notAnchored']);
  state.remove(storage.institutionKey(UNIVERSITY));
  await cannotTell(state, `institution ${UNIVERSITY}`, 'is missing');
});

test('the records must be migrated, and have the known layout and meaning', async () => {
  const upgraded = (fields) => {
    const bytes = encode.lastUpgrade({ ...RUNTIME, ...fields });
    return new State().put(storage.LAST_UPGRADE_KEY, bytes);
  };
  assert.deepEqual(await reasonsOf(upgraded({ specVersion: 8 })), []);
  const pending = ['the state', 'is not migrated to its runtime yet'];
  await cannotTell(upgraded({ specVersion: 6 }), ...pending);
  await cannotTell(upgraded({ specName: 'other' }), ...pending);
  const layout = 'the version of the records';
  const other = new State().put(storage.LAYOUT_KEY, u16(3));
  await cannotTell(other, layout, 'is 3, not 2');
  await cannotTell(new State().remove(storage.LAYOUT_KEY), layout, 'is null, not 2');
  const changed = Object.assign(new State(), { runtime: () => ({ ...RUNTIME, meaning: 2 }) });
  await cannotTell(changed, 'the meaning of the records', 'is 2, not 1');
  const failing = Object.assign(new State(), { runtime: () => Promise.reject(new Error('none')) });
  await cannotTell(failing, 'the runtime', 'cannot be read');
  // This is so for what is not anchored as well.
  await cannotTell(other, layout, 'is 3, not 2', { ...question, index: 600 });
});

test('a time that is known is not read', async () => {
  const state = Object.assign(new State().remove(storage.TIME_KEY), { time: () => BigInt(NOW) });
  assert.equal((await verdict(state, question)).outcome, 'valid');
  assert.ok(!state.read.includes(storage.TIME_KEY));
});

test('the time is 0 in block 0, and damage if it is absent in another', async () => {
  const first = new State().remove(storage.TIME_KEY).remove(storage.BLOCK_NUMBER_KEY);
  first.batch({ validUntil: 0 });
  const { reasons, accreditation } = await verdict(first, question);
  assert.deepEqual(reasons, ['expired']);
  assert.equal(accreditation.path[0].lapse, 'notYetValid');
  first.put(storage.BLOCK_NUMBER_KEY, u32(0));
  assert.deepEqual(await reasonsOf(first), ['expired']);
  await cannotTell(new State().remove(storage.TIME_KEY), 'the time of the block', 'is missing');
  await cannotTell(new State().at(0), 'the time of the block', 'is missing');
  // The time is read for a question without a root as well.
  const rootless = { ...question, index: 600 };
  await cannotTell(new State().at(0), 'the time of the block', 'is missing', rootless);
  const damaged = new State().put(storage.TIME_KEY, u32(7));
  await cannotTell(damaged, 'the time of the block', 'is malformed', rootless);
});

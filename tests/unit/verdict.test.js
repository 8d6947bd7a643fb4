// SPDX-License-Identifier: Apache-2.0

// Checks the verdicts of the second implementation: every reason alone and with others, what each
// moment does at its edges, and the facts.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';

import { toHex } from '../client/hex.js';
import { multikey } from '../client/multikey.js';
import * as storage from '../client/storage.js';
import { verdict } from '../client/verdict.js';
import {
  closedAt,
  declined,
  encode,
  endedAt,
  OFFERED,
  suspended,
  withdrawn,
} from '../util/recordBytes.js';
import {
  BATCH,
  GRANT,
  INDEX,
  ISSUED,
  KEY,
  NOW,
  PARENT,
  question,
  RECORDS,
  State,
  TYPE,
  UNIVERSITY,
} from './verdict-state.js';

const signed = { ...question, signedBy: KEY };
const SUCCESSOR = RECORDS.successor;
const time = (moment) => new Date(moment).toISOString();

/** Returns the reasons of a verdict, and checks its outcome. */
async function reasonsOf(state, asked = question) {
  const { outcome, reasons } = await verdict(state, asked);
  assert.equal(outcome, reasons.length === 0 ? 'valid' : 'invalid');
  return reasons;
}

const NOT_ANCHORED = {
  outcome: 'invalid',
  reasons: ['notAnchored'],
  ...{ status: null, issuedAt: null, validUntil: null, institution: null, type: null },
  ...{ accreditation: null, documentKey: null, custodialChange: null, reissue: null },
};

const VALID = {
  outcome: 'valid',
  reasons: [],
  status: { state: 'active', reason: null, successor: null, batchRevoked: null },
  issuedAt: time(ISSUED),
  validUntil: null,
  institution: { id: UNIVERSITY, name: 'Uni', uri: 'u:', country: 'NL', state: 'active' },
  type: {
    ...{ id: TYPE, owner: 1, kind: 'badge', uri: 't:', contentHash: `0x${'bb'.repeat(32)}` },
    ...{ level: 6, workload: 300, defaultValidity: 7, state: 'active' },
  },
  accreditation: {
    ...{ id: GRANT, since: time(ISSUED), former: null, then: true, now: true },
    path: [
      {
        ...{ id: GRANT, holder: UNIVERSITY, grantor: { institution: 1, accreditation: PARENT } },
        ...{ state: 'active', since: null, suspendedBy: null, voidFrom: null },
        ...{ validFrom: time(500), validUntil: time(3_000), lapse: null },
      },
      {
        ...{ id: PARENT, holder: 1, grantor: { council: true } },
        ...{ state: 'active', since: null, suspendedBy: null, voidFrom: null },
        ...{ validFrom: time(1), validUntil: time(5_000), lapse: null },
      },
    ],
  },
  documentKey: null,
  custodialChange: null,
  reissue: null,
};

test('a valid credential has all facts', async () => {
  assert.deepEqual(await verdict(new State(), question), VALID);
  const documentKey = {
    ...{ number: 1, purpose: 'credentials', since: time(900), until: null },
    compromisedSince: null,
  };
  assert.deepEqual(await verdict(new State().documentKey(), signed), { ...VALID, documentKey });
});

test('what is at another place is not anchored', async () => {
  const leaf = toHex(randomBytes(32));
  const others = [
    ...[{ leaf }, { institution: 1 }, { index: INDEX + 1 }, { index: 0, size: 0 }, { index: 600 }],
    ...[{ path: question.path.slice(1) }, { path: [...question.path, leaf] }],
    ...[{ path: Array(40).fill(leaf) }, { size: 601 }, { size: 300 }],
  ];
  for (const other of others) {
    const asked = { ...question, ...other };
    assert.deepEqual(await verdict(new State(), asked), NOT_ANCHORED, JSON.stringify(other));
  }
  const gone = new State().remove(storage.batchKey(BATCH));
  assert.deepEqual(await verdict(gone, signed), NOT_ANCHORED);
  assert.deepEqual(await verdict(new State().batch({ size: 599 }), question), NOT_ANCHORED);
});

/** The ways in which each reason applies or does not, and those that exclude one another. */
const STATUSES = [
  [[], (state) => state],
  [['suspended'], (state) => state.status(1)],
  [['superseded'], (state) => state.status(2).successor()],
  ...[3, 4, 5, 6, 7, 8].map((code) => [['revoked'], (state) => state.status(code)]),
];
const ENDS = [
  [[], {}],
  [['expired'], { validUntil: NOW }],
];
const VOIDS = [
  [[], {}],
  [['voided'], { state: withdrawn(1_500, ISSUED) }],
];
const KEYS = [
  [[], (state) => state.documentKey()],
  [['keyNotAuthorized'], (state) => state],
  [['keyNotAuthorized'], (state) => state.documentKey({ purpose: 2 })],
  [['keyCompromised'], (state) => state.documentKey({ compromisedSince: 950 })],
  [
    ['keyNotAuthorized', 'keyCompromised'],
    (state) => state.documentKey({ until: 950, compromisedSince: 950 }),
  ],
];

test('every reason is given alone and with all others, in their order', async () => {
  let count = 0;
  for (const [byStatus, status] of STATUSES) {
    for (const [byEnd, end] of ENDS) {
      for (const [byVoid, grant] of VOIDS) {
        for (const [byKey, key] of KEYS) {
          const state = key(status(new State().batch(end).parent(grant)));
          const expected = [...byStatus, ...byEnd, ...byVoid, ...byKey];
          assert.deepEqual(await reasonsOf(state, signed), expected);
          count += 1;
        }
      }
    }
  }
  assert.equal(count, 180);
});

test('nothing else makes a credential invalid', async () => {
  const states = [
    new State().institution({ state: endedAt(1) }),
    new State().credentialType({ state: endedAt(1) }),
    ...[OFFERED, declined(1), suspended(1, true), suspended(1, false)].map((state) =>
      new State().grant({ state }),
    ),
    new State().grant({ state: withdrawn(1) }),
    new State().grant({ until: 600 }),
    new State().grant({ scope: [], rights: [0] }),
    new State().at(1),
  ];
  for (const state of states) assert.deepEqual(await reasonsOf(state), []);
});

test('the status of a batch counts unless the credential itself is revoked', async () => {
  const revoked = { reason: 2, at: 1_700, successor: SUCCESSOR.root };
  const batchRevoked = { reason: 'misconduct', at: time(1_700), successor: SUCCESSOR.root };
  const status = async (state) => (await verdict(state, question)).status;
  const batch = () => new State().batch({ revoked });
  const whole = { state: 'revoked', reason: 'misconduct', successor: null, batchRevoked };
  for (const state of [batch(), batch().status(1)]) {
    assert.deepEqual(await status(state), whole);
    assert.deepEqual(await reasonsOf(state), ['revoked']);
  }
  const own = { ...whole, reason: 'keyCompromise' };
  assert.deepEqual(await status(batch().status(8)), own);
  const named = { ...whole, successor: SUCCESSOR };
  assert.deepEqual(await status(batch().successor()), named);
  assert.deepEqual(await status(batch().status(2).successor()), named);
  const unnamed = new State().batch({ revoked: { ...revoked, successor: null } });
  assert.equal((await status(unnamed)).batchRevoked.successor, null);
});

test('a successor is told of what is superseded or revoked, and of nothing else', async () => {
  const told = async (code) =>
    (await verdict(new State().status(code).successor(), question)).status.successor;
  for (const code of [0, 1]) assert.equal(await told(code), null);
  for (const code of [2, 3, 8]) assert.deepEqual(await told(code), SUCCESSOR);
  assert.equal((await verdict(new State().status(3), question)).status.successor, null);
});

test('each status is that of its place', async () => {
  const state = new State().status(0, { [(INDEX % 256) - 1]: 8, [(INDEX % 256) + 1]: 8 });
  assert.deepEqual(await reasonsOf(state), []);
  // The first chunk says nothing about a credential of the second.
  state.put(storage.chunkKey(BATCH, 0), Buffer.alloc(128, 0x88));
  assert.deepEqual(await reasonsOf(state), []);
});

test('each moment counts from itself on', async () => {
  const cases = [
    ['expired', (moment) => new State().batch({ validUntil: NOW }).at(moment), NOW],
    [
      'keyCompromised',
      (moment) => new State().batch({ issuedAt: moment }).documentKey({ compromisedSince: 950 }),
      950,
    ],
    [
      'keyNotAuthorized',
      (moment) => new State().batch({ issuedAt: moment }).documentKey({ until: 980 }),
      980,
    ],
    [
      'voided',
      (moment) => new State().batch({ issuedAt: moment }).grant({ state: withdrawn(1, 970) }),
      970,
    ],
  ];
  for (const [reason, make, moment] of cases) {
    assert.deepEqual(await reasonsOf(make(moment - 1), withKey(reason)), [], reason);
    assert.deepEqual(await reasonsOf(make(moment), withKey(reason)), [reason]);
    assert.deepEqual(await reasonsOf(make(moment + 1), withKey(reason)), [reason]);
  }
  const early = (issuedAt) => new State().batch({ issuedAt }).documentKey();
  assert.deepEqual(await reasonsOf(early(899), signed), ['keyNotAuthorized']);
  assert.deepEqual(await reasonsOf(early(900), signed), []);
});

/** Returns the question with a key for the reasons that are about one. */
const withKey = (reason) => (reason.startsWith('key') ? signed : question);

test('a key is judged by the moment of the anchoring, and only if it is named', async () => {
  const attestedAgain = { accreditation: PARENT, since: 1_500, former: GRANT, loss: 1 };
  const state = new State().batch({ attestedAgain }).documentKey({ until: 1_200 });
  assert.deepEqual(await reasonsOf(state, signed), []);
  state.documentKey({ until: 1_200, compromisedSince: 1_200 });
  assert.deepEqual(await reasonsOf(state, signed), []);
  const compromised = new State().documentKey({ compromisedSince: 950 });
  assert.deepEqual(await verdict(compromised, question), VALID);
  const other = multikey('P256', Buffer.concat([Buffer.from([2]), randomBytes(32)]));
  assert.deepEqual(await verdict(compromised, { ...question, signedBy: other }), {
    ...VALID,
    outcome: 'invalid',
    reasons: ['keyNotAuthorized'],
  });
});

test('a batch that was attested again stands under that grant since that moment', async () => {
  const attestedAgain = { accreditation: 8, since: 1_600, former: 6, loss: 1 };
  const own = { ...RECORDS.grant, grantor: null, rights: [3, 2] };
  const make = (byCouncil, fields) =>
    new State().batch({ attestedAgain }).accreditation(8, { ...own, ...byCouncil }).grant(fields);
  const { accreditation, reasons } = await verdict(make(), question);
  assert.deepEqual(reasons, []);
  const former = { id: 6, loss: 'withdrawn', anchored: GRANT, voided: false };
  assert.deepEqual({ ...accreditation, path: accreditation.path.map(({ id }) => id) }, {
    ...{ id: 8, since: time(1_600), former, then: true, now: true, path: [8] },
  });
  // A void of the former grant is told, and is no reason.
  for (const [voidFrom, voided] of [[ISSUED, true], [ISSUED + 1, false]]) {
    const state = make({}, { state: withdrawn(1, voidFrom) });
    const { accreditation: found, reasons: none } = await verdict(state, question);
    assert.deepEqual([found.former.voided, found.then, none], [voided, true, []]);
  }
  for (const [voidFrom, expected] of [[1_600, ['voided']], [1_601, []]]) {
    const state = make({ state: withdrawn(1, voidFrom) });
    assert.deepEqual(await reasonsOf(state), expected);
  }
});

/** Returns what a verdict says of the first grant, and whether it allows the same now. */
async function grantOf(state) {
  const { accreditation } = await verdict(state, question);
  const { since, suspendedBy, voidFrom, state: word, lapse } = accreditation.path[0];
  return [word, since, suspendedBy, voidFrom, lapse, accreditation.now];
}

test('each grant of the path has its state and its lapse', async () => {
  const inState = (state) => grantOf(new State().grant({ state }));
  const [one, two] = [time(1), time(1_200)];
  const lapsed = (word, ...rest) => [word, ...rest, word, false];
  assert.deepEqual(await inState(OFFERED), lapsed('offered', null, null, null));
  assert.deepEqual(await inState(declined(1)), lapsed('declined', one, null, null));
  assert.deepEqual(await inState(suspended(1, true)), lapsed('suspended', one, 'council', null));
  assert.deepEqual(await inState(suspended(1, false)), lapsed('suspended', one, 'grantor', null));
  assert.deepEqual(await inState(withdrawn(1)), lapsed('withdrawn', one, null, null));
  assert.deepEqual(await inState(withdrawn(1, 1_200)), lapsed('withdrawn', one, null, two));
  const inWindow = async (fields) => (await grantOf(new State().grant(fields))).slice(4);
  assert.deepEqual(await inWindow({ from: NOW + 1 }), ['notYetValid', false]);
  assert.deepEqual(await inWindow({ from: NOW }), [null, true]);
  assert.deepEqual(await inWindow({ until: NOW + 1 }), [null, true]);
  assert.deepEqual(await inWindow({ until: NOW }), ['expired', false]);
  const ended = { from: NOW + 1, until: NOW, state: suspended(1, true) };
  assert.deepEqual(await inWindow(ended), ['suspended', false]);
});

test('now takes the right, the levels, the type and a path in force', async () => {
  const now = async (state) => (await verdict(state, question)).accreditation.now;
  const grants = [
    [{ rights: [0] }, false],
    [{ rights: [1] }, true],
    [{ rights: [2, 1] }, false],
    [{ rights: [3, 1] }, true],
    // Levels that were left out are no right at all.
    [{ rights: [3, 0] }, false],
    [{ scope: null }, true],
    [{ scope: [1, TYPE] }, true],
    [{ scope: [TYPE + 1] }, false],
  ];
  for (const [fields, expected] of grants) {
    assert.equal(await now(new State().grant(fields)), expected, JSON.stringify(fields));
  }
  const parents = [
    [{ rights: [1] }, false],
    [{ rights: [2, 0] }, false],
    [{ rights: [3, 1] }, true],
    [{ scope: [TYPE] }, true],
    [{ scope: [TYPE + 1] }, false],
    [{ state: suspended(1, false) }, false],
    [{ until: NOW }, false],
  ];
  for (const [fields, expected] of parents) {
    assert.equal(await now(new State().parent(fields)), expected, JSON.stringify(fields));
  }
  const grantor = [1, 4];
  const three = (rights) =>
    new State()
      .grant({ grantor })
      .accreditation(4, { ...RECORDS.parent, grantor: [1, PARENT] })
      .parent({ rights });
  assert.equal(await now(three([2, 2])), true);
  assert.equal(await now(three([2, 1])), false);
});

test('what may be absent is null, and a moment beyond all years is the last', async () => {
  const none = { owner: null, level: null, workload: null, validity: null, state: endedAt(1) };
  const state = new State()
    .credentialType({ ...none, kind: 1 })
    .institution({ state: endedAt(1), uri: '' })
    .batch({ validUntil: 2n ** 64n - 1n });
  const { type, institution, validUntil } = await verdict(state, question);
  const { owner, level, workload, defaultValidity } = type;
  assert.deepEqual([owner, level, workload, defaultValidity], [null, null, null, null]);
  assert.deepEqual([type.kind, type.state], ['microCredential', 'retired']);
  assert.deepEqual([institution.uri, institution.state], ['', 'suspended']);
  assert.equal(validUntil, '9999-12-31T23:59:59.999Z');
  const zero = await verdict(new State().credentialType({ validity: 0 }), question);
  assert.equal(zero.type.defaultValidity, 0);
});

test('what a custodian did is in the verdict, and its key counts', async () => {
  const custody = { custodian: 9, since: 1_100, until: 9_000 };
  const state = new State()
    .institution({ custody, state: closedAt(1_050) })
    .put(
      storage.custodialChangeKey(BATCH, INDEX),
      encode.custodialChange({ by: 9, at: 1_200, ended: false }),
    );
  const { institution, custodialChange, reissue } = await verdict(state, question);
  assert.equal(institution.state, 'closed');
  assert.deepEqual(custodialChange, { by: 9, at: time(1_200), ended: false });
  assert.equal(reissue, null, 'only a batch of one is a reissue');

  const leaf = toHex(randomBytes(32));
  const again = { institution: UNIVERSITY, root: leaf };
  const asked = { institution: UNIVERSITY, leaf, index: 0, size: 1, path: [], signedBy: KEY };
  const key = (fields) => encode.documentKey({ ...RECORDS.documentKey, ...fields });
  const reissued = (fields) =>
    new State()
      .institution({ custody, state: closedAt(1_050) })
      .put(storage.batchKey(again), encode.batch({ ...RECORDS.batch, size: 1 }))
      .put(
        storage.reissueKey(again),
        encode.reissue({ by: 9, at: 1_300, former: BATCH.root, index: 4 }),
      )
      .put(storage.documentKeyKey(9, KEY), key(fields));
  // The key is one of the custodian, and its standing at the time of the reissue counts.
  const found = await verdict(reissued({ since: 1_300 }), asked);
  assert.deepEqual(found.reasons, []);
  assert.equal(found.issuedAt, time(ISSUED));
  const former = { institution: UNIVERSITY, root: BATCH.root, index: 4 };
  assert.deepEqual(found.reissue, { by: 9, at: time(1_300), former });
  assert.deepEqual(await reasonsOf(reissued({ since: 1_301 }), asked), ['keyNotAuthorized']);
  const compromised = reissued({ since: 900, compromisedSince: 1_300 });
  assert.deepEqual(await reasonsOf(compromised, asked), ['keyCompromised']);
});

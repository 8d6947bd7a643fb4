// SPDX-License-Identifier: Apache-2.0

// The parts of chapters on the list of statuses for wallets that know nothing of this chain.

import assert from 'node:assert/strict';

import {
  bitAt,
  decodeList,
  listAddress,
  listCredential,
  readStatusList,
} from '../client/statusList.js';

/** Puts the cohort, whose files name its list already, at the beginning of that list. */
export async function listed(context) {
  const { chain, calls, accounts, facts } = context;
  const { label } = facts.list;
  const { length: size } = facts.cohort;
  const call = calls.listBatches(label, 0, [facts.cohortRoot]);
  await chain.sendFinal(call, accounts.operator);
  await context.check(
    'the files name a list of statuses, signed before the root was known: the chain has its part',
    async () => {
      const { end, items, next } = await chain.read('statusList', facts.university, label);
      const part = { start: 0, root: facts.cohortRoot, size };
      assert.deepEqual({ end, items, next }, { end: size, items: [part], next: null });
    },
  );
}

/** Publishes the list, and looks every credential up as an ordinary wallet does. */
export async function published(context) {
  const { chain, facts } = context;
  const read = (...question) => chain.read(...question);
  const list = await readStatusList(read, facts.university, facts.list.label);
  const issuer = 'did:web:lindenholt.example.org';
  const credential = listCredential(list, { ...facts.list, issuer });
  const references = facts.cohort.map(({ reference }) => reference);
  const verdicts = await context.verify(references, { hash: list.asOf.blockHash });
  const bits = decodeList(credential.credentialSubject.encodedList);
  const invalid = verdicts.filter(({ outcome }) => outcome === 'invalid').length;
  const size = `${bits.length / 1_024} KiB`;
  await context.check(
    `ordinary wallets see the same in a list of ${size}, in which ${invalid} bits are set`,
    () => {
      assert.equal(credential.id, listAddress(facts.list));
      facts.cohort.forEach(({ name, text }, place) => {
        const { credentialStatus } = JSON.parse(text);
        assert.equal(credentialStatus.statusListCredential, credential.id, name);
        const isSet = bitAt(bits, Number(credentialStatus.statusListIndex));
        assert.equal(isSet, verdicts[place].outcome === 'invalid', name);
      });
    },
  );
}

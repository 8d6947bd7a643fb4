// SPDX-License-Identifier: Apache-2.0

// A state that the tests of verdicts change.

import { randomBytes } from 'node:crypto';

import { u16, u32, u64 } from '../client/bytes.js';
import { leafHash } from '../client/hash.js';
import { toHex } from '../client/hex.js';
import { Tree } from '../client/merkle.js';
import { multikey } from '../client/multikey.js';
import { referenceOf } from '../client/reference.js';
import * as storage from '../client/storage.js';
import { ACTIVE, encode, IN_ORDER } from '../util/recordBytes.js';

export const RUNTIME = { specName: 'testamur', specVersion: 7, meaning: 1 };
/** The issuer, its type, the grant under which its batch stands, and that above it. */
export const UNIVERSITY = 2;
export const TYPE = 7;
export const GRANT = 5;
export const PARENT = 3;
/** A credential in the second chunk of the statuses of its batch. */
export const INDEX = 300;
export const CHUNK = 1;
export const ISSUED = 1_000;
export const NOW = 2_000;
export const KEY = multikey('Ed25519', randomBytes(32));

const SIZE = 600;
const leaves = Array.from({ length: SIZE }, () => leafHash(randomBytes(32)));
const tree = new Tree(leaves);
export const BATCH = { institution: UNIVERSITY, root: toHex(tree.root) };
export const question = referenceOf(UNIVERSITY, leaves[INDEX], tree, INDEX);

export const RECORDS = {
  institution: { name: 'Uni', uri: 'u:', country: 'NL', state: IN_ORDER },
  parent: {
    ...{ holder: 1, grantor: null, scope: null, rights: [2, 1], from: 1, until: 5_000 },
    state: ACTIVE,
  },
  grant: {
    ...{ holder: UNIVERSITY, grantor: [1, PARENT], scope: [TYPE], rights: [1], from: 500 },
    ...{ until: 3_000, state: ACTIVE },
  },
  credentialType: {
    ...{ owner: 1, kind: 3, uri: 't:', level: 6, workload: 300, validity: 7, state: IN_ORDER },
  },
  batch: {
    ...{ accreditation: GRANT, type: TYPE, size: SIZE, issuedAt: ISSUED, validUntil: null },
    ...{ revoked: null, attestedAgain: null },
  },
  documentKey: { number: 1, purpose: 1, since: 900, until: null, compromisedSince: null },
  successor: { institution: 9, root: `0x${'cc'.repeat(32)}`, index: 4 },
};

/** The state of a block, as a verdict reads it. */
export class State {
  values = new Map();
  /** The keys that were read, in their order. */
  read = [];
  runtime = () => RUNTIME;
  get = (key) => {
    this.read.push(key);
    return this.values.get(key) ?? null;
  };

  /** Makes a state in which the credential is valid. */
  constructor() {
    this.put(storage.LAYOUT_KEY, u16(2));
    this.put(storage.LAST_UPGRADE_KEY, encode.lastUpgrade(RUNTIME));
    this.put(storage.BLOCK_NUMBER_KEY, u32(12));
    this.at(NOW).institution().parent().grant().credentialType().batch();
  }

  put(key, bytes) {
    this.values.set(key, bytes);
    return this;
  }

  /** Removes a value, which must be there. */
  remove(key) {
    if (!this.values.delete(key)) throw new Error(`nothing is under ${key}`);
    return this;
  }

  at(now) {
    return this.put(storage.TIME_KEY, u64(now));
  }

  institution(fields) {
    const record = { ...RECORDS.institution, ...fields };
    return this.put(storage.institutionKey(UNIVERSITY), encode.institution(record));
  }

  accreditation(id, record) {
    return this.put(storage.accreditationKey(id), encode.accreditation(record));
  }

  parent(fields) {
    return this.accreditation(PARENT, { ...RECORDS.parent, ...fields });
  }

  grant(fields) {
    return this.accreditation(GRANT, { ...RECORDS.grant, ...fields });
  }

  credentialType(fields) {
    const record = { ...RECORDS.credentialType, ...fields };
    return this.put(storage.typeKey(TYPE), encode.credentialType(record));
  }

  batch(fields) {
    return this.put(storage.batchKey(BATCH), encode.batch({ ...RECORDS.batch, ...fields }));
  }

  /** Gives the credential a status, and those of `others` by their places in the chunk. */
  status(code, others = {}) {
    const codes = { ...others, [INDEX % 256]: code };
    return this.put(storage.chunkKey(BATCH, CHUNK), encode.chunk(codes));
  }

  successor(fields) {
    const record = { ...RECORDS.successor, ...fields };
    return this.put(storage.successorKey(BATCH, INDEX), encode.successor(record));
  }

  documentKey(fields) {
    const record = { ...RECORDS.documentKey, ...fields };
    return this.put(storage.documentKeyKey(UNIVERSITY, KEY), encode.documentKey(record));
  }
}

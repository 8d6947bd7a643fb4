// SPDX-License-Identifier: Apache-2.0

// The records that verdicts are made of: what each is called where it is damaged, its key and its
// codec. They are read so that a damaged record never passes for an absent one.

import * as records from './records.js';
import { decode, Malformed } from './scale.js';
import { CHUNK_STATUSES } from './status.js';
import * as storage from './storage.js';

/**
 * There is no verdict, because a record that one takes cannot be read, is damaged, or is absent
 * although another one implies it. This says nothing about the credential.
 */
export class CannotTell extends Error {
  name = 'CannotTell';

  /**
   * @param {string} record what is damaged, such as `accreditation 3`
   * @param {string} fault such as `is missing`
   * @param {unknown} [cause]
   */
  constructor(record, fault, cause) {
    super(`${record} ${fault}`, { cause });
    this.record = record;
    this.fault = fault;
  }
}

/** A value of the state: what it is called, its key in hex, and its codec. */
const stored = (name, key, codec) => ({ name, key, codec });

const nameOf = ({ institution, root }) => `batch ${root} of institution ${institution}`;

export const layout = stored('the version of the records', storage.LAYOUT_KEY, records.layout);

export const lastUpgrade = stored(
  'the version of the last upgrade',
  storage.LAST_UPGRADE_KEY,
  records.lastUpgrade,
);

export const time = stored('the time of the block', storage.TIME_KEY, records.time);

export const blockNumber = stored(
  'the number of the block',
  storage.BLOCK_NUMBER_KEY,
  records.blockNumber,
);

export const institution = (id) =>
  stored(`institution ${id}`, storage.institutionKey(id), records.institution);

export const accreditation = (id) =>
  stored(`accreditation ${id}`, storage.accreditationKey(id), records.accreditation);

export const credentialType = (id) =>
  stored(`credential type ${id}`, storage.typeKey(id), records.credentialType);

/** Describes a batch, which is named by its `institution` and its `root` in hex. */
export const batch = (place) => stored(nameOf(place), storage.batchKey(place), records.batch);

/** Describes the status of a credential of a batch, as its code. */
export const status = (place, index) =>
  stored(
    `status chunk ${storage.chunkOf(index)} of ${nameOf(place)}`,
    storage.chunkKey(place, storage.chunkOf(index)),
    records.statusAt(index % CHUNK_STATUSES),
  );

export const successor = (place, index) =>
  stored(
    `the successor of credential ${index} of ${nameOf(place)}`,
    storage.successorKey(place, index),
    records.successor,
  );

/** Describes the last change of a credential's status that a custodian made. */
export const custodialChange = (place, index) =>
  stored(
    `the custodial change of credential ${index} of ${nameOf(place)}`,
    storage.custodialChangeKey(place, index),
    records.custodialChange,
  );

/** Describes the reissue of which a batch is the result. */
export const reissue = (place) =>
  stored(`the reissue of ${nameOf(place)}`, storage.reissueKey(place), records.reissue);

/** Describes the record of a document key, which is given as a Multikey. */
export const documentKey = (id, key) =>
  stored(
    `document key ${key} of institution ${id}`,
    storage.documentKeyKey(id, key),
    records.documentKey,
  );

/** A reader of records, through a function that takes a key in hex. */
export class RecordReader {
  #get;

  /** @param {(key: string) => Uint8Array | null | Promise<Uint8Array | null>} get */
  constructor(get) {
    this.#get = get;
  }

  /** Returns a record, or `null` if there is none. */
  async find({ name, key, codec }) {
    const bytes = await this.#value(name, key);
    if (bytes === null) return null;
    try {
      return decode(codec, bytes);
    } catch (error) {
      throw error instanceof Malformed ? new CannotTell(name, 'is malformed', error) : error;
    }
  }

  /** Returns a record that another one implies. */
  async require(record) {
    const found = await this.find(record);
    if (found === null) throw new CannotTell(record.name, 'is missing');
    return found;
  }

  async #value(name, key) {
    try {
      return await this.#get(key);
    } catch (error) {
      throw new CannotTell(name, 'cannot be read', error);
    }
  }
}

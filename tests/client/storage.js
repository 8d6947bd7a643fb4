// SPDX-License-Identifier: Apache-2.0

// Computes keys of the chain's storage, in hex, as `docs/storage.md` defines them.

import { blake2AsU8a, xxhashAsU8a } from '@polkadot/util-crypto';

import { u32 } from './bytes.js';
import { fromHex, toHex } from './hex.js';
import { parseMultikey } from './multikey.js';
import { CHUNK_STATUSES } from './status.js';

/** Returns a function that computes each of its values once. */
const remembered = (compute) => {
  const known = new Map();
  return (input) => {
    if (!known.has(input)) known.set(input, compute(input));
    return known.get(input);
  };
};

/** Returns the key of `Pallet.Map`, with which the keys of all values in that map begin. */
const prefix = remembered((name) =>
  Buffer.concat(name.split('.').map((word) => xxhashAsU8a(word, 128))),
);

/** Returns the part of a key that stands for a number. */
const twox64Concat = (number) => {
  const bytes = u32(number);
  return Buffer.concat([xxhashAsU8a(bytes, 64), bytes]);
};

/** Returns the part of a key that stands for an institution. Readers ask about few of them. */
const ofInstitution = remembered(twox64Concat);

/** Returns the part of a key that stands for bytes which a caller of the chain can choose. */
const blake2Concat = (bytes) => Buffer.concat([blake2AsU8a(bytes, 128), bytes]);

const keyOf = (name, ...parts) => toHex(Buffer.concat([prefix(name), ...parts]));

const ofBatch = ({ institution, root }) => [
  ofInstitution(institution),
  blake2Concat(fromHex(root)),
];

export const LAYOUT_KEY = keyOf('Credentials.:__STORAGE_VERSION__:');
export const LAST_UPGRADE_KEY = keyOf('System.LastRuntimeUpgrade');
export const BLOCK_NUMBER_KEY = keyOf('System.Number');
export const TIME_KEY = keyOf('Timestamp.Now');
export const AUTHORITIES_KEY = keyOf('Grandpa.Authorities');
export const AUTHORS_KEY = keyOf('Aura.Authorities');

/** Returns the key of the hash of an earlier block. */
export const blockHashKey = (number) => keyOf('System.BlockHash', twox64Concat(number));

/** Returns the key of an institution. */
export const institutionKey = (id) => keyOf('Credentials.Institutions', ofInstitution(id));

/** Returns the key of an accreditation. */
export const accreditationKey = (id) => keyOf('Credentials.Accreditations', twox64Concat(id));

/** Returns the key of a credential type. */
export const typeKey = (id) => keyOf('Credentials.CredentialTypes', twox64Concat(id));

/** Returns the key of a batch. */
export const batchKey = (batch) => keyOf('Credentials.Batches', ...ofBatch(batch));

/** Returns the key of a chunk of the statuses of a batch. */
export const chunkKey = (batch, chunk) =>
  keyOf('Credentials.Statuses', ...ofBatch(batch), twox64Concat(chunk));

/** Returns the number of the chunk that has the status of an index. */
export const chunkOf = (index) => Math.floor(index / CHUNK_STATUSES);

/** Returns the key of the successor of a credential of a batch. */
export const successorKey = (batch, index) =>
  keyOf('Credentials.Successors', ...ofBatch(batch), twox64Concat(index));

/** Returns the key of the last change of a credential's status that a custodian made. */
export const custodialChangeKey = (batch, index) =>
  keyOf('Credentials.CustodialChanges', ...ofBatch(batch), twox64Concat(index));

/** Returns the key of the reissue of which a batch is the result. */
export const reissueKey = (batch) => keyOf('Credentials.Reissues', ...ofBatch(batch));

/** Returns the key of the record of a document key, which is given as a Multikey. */
export function documentKeyKey(institution, multikey) {
  const { algorithm, key } = parseMultikey(multikey);
  const code = Buffer.from([algorithm === 'Ed25519' ? 0 : 1]);
  const part = blake2Concat(Buffer.concat([code, key]));
  return keyOf('Credentials.DocumentKeys', ofInstitution(institution), part);
}

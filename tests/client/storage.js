// SPDX-License-Identifier: Apache-2.0

// Computes keys of the chain's storage, as `docs/storage.md` defines them.

import { blake2AsU8a, xxhashAsU8a } from '@polkadot/util-crypto';

import { fromHex, toHex } from './hex.js';

const prefixes = new Map();

/** Returns the common prefix of the keys of all batches of an institution. */
function batchPrefix(institution) {
  if (!prefixes.has(institution)) {
    const number = Buffer.alloc(4);
    number.writeUInt32LE(institution);
    const parts = [
      xxhashAsU8a('Credentials', 128),
      xxhashAsU8a('Batches', 128),
      xxhashAsU8a(number, 64),
      number,
    ];
    prefixes.set(institution, Buffer.concat(parts));
  }
  return prefixes.get(institution);
}

/** Returns the key of a batch, in hex. */
export function batchKey({ institution, root }) {
  const bytes = fromHex(root);
  return toHex(Buffer.concat([batchPrefix(institution), blake2AsU8a(bytes, 128), bytes]));
}

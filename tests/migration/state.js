// SPDX-License-Identifier: Apache-2.0

// Reads the raw state of a block.

import { xxhashAsHex } from '@polkadot/util-crypto';

const PAGE = 1_000;
/** The runtime itself, which a fixture does not need. */
const CODE = '0x3a636f6465';

const VERSION = `${xxhashAsHex('Credentials', 128)}${xxhashAsHex(':__STORAGE_VERSION__:', 128).slice(2)}`;

/** Returns the version of the layout of the records of a block. */
export async function layoutAt(rpc, hash) {
  const value = await rpc.call('state_getStorage', VERSION, hash);
  return Buffer.from(value.slice(2), 'hex').readUInt16LE();
}

/** Returns every key and value of the state of a block but the runtime, in hex. */
export async function dumpState(rpc, hash) {
  const state = {};
  for (let last = null; ;) {
    const keys = await rpc.call('state_getKeysPaged', '0x', PAGE, last, hash);
    for (const key of keys.filter((one) => one !== CODE)) {
      state[key] = await rpc.call('state_getStorage', key, hash);
    }
    if (keys.length < PAGE) return state;
    last = keys.at(-1);
  }
}

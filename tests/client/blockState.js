// SPDX-License-Identifier: Apache-2.0

// The state of a block over RPC, as `verdict` reads it.

import { fromHex } from './hex.js';
import { decode, struct, u32 } from './scale.js';

/** The answer of `CredentialsApi_contract`. */
const contract = struct({ meaning: u32, compatibleSince: u32 });

/** Returns a function that asks for each value once. */
const once = (ask) => {
  const answers = new Map();
  return (key) => {
    if (!answers.has(key)) answers.set(key, ask(key));
    return answers.get(key);
  };
};

/**
 * Returns the state of a block.
 *
 * @param {import('./rpc.js').Rpc} rpc
 * @param {string} at the hash of the block
 */
export function stateOf(rpc, at) {
  const value = async (key) => {
    const hex = await rpc.call('state_getStorage', key, at);
    return hex === null ? null : fromHex(hex);
  };
  const runtime = async () => {
    const { specName, specVersion } = await rpc.call('state_getRuntimeVersion', at);
    const answer = await rpc.call('state_call', 'CredentialsApi_contract', '0x', at);
    return { specName, specVersion, meaning: decode(contract, fromHex(answer)).meaning };
  };
  return { get: once(value), runtime: once(runtime) };
}

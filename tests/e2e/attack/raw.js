// SPDX-License-Identifier: Apache-2.0

// Builds large transactions from bytes. A client's objects for a million calls would take longer than
// the chain does.

import { compact } from '../../client/bytes.js';
import { signedTransaction } from '../../client/transaction.js';

/** Returns the bytes of a call that the client has built. */
export const bytesOf = (call) => Buffer.from(call.method.toU8a());

/** Returns the bytes of a call that carries a list of calls, such as `utility.forceBatch`. */
export function listOf(carrier, calls) {
  return Buffer.concat([carrier.callIndex, compact(calls.length), ...calls].map(Buffer.from));
}

/** Returns the bytes of a call with some arguments that are given as bytes. */
export const callOf = (call, ...parts) => Buffer.concat([Buffer.from(call.callIndex), ...parts]);

/** Signs the bytes of a call, and returns the transaction in hex. */
export function signBytes({ api }, call, signer, nonce) {
  const { genesisHash, runtimeVersion } = api;
  const chain = {
    specVersion: runtimeVersion.specVersion.toNumber(),
    transactionVersion: runtimeVersion.transactionVersion.toNumber(),
    genesis: genesisHash.toHex(),
  };
  return signedTransaction(call, signer, chain, nonce);
}

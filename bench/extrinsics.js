// SPDX-License-Identifier: Apache-2.0

// Builds signed extrinsics from bytes, because polkadot.js takes a millisecond or more for each.

import { compact } from '../tests/client/bytes.js';
import { toHex } from '../tests/client/hex.js';
import { signedTransaction } from '../tests/client/transaction.js';

/** Extrinsic version 4, unsigned. */
const BARE = 0x04;

/** The extensions that add nothing to an extrinsic, and those whose parts `signedTransaction` makes. */
const KNOWN = new Set([
  'AuthorizeCall',
  'CheckNonZeroSender',
  'CheckSpecVersion',
  'CheckTxVersion',
  'CheckGenesis',
  'CheckMortality',
  'CheckEra',
  'CheckMembership',
  'CheckNonce',
  'CheckWeight',
  'CheckMetadataHash',
  'WeightReclaim',
]);

/** Returns the length of a compact number by its first byte. */
export const compactLength = (first) => [1, 2, 4, (first >> 2) + 5][first & 3];

/** Returns a call as an unsigned extrinsic, in hex. */
export function bare(call) {
  const body = Buffer.concat([Buffer.from([BARE]), call]);
  return toHex(Buffer.concat([compact(body.length), body]));
}

/** Builds signed extrinsics for one chain. */
export class ExtrinsicBuilder {
  #chain;

  constructor(api) {
    const unknown = api.registry.signedExtensions.filter((name) => !KNOWN.has(name));
    if (unknown.length > 0) {
      throw new Error(`the bench does not know how to sign for ${unknown.join(', ')}`);
    }
    this.#chain = {
      specVersion: api.runtimeVersion.specVersion.toNumber(),
      transactionVersion: api.runtimeVersion.transactionVersion.toNumber(),
      genesis: api.genesisHash.toHex(),
    };
  }

  /**
   * Signs the bytes of a call with the next nonce of an account and returns the extrinsic in hex.
   */
  sign(call, signer) {
    const hex = signedTransaction(call, signer, this.#chain, signer.nonce);
    signer.nonce += 1;
    return hex;
  }
}

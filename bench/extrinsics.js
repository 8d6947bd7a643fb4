// SPDX-License-Identifier: Apache-2.0

// Builds signed extrinsics from bytes, because polkadot.js takes a millisecond or more for each.

import { toHex } from '../tests/client/hex.js';

/** Extrinsic version 4, signed and unsigned. */
const SIGNED = 0x84;
const BARE = 0x04;
const BY_ID = 0x00;
const ED25519 = 0x00;
const IMMORTAL = 0x00;
const NO_METADATA_HASH = 0x00;
/** The longest payload that is signed as it is; a longer one is signed by its hash. */
const LONGEST_PAYLOAD = 256;

/** The extensions that add nothing to an extrinsic, and those whose parts are built below. */
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

/** Encodes a number up to 2^30 in the compact encoding of SCALE. */
export function compact(number) {
  if (number < 1 << 6) return Buffer.from([number << 2]);
  const bytes = Buffer.alloc(number < 1 << 14 ? 2 : 4);
  if (bytes.length === 2) bytes.writeUInt16LE((number << 2) | 1);
  else bytes.writeUInt32LE(number * 4 + 2);
  return bytes;
}

/** Returns the length of a compact number by its first byte. */
export const compactLength = (first) => [1, 2, 4, (first >> 2) + 5][first & 3];

/** Returns a call as an unsigned extrinsic, in hex. */
export function bare(call) {
  const body = Buffer.concat([Buffer.from([BARE]), call]);
  return toHex(Buffer.concat([compact(body.length), body]));
}

/** Builds signed extrinsics for one chain. */
export class ExtrinsicBuilder {
  #registry;
  #additional;

  constructor(api) {
    const unknown = api.registry.signedExtensions.filter((name) => !KNOWN.has(name));
    if (unknown.length > 0) {
      throw new Error(`the bench does not know how to sign for ${unknown.join(', ')}`);
    }
    this.#registry = api.registry;
    const versions = Buffer.alloc(8);
    versions.writeUInt32LE(api.runtimeVersion.specVersion.toNumber());
    versions.writeUInt32LE(api.runtimeVersion.transactionVersion.toNumber(), 4);
    const genesis = api.genesisHash.toU8a();
    // An immortal era refers to the genesis block; the metadata has no hash.
    this.#additional = Buffer.concat([versions, genesis, genesis, Buffer.from([0])]);
  }

  /**
   * Signs the bytes of a call with the next nonce of an account and returns the extrinsic in hex.
   */
  sign(call, signer) {
    const extra = Buffer.concat([
      Buffer.from([IMMORTAL]),
      compact(signer.nonce),
      Buffer.from([NO_METADATA_HASH]),
    ]);
    const payload = Buffer.concat([call, extra, this.#additional]);
    const message =
      payload.length > LONGEST_PAYLOAD ? this.#registry.hash(payload).toU8a() : payload;
    const body = Buffer.concat([
      Buffer.from([SIGNED, BY_ID]),
      signer.publicKey,
      Buffer.from([ED25519]),
      signer.sign(message),
      extra,
      call,
    ]);
    signer.nonce += 1;
    return toHex(Buffer.concat([compact(body.length), body]));
  }
}

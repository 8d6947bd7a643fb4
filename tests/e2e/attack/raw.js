// SPDX-License-Identifier: Apache-2.0

// Builds large transactions from bytes. A client's objects for a million calls would take longer than
// the chain does.

import { blake2AsU8a } from '@polkadot/util-crypto';

import { fromHex, toHex } from '../../client/hex.js';

/** A signed extrinsic of version 4. */
const VERSION = 0x84;
/** An address that is the account itself. */
const ACCOUNT = 0x00;
/** A payload that is longer is hashed before it is signed. */
const LONGEST_PAYLOAD = 256;
const IMMORTAL = Buffer.from([0]);
/** The metadata hash is not checked, and so not signed. */
const NO_METADATA_HASH = Buffer.from([0]);

const compact = ({ api }, number) => Buffer.from(api.createType('Compact<u32>', number).toU8a());
const u32 = (number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
};

/** Returns the bytes of a call that the client has built. */
export const bytesOf = (call) => Buffer.from(call.method.toU8a());

/** Returns the bytes of a call that carries a list of calls, such as `utility.forceBatch`. */
export function listOf(chain, carrier, calls) {
  return Buffer.concat([carrier.callIndex, compact(chain, calls.length), ...calls].map(Buffer.from));
}

/** Returns the bytes of a call with some arguments that are given as bytes. */
export const callOf = (call, ...parts) => Buffer.concat([Buffer.from(call.callIndex), ...parts]);

/** Signs the bytes of a call, and returns the transaction in hex. */
export function signBytes(chain, call, signer, nonce) {
  const { genesisHash, runtimeVersion } = chain.api;
  const { specVersion, transactionVersion } = runtimeVersion;
  const extension = Buffer.concat([IMMORTAL, compact(chain, nonce), NO_METADATA_HASH]);
  const genesis = fromHex(genesisHash.toHex());
  const payload = Buffer.concat([
    call,
    extension,
    u32(specVersion.toNumber()),
    u32(transactionVersion.toNumber()),
    // An immortal era begins with the first block.
    ...[genesis, genesis],
    NO_METADATA_HASH,
  ]);
  const message = payload.length > LONGEST_PAYLOAD ? blake2AsU8a(payload) : payload;
  const body = Buffer.concat([
    Buffer.from([VERSION, ACCOUNT]),
    Buffer.from(signer.publicKey),
    Buffer.from(signer.sign(message, { withType: true })),
    extension,
    call,
  ]);
  return toHex(Buffer.concat([compact(chain, body.length), body]));
}

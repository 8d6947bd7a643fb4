// SPDX-License-Identifier: Apache-2.0

// Makes signed transactions from bytes, as `docs/spec/transactions.md` defines them, without a library
// for Substrate and without metadata.

import { blake2AsU8a } from '@polkadot/util-crypto';

import { compact, u16, u32 } from './bytes.js';
import { fromHex, toHex } from './hex.js';

/** The first byte of a signed transaction: version 4. */
const SIGNED = 0x84;
/** The form of an address that is an account of 32 bytes. */
const ACCOUNT = 0x00;
/** The schemes of signatures by their numbers. */
const SCHEMES = { ed25519: 0, sr25519: 1, ecdsa: 2 };
/** Says that no hash of the metadata is signed. */
const NO_METADATA = Buffer.from([0]);
/** What is longer is hashed before it is signed. */
const LONGEST_SIGNED = 256;
/** The number of places in a period of blocks that an era tells apart. */
const PLACES = 4_096;

/**
 * Returns the era of a transaction that is valid for `period` blocks from block `number` on.
 *
 * @param {number} period a power of two from 4 to 65,536
 */
export function era(period, number) {
  const bits = Math.log2(period);
  if (!Number.isInteger(bits) || bits < 2 || bits > 16)
    throw new RangeError(`a period of ${period} blocks; state a power of two from 4 to 65,536`);
  const step = Math.max(period / PLACES, 1);
  if (number % step !== 0)
    throw new RangeError(`block ${number}; state one whose number is a multiple of ${step}`);
  return u16(Math.min(15, bits - 1) + 16 * Math.floor((number % period) / step));
}

/** The era of a transaction that never expires. */
export const IMMORTAL = Buffer.from([0]);

/**
 * Returns a signed transaction in hex.
 *
 * @param {Buffer} call the bytes of the call
 * @param {object} signer
 * @param {Uint8Array} signer.publicKey the account
 * @param {'ed25519'|'sr25519'|'ecdsa'} signer.type
 * @param {(bytes: Uint8Array) => Uint8Array} signer.sign signs without any prefix
 * @param {object} chain
 * @param {number} chain.specVersion
 * @param {number} chain.transactionVersion
 * @param {string} chain.genesis the hash of block 0
 * @param {number} nonce
 * @param {{ era: Buffer, block: string }} [mortality] the era, and the hash of its block
 */
export function signedTransaction(call, signer, chain, nonce, mortality) {
  const { era, block } = mortality ?? { era: IMMORTAL, block: chain.genesis };
  const extension = Buffer.concat([era, compact(nonce), NO_METADATA]);
  const implied = Buffer.concat([
    u32(chain.specVersion),
    u32(chain.transactionVersion),
    fromHex(chain.genesis),
    fromHex(block),
    NO_METADATA,
  ]);
  const payload = Buffer.concat([call, extension, implied]);
  const signed = payload.length > LONGEST_SIGNED ? blake2AsU8a(payload, 256) : payload;
  const body = Buffer.concat([
    Buffer.from([SIGNED, ACCOUNT]),
    signer.publicKey,
    Buffer.from([SCHEMES[signer.type]]),
    signer.sign(signed),
    extension,
    call,
  ]);
  return toHex(Buffer.concat([compact(body.length), body]));
}

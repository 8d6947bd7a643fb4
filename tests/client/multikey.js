// SPDX-License-Identifier: Apache-2.0

// Public keys as Multikeys (W3C, Controlled Identifiers): `z`, and in base58btc the code of the
// algorithm and the key. The chain's own crate converts digit by digit; here one large number does.

import { createPublicKey } from 'node:crypto';

import { isOfSmallOrder, isPoint } from './curve.js';

const DIGITS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BASE = BigInt(DIGITS.length);

/** The algorithms, by the names of the chain's variants: the code of each, and a key's length. */
const ALGORITHMS = {
  Ed25519: { code: Buffer.from([0xed, 0x01]), length: 32 },
  P256: { code: Buffer.from([0x80, 0x24]), length: 33 },
};

/**
 * What comes before a key in a SubjectPublicKeyInfo (RFC 5280), which names the algorithm: for
 * P-256, the key is a compressed point (RFC 5480).
 */
const INFO = {
  Ed25519: Buffer.from('302a300506032b6570032100', 'hex'),
  P256: Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex'),
};

/** A text that is no Multikey of a key that signs documents. */
export class NotAMultikey extends Error {
  name = 'NotAMultikey';
}

/** Returns bytes that do not begin with 0 in base58btc. */
function base58(bytes) {
  let number = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (; number > 0n; number /= BASE) text = DIGITS[Number(number % BASE)] + text;
  return text;
}

/**
 * Returns a key as a Multikey.
 *
 * @param {'Ed25519'|'P256'} algorithm
 * @param {Buffer} key 32 bytes, or 33 of a compressed point
 */
export const multikey = (algorithm, key) =>
  `z${base58(Buffer.concat([ALGORITHMS[algorithm].code, key]))}`;

/**
 * Returns the algorithm and the bytes of a Multikey.
 *
 * @returns {{ algorithm: 'Ed25519'|'P256', key: Buffer }}
 * @throws {NotAMultikey}
 */
export function parseMultikey(text) {
  if (typeof text !== 'string' || !text.startsWith('z')) {
    throw new NotAMultikey('a Multikey begins with `z`, for base58btc');
  }
  if (text.length > 61) throw new NotAMultikey('longer than any key');
  let number = 0n;
  for (const digit of text.slice(1)) {
    const value = DIGITS.indexOf(digit);
    if (value < 0) throw new NotAMultikey('a character is no digit of base58btc');
    number = number * BASE + BigInt(value);
  }
  const hex = number.toString(16);
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  const found = Object.entries(ALGORITHMS).find(([, { code }]) => bytes.indexOf(code) === 0);
  if (!found) throw new NotAMultikey('the key is neither of Ed25519 nor of P-256');
  const [algorithm, { length }] = found;
  const key = bytes.subarray(2);
  if (key.length !== length) {
    throw new NotAMultikey('the key has fewer or more bytes than one of it');
  }
  if (algorithm === 'P256' && ![2, 3].includes(key[0])) {
    throw new NotAMultikey('a compressed key of P-256 begins with 2 or 3');
  }
  if (key.every((byte) => byte === 0)) throw new NotAMultikey('the key is all zeroes');
  if (algorithm === 'Ed25519' && isOfSmallOrder(key)) {
    throw new NotAMultikey('the key is a point of small order, which signs nothing');
  }
  // Leading digits of value 0 would give the same number.
  if (multikey(algorithm, key) !== text) throw new NotAMultikey('the key is neither of them');
  return { algorithm, key };
}

/** Returns a key as calls of the chain take it. */
export function documentKey(text) {
  const { algorithm, key } = parseMultikey(text);
  return { [algorithm]: `0x${key.toString('hex')}` };
}

/**
 * Returns a Multikey as a JSON Web Key (RFC 7517, RFC 8037).
 *
 * @throws {NotAMultikey} also if the key is no point of its curve, which the chain does not check
 */
export function jsonWebKey(text) {
  const { algorithm, key } = parseMultikey(text);
  if (!isPoint(algorithm, key)) throw new NotAMultikey('the key is no point of its curve');
  const info = Buffer.concat([INFO[algorithm], key]);
  const jwk = createPublicKey({ key: info, format: 'der', type: 'spki' }).export({ format: 'jwk' });
  const { kty, crv, x, y } = jwk;
  return y === undefined ? { kty, crv, x } : { kty, crv, x, y };
}

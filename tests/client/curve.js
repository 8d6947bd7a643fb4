// SPDX-License-Identifier: Apache-2.0

// Whether the bytes of a public key are a point of its curve. The chain's own crate counts in limbs
// of 64 bits; here large numbers do. Nothing in it is secret.

/** P-256: y² = x³ - 3x + b (SEC 2, section 2.4.2). */
const P256 = {
  prime: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
  b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
};

/** Ed25519: -x² + y² = 1 + d x² y² (RFC 8032, section 5.1). */
const ED25519 = {
  prime: 2n ** 255n - 19n,
  d: 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n,
};

function power(base, exponent, prime) {
  let result = 1n;
  for (let factor = base % prime; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * factor) % prime;
    factor = (factor * factor) % prime;
  }
  return result;
}

const modulo = (number, prime) => ((number % prime) + prime) % prime;

/** Returns whether a number is 0 or a square modulo a prime (Euler's criterion). */
const isSquare = (number, prime) => power(modulo(number, prime), (prime - 1n) / 2n, prime) <= 1n;

const numberOf = (bytes) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

function isPointOfP256(key) {
  const { prime, b } = P256;
  const x = numberOf(key.subarray(1));
  return [2, 3].includes(key[0]) && x < prime && isSquare(x ** 3n - 3n * x + b, prime);
}

/** Returns the y of a key and its sign of x, which is the highest bit of its last byte. */
function ed25519Parts(key) {
  const number = numberOf(Buffer.from(key).reverse());
  return { y: number & (2n ** 255n - 1n), isNegative: number >> 255n === 1n };
}

function isPointOfEd25519(key) {
  const { prime, d } = ED25519;
  const { y, isNegative } = ed25519Parts(key);
  if (y >= prime) return false;
  const square = (y * y) % prime;
  // An x of 0 has no sign.
  if (square === 1n) return !isNegative;
  return isSquare((square - 1n) * (d * square + 1n), prime);
}

/**
 * Returns whether the bytes are a point of the curve, in the one form that its standard allows.
 *
 * @param {'Ed25519'|'P256'} algorithm
 * @param {Buffer} key 32 bytes, or 33 of a compressed point
 */
export const isPoint = (algorithm, key) =>
  algorithm === 'P256' ? isPointOfP256(key) : isPointOfEd25519(key);

/** A y of the four points of order 8; the other one is its negative. */
const ORDER_8 = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;

/**
 * Returns whether a key of Ed25519 is a point of small order, in any form: of order 4, 1, 2 or 8.
 * Anybody can make signatures that some verifiers accept for such a key.
 */
export function isOfSmallOrder(key) {
  const { prime } = ED25519;
  const y = ed25519Parts(key).y % prime;
  return [0n, 1n, prime - 1n, ORDER_8, prime - ORDER_8].includes(y);
}

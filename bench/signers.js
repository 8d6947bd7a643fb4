// SPDX-License-Identifier: Apache-2.0

// Accounts that sign by the thousand. They use Ed25519, with which Node.js signs in 50 µs, while
// sr25519 takes 30 times as long; checking either costs a node about the same.

import { createPrivateKey, createPublicKey, sign } from 'node:crypto';

import { sha256 } from '../tests/client/hash.js';
import { toHex } from '../tests/client/hex.js';

/** The bytes before the 32 bytes of a seed in the encoding that Node.js reads (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 account that is derived from a name. */
export class Signer {
  /** The nonce of the next transaction; fresh accounts begin with 0. */
  nonce = 0;
  /** The scheme of its key, as key pairs of polkadot.js name it. */
  type = 'ed25519';
  #key;

  constructor(name) {
    const der = Buffer.concat([PKCS8, sha256(name)]);
    this.#key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const { x } = createPublicKey(this.#key).export({ format: 'jwk' });
    this.publicKey = Buffer.from(x, 'base64url');
  }

  get address() {
    return toHex(this.publicKey);
  }

  sign(payload) {
    return sign(null, payload, this.#key);
  }
}

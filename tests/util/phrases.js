// SPDX-License-Identifier: Apache-2.0

// The keys that polkadot.js derives from a recovery phrase.

import { Keyring } from '@polkadot/api';
import { u8aToHex } from '@polkadot/util';

/** Returns a phrase with the public key of each scheme. */
export function keysOf(phrase) {
  const of = (type) => u8aToHex(new Keyring({ type }).addFromUri(phrase).publicKey);
  return { phrase, sr25519: of('sr25519'), ed25519: of('ed25519') };
}

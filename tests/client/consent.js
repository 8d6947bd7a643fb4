// SPDX-License-Identifier: Apache-2.0

// The consent that an account signs before it serves an institution, as docs/rpc.md defines it.

import { toHex } from './hex.js';

/** The time for which consents are given here; the chain takes up to 30 days. */
const VALIDITY = 86_400_000;

const POSTS = { operator: 'an operator', admin: 'the admin' };

/** The names of the variants of `MultiSignature`, by the type of a key pair. */
const SIGNATURES = { sr25519: 'Sr25519', ed25519: 'Ed25519' };

/**
 * Returns the text that an account signs.
 *
 * @param {object} consent
 * @param {string} consent.genesis the hash of the first block, in hex
 * @param {number} consent.institution
 * @param {'operator'|'admin'} consent.post
 * @param {number} consent.nonce of the account
 * @param {number} consent.until the first moment at which the consent is over, in milliseconds
 */
export function consentText({ genesis, institution, post, nonce, until }) {
  return (
    `I agree to become ${POSTS[post]} of institution ${institution} ` +
    `on the Testamur chain with genesis block ${genesis}. ` +
    `This consent is for nonce ${nonce} and ends at ${until} (Unix milliseconds).`
  );
}

/**
 * Returns the consent of an account whose key is at hand, as calls take it.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {{ address: string, type: string, sign: (text: Uint8Array) => Uint8Array }} signer
 * @param {number} institution
 * @param {'operator'|'admin'} [post]
 * @param {object} [options]
 * @param {boolean} [options.signsCall] whether the account also signs the transaction that uses the
 *   consent, which raises its nonce before the consent is checked
 */
export async function consentOf(
  api,
  signer,
  institution,
  post = 'operator',
  { signsCall = false } = {},
) {
  const account = await api.query.system.account(signer.address);
  const nonce = account.nonce.toNumber() + (signsCall ? 1 : 0);
  const until = Date.now() + VALIDITY;
  const genesis = api.genesisHash.toHex();
  const text = consentText({ genesis, institution, post, nonce, until });
  const signature = toHex(signer.sign(Buffer.from(text)));
  return { until, signature: { [SIGNATURES[signer.type]]: signature } };
}

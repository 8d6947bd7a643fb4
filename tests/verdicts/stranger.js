// SPDX-License-Identifier: Apache-2.0

// Signs a document in the place of its institution, with a key that was made a moment ago.

import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';

import { loaderOf } from '../util/documentLoader.js';

/**
 * Returns a document with another signature in the place of the institution's own. Its anchor
 * stays, and the signature names the key of the institution.
 */
export async function signedByStranger(document) {
  const { proof: proofs, ...credential } = document;
  const [{ verificationMethod, created }] = proofs.filter((proof) => isSignature(proof));
  const pair = await Ed25519Multikey.generate({
    id: verificationMethod,
    controller: document.issuer.id,
  });
  const suite = new DataIntegrityProof({ signer: pair.signer(), date: created, cryptosuite });
  const signed = await vc.issue({ credential, suite, documentLoader: loaderOf(() => undefined) });
  const others = proofs.filter((proof) => !isSignature(proof));
  return { ...credential, proof: [signed.proof, ...others] };
}

const isSignature = (proof) => proof.cryptosuite.startsWith('eddsa-');

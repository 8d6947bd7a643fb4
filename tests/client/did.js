// SPDX-License-Identifier: Apache-2.0

// The DID document that follows from the record of an institution, as docs/spec/document-keys.md
// defines it.

import { jsonWebKey, NotAMultikey } from './multikey.js';

const CONTEXT = [
  'https://www.w3.org/ns/did/v1',
  'https://w3id.org/security/multikey/v1',
  'https://w3id.org/security/jwk/v1',
];

/** The first letters of the names of keys, by their purposes. */
const LETTERS = { credentials: 'k', statusLists: 's' };

/**
 * Returns whether a key is in the document: one that is compromised is not, and neither is one for
 * status lists once it is retired, nor one of a purpose that the specification does not name.
 */
const isListed = ({ purpose, until, compromisedSince }) =>
  purpose in LETTERS && compromisedSince === null && (purpose === 'credentials' || until === null);

/** Returns the two verification methods of a key, or none if it is no point of its curve. */
function methodsOf(did, { number, key, purpose }) {
  const id = `${did}#${LETTERS[purpose]}${number}`;
  try {
    const publicKeyJwk = jsonWebKey(key);
    return [
      { id, type: 'Multikey', controller: did, publicKeyMultibase: key },
      { id: `${id}-jwk`, type: 'JsonWebKey', controller: did, publicKeyJwk },
    ];
  } catch (error) {
    if (error instanceof NotAMultikey) return [];
    throw error;
  }
}

/** Returns the name of an institution by the chain itself, which needs no host. */
export const testamurDid = (genesis, institution) =>
  `did:testamur:${genesis.slice(2, 34)}:${institution}`;

/**
 * Returns the DID document of an institution.
 *
 * @param {object} institution
 * @param {string} institution.did the `did:web` under which the document is published
 * @param {string} institution.genesis the hash of the first block, in hex
 * @param {number} institution.id
 * @param {object[]} institution.keys all of its keys, as `credentials_documentKeys` lists them
 */
export function didDocument({ did, genesis, id, keys }) {
  const verificationMethod = keys.filter(isListed).flatMap((key) => methodsOf(did, key));
  return {
    '@context': CONTEXT,
    id: did,
    alsoKnownAs: [testamurDid(genesis, id)],
    verificationMethod,
    assertionMethod: verificationMethod.map((method) => method.id),
  };
}

/** Returns the address at which a `did:web` is published, by the rules of that method. */
export function didWebUrl(did) {
  const [scheme, method, host, ...path] = did.split(':');
  if (scheme !== 'did' || method !== 'web' || !host) throw new TypeError(`no did:web: ${did}`);
  const folder = path.length === 0 ? '.well-known' : path.map(decodeURIComponent).join('/');
  return `https://${decodeURIComponent(host)}/${folder}/did.json`;
}

// SPDX-License-Identifier: Apache-2.0

// Computes digests and leaves of credential documents, as docs/spec/leaf.md specifies them.

import canonicalize from 'canonicalize';

import { leafOver } from './envelopes.js';
import { DocumentFault } from './fault.js';
import { sha256 } from './hash.js';
import { decode, parseObject } from './ijson.js';
import { saltOf } from './salt.js';
import { beginsToken, payloadOf } from './token.js';

/**
 * Returns the canonical form (RFC 8785) of a JSON object, without its `proof`, as UTF-8.
 * Definitions of credential types are published in this form too; unlike documents they need no salt.
 */
export const canonical = (text) => withoutProof(parseObject(text));

function withoutProof({ proof: _, ...rest }) {
  return Buffer.from(canonicalize(rest), 'utf8');
}

/** Returns the digest and the salt of a document in JSON, with or without a `proof`. */
export const read = (text) => describe(parseObject(text));

/**
 * Returns the digest and the salt of a document in a token: a JWS in its compact form, or an
 * SD-JWT. This checks no signature.
 */
export function readToken(token) {
  const payload = parseObject(payloadOf(token));
  if (Object.hasOwn(payload, 'proof')) {
    throw new DocumentFault('proofInToken', 'the payload of a token has a member `proof`');
  }
  return describe(payload);
}

/**
 * Returns the digest and the salt of a document in an envelope, given as text or as bytes: in a token
 * if it begins like one, and otherwise in JSON.
 */
export function readEnvelope(input) {
  const text = typeof input === 'string' ? input : decode(input);
  return beginsToken(text) ? readToken(text) : read(text);
}

const describe = (document) => ({
  salt: saltOf(document),
  digest: sha256(withoutProof(document)),
});

/** Returns the digest of a document in JSON. */
export const digestOf = (text) => read(text).digest;

/**
 * Returns the leaf that anchors a document in JSON.
 *
 * @param {Buffer[]} others the digests of the other envelopes under the same leaf, ascending
 */
export const leafOf = (text, others = []) => leafOver(digestOf(text), others);

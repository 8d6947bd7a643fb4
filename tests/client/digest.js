// SPDX-License-Identifier: Apache-2.0

// Computes digests and leaves of credential documents.

import canonicalize from 'canonicalize';

import { leafHash, sha256 } from './hash.js';
import { NotIJson, parse } from './ijson.js';

/**
 * Returns the canonical form (RFC 8785) of a credential document, without its `proof`, as UTF-8.
 */
export function canonical(text) {
  const document = parse(text);
  if (document === null || typeof document !== 'object' || Array.isArray(document)) {
    throw new NotIJson('a credential document is a JSON object');
  }
  const { proof: _, ...rest } = document;
  return Buffer.from(canonicalize(rest), 'utf8');
}

/** Returns the SHA-256 of the canonical form. */
export const digestOf = (text) => sha256(canonical(text));

/** Returns the leaf that anchors a credential document. */
export const leafOf = (text) => leafHash(digestOf(text));

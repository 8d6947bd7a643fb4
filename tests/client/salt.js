// SPDX-License-Identifier: Apache-2.0

// The random bits without which a document has no digest.

import { randomBytes } from 'node:crypto';

import { DocumentFault } from './fault.js';
import { fromBase64url } from './token.js';

const SALT_BYTES = 16;

/** Returns a salt for one document. */
export const newSalt = () => randomBytes(SALT_BYTES).toString('base64url');

/** Returns the salt of a document. This checks its form; that it is random cannot be seen. */
export function saltOf(document) {
  if (!Object.hasOwn(document, 'salt')) {
    throw new DocumentFault('saltMissing', 'the document has no `salt`');
  }
  const { salt } = document;
  if (typeof salt !== 'string' || fromBase64url(salt)?.length !== SALT_BYTES) {
    throw new DocumentFault('saltMalformed', `\`salt\` is not ${SALT_BYTES} bytes in base64url`);
  }
  return salt;
}

// SPDX-License-Identifier: Apache-2.0

// Tokens: JWS in compact form (RFC 7515) and SD-JWT (RFC 9901).

import { DocumentFault } from './fault.js';

/** Returns the bytes of a text in base64url, or `null` if no bytes are written like that. */
export function fromBase64url(text) {
  // Node ignores what it does not understand, so the text is compared with what it should be.
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}

/** Returns whether an envelope begins as a token does, and no object in JSON: with such a letter. */
export const beginsToken = (text) => /^[\w-]/.test(text);

/** Returns the payload of a token, which is the part that its issuer signed, without the header. */
export function payloadOf(token) {
  const parts = token.split('~')[0].split('.').map(fromBase64url);
  const [header, payload, signature] = parts;
  // The payload may be empty here: it is no JSON then.
  if (parts.length !== 3 || !header?.length || payload === null || !signature?.length) {
    throw new DocumentFault('notToken', 'neither a JWS nor an SD-JWT');
  }
  return payload;
}

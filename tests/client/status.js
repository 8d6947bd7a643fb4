// SPDX-License-Identifier: Apache-2.0

// Statuses as the chain stores them: codes of 4 bits, 256 of them in a chunk of 128 bytes.

/** The number of statuses in a chunk. */
export const CHUNK_STATUSES = 256;
/** The length of a chunk. */
export const CHUNK_BYTES = 128;

/** The name of each status by its code; codes from 9 are reserved. */
export const STATUSES = [
  'active',
  'suspended',
  'superseded',
  'unspecified',
  'issuedInError',
  'misconduct',
  'learnerRequest',
  'requirementsNotMet',
  'keyCompromise',
];

const FIRST_REVOKED = 3;

/** Returns whether a code is one of the revoked statuses. */
export const isRevoked = (code) => code >= FIRST_REVOKED && code < STATUSES.length;

/** Packs codes of 4 bits into bytes, the low nibble first; a last odd code is padded with 0. */
export function pack(codes) {
  const bytes = Buffer.alloc(Math.ceil(codes.length / 2));
  codes.forEach((code, place) => {
    if (!Number.isInteger(code) || code < 0 || code > 15) throw new RangeError(`code ${code}`);
    bytes[place >> 1] |= place % 2 === 0 ? code : code << 4;
  });
  return bytes;
}

/** Returns the first `count` codes of packed bytes. */
export function unpack(bytes, count = bytes.length * 2) {
  return Array.from({ length: count }, (_, place) => {
    const byte = bytes[place >> 1];
    return place % 2 === 0 ? byte & 0x0f : byte >> 4;
  });
}

/**
 * Returns the code that follows a code after a change, or `null` if the change is not allowed.
 *
 * @param {number} code
 * @param {'unstated'|'suspend'|'reinstate'|'supersede'|'revoke'|'nameSuccessor'|'forgetSuccessor'} change
 * @param {string} [reason] of a revocation
 */
export function after(code, change, reason) {
  const revoked = STATUSES.indexOf(reason);
  switch (change) {
    case 'unstated':
      return null;
    case 'nameSuccessor':
      return code >= STATUSES.indexOf('superseded') ? code : null;
    case 'forgetSuccessor':
      return code >= FIRST_REVOKED ? code : null;
    case 'suspend':
      return code === 0 ? 1 : null;
    case 'reinstate':
      return code === 1 ? 0 : null;
    case 'supersede':
      return code === 0 || code === 1 ? 2 : null;
    case 'revoke':
      return code < FIRST_REVOKED && isRevoked(revoked) ? revoked : null;
    default:
      throw new TypeError(`no change ${change}`);
  }
}

// SPDX-License-Identifier: Apache-2.0

// Converts between bytes and hex as the chain's JSON writes it.

/** Returns bytes as `0x` and lower-case hex digits, as the chain's JSON writes them. */
export const toHex = (bytes) => `0x${Buffer.from(bytes).toString('hex')}`;

/** Returns the bytes of a 0x-prefixed hex string, and rejects anything else. */
export function fromHex(text) {
  if (typeof text !== 'string' || !/^0x(?:[0-9a-fA-F]{2})*$/.test(text)) {
    throw new TypeError(`not 0x-prefixed hex: ${String(text).slice(0, 80)}`);
  }
  return Buffer.from(text.slice(2), 'hex');
}

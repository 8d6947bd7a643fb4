// SPDX-License-Identifier: Apache-2.0

/** `0x` and lower-case hex digits, as the chain's JSON has it. */
export const toHex = (bytes) => `0x${Buffer.from(bytes).toString('hex')}`;

/** The bytes of a 0x-prefixed hex string; anything else is refused. */
export function fromHex(text) {
  if (typeof text !== 'string' || !/^0x(?:[0-9a-fA-F]{2})*$/.test(text)) {
    throw new TypeError(`not 0x-prefixed hex: ${String(text).slice(0, 80)}`);
  }
  return Buffer.from(text.slice(2), 'hex');
}

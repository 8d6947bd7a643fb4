// SPDX-License-Identifier: Apache-2.0

// Encodes numbers in SCALE, as far as `docs/spec/transactions.md` uses them; `scale.js` decodes.

const fixed = (size) => (number) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(number, 0, size);
  return bytes;
};

export const u8 = fixed(1);
export const u16 = fixed(2);
export const u32 = fixed(4);

/** Encodes a number of 8 bytes. */
export const u64 = (number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(number));
  return bytes;
};

/** Encodes a compact integer below 2^30. */
export function compact(number) {
  if (number < 2 ** 6) return u8(number * 4);
  if (number < 2 ** 14) return u16(number * 4 + 1);
  if (number < 2 ** 30) return u32(number * 4 + 2);
  throw new RangeError(`${number}; no compact integer of this chain is as large as 2^30`);
}

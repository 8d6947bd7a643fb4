// SPDX-License-Identifier: Apache-2.0

// Decodes SCALE, as far as `docs/spec/records.md` uses it, and refuses whatever has another
// encoding. A codec is a function that takes its value from an input.

/** Bytes that are not the encoding of what they should be. */
export class Malformed extends Error {
  name = 'Malformed';
}

/** Bytes that are taken one after the other. */
class Input {
  #bytes;
  #taken = 0;

  constructor(bytes) {
    this.#bytes = Buffer.from(bytes);
  }

  get left() {
    return this.#bytes.length - this.#taken;
  }

  take(count) {
    if (count > this.left) throw new Malformed(`${this.left} bytes are left instead of ${count}`);
    this.#taken += count;
    return this.#bytes.subarray(this.#taken - count, this.#taken);
  }

  /** Returns what a codec takes, and the bytes that it took. */
  watch(codec) {
    const begin = this.#taken;
    const value = codec(this);
    return { value, taken: this.#bytes.subarray(begin, this.#taken) };
  }
}

/**
 * Returns the value that bytes encode, from the first to the last of them.
 *
 * @throws {Malformed}
 */
export function decode(codec, bytes) {
  const input = new Input(bytes);
  const value = codec(input);
  if (input.left > 0) throw new Malformed(`${input.left} bytes follow the value`);
  return value;
}

/** Returns the codec of so many bytes. */
export const bytes = (count) => (input) => input.take(count);
export const u8 = (input) => input.take(1).readUInt8();
export const u16 = (input) => input.take(2).readUInt16LE();
export const u32 = (input) => input.take(4).readUInt32LE();
/** Takes a number of 8 bytes, as a BigInt. */
export const u64 = (input) => input.take(8).readBigUInt64LE();

/** Takes one byte that is 0 or 1. */
export const bool = (input) => {
  const byte = u8(input);
  if (byte > 1) throw new Malformed(`${byte} is neither 0 nor 1`);
  return byte === 1;
};

/** The least compact integers that take 2, 4 and 5 bytes. */
const LEAST = [0, 2 ** 6, 2 ** 14, 2 ** 30];

/** Takes a compact integer below 2^32. */
export const compact = (input) => {
  const first = u8(input);
  // The two lowest bits of the first byte say how long the integer is.
  const mode = first % 4;
  if (mode === 3 && first !== 3) throw new Malformed('a compact integer is of 2^32 or more');
  const rest = [...input.take([0, 1, 3, 4][mode])];
  const little = mode === 3 ? rest : [first, ...rest];
  const number = Buffer.from(little).readUIntLE(0, little.length);
  const value = mode === 3 ? number : Math.floor(number / 4);
  if (value < LEAST[mode]) throw new Malformed('a compact integer could be shorter');
  return value;
};

/** Takes a compact integer below 2^64, as a BigInt. */
export const compact64 = (input) => {
  const { value: first, taken } = input.watch(u8);
  if (first % 4 !== 3) return BigInt(decode(compact, joined(taken, input, [0, 1, 3][first % 4])));
  const count = (first - 3) / 4 + 4;
  if (count > 8) throw new Malformed('a compact integer is of 2^64 or more');
  const little = input.take(count);
  const value = Buffer.concat([little, Buffer.alloc(8)]).readBigUInt64LE();
  const isShortest = count === 4 ? value >= 2n ** 30n : little.at(-1) !== 0;
  if (!isShortest) throw new Malformed('a compact integer could be shorter');
  return value;
};

const joined = (begin, input, count) => Buffer.concat([begin, input.take(count)]);

/** Takes bytes after their number. */
export const byteList = (input) => input.take(compact(input));

/** Returns a codec that also gives the `bytes` of the fields which another one takes. */
export const withBytes = (codec) => (input) => {
  const { value, taken } = input.watch(codec);
  return { ...value, bytes: taken };
};

/** Takes the length of a text or a list. */
const length = (input, most) => {
  const count = compact(input);
  if (count > most) throw new Malformed(`a length is ${count}, which is more than ${most}`);
  return count;
};

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Returns the codec of a text of at most so many bytes. What is not UTF-8 becomes U+FFFD: the
 * encoding of a record does not depend on what its texts say.
 */
export const text = (most) => (input) => utf8.decode(input.take(length(input, most)));

/** Returns the codec of a list of at most so many values. */
export const list = (most, codec) => (input) =>
  Array.from({ length: length(input, most) }, () => codec(input));

/** Returns the codec of what may be absent, which is `null` then. */
export const option = (codec) => (input) => (bool(input) ? codec(input) : null);

/** Returns the codec of fields that follow one another, by their names. */
export const struct = (fields) => (input) =>
  Object.fromEntries(Object.entries(fields).map(([name, codec]) => [name, codec(input)]));

/** Takes the code of a variant, and returns what stands for it. */
const variant = (input, variants) => {
  const code = u8(input);
  if (code >= variants.length) throw new Malformed(`there is no variant ${code}`);
  return variants[code];
};

/** Returns the codec of an enumeration without fields, by the words for its codes from 0. */
export const word =
  (...words) =>
  (input) =>
    variant(input, words);

/** Returns the codec of an enumeration; each variant has a `kind`, and the codecs of its fields. */
export const oneOf =
  (...variants) =>
  (input) => {
    const { kind, ...fields } = variant(input, variants);
    return { kind, ...struct(fields)(input) };
  };

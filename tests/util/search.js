// SPDX-License-Identifier: Apache-2.0

// Searches bytes for many byte strings at once.

const SHORTEST = 6;

/** A search for a set of byte strings. */
export class Search {
  #byStart = new Map();
  /**
   * A table of the first three bytes of the wanted strings, with which most positions are skipped.
   */
  #starts = new Uint8Array(2 ** 24);

  /** @param {Iterable<string|Buffer>} wanted texts are looked for as UTF-8 */
  constructor(wanted) {
    for (const item of new Set(wanted)) {
      const bytes = Buffer.from(item);
      // A shorter string would be found somewhere by chance.
      if (bytes.length < SHORTEST) throw new RangeError(`too short to look for: ${item}`);
      const start = bytes.readUInt32BE(0);
      this.#starts[start >>> 8] = 1;
      this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), { item, bytes }]);
    }
  }

  /** Returns the wanted strings that occur in these bytes. */
  in(bytes) {
    const found = new Set();
    for (let at = 0; at + SHORTEST <= bytes.length; at++) {
      const start = (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
      if (this.#starts[start] === 0) continue;
      for (const { item, bytes: wanted } of this.#byStart.get(bytes.readUInt32BE(at)) ?? []) {
        if (bytes.subarray(at, at + wanted.length).equals(wanted)) found.add(item);
      }
    }
    return [...found];
  }

  /** Returns the wanted strings that occur in any of these parts. */
  inAll(parts) {
    return [...new Set(parts.flatMap((bytes) => this.in(bytes)))];
  }
}

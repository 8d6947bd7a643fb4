// SPDX-License-Identifier: Apache-2.0

// Look for many byte strings at once, in any bytes.

const SHORTEST = 6;

export class Search {
  #byStart = new Map();
  /** Which starts of three bytes occur at all: most of what is searched is passed over with this. */
  #starts = new Uint8Array(2 ** 24);

  /** @param {Iterable<string|Buffer>} wanted texts are looked for as UTF-8 */
  constructor(wanted) {
    for (const item of new Set(wanted)) {
      const bytes = Buffer.from(item);
      // A shorter string would turn up somewhere by chance.
      if (bytes.length < SHORTEST) throw new RangeError(`too short to look for: ${item}`);
      const start = bytes.readUInt32BE(0);
      this.#starts[start >>> 8] = 1;
      this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), { item, bytes }]);
    }
  }

  /** Which of the wanted strings stand in these bytes. */
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

  /** Which of them stand in any of these. */
  inAll(parts) {
    return [...new Set(parts.flatMap((bytes) => this.in(bytes)))];
  }
}

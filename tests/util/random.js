// SPDX-License-Identifier: Apache-2.0

// Random choices that follow from a seed, so that a failed test can be repeated.

/** A source of random choices (xorshift, 32 bits). */
export class Random {
  #state;

  /** @param {number} seed a 32-bit number other than 0 */
  constructor(seed) {
    this.#state = seed | 0 || 1;
  }

  /** Returns a number from 0 below a bound of at most 2^32. */
  below(bound) {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % bound;
  }

  /** Returns whether something happens that does so once in so many times. */
  onceIn(times) {
    return this.below(times) === 0;
  }

  /** Returns one of some values. */
  of(values) {
    return values[this.below(values.length)];
  }

  /** Returns so many random bytes. */
  bytes(count) {
    return Buffer.from(Array.from({ length: count }, () => this.below(256)));
  }
}

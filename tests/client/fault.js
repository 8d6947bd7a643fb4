// SPDX-License-Identifier: Apache-2.0

// The reasons why there is no leaf, by the words of docs/spec/leaf.md.

/** A text that has no digest, or digests that have no leaf. */
export class DocumentFault extends Error {
  name = 'DocumentFault';

  /** @param {string} code the word for the fault in the specification */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

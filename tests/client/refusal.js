// SPDX-License-Identifier: Apache-2.0

// The reasons why a file shows nothing, by the words of docs/bundle.md.

import { decode, Malformed } from './scale.js';

/** A file, or an answer, is refused. This says nothing about a credential. */
export class Refusal extends Error {
  name = 'Refusal';

  /** @param {string} word one of the words of the page */
  constructor(word, message = word, cause = undefined) {
    super(message, { cause });
    this.word = word;
  }
}

/** Throws unless something holds. */
export function ensure(holds, word, message) {
  if (!holds) throw new Refusal(word, message);
}

/** Returns the value that bytes encode, or refuses them as malformed. */
export function read(codec, bytes) {
  try {
    return decode(codec, bytes);
  } catch (error) {
    throw error instanceof Malformed ? new Refusal('malformed', error.message, error) : error;
  }
}

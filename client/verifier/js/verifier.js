// SPDX-License-Identifier: Apache-2.0

// The verifier of proofs, for browsers and Node.js. It fetches nothing and stores nothing: the caller
// hands over the bytes of `verifier.wasm`, what it trusts, and what it was given.

import { Instance } from './instance.js';

/** Evidence, hand-offs or a trust root that the verifier refuses. It says nothing about a credential. */
export class Refused extends Error {
  /** @param {{ kind: string, word: string, message: string }} refusal */
  constructor({ kind, word, message }) {
    super(message);
    this.name = 'Refused';
    this.kind = kind;
    this.word = word;
  }
}

/** An argument that is not what it should be. */
export class InvalidArgument extends TypeError {
  /** @param {string} field the argument, down to the member: `references[3].leaf` */
  constructor(field, message) {
    super(`${field}: ${message}`);
    this.name = 'InvalidArgument';
    this.field = field;
  }
}

/** A failure of the verifier itself, which also says nothing about a credential. */
export class VerifierFailed extends Error {
  constructor(cause) {
    super('the verifier failed; report this with the arguments of the call', { cause });
    this.name = 'VerifierFailed';
  }
}

/** The most bytes of a file (docs/bundle.md): a mark and a content. Each other part has fewer. */
const MOST = 8 + 2 ** 20;

/** A verifier. Its calls are synchronous, and none of them leaves anything in its memory. */
export class Verifier {
  #instance;

  /**
   * Creates a verifier, for callers that have a compiled module.
   *
   * @param {WebAssembly.Module} module `verifier.wasm`
   */
  constructor(module) {
    if (!(module instanceof WebAssembly.Module))
      throw new InvalidArgument('module', 'expected a WebAssembly.Module');
    this.#instance = new Instance(module);
  }

  /**
   * Creates a verifier from the bytes of `verifier.wasm`, which it compiles, or from a module.
   *
   * @param {WebAssembly.Module | BufferSource} source
   */
  static async load(source) {
    const isModule = source instanceof WebAssembly.Module;
    return new Verifier(isModule ? source : await WebAssembly.compile(source));
  }

  /**
   * Returns the trust in a genesis block with its validators, in a later set of validators that somebody
   * vouches for, such as a checkpoint, or in a table of known sets.
   */
  trustRoot(trust) {
    if (trust?.sets === undefined) return this.#call('trust_root', [pinned(trust)]);
    const { genesis, sets } = trust;
    return this.#call('trust_table', [json({ genesis, sets }, 'trust')]);
  }

  /**
   * Adds a set of validators that somebody vouches for after the last one that is trusted, as after a
   * recovery, and returns the trust in all of them.
   */
  vouch(trustRoot, pin) {
    return this.#call('vouch', [...trusted(trustRoot, []), pinned(pin)]);
  }

  /** Follows files of hand-offs and returns the trust in all sets of validators that they lead to. */
  learn(trustRoot, ...handOffs) {
    return this.#call('learn', trusted(trustRoot, handOffs));
  }

  /** Checks evidence and returns a verdict for each reference. */
  verify({ trustRoot, handOffs = [], evidence, references, maxAge, now = Date.now(), maxAhead }) {
    if (maxAge === undefined)
      throw new InvalidArgument('maxAge', 'expected milliseconds, or null for any age');
    const requirements = {
      now: whole(now, 'now'),
      maxAge: maxAge === null ? null : whole(maxAge, 'maxAge'),
      ...(maxAhead === undefined ? {} : { maxAhead: whole(maxAhead, 'maxAhead') }),
    };
    return this.#call('verify', [
      bytes(evidence, 'evidence'),
      json(references, 'references'),
      json(requirements, 'requirements'),
      ...trusted(trustRoot, handOffs),
    ]);
  }

  /** Calls a function of the module with the parts of a request. */
  #call(name, parts) {
    let answer;
    try {
      answer = JSON.parse(this.#instance.call(name, parts));
    } catch (error) {
      throw new VerifierFailed(error);
    }
    if (answer.refused !== undefined) throw new Refused(answer.refused);
    if (answer.wrong !== undefined)
      throw new InvalidArgument(answer.wrong.field, answer.wrong.message);
    return answer;
  }
}

/** Returns the part of a request that names a set of validators. */
function pinned({ setId = 0, first = 1, formerUntil, forcedIn, ...others }) {
  const numbers = {
    setId: whole(setId, 'setId'),
    first: whole(first, 'first'),
    ...(formerUntil === undefined ? {} : { formerUntil: whole(formerUntil, 'formerUntil') }),
    ...(forcedIn === undefined ? {} : { forcedIn: forcedIn === null ? null : whole(forcedIn, 'forcedIn') }),
  };
  return json({ ...others, ...numbers }, 'trust');
}

/** Returns the parts of a request that say what is trusted. */
function trusted(trustRoot, handOffs) {
  const files = handOffs.map((file, place) => bytes(file, `handOffs[${place}]`));
  return [bytes(trustRoot?.trustRoot ?? trustRoot, 'trustRoot'), ...files];
}

/** Returns bytes, which the caller may also hand over as `0x` and hexadecimal digits. */
function bytes(value, field) {
  if (typeof value === 'string') return ofDigits(value, field);
  const isBuffer = value instanceof ArrayBuffer;
  if (!isBuffer && !ArrayBuffer.isView(value)) throw noBytes(field);
  ensureFits(value.byteLength, field);
  const { buffer, byteOffset } = isBuffer ? { buffer: value, byteOffset: 0 } : value;
  return new Uint8Array(buffer, byteOffset, value.byteLength);
}

/** Returns the bytes of `0x` and hexadecimal digits. */
function ofDigits(text, field) {
  ensureFits(text.length / 2 - 1, field);
  if (text.length % 2 !== 0 || !/^0x[0-9a-f]*$/i.test(text)) throw noBytes(field);
  const read = new Uint8Array(text.length / 2 - 1);
  for (let place = 0; place < read.length; place++)
    read[place] = Number.parseInt(text.slice(2 + 2 * place, 4 + 2 * place), 16);
  return read;
}

const noBytes = (field) =>
  new InvalidArgument(field, 'expected bytes, or "0x" and hexadecimal digits');

/** Refuses what is too large for a verifier before anything of it is looked at or copied. */
function ensureFits(length, field) {
  if (length <= MOST) return;
  const message = `${field} has ${Math.floor(length)} bytes, and ${MOST} are the most`;
  throw new Refused({ kind: 'tooLarge', word: 'tooLarge', message });
}

/** Returns a whole number that JavaScript and the verifier understand alike. */
function whole(value, field) {
  const number = typeof value === 'bigint' || value instanceof Date ? Number(value) : value;
  if (!Number.isSafeInteger(number) || number < 0)
    throw new InvalidArgument(field, 'expected a whole number from 0 to 2^53 - 1');
  return number;
}

/** Returns a value as the bytes of JSON, in which a `bigint` is a number. */
function json(value, field) {
  const text = written(value, field);
  if (text === undefined) throw new InvalidArgument(field, 'expected a value');
  return new TextEncoder().encode(text);
}

/** Returns the text of a value in JSON, or nothing if it has none. */
function written(value, field) {
  const wholes = (_, member) => (typeof member === 'bigint' ? whole(member, field) : member);
  try {
    return JSON.stringify(value);
  } catch {
    // It has a `bigint`, which is rare, so that looking at each member would be in vain most often.
  }
  try {
    return JSON.stringify(value, wholes);
  } catch (error) {
    // A value that contains itself, or is nested too deeply, has no text.
    throw error instanceof InvalidArgument ? error : new InvalidArgument(field, error.message);
  }
}

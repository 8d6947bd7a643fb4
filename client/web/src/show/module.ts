// SPDX-License-Identifier: Apache-2.0

// Calls the functions for a learner's own files. Each call has a worker of its own, which is ended after it: what the
// worker knew of a password or a key is gone with its memory.

import { fromBase64url } from '../base64url';
import { callOnce } from '../once';
import type { Reason, Stated } from '../types';

/** The random bytes of a recovery phrase, and those of the file of a key. */
const ENTROPY_BYTES = 16;
const RANDOM_BYTES = 56;
/** The name of a key in its file, as that of the command. */
const KEY_NAME = 'Learner';

/** A request that is refused, by a word. */
export class Refused extends Error {
  constructor(
    readonly word: string,
    message: string,
  ) {
    super(message);
    this.name = 'Refused';
  }
}

/** A credential of a learner, of which nothing was verified. */
export interface OwnCredential {
  text: string;
  within: string[];
  stated: Stated | null;
  issuer: string | null;
  isDamaged: boolean;
  isAnchored: boolean;
  reasons: Reason[];
}

/** A credential in a file, or the reason why there is none at its place. */
export interface Own {
  file: string;
  credential?: OwnCredential;
  problem?: Reason;
}

/** What a file is. */
export interface OwnFile {
  key?: { did: string; name: string | null };
  archive?: { name: string; content: string }[];
  credentials?: Own[];
}

/** A key that was made. */
export interface MadeKey {
  did: string;
  keystore: string;
  phrase: string | null;
}

/** How a credential is related to a key. */
export interface Relation {
  subject: 'holder' | 'other' | 'unnamed';
  hasAnchor: boolean;
}

/** A code (QR) as squares of a grid. */
export interface Code {
  side: number;
  millimetres: number;
  runs: [row: number, first: number, length: number][];
}

const encoder = new TextEncoder();
const json = (value: unknown) => encoder.encode(JSON.stringify(value));
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** The functions for a learner's own files. */
export class OwnModule {
  constructor(readonly compiled: Promise<WebAssembly.Module>) {}

  /** Returns what a file is. */
  open(name: string, content: Uint8Array): Promise<OwnFile> {
    return this.#call('open_own', [json({ name }), content]);
  }

  /** Makes a key. */
  newKey(password: string): Promise<MadeKey> {
    const secrets = [encoder.encode(password), random(ENTROPY_BYTES)];
    const parts = [json({ name: KEY_NAME }), ...secrets, random(RANDOM_BYTES)];
    return this.#call('new_key', parts, secrets);
  }

  /** Makes a key again of its recovery phrase. */
  restoreKey(password: string, phrase: string): Promise<MadeKey> {
    const secrets = [encoder.encode(password), encoder.encode(phrase)];
    const parts = [json({ name: KEY_NAME }), ...secrets, random(RANDOM_BYTES)];
    return this.#call('restore_key', parts, secrets);
  }

  /** Returns how credentials are related to a key, in their order. */
  async relate(did: string, credentials: string[]): Promise<Relation[]> {
    const texts = credentials.map((text) => encoder.encode(text));
    const parts = [json({ did }), ...texts];
    return (await this.#call<{ relations: Relation[] }>('relate', parts)).relations;
  }

  /** Signs a presentation, and returns its text. */
  async present(
    audience: { challenge: string; domain: string },
    password: string,
    key: Uint8Array,
    credentials: string[],
  ): Promise<string> {
    const secret = encoder.encode(password);
    const texts = credentials.map((text) => encoder.encode(text));
    const parts = [json({ now: Date.now(), ...audience }), secret, key, ...texts];
    const answer = await this.#call<{ presentation: string }>('present', parts, [secret]);
    return answer.presentation;
  }

  /** Returns the code with the reference of a credential. */
  code(credential: string): Promise<Code> {
    return this.#call('draw_code', [encoder.encode(credential)]);
  }

  /** Returns files as an archive. */
  async pack(files: { name: string; content: Uint8Array }[]): Promise<Uint8Array> {
    const names = files.map(({ name }) => name);
    const parts = [json({ names }), ...files.map(({ content }) => content)];
    return fromBase64url((await this.#call<{ zip: string }>('pack_own', parts)).zip);
  }

  /** Calls a function in a worker of its own. */
  async #call<T>(name: string, parts: Uint8Array[], secrets: Uint8Array[] = []): Promise<T> {
    const answer = JSON.parse(await callOnce(await this.compiled, { name, parts }, secrets));
    const { refused, wrong } = answer;
    if (refused !== undefined) throw new Refused(refused.word, refused.message);
    if (wrong !== undefined) throw new Error(`${wrong.field}: ${wrong.message}`);
    return answer as T;
  }
}

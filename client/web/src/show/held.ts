// SPDX-License-Identifier: Apache-2.0

// The files that a learner has opened, by their names.

import { fromBase64url } from '../base64url';
import type { Readable } from '../files';
import { isBeside } from '../files';
import { Refused, type Own, type OwnCredential, type OwnModule } from './module';

/** The most bytes of a file. */
const MAX_BYTES = 32 << 20;
/** The most files at a time. */
export const MAX_HELD = 500;

/** A file that is open. */
export interface HeldFile {
  name: string;
  content: Uint8Array;
  /** The name of whoever has the key in it, if it is one. */
  did?: string;
  /** The credentials in it, and why there is none at a place. */
  owns: Own[];
}

/** A credential that is open. */
export interface Held {
  file: HeldFile;
  /** The place of the credential in its file, as it is named. */
  place: string;
  credential: OwnCredential;
}

/** Why a file was not opened. */
export interface Unopened {
  file: string;
  word: string;
  message: string;
}

/** The files that are open. */
export class HeldFiles {
  readonly #module: OwnModule;
  files: HeldFile[] = [];

  constructor(module: OwnModule) {
    this.#module = module;
  }

  /** Returns the credentials in the files, in their order. */
  credentials(): Held[] {
    return this.files.flatMap((file) =>
      file.owns.flatMap(({ file: place, credential }) =>
        credential === undefined ? [] : [{ file, place, credential }],
      ),
    );
  }

  /** Returns the file of the key: the one that was opened last. */
  key(): HeldFile | undefined {
    return this.files.findLast(({ did }) => did !== undefined);
  }

  /** Returns the bundle that lies beside a file, by its name. */
  bundleOf({ name }: HeldFile): Uint8Array | undefined {
    const stem = name.replace(/\.[^.]*$/, '');
    return this.files.find((one) => one.name === `${stem}.testamur`)?.content;
  }

  /** Opens files, and those in archives, and returns which were not opened and why. */
  async open(readables: Readable[]): Promise<Unopened[]> {
    const unopened: Unopened[] = [];
    for (const readable of readables) {
      const content = await readable.read().catch(() => undefined);
      const { name } = readable;
      if (content === undefined) unopened.push({ file: name, word: 'unreadable', message: '' });
      else unopened.push(...(await this.#openOne(name, content, true)));
    }
    return unopened;
  }

  close(file: HeldFile): void {
    this.files = this.files.filter((one) => one !== file);
  }

  /** Adds a file. If another one has its name, the new one gets a name with a number. */
  add(file: HeldFile): void {
    const isAgain = (one: HeldFile) => one.name === file.name && isSame(one.content, file.content);
    const same = this.files.find(isAgain);
    if (same !== undefined) this.close(same);
    const names = new Set(this.files.map(({ name }) => name));
    const [stem = '', end = ''] = file.name.split(/(?=\.[^.]*$)/);
    for (let number = 2; names.has(file.name); number++) file.name = `${stem} (${number})${end}`;
    this.files.push(file);
  }

  async #openOne(name: string, content: Uint8Array, isOuter: boolean): Promise<Unopened[]> {
    const refuse = (word: string, message = '') => [{ file: name, word, message }];
    if (content.length > MAX_BYTES) return refuse('tooLarge');
    if (this.files.length >= MAX_HELD) return refuse('tooMany');
    if (isBeside({ name } as Readable)) {
      this.add({ name, content, owns: [] });
      return [];
    }
    try {
      const opened = await this.#module.open(name, content);
      if (opened.archive !== undefined) {
        if (!isOuter) return refuse('archiveUnread', 'it lies in another archive');
        const unopened: Unopened[] = [];
        for (const { name, content } of opened.archive)
          unopened.push(...(await this.#openOne(name, fromBase64url(content), false)));
        return unopened;
      }
      const owns = opened.credentials ?? [];
      const problem = owns.find((own) => own.problem !== undefined)?.problem;
      if (opened.key === undefined && owns.every(({ credential }) => credential === undefined))
        return refuse('noCredential', problem?.message);
      this.add({ name, content, owns, ...(opened.key && { did: opened.key.did }) });
      return [];
    } catch (error) {
      if (error instanceof Refused) return refuse(error.word, error.message);
      return refuse('failed', error instanceof Error ? error.message : String(error));
    }
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}

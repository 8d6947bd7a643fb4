// SPDX-License-Identifier: Apache-2.0

// The page: what the visitor hands over, and what she is shown.

import { CheckFailed, ConfigRefused, type Checker } from './checker';
import {
  choose,
  filesOfDrop,
  isBeside,
  MAX_FILES,
  readableText,
  readChosen,
  type Chosen,
  type Readable,
} from './files';
import { filesOfLink } from './link';
import { NodeClient } from './node';
import type { Audience, Config, Entry } from './types';
import { card } from './view/card';
import { button, h, refresh } from './view/dom';
import { handing, header } from './view/frame';
import { newTable, table } from './view/table';
import { Words } from './words';

/** The time after which ages that are shown are worked out again, in milliseconds. */
const REFRESH = 10_000;
/** A file of keys is small; a larger file is not looked at as one. */
const MAX_KEYS = 1 << 20;
/** The kinds of pictures that a browser may draw as images, in which nothing can run. */
const PICTURES: Record<string, string> = { png: 'image/png', svg: 'image/svg+xml' };

/** A file that was checked, with what was found in it. */
interface Checked {
  chosen: Chosen;
  entries: Entry[];
}

/** The page. */
export class Page {
  /** What a presentation has to be made for. */
  readonly audience: Audience = { challenge: '', domain: '' };
  #words: Words;
  #checker: Checker | undefined;
  /** The files that are being checked, or were. */
  #files: Readable[] = [];
  #checked: Checked[] = [];
  /** The entry whose card is shown, if there are several. */
  #opened: Entry | undefined;
  #table = newTable();
  /** The reason why nothing can be checked. */
  #failure: string | undefined;
  /** Addresses of pictures, which are given back when others are shown. */
  #pictures: string[] = [];
  /** The number of the present work: what earlier work finds is not shown any more. */
  #work = 0;
  readonly #results = h('div', { id: 'results' });
  readonly #status = h('p', { role: 'status', id: 'status' });

  constructor(
    readonly config: Config,
    locale: string,
  ) {
    this.#words = new Words(locale);
    this.#draw();
  }

  /** Begins to take files. */
  async begin(checker: Checker): Promise<void> {
    if (this.config.trust === null) return this.fail();
    this.#checker = checker;
    this.#listen();
    document.documentElement.dataset['ready'] = 'true';
    await this.#openLink();
  }

  /** Says that nothing can be checked, and why. */
  fail(why?: string): void {
    const { noTrust, noChecks } = this.#words.texts;
    this.#failure = why === undefined ? noTrust : this.#words.fill(noChecks, { why });
    this.#drawResults();
    document.documentElement.dataset['ready'] = 'failed';
  }

  /** Takes what is dropped, pasted or linked anywhere on the page. */
  #listen(): void {
    const zone = document.documentElement;
    zone.addEventListener('dragover', (event) => event.preventDefault());
    zone.addEventListener('drop', (event) => {
      event.preventDefault();
      if (event.dataTransfer) void this.#takeDrop(event.dataTransfer);
    });
    zone.addEventListener('paste', (event) => {
      const files = event.clipboardData?.files ?? null;
      if (files !== null && files.length > 0)
        void this.#takeDrop(event.clipboardData as DataTransfer);
    });
    setInterval(refresh, REFRESH);
    window.addEventListener('hashchange', () => void this.#openLink());
  }

  async #takeDrop(data: DataTransfer): Promise<void> {
    await this.take(await filesOfDrop(data));
  }

  async #openLink(): Promise<void> {
    const files = filesOfLink(location.hash);
    if (files !== undefined) await this.#check(files);
  }

  /** Takes files, and checks them. */
  async take(files: Readable[]): Promise<void> {
    const { texts } = this.#words;
    if (files.length === 0) return this.#say(texts.nothing);
    if (files.length > MAX_FILES) return this.#say(this.#words.plural(texts.tooMany, MAX_FILES));
    await this.#check(files);
  }

  /** Takes a text that was pasted. */
  async takeText(text: string): Promise<void> {
    await this.#check([readableText('pasted.json', text)]);
  }

  /** Forgets all files. */
  clear(): void {
    this.#work++;
    this.#checked = [];
    this.#files = [];
    this.#opened = undefined;
    this.#table = newTable();
    this.#say('');
    this.#drawResults();
  }

  /**
   * Checks files by their own proofs. Files of keys are taken first, for all others. Where nothing but keys and what
   * lies beside documents was handed over, it belongs to the files before.
   */
  async #check(files: Readable[]): Promise<void> {
    this.#say(this.#words.texts.checking);
    const others: Readable[] = [];
    for (const file of files) if (!(await this.#tookKeys(file))) others.push(file);
    const isWhole = others.some((file) => !isBeside(file));
    const all = isWhole ? others : [...this.#files, ...others];
    this.clear();
    this.#files = all;
    if (all.length === 0) return this.#say(this.#words.texts.keysTaken);
    await this.#run(this.#work, choose(all), (checker, handed) =>
      checker.check(handed, this.audience),
    );
  }

  /** Asks a node about all files. */
  async ask(url: string): Promise<void> {
    const work = ++this.#work;
    this.#say(this.#words.fill(this.#words.texts.ask.asking, { node: url }));
    const node = new NodeClient(url);
    const all = this.#checked.map(({ chosen }) => chosen);
    await this.#run(work, all, (checker, handed) => checker.ask(handed, this.audience, node));
    node.close();
  }

  /** Returns whether a file is one of keys, which are used for all files from now on. */
  async #tookKeys(file: Readable): Promise<boolean> {
    if (!/\.json$/i.test(file.name)) return false;
    const content = await file.read().catch(() => undefined);
    if (content === undefined || content.length > MAX_KEYS) return false;
    const checker = this.#checker;
    return (await checker?.addKeys({ name: file.name, content }).catch(() => false)) ?? false;
  }

  /** Judges files one after the other, and shows what is found as it goes on. */
  async #run(
    work: number,
    all: Chosen[],
    judge: (checker: Checker, handed: Awaited<ReturnType<typeof readChosen>>) => Promise<Entry[]>,
  ): Promise<void> {
    const checked: Checked[] = [];
    for (const chosen of all) {
      const entries = await this.#judged(chosen, judge);
      if (work !== this.#work) return;
      checked.push({ chosen, entries });
      if (checked.length % 50 === 0)
        this.#say(this.#words.plural(this.#words.texts.progress, checked.length));
    }
    this.#checked = checked;
    const opened = this.#opened?.file;
    this.#opened = this.#entries().find(({ file }) => file === opened);
    this.#sayCount();
    this.#drawResults();
    this.#results.querySelector<HTMLElement>('.verdict, .frame')?.focus();
  }

  /** Returns what is found in a file. A file that cannot be judged is one of which nothing can be told. */
  async #judged(
    chosen: Chosen,
    judge: (checker: Checker, handed: Awaited<ReturnType<typeof readChosen>>) => Promise<Entry[]>,
  ): Promise<Entry[]> {
    const checker = this.#checker;
    if (checker === undefined) return [];
    const handed = await readChosen(chosen).catch(() => undefined);
    if (handed === undefined) return [unjudged(chosen, 'unreadable', '')];
    try {
      return await judge(checker, handed);
    } catch (error) {
      if (error instanceof CheckFailed) return [unjudged(chosen, error.word, error.message)];
      if (!(error instanceof ConfigRefused)) throw error;
      const { badTrust } = this.#words.texts;
      this.#failure = this.#words.fill(badTrust, { why: error.message });
      this.#checker = undefined;
      return [];
    }
  }

  #entries(): Entry[] {
    return this.#checked.flatMap(({ entries }) => entries);
  }

  #sayCount(): void {
    this.#say(this.#words.plural(this.#words.texts.counted, this.#entries().length));
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }

  /** Draws all of the page, as at the beginning and after another language was chosen. */
  #draw(): void {
    const { texts, locale } = this.#words;
    document.documentElement.lang = locale;
    document.documentElement.dir = texts.direction;
    document.title = this.config.name === '' ? texts.title : `${texts.title} – ${this.config.name}`;
    const toLanguage = (chosen: string) => {
      this.#words = new Words(chosen);
      if (this.#checked.length > 0) this.#sayCount();
      this.#draw();
      document.querySelector<HTMLElement>('#language')?.focus();
    };
    const main = h('main', {}, ...handing(this.#words, this), this.#status, this.#results);
    document.body.replaceChildren(
      header(this.#words, this.config, toLanguage),
      main,
      h('footer', {}, this.#words.fill(texts.footer, { name: this.config.name })),
    );
    this.#drawResults();
  }

  /** Draws what was found: one card, a table, or a card of the table. */
  #drawResults(): void {
    for (const url of this.#pictures.splice(0)) URL.revokeObjectURL(url);
    const { texts } = this.#words;
    if (this.#failure !== undefined) {
      this.#results.replaceChildren(h('p', { class: 'failure', role: 'alert' }, this.#failure));
      return;
    }
    const entries = this.#entries();
    const shown = entries.length === 1 ? entries[0] : this.#opened;
    const parts: HTMLElement[] = [];
    if (shown !== undefined) {
      if (entries.length > 1) parts.push(button(texts.back, () => this.#open(undefined)));
      const result = card(this.#words, shown);
      parts.push(result);
      void this.#addPicture(shown, result);
    } else if (entries.length > 1) {
      parts.push(table(this.#words, entries, this.#table, (entry) => this.#open(entry)));
    }
    if (entries.length > 0) parts.push(...this.#asking(entries.length > 1));
    this.#results.replaceChildren(...parts);
  }

  /** Shows the card of an entry, or the table. */
  #open(entry: Entry | undefined): void {
    this.#opened = entry;
    this.#drawResults();
    this.#results.querySelector<HTMLElement>('.verdict, .frame')?.focus();
  }

  /** Adds the picture of a file to a card, as an image in which nothing can run. */
  async #addPicture(entry: Entry, result: HTMLElement): Promise<void> {
    const found = this.#checked.find(({ entries }) => entries.includes(entry));
    const type = entry.within.length === 1 ? PICTURES[entry.within[0] ?? ''] : undefined;
    if (found === undefined || type === undefined) return;
    const content = await found.chosen.file.read().catch(() => undefined);
    if (content === undefined || !result.isConnected) return;
    const url = URL.createObjectURL(new Blob([content as BlobPart], { type }));
    this.#pictures.push(url);
    result.replaceWith(card(this.#words, entry, url));
  }

  /** Returns what asks a node, if there is one that can be asked. */
  #asking(isSeveral: boolean): HTMLElement[] {
    const { nodes } = this.config;
    if (nodes.length === 0) return [];
    const { ask } = this.#words.texts;
    const select = h('select', { id: 'node' });
    for (const node of nodes) select.append(h('option', { value: node }, node));
    const act = button(isSeveral ? ask.all : ask.button, () => void this.ask(select.value), {
      id: 'ask',
      'aria-describedby': 'privacy',
    });
    const label = h('label', { for: 'node' }, ask.node);
    const privacy = h('p', { id: 'privacy' }, ask.privacy);
    return [h('div', { class: 'ask' }, label, select, act, privacy)];
  }
}

/** Returns the entry of a file that could not be judged. */
function unjudged({ file }: Chosen, word: string, message: string): Entry {
  const doubts = [{ word, message }];
  return {
    file: file.name,
    within: [],
    statedHolder: null,
    statedIssuer: null,
    findings: [
      {
        node: null,
        conclusion: 'cannotTell',
        objections: [],
        doubts,
        verdict: null,
        age: null,
        checkedAt: 0,
      },
    ],
    decisive: 0,
    stated: null,
  };
}

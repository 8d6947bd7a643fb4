// SPDX-License-Identifier: Apache-2.0

// The page: what the visitor hands over, and what she is shown.

import { askAbout, type Failure } from './asking';
import { CheckFailed, ConfigRefused, inDays, type Checker } from './checker';
import {
  choose,
  filesOfDrop,
  FolderUnread,
  isBeside,
  joined,
  MAX_FILES,
  readableText,
  readChosen,
  type Chosen,
  type Readable,
} from './files';
import { withCodes } from './codes/picture';
import { readCodes } from './codes/scanner';
import { filesOfLink } from './link';
import { unproven, withDoubt, withEarlier } from './merge';
import { NodeClient } from './node';
import type { Audience, Config, Entry } from './types';
import { card } from './view/card';
import { button, h, refresh } from './view/dom';
import { handing, header } from './view/frame';
import { pictureType } from './pictures';
import { navigation, type View } from './view/views';
import { showTexts } from './texts/show';
import { newTable, table } from './view/table';
import { Words } from './words';

/** The time after which ages that are shown are worked out again, in milliseconds. */
const REFRESH = 10_000;
/** A file of keys is small; a larger file is not looked at as one. */
const MAX_KEYS = 1 << 20;
/** The most files of keys that are named. */
const MAX_NAMED = 5;

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
  /** The checks, or nothing where they cannot be had. */
  readonly #checker: Promise<Checker | undefined>;
  #provide: (checker: Checker | undefined) => void = () => undefined;
  /** The files that are being checked, or were. */
  #files: Readable[] = [];
  #checked: Checked[] = [];
  /** What the files were checked for. */
  #audience: Audience = { challenge: '', domain: '' };
  /** The names of the files that were taken as keys. */
  #keys: string[] = [];
  /** The place of the entry whose card is shown, if there are several. */
  #opened: { chosen: Chosen; place: number } | undefined;
  #table = newTable();
  /** The view that is shown, if it is not that in which files are verified. */
  #view: View | undefined;
  /** The reason why nothing can be checked. */
  #failure: string | undefined;
  /** Addresses of pictures, which are given back when others are shown. */
  #pictures: string[] = [];
  /** The number of the present work: what earlier work finds is not shown any more. */
  #work = 0;
  /** The last of those who sort what was handed over, one after the other. */
  #sorting: Promise<unknown> = Promise.resolve();
  /** How often the visitor has started over. */
  #overs = 0;
  readonly #results = h('div', { id: 'results' });
  readonly #status = h('p', { role: 'status', id: 'status' });

  constructor(
    readonly config: Config,
    locale: string,
    readonly views: View[] = [],
  ) {
    this.#words = new Words(locale);
    this.#checker = new Promise((resolve) => (this.#provide = resolve));
    this.#draw();
    this.#listen();
    this.#openLink();
  }

  /** Begins to check files, also those that were handed over before. */
  begin(checker: Checker): void {
    if (this.config.trust === null) return this.fail();
    this.#provide(checker);
    document.documentElement.dataset['ready'] = 'true';
  }

  /** Says that nothing can be checked, and why. */
  fail(why?: string): void {
    const { noTrust, noChecks } = this.#words.texts;
    this.#failure = why === undefined ? noTrust : this.#words.fill(noChecks, { why });
    this.#provide(undefined);
    this.#say('');
    this.#drawResults();
    document.documentElement.dataset['ready'] = 'failed';
  }

  /** Takes what is dropped, pasted or linked anywhere on the page. */
  #listen(): void {
    const zone = document.documentElement;
    zone.addEventListener('dragover', (event) => event.preventDefault());
    zone.addEventListener('drop', (event) => {
      event.preventDefault();
      if (event.dataTransfer) this.#takeDrop(event.dataTransfer);
    });
    zone.addEventListener('paste', (event) => {
      const files = event.clipboardData?.files ?? null;
      if (files !== null && files.length > 0)
        this.#takeDrop(event.clipboardData as DataTransfer);
    });
    setInterval(refresh, REFRESH);
    window.addEventListener('hashchange', () => this.#openLink());
  }

  #takeDrop(data: DataTransfer): void {
    const view = this.#view;
    if (view !== undefined) {
      void filesOfDrop(data).then(
        (files) => view.take(files),
        () => view.take([]),
      );
      return;
    }
    void this.#check(() => filesOfDrop(data));
  }

  #openLink(): void {
    const files = filesOfLink(location.hash);
    if (files !== undefined && this.#view !== undefined) this.#toView(undefined);
    if (files !== undefined) void this.#check(async () => files);
  }

  /** Takes files, and checks them. */
  take(files: Readable[]): Promise<void> {
    return this.#check(async () => files);
  }

  /** Takes a text that was pasted. */
  takeText(text: string): Promise<void> {
    return this.#check(async () => [readableText('pasted.json', text)]);
  }

  /** Returns the codes in a picture. */
  readonly readCodes = readCodes;

  startOver(): void {
    this.#overs++;
    this.#begin();
    this.#files = [];
    this.#keys = [];
    Object.assign(this.audience, { challenge: '', domain: '' });
    void this.#checker.then((checker) => checker?.forgetKeys());
    this.#draw();
    document.querySelector<HTMLElement>('#clear')?.focus();
  }

  recheck(): void {
    const { challenge, domain } = this.#audience;
    const isOther = challenge !== this.audience.challenge || domain !== this.audience.domain;
    if (this.#files.length > 0 && isOther) void this.#check(async () => undefined);
  }

  /** Begins other work: what was found before is not shown any more. */
  #begin(): number {
    this.#checked = [];
    this.#opened = undefined;
    this.#table = newTable();
    this.#say('');
    this.#drawResults();
    return ++this.#work;
  }

  /** Does something, and says so if it fails: no earlier answer is taken for one of it. */
  async #guard(work: number, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (work !== this.#work) return;
      this.#begin();
      const { failed, folderFailed } = this.#words.texts;
      const why = error instanceof Error ? error.message : String(error);
      const isFolder = error instanceof FolderUnread;
      this.#say(this.#words.fill(isFolder ? folderFailed : failed, { why, name: why }));
    }
  }

  /** Checks what is handed over by its own proofs; nothing for the files that are there. */
  #check(handOver: () => Promise<Readable[] | undefined>): Promise<void> {
    const work = this.#begin();
    // The browser keeps what was dropped only until the first wait.
    const handed = handOver();
    // A failure is told when those before are sorted.
    handed.catch(() => undefined);
    const overs = this.#overs;
    this.#audience = { ...this.audience };
    const audience = this.#audience;
    this.#say(this.#words.texts.checking);
    const sorted = this.#sorting.then(async () => this.#sort(await handed, overs));
    this.#sorting = sorted.catch(() => undefined);
    return this.#guard(work, async () => {
      const why = await sorted;
      if (work !== this.#work) return;
      if (why !== undefined) return this.#say(why);
      await this.#run(work, audience);
    });
  }

  /**
   * Sorts what was handed over, and returns the reason if there is nothing to check. Files of keys are taken first, for
   * all others. Where nothing but keys and what lies beside documents was handed over, it belongs to the files before.
   */
  async #sort(files: Readable[] | undefined, overs: number): Promise<string | undefined> {
    const { texts } = this.#words;
    const checker = await this.#checker;
    if (checker === undefined) return '';
    if (files === undefined) return undefined;
    if (files.length === 0) return texts.nothing;
    if (files.length > MAX_FILES) return this.#words.plural(texts.tooMany, MAX_FILES);
    const others: Readable[] = [];
    for (const file of await withCodes(files, this.readCodes)) {
      if (overs !== this.#overs) return '';
      if (!(await this.#tookKeys(checker, file))) others.push(file);
      else if (overs === this.#overs) this.#keys = [...new Set([...this.#keys, file.name])];
    }
    if (overs !== this.#overs) return '';
    const isWhole = others.some((file) => !isBeside(file));
    this.#files = isWhole ? others : joined(this.#files, others);
    return this.#files.length === 0 ? `${texts.keysTaken} ${this.#keysFrom()}` : undefined;
  }

  /** Asks a node about all files. */
  async ask(url: string): Promise<void> {
    const work = ++this.#work;
    const audience = this.#audience;
    this.#say(this.#words.fill(this.#words.texts.ask.asking, { node: url }));
    const node = new NodeClient(url);
    await this.#guard(work, () => this.#askAbout(work, audience, node));
    node.close();
  }

  /** Returns whether a file is one of keys, which are used for all files from now on. */
  async #tookKeys(checker: Checker, file: Readable): Promise<boolean> {
    if (!/\.json$/i.test(file.name)) return false;
    const content = await file.read().catch(() => undefined);
    if (content === undefined || content.length > MAX_KEYS) return false;
    return checker.addKeys({ name: file.name, content }).catch(() => false);
  }

  /** Judges files one after the other by their own proofs, and shows what is found. */
  async #run(work: number, audience: Audience): Promise<void> {
    const checker = await this.#checker;
    if (checker === undefined) return;
    const checked: Checked[] = [];
    for (const chosen of choose(this.#files)) {
      const entries = await this.#judged(checker, chosen, audience);
      if (work !== this.#work) return;
      checked.push({ chosen, entries });
      this.#sayProgress(checked.length);
    }
    this.#show(checked);
  }

  /** Asks a node about all files, and shows what is found. */
  async #askAbout(work: number, audience: Audience, node: NodeClient): Promise<void> {
    const checker = await this.#checker;
    if (checker === undefined) return;
    const maxAge = inDays(this.config.maxAgeOfNodesInDays);
    const before = this.#checked;
    const found = new Map<Checked, Entry[]>();
    const take = (one: Checked, told: Entry[] | Failure) => {
      found.set(one, this.#withNode(one, told, node.url, maxAge));
      this.#sayProgress(found.size);
    };
    const read = ({ chosen }: Checked) => readChosen(chosen).catch(() => undefined);
    const isWanted = () => work === this.#work;
    await askAbout(before, { checker, node, audience, read, take, isWanted });
    if (!isWanted()) return;
    this.#show(before.map((one) => ({ chosen: one.chosen, entries: found.get(one) ?? [] })));
  }

  /** Returns the entries of a file with what a node was asked, or with the reason why it was not. */
  #withNode(
    { chosen, entries }: Checked,
    told: Entry[] | Failure,
    node: string,
    maxAge: number | null,
  ): Entry[] {
    if (Array.isArray(told)) return withEarlier(entries, told, maxAge);
    const { word, message } = told;
    if (entries.length > 0) return withDoubt(entries, node, word, message);
    return [unjudged(chosen, word, message, this.#audience)];
  }

  /** Shows what was found in all files. */
  #show(checked: Checked[]): void {
    this.#checked = checked;
    this.#sayCount();
    this.#drawResults();
    this.#results.querySelector<HTMLElement>('.verdict, .frame')?.focus();
  }

  /** Says how many files are checked, so seldom that a screen reader can follow. */
  #sayProgress(count: number): void {
    if (count % 50 === 0) this.#say(this.#words.plural(this.#words.texts.progress, count));
  }

  /** Returns what is found in a file. A file that cannot be judged is one of which nothing more can be told. */
  async #judged(checker: Checker, chosen: Chosen, audience: Audience): Promise<Entry[]> {
    const fail = (word: string, message: string) => [unjudged(chosen, word, message, audience)];
    const handed = await readChosen(chosen).catch(() => undefined);
    if (handed === undefined) return fail('unreadable', '');
    try {
      return await checker.check(handed, audience);
    } catch (error) {
      if (error instanceof CheckFailed) return fail(error.word, error.message);
      if (!(error instanceof ConfigRefused)) throw error;
      const { badTrust } = this.#words.texts;
      this.#failure = this.#words.fill(badTrust, { why: error.message });
      return [];
    }
  }

  #entries(): Entry[] {
    return this.#checked.flatMap(({ entries }) => entries);
  }

  #sayCount(): void {
    const count = this.#words.plural(this.#words.texts.counted, this.#entries().length);
    this.#say(this.#keys.length > 0 ? `${count}. ${this.#keysFrom()}` : count);
  }

  /** Names the files that were taken as keys. */
  #keysFrom(): string {
    const named = this.#keys.slice(0, MAX_NAMED).join(', ');
    const files = this.#keys.length > MAX_NAMED ? `${named}, …` : named;
    return this.#words.fill(this.#words.texts.keysFrom, { files });
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
    const verifying = () => [...handing(this.#words, this), this.#status, this.#results];
    const shown = this.#view === undefined ? verifying() : this.#view.draw(this.#words);
    const main = h('main', {}, ...shown);
    document.body.replaceChildren(
      header(this.#words, this.config, toLanguage),
      this.#navigation(),
      main,
      h('footer', {}, this.#words.fill(texts.footer, { name: this.config.name })),
    );
    this.#drawResults();
  }

  /** Returns what leads to each view. */
  #navigation(): HTMLElement {
    const { verify, label } = showTexts(this.#words.locale).views;
    const others = this.views.map((view) => ({ name: view.name, title: view.title(this.#words) }));
    const all = [{ name: undefined, title: verify }, ...others];
    return navigation(label, all, this.#view?.name, (name) => this.#toView(name));
  }

  #toView(name: string | undefined): void {
    this.#view = this.views.find((view) => view.name === name);
    this.#draw();
    document.querySelector<HTMLElement>(`#view-${name ?? 'verify'}`)?.focus();
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
    const opened = this.#checked.find(({ chosen }) => chosen === this.#opened?.chosen);
    const shown = entries.length === 1 ? entries[0] : opened?.entries[this.#opened?.place ?? 0];
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
    this.#opened = entry && this.#placeOf(entry);
    this.#drawResults();
    this.#results.querySelector<HTMLElement>('.verdict, .frame')?.focus();
  }

  /** Returns where an entry is found, which stays the same when a node was asked. */
  #placeOf(entry: Entry): { chosen: Chosen; place: number } | undefined {
    const found = this.#checked.find(({ entries }) => entries.includes(entry));
    return found && { chosen: found.chosen, place: found.entries.indexOf(entry) };
  }

  /** Adds the picture of a file to a card, as an image in which nothing can run. */
  async #addPicture(entry: Entry, result: HTMLElement): Promise<void> {
    const found = this.#checked.find(({ entries }) => entries.includes(entry));
    const type = pictureType(entry.within);
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
    const select = h('select', { id: 'node', dir: 'ltr' });
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
function unjudged({ file }: Chosen, word: string, message: string, audience: Audience): Entry {
  return {
    file: file.name,
    within: [],
    statedHolder: null,
    statedIssuer: null,
    findings: [unproven(null, word, message)],
    ranks: [[0, 0]],
    stated: null,
    audience,
  };
}

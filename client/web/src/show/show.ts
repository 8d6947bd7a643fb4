// SPDX-License-Identifier: Apache-2.0

// The view Show: a learner's own credentials, what she presents of them and to whom, and what is kept of them here.

import { filesOfInput, type Readable } from '../files';
import { save } from '../saving';
import { showTexts } from '../texts/show';
import type { RefusalWord, ShowTexts } from '../texts/show/texts';
import { button, h } from '../view/dom';
import type { View } from '../view/views';
import type { Words } from '../words';
import { cards } from './cards';
import type { Context } from './context';
import { HeldFiles, MAX_HELD, type HeldFile, type Unopened } from './held';
import { keeping } from './keeping';
import { keptFiles } from './kept';
import { keySection } from './keys';
import { OwnModule, Refused } from './module';
import { presenting } from './presenting';

/** The name of the archive with everything. */
const ARCHIVE = 'my-credentials.zip';

/** The view Show. */
export class Show implements View {
  readonly name = 'show';
  readonly #module: OwnModule;
  readonly #held: HeldFiles;
  readonly #leftOut = new Set<string>();
  readonly #secret: Context['secret'] = { phrase: undefined };
  readonly #audience = { challenge: '', domain: '' };
  #own: Context | undefined;
  #draw: () => void = () => undefined;
  #hasLooked = false;
  readonly #status = h('p', { role: 'status', id: 'own-status' });

  constructor(compiled: Promise<WebAssembly.Module>) {
    this.#module = new OwnModule(compiled);
    this.#held = new HeldFiles(this.#module);
  }

  title({ locale }: Words): string {
    return showTexts(locale).views.show;
  }

  draw(words: Words): HTMLElement[] {
    const texts = showTexts(words.locale);
    const own = this.#common(words, texts);
    this.#own = own;
    const [list, key, present, keep] = [h('div'), h('div'), h('div'), h('div')];
    const { section, advise } = presenting(own);
    present.replaceChildren(section);
    own.advise = advise;
    this.#draw = () => {
      list.replaceChildren(...cards(own));
      key.replaceChildren(keySection(own));
      keep.replaceChildren(keeping(own, () => this.#saveAll()));
      own.advise();
    };
    this.#draw();
    if (!this.#hasLooked) void this.#openKept();
    const heading = h('h1', { class: 'on-screen' }, texts.title);
    const lead = h('p', { class: 'lead on-screen' }, texts.lead);
    return [heading, lead, this.#opening(own), this.#status, list, key, present, keep];
  }

  take(files: Readable[]): void {
    void this.#open(files);
  }

  #common(words: Words, texts: ShowTexts): Context {
    const say = (text: string) => void (this.#status.textContent = text);
    const isRightToLeft = words.texts.direction === 'rtl';
    // A text of a file would change the order of a sentence that is written from the right.
    const isolate = ([name, value]: [string, string]) =>
      [name, isRightToLeft ? `\u2068${value}\u2069` : value] as const;
    const fill = (text: string, values: Record<string, string>) =>
      words.fill(text, Object.fromEntries(Object.entries(values).map(isolate)));
    const refusal = (word: string, values: Record<string, string>) => {
      const text = texts.refused[word as RefusalWord] ?? texts.refused.failed;
      return fill(text, { file: '', why: '', n: words.number(MAX_HELD), ...values });
    };
    const attempt = async (act: () => Promise<void>) => {
      try {
        await act();
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        say(refusal(error instanceof Refused ? error.word : 'failed', { why }));
      }
    };
    return {
      ...{ words, texts, say, attempt, fill, refusal },
      module: this.#module,
      held: this.#held,
      leftOut: this.#leftOut,
      secret: this.#secret,
      audience: this.#audience,
      changed: () => this.#draw(),
      advise: () => undefined,
    };
  }

  /** Returns the ways to open files. */
  #opening({ texts: { open } }: Context): HTMLElement {
    const input = h('input', { type: 'file', id: 'own-files', multiple: true, hidden: true });
    input.addEventListener('change', () => {
      // The same file can be chosen again.
      void this.#open(filesOfInput(input.files)).finally(() => (input.value = ''));
    });
    return h(
      'section',
      { class: 'drop', 'aria-labelledby': 'own-opening' },
      h('h2', { id: 'own-opening' }, open.heading),
      h('p', {}, open.drop),
      h(
        'div',
        { class: 'ways' },
        button(open.files, () => input.click(), { id: 'own-choose' }),
        input,
      ),
      h('p', { class: 'note' }, open.kinds),
    );
  }

  /** Opens files, and says which were opened and which were not. */
  async #open(files: Readable[]): Promise<void> {
    const own = this.#own;
    if (own === undefined) return;
    const { open } = own.texts;
    if (files.length === 0) return own.say(open.nothing);
    own.say(open.opening);
    const before = new Set(this.#held.files);
    const unopened = await this.#held.open(files.slice(0, MAX_HELD));
    if (files.length > MAX_HELD) unopened.push({ file: '', word: 'tooMany', message: '' });
    // Another language may have been chosen meanwhile.
    this.#tell(before, unopened);
    this.#draw();
  }

  #tell(before: Set<HeldFile>, unopened: Unopened[]): void {
    const own = this.#own;
    if (own === undefined) return;
    const opened = this.#held.files.filter((file) => !before.has(file)).map(({ name }) => name);
    const names = opened.join(', ');
    const told = opened.length > 0 ? [own.fill(own.texts.open.opened, { names })] : [];
    const refused = unopened.map(({ file, word, message }) =>
      own.refusal(word, { file, why: message }),
    );
    own.say([...told, ...new Set(refused)].join(' '));
  }

  /** Opens what is kept in this browser, if anything is. */
  async #openKept(): Promise<void> {
    this.#hasLooked = true;
    const files = await keptFiles().catch(() => []);
    if (files.length > 0)
      await this.#open(files.map(({ name, content }) => ({ name, read: async () => content })));
  }

  /** Saves everything that is open as one archive. */
  async #saveAll(): Promise<void> {
    const own = this.#own;
    await own?.attempt(async () => {
      save(ARCHIVE, 'application/zip', await this.#module.pack(this.#held.files));
      own.say(own.fill(own.texts.keep.exported, { file: ARCHIVE }));
    });
  }
}

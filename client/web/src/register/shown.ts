// SPDX-License-Identifier: Apache-2.0

// What the parts of the view Register share: its texts, the block that shows an answer, and why nothing is told.

import { registerTexts } from '../texts/register';
import type { RegisterTexts } from '../texts/register/texts';
import { unproven } from '../merge';
import { button, h, live } from '../view/dom';
import type { Words } from '../words';
import type { About, AsOf, Doubt } from './types';

/** What draws an answer: the words, the node that gave it, and what leads on from it. */
export class Shown {
  readonly texts: RegisterTexts;
  /** The moment when the answer was checked, by which ages grow. */
  readonly #checkedAt = Date.now();

  constructor(
    readonly words: Words,
    readonly node: string,
    /** Asks about something else, because the visitor wants it. */
    readonly ask: (about: About) => void,
  ) {
    this.texts = registerTexts(words.locale);
  }

  /** Returns a button that leads to what a number stands for. */
  lead(text: string, about: About): HTMLElement {
    const made = button('', () => this.ask(about), { class: 'link' });
    // A name may be written in the other direction than the text around it.
    made.append(h('bdi', {}, text));
    return made;
  }

  /** Returns the block that shows an answer, its age, and who had not to be trusted. */
  moment(asOf: AsOf | null): HTMLElement[] {
    const { words } = this;
    const { moment: names } = words.texts;
    if (asOf === null) return [h('p', {}, names.none)];
    const block = () =>
      words.fill(names.block, {
        n: words.number(asOf.blockNumber),
        time: asOf.time === null ? '–' : words.time(asOf.time),
        age: words.age(asOf.age + Math.max(0, Date.now() - this.#checkedAt)),
      });
    return [live(h('p'), block), h('p', {}, words.fill(names.node, { node: this.node }))];
  }

  /** Returns why nothing is told. */
  doubt({ word, message }: Doubt): HTMLElement {
    const { doubts } = this.texts;
    const own: Record<string, string | undefined> = doubts;
    const reason = { word, message: own[word] ?? message };
    const { text, lang } = this.words.reason(reason, unproven(this.node, word, message));
    const isOwn = own[word] !== undefined;
    return h('p', { lang: isOwn ? undefined : lang, dir: !isOwn && lang && 'ltr' }, text);
  }

  time(text: string | null): string | null {
    return text === null ? null : this.words.time(text);
  }
}

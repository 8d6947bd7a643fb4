// SPDX-License-Identifier: Apache-2.0

// What stands around the answers: the header, and the ways to hand files over.

import { filesOfInput } from '../files';
import { LANGUAGES } from '../texts';
import type { Audience, Config } from '../types';
import type { Words } from '../words';
import { button, h, isolate } from './dom';
import { scanning, type CodeTaker } from './scan';

/** Takes what the visitor hands over. */
export interface Taker extends CodeTaker {
  audience: Audience;
  takeText(text: string): Promise<void>;
  /** Forgets everything that was handed over and stated. */
  startOver(): void;
  /** Checks the files again, for what the visitor states now. */
  recheck(): void;
}

/** Returns the header with the name of the institution and the choice of the language. */
export function header(
  words: Words,
  config: Config,
  toLanguage: (to: string) => void,
): HTMLElement {
  const { texts, locale } = words;
  const select = h('select', { id: 'language' });
  for (const [tag, { language }] of Object.entries(LANGUAGES))
    select.append(h('option', { value: tag, lang: tag, selected: tag === locale }, language));
  select.addEventListener('change', () => toLanguage(select.value));
  return h(
    'header',
    {},
    h('p', { class: 'name' }, isolate(config.name)),
    h('div', {}, h('label', { for: 'language' }, texts.languageLabel), select),
  );
}

/** Returns the ways to hand files over. */
export function handing(words: Words, taker: Taker): HTMLElement[] {
  const { texts } = words;
  const { choose } = texts;
  const text = h('textarea', {
    id: 'paste',
    rows: 6,
    dir: 'ltr',
    spellcheck: 'false',
    autocomplete: 'off',
  });
  return [
    h('h1', {}, texts.title),
    h('p', { class: 'lead' }, texts.lead),
    h(
      'section',
      { class: 'drop', 'aria-labelledby': 'handing' },
      h('h2', { id: 'handing' }, choose.heading),
      h('p', {}, choose.drop),
      h(
        'div',
        { class: 'ways' },
        picker(choose.files, 'files', false, taker),
        picker(choose.folder, 'folder', true, taker),
        button(texts.clear, () => taker.startOver(), { class: 'quiet', id: 'clear' }),
      ),
      h('p', { class: 'note' }, choose.kinds),
      scanning(words, taker),
      h(
        'details',
        {},
        h('summary', {}, choose.paste),
        h('label', { for: 'paste' }, choose.pasteLabel),
        text,
        button(choose.check, () => void taker.takeText(text.value), { id: 'check' }),
      ),
      presented(words, taker),
    ),
  ];
}

/** Returns where the visitor states what a presentation has to be made for. */
function presented({ texts: { choose } }: Words, taker: Taker): HTMLElement {
  const field = (member: keyof Audience) => {
    const input = h('input', {
      id: member,
      type: 'text',
      dir: 'auto',
      autocomplete: 'off',
      spellcheck: 'false',
    });
    input.value = taker.audience[member];
    input.addEventListener('input', () => (taker.audience[member] = input.value.trim()));
    // No answer outlives what it was given for.
    input.addEventListener('change', () => taker.recheck());
    return [h('label', { for: member }, choose[member]), input];
  };
  return h(
    'details',
    { id: 'presented' },
    h('summary', {}, choose.presented),
    h('p', { class: 'note' }, choose.presentedNote),
    ...field('challenge'),
    ...field('domain'),
  );
}

/** Returns a button that lets the visitor choose files or a folder. */
function picker(label: string, id: string, isFolder: boolean, taker: Taker): HTMLElement {
  const input = h('input', { type: 'file', id, multiple: true, hidden: true });
  if (isFolder) input.webkitdirectory = true;
  input.addEventListener('change', () => {
    const files = filesOfInput(input.files);
    // The same file can be chosen again.
    void taker.take(files).finally(() => (input.value = ''));
  });
  return h(
    'span',
    {},
    button(label, () => input.click()),
    input,
  );
}

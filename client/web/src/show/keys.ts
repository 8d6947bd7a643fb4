// SPDX-License-Identifier: Apache-2.0

// The key of a learner: which one is open, and how one is made or made again.

import { save } from '../saving';
import { button, h } from '../view/dom';
import { field, form } from '../view/forms';
import type { MadeKey } from './module';
import type { Context } from './context';

/** The name of the file of a new key. */
const KEY_FILE = 'my-key.json';
const JSON_TYPE = 'application/json';

/** Returns what is known of the key, and the ways to one. */
export function keySection(own: Context): HTMLElement {
  const { texts, held } = own;
  const file = held.key();
  const known =
    file?.did === undefined
      ? [h('p', { class: 'note' }, texts.key.none)]
      : [
          h('p', {}, own.fill(texts.key.own, { file: file.name })),
          h('p', {}, h('code', { id: 'own-did', dir: 'ltr' }, file.did)),
          h('p', { class: 'note' }, texts.key.note),
          button(texts.key.save, () => save(file.name, JSON_TYPE, file.content), {
            id: 'save-key',
          }),
        ];
  return h(
    'section',
    { class: 'own-key', 'aria-labelledby': 'own-key' },
    h('h2', { id: 'own-key', tabindex: -1 }, texts.key.heading),
    phraseOf(own),
    ...known,
    making(own),
    restoring(own),
  );
}

/** Returns the form that makes a key. */
function making(own: Context): HTMLElement {
  const { key } = own.texts;
  const passwords = twice(own, 'new');
  const act = () =>
    own.attempt(async () => {
      const password = passwords.take();
      if (password === undefined) return;
      own.say(key.working);
      const made = await own.module.newKey(password);
      own.secret.phrase = made.phrase ?? undefined;
      adopt(own, made);
      document.querySelector<HTMLElement>('#phrase h3')?.focus();
    });
  const note = h('p', { class: 'note' }, key.makeNote);
  const made = form('make-key', [note, ...passwords.parts], key.makeButton, act);
  return h('details', {}, h('summary', {}, key.make), made);
}

/** Returns the form that makes a key again of its recovery phrase. */
function restoring(own: Context): HTMLElement {
  const { key } = own.texts;
  const phrase = field(key.phrase, 'restore-phrase', 'password');
  const passwords = twice(own, 'restore');
  const act = () =>
    own.attempt(async () => {
      const password = passwords.take();
      if (password === undefined) return;
      own.say(key.working);
      const made = await own.module.restoreKey(password, phrase.input.value);
      phrase.input.value = '';
      adopt(own, made);
      document.querySelector<HTMLElement>('#save-key')?.focus();
    });
  const again = form('restore-key', [...phrase.parts, ...passwords.parts], key.restoreButton, act);
  return h('details', {}, h('summary', {}, key.restore), again);
}

/** Returns two fields for a new password. What stands in them is taken out when it is used. */
function twice(own: Context, id: string) {
  const { key } = own.texts;
  const one = field(key.password, `${id}-password`, 'password');
  const other = field(key.again, `${id}-again`, 'password');
  const take = () => {
    const [password, again] = [one.input.value, other.input.value];
    for (const { input } of [one, other]) input.value = '';
    if (password === again) return password;
    own.say(own.refusal('differentPasswords', {}));
    one.input.focus();
    return undefined;
  };
  const note = h('p', { class: 'note' }, key.passwordNote);
  return { parts: [...one.parts, ...other.parts, note], take };
}

/** Takes a key that was made as that of the learner. */
function adopt(own: Context, { did, keystore }: MadeKey): void {
  const content = new TextEncoder().encode(keystore);
  own.held.add({ name: KEY_FILE, content, did, owns: [] });
  own.changed();
  own.say(own.texts.key.made);
}

/** Returns the recovery phrase of a new key, which is shown until the learner has written it down. */
function phraseOf(own: Context): HTMLElement | false {
  const { key } = own.texts;
  const { phrase } = own.secret;
  if (phrase === undefined) return false;
  const words = h('ol', { class: 'phrase', lang: 'en', dir: 'ltr', translate: 'no' });
  for (const word of phrase.split(' ')) words.append(h('li', {}, word));
  const end = () => {
    own.secret.phrase = undefined;
    own.changed();
    document.querySelector<HTMLElement>('#save-key')?.focus();
  };
  return h(
    'div',
    { class: 'failure', id: 'phrase' },
    h('h3', { tabindex: -1 }, key.words),
    h('p', {}, key.wordsNote),
    words,
    button(key.written, end, { id: 'phrase-written' }),
  );
}

// SPDX-License-Identifier: Apache-2.0

// The cards of a learner's credentials: what each says, its picture, its code and its link.

import { linkOf } from '../link';
import { save } from '../saving';
import type { Stated } from '../types';
import { earned, EMPTY } from '../view/card';
import { button, h } from '../view/dom';
import { picture } from '../pictures';
import { drawn } from './code';
import { titleOf, type Context } from './context';
import type { Held } from './held';
import { isFromDisk } from './kept';

/** Returns the cards of all credentials, with what prints them. */
export function cards(own: Context): HTMLElement[] {
  const { texts, held } = own;
  const all = held.credentials();
  const heading = h('h2', { id: 'own-cards', class: 'on-screen' }, texts.cards.heading);
  if (all.length === 0) return [heading, h('p', { class: 'note on-screen' }, texts.cards.none)];
  return [
    heading,
    h('p', { class: 'note on-screen' }, texts.cards.notChecked),
    ...all.map((one, place) => card(own, one, place)),
    h('p', { class: 'printed' }, texts.cards.printed),
    h(
      'div',
      { class: 'ways' },
      button(texts.cards.print, () => void print(own), { id: 'own-print' }),
    ),
  ];
}

/** Prints the chosen cards, each with its code and all that was earned. */
async function print(own: Context): Promise<void> {
  const parts = document.querySelectorAll<HTMLDetailsElement>('.own[data-chosen] .on-paper');
  for (const part of parts) part.open = true;
  await own.attempt(async () => {
    // What is opened says so in a task of its own.
    await new Promise((resolve) => setTimeout(resolve));
    await Promise.all(DRAWING);
    window.print();
  });
}

/** Returns the card of a credential. */
function card(own: Context, one: Held, place: number): HTMLElement {
  const { texts } = own;
  const { credential, file } = one;
  const title = titleOf(own, one);
  const lang = credential.stated?.language ?? undefined;
  const id = `own-${place}`;
  const issuer = credential.issuer ?? '';
  return h(
    'article',
    { class: 'card own', id, 'data-chosen': !own.leftOut.has(credential.text) && 'true' },
    h('p', { class: 'file' }, h('bdi', {}, one.place)),
    h('h3', { tabindex: -1 }, h('span', { lang }, title)),
    issuer !== '' && h('p', {}, own.fill(texts.cards.issuer, { issuer })),
    credential.isDamaged && damage(own, one),
    choice(own, one, id),
    details(own, credential.stated),
    pictureOf(own, one),
    code(own, one),
    link(own, one),
    h(
      'div',
      { class: 'ways' },
      button(texts.cards.file, () => save(alone(file.name), 'application/json', credential.text)),
      button(own.fill(texts.cards.remove, { title }), () => remove(own, one), { class: 'quiet' }),
    ),
  );
}

/** Returns the name under which a credential is saved alone. */
const alone = (name: string) => `${name.replace(/\.[^.]*$/, '')}.json`;

function remove(own: Context, { file }: Held): void {
  own.held.close(file);
  own.changed();
  document.querySelector<HTMLElement>('#own-choose')?.focus();
}

/** Returns why no verifier takes a credential. */
function damage({ texts }: Context, { credential }: Held): HTMLElement {
  const list = h('ul', { class: 'reasons' });
  for (const { word, message } of credential.reasons)
    list.append(h('li', { lang: 'en', dir: 'ltr', 'data-word': word }, message));
  return h('div', { class: 'failure' }, h('p', {}, texts.cards.damaged), list);
}

/** Returns what chooses a credential for a presentation. */
function choice(own: Context, { credential }: Held, id: string): HTMLElement {
  const box = h('input', { type: 'checkbox', id: `${id}-chosen` });
  box.checked = !own.leftOut.has(credential.text);
  box.addEventListener('change', () => {
    if (box.checked) own.leftOut.delete(credential.text);
    else own.leftOut.add(credential.text);
    const card = document.getElementById(id);
    if (box.checked) card?.setAttribute('data-chosen', 'true');
    else card?.removeAttribute('data-chosen');
    own.advise();
  });
  const label = h('label', { for: `${id}-chosen` }, own.texts.cards.choose);
  return h('p', { class: 'choice' }, box, label);
}

/** Returns what was earned, as the file states it. */
function details({ words, texts }: Context, stated: Stated | null): HTMLElement | false {
  const list = earned(words, stated, EMPTY)?.querySelector('dl');
  if (!list) return false;
  return h('details', { class: 'on-paper' }, h('summary', {}, texts.cards.details), list);
}

/** Returns the picture in the file, as an image in which nothing runs. */
function pictureOf({ texts }: Context, { credential, file }: Held): HTMLElement | false {
  const image = picture(credential.within, file.content, texts.cards.picture);
  return image ?? false;
}

/** The codes that are being drawn. */
const DRAWING = new Set<Promise<void>>();

/** Returns the code of a credential, which is drawn when it is opened or printed. */
function code(own: Context, { credential, file }: Held): HTMLElement {
  const { cards } = own.texts;
  if (!credential.isAnchored) return h('p', { class: 'note' }, cards.noCode);
  const place = h('div', { class: 'codes' });
  const draw = async () => {
    const image = drawn(await own.module.code(credential.text), cards.codeName);
    const name = `${file.name.replace(/\.[^.]*$/, '')}-code.svg`;
    const keep = () => save(name, 'image/svg+xml', new XMLSerializer().serializeToString(image));
    place.replaceChildren(image, button(cards.codeSave, keep));
  };
  const note = h('p', { class: 'note' }, cards.codeNote);
  const opening = h('details', { class: 'on-paper' }, h('summary', {}, cards.code), note, place);
  opening.addEventListener('toggle', () => {
    if (!opening.open || place.childElementCount > 0) return;
    const drawing = own.attempt(draw).finally(() => DRAWING.delete(drawing));
    DRAWING.add(drawing);
  });
  return opening;
}

/** Returns the link that carries a credential, with its bundle if that lies beside it. */
function link(own: Context, { credential, file }: Held): HTMLElement {
  const { cards } = own.texts;
  const opening = h('details', { class: 'on-screen' }, h('summary', {}, cards.link));
  if (isFromDisk()) {
    opening.append(h('p', { class: 'note' }, cards.linkOnDisk));
    return opening;
  }
  const bytes = new TextEncoder().encode(credential.text);
  const text = h('textarea', { readonly: true, rows: 4, dir: 'ltr', 'aria-label': cards.linkName });
  opening.addEventListener('toggle', () => {
    text.value = linkOf(location.href, bytes, own.held.bundleOf(file));
  });
  const copy = () =>
    own.attempt(async () => {
      text.select();
      await navigator.clipboard.writeText(text.value);
      own.say(cards.copied);
    });
  const note = h('p', { class: 'note' }, cards.linkNote);
  opening.append(note, text, button(cards.copy, () => void copy()));
  return opening;
}

// SPDX-License-Identifier: Apache-2.0

// Keeps a learner's files in this browser if she says so, shows and exports them, and erases them.

import { button, h } from '../view/dom';
import { canKeep, eraseKept, isFromDisk, keepFiles, keptFiles } from './kept';
import type { Context } from './context';

/** Returns what is kept, and what keeps, exports and erases it. */
export function keeping(own: Context, saveAll: () => Promise<void>): HTMLElement {
  const { texts, held } = own;
  const hasFiles = held.files.length > 0;
  const stored = h('div', { id: 'own-stored' });
  const refresh = () => own.attempt(() => drawStored(own, stored));
  const keep = () => change(own, refresh, texts.keep.kept, () => keepFiles(held.files));
  const attributes = { id: 'own-keep', 'aria-describedby': 'keep-note' };
  const keepButton = canKeep() && hasFiles && button(texts.keep.keep, keep, attributes);
  const section = h(
    'section',
    { class: 'on-screen', 'aria-labelledby': 'own-keeping' },
    h('h2', { id: 'own-keeping', tabindex: -1 }, texts.keep.heading),
    stored,
    h(
      'div',
      { class: 'ways' },
      keepButton,
      hasFiles && button(texts.keep.export, () => void saveAll(), { id: 'own-export' }),
    ),
    keepButton !== false && h('p', { class: 'note', id: 'keep-note' }, texts.keep.keepNote),
    h('p', { class: 'note' }, texts.keep.pdf),
  );
  void refresh();
  return section;
}

/** Changes what is kept, and says that or why it was not. */
function change(
  own: Context,
  refresh: () => Promise<void>,
  text: string,
  act: () => Promise<void>,
): void {
  void act()
    .then(() => own.say(text))
    .catch((error: Error) => own.say(own.refusal('notStored', { why: error.message })))
    .then(refresh);
}

/** Shows what is kept. */
async function drawStored(own: Context, place: HTMLElement): Promise<void> {
  const { keep } = own.texts;
  if (!canKeep()) {
    place.replaceChildren(h('p', {}, isFromDisk() ? keep.fromDisk : keep.impossible));
    return;
  }
  const files = await keptFiles();
  if (files.length === 0) {
    place.replaceChildren(h('p', {}, keep.nothing));
    return;
  }
  const list = h('ul', { id: 'own-kept' });
  for (const { name, content } of files)
    list.append(h('li', {}, h('bdi', {}, name), `, ${own.words.number(content.length)} B`));
  const refresh = async () => {
    await drawStored(own, place);
    document.querySelector<HTMLElement>('#own-keeping')?.focus();
  };
  const erase = button(keep.erase, () => change(own, refresh, keep.erased, eraseKept), {
    id: 'own-erase',
  });
  place.replaceChildren(h('p', {}, keep.stored), list, erase);
}

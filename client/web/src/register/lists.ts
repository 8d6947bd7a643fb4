// SPDX-License-Identifier: Apache-2.0

// Pages of institutions and of credential types as tables, with what leads to the next page.

import { button, h } from '../view/dom';
import type { Shown } from './shown';
import type { About, CredentialType, Institution, Listed } from './types';

/** Returns a page of institutions. */
export function institutionTable(
  shown: Shown,
  { items, next }: Listed<Institution>,
): HTMLElement[] {
  const { words, texts } = shown;
  const { columns } = texts;
  const rows = items.map((item) => [
    shown.lead(item.name, { institution: item.id }),
    String(item.id),
    words.country(item.country),
    texts.states[item.state],
  ]);
  const heads = [columns.name, columns.number, columns.country, columns.state];
  return table(shown, texts.browse.institutions, heads, rows, next, (from) => ({
    institutions: from,
  }));
}

/** Returns a page of credential types. */
export function typeTable(shown: Shown, { items, next }: Listed<CredentialType>): HTMLElement[] {
  const { words, texts } = shown;
  const { columns } = texts;
  const rows = items.map((item) => [
    shown.lead(words.fill(texts.type.heading, { n: item.id }), { type: { id: item.id, from: 1 } }),
    texts.kinds[item.kind],
    item.level === null ? '' : words.number(item.level),
    workload(shown, item.workload),
    texts.states[item.state],
    item.uri,
  ]);
  const heads = [texts.browse.types, columns.kind, columns.level, columns.workload, columns.state];
  const all = [...heads, texts.type.definition];
  return table(shown, texts.browse.types, all, rows, next, (from) => ({ types: from }));
}

/** Returns a workload on record in credits. */
export const workload = ({ words }: Shown, hundredths: number | null): string =>
  hundredths === null ? '' : `${words.number(hundredths / 100)} ECTS`;

/** Returns what leads to the next page, if there is one. */
export function toNext(shown: Shown, next: number | null, about: (from: number) => About) {
  if (next === null) return [];
  return [button(shown.texts.next, () => shown.ask(about(next)), { class: 'next' })];
}

/** Returns a table whose first column names its rows. */
function table(
  shown: Shown,
  caption: string,
  heads: string[],
  rows: (string | HTMLElement)[][],
  next: number | null,
  about: (from: number) => About,
): HTMLElement[] {
  const { texts, words } = shown;
  if (rows.length === 0) return [h('p', {}, texts.none)];
  const head = h('tr', {}, ...heads.map((name) => h('th', { scope: 'col' }, name)));
  const line = ([first = '', ...others]: (string | HTMLElement)[]) =>
    h('tr', {}, h('th', { scope: 'row' }, first), ...others.map((cell) => h('td', {}, cell)));
  const grid = h(
    'table',
    {},
    h('caption', {}, caption),
    h('thead', {}, head),
    h('tbody', {}, ...rows.map(line)),
  );
  // A table that is wider than a small screen is moved sideways, also by the keyboard.
  const region = { class: 'frame', tabindex: 0, role: 'region', 'aria-label': caption };
  const count = h('p', { class: 'note' }, words.plural(texts.shown, rows.length));
  return [h('div', region, grid), count, ...toNext(shown, next, about)];
}

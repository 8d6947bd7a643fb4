// SPDX-License-Identifier: Apache-2.0

// The table of several documents, which is sorted, filtered, searched, saved and printed.

import { columns, csv, row } from '../csv';
import { save } from '../saving';
import type { Words } from '../words';
import type { Conclusion, Entry } from '../types';
import { decisive, SIGNS } from './card';
import { button, h, isolate } from './dom';

/** The most rows that are drawn: more make a browser slow, and nobody reads them. All are saved as CSV. */
const MAX_ROWS = 1_000;
const CONCLUSIONS: Conclusion[] = ['valid', 'invalid', 'cannotTell'];

/** The state of the table, which lasts while the visitor looks at a card. */
export interface TableState {
  column: number;
  isDescending: boolean;
  filter: Conclusion | 'all';
  search: string;
}

export const newTable = (): TableState => ({
  column: 0,
  isDescending: false,
  filter: 'all',
  search: '',
});

/** Returns the entries that the table shows, in its order. */
export function visible(words: Words, entries: Entry[], state: TableState): Entry[] {
  const wanted = state.search.toLocaleLowerCase(words.locale);
  const collator = new Intl.Collator(words.locale, { numeric: true });
  const rows = entries.map((entry) => ({ entry, cells: row(words, entry) }));
  const isShown = ({ entry, cells }: (typeof rows)[number]) =>
    (state.filter === 'all' || decisive(entry).conclusion === state.filter) &&
    (wanted === '' || cells.join('\n').toLocaleLowerCase(words.locale).includes(wanted));
  const cell = ({ cells }: (typeof rows)[number]) => cells[state.column] ?? '';
  const sign = state.isDescending ? -1 : 1;
  const shown = rows.filter(isShown);
  shown.sort((one, other) => sign * collator.compare(cell(one), cell(other)));
  return shown.map(({ entry }) => entry);
}

/** Returns the table of documents. `open` shows one of them. */
export function table(
  words: Words,
  entries: Entry[],
  state: TableState,
  open: (entry: Entry) => void,
): HTMLElement {
  const body = h('tbody');
  const count = h('p', { role: 'status', class: 'count' });
  const head = h('tr');
  const draw = () => {
    const shown = visible(words, entries, state);
    body.replaceChildren(...shown.slice(0, MAX_ROWS).map((entry) => line(words, entry, open)));
    const drawn = words.plural(words.texts.table.shown, Math.min(shown.length, MAX_ROWS));
    const more = words.fill(words.texts.table.more, { n: words.number(shown.length) });
    count.textContent = shown.length > MAX_ROWS ? `${drawn} ${more}` : drawn;
    head.replaceChildren(
      ...columns(words).map((name, column) => heading(words, name, column, state, draw)),
    );
  };
  draw();
  const { table: names } = words.texts;
  const grid = h('table', {}, h('caption', {}, names.caption), h('thead', {}, head), body);
  // A table that is wider than a small screen is moved sideways, also by the keyboard.
  const frame = h('div', {
    class: 'frame',
    tabindex: 0,
    role: 'region',
    'aria-label': names.caption,
  });
  frame.append(grid);
  return h('div', { class: 'table' }, controls(words, entries, state, draw), count, frame);
}

/** Returns the heading of a column, which orders the table by it. */
function heading(words: Words, name: string, column: number, state: TableState, draw: () => void) {
  const isOrdered = state.column === column;
  const order = isOrdered && (state.isDescending ? 'descending' : 'ascending');
  const label = words.fill(words.texts.table.sort, { column: name });
  const arrow = isOrdered ? (state.isDescending ? ' ▼' : ' ▲') : '';
  const act = () => {
    state.isDescending = isOrdered && !state.isDescending;
    state.column = column;
    const isFocused = document.activeElement?.closest('th') !== null;
    draw();
    if (isFocused) document.querySelectorAll<HTMLElement>('th button')[column]?.focus();
  };
  const title = { title: label };
  return h('th', { scope: 'col', 'aria-sort': order }, button(`${name}${arrow}`, act, title));
}

/** Returns the row of a document. */
function line(words: Words, entry: Entry, open: (entry: Entry) => void): HTMLElement {
  const { conclusion, verdict } = decisive(entry);
  const [file = '', answer = '', ...others] = row(words, entry);
  const time = verdict?.asOf.time;
  others[2] = time ? words.time(time) : '';
  return h(
    'tr',
    { class: conclusion },
    h(
      'th',
      { scope: 'row' },
      button(file, () => open(entry), { class: 'link', dir: 'auto' }),
    ),
    h(
      'td',
      { class: 'answer' },
      h('span', { 'aria-hidden': 'true' }, `${SIGNS[conclusion]} `),
      answer,
    ),
    ...others.map((text) => h('td', {}, isolate(text))),
  );
}

/** Returns what filters, searches, saves and prints the table. */
function controls(
  words: Words,
  entries: Entry[],
  state: TableState,
  draw: () => void,
): HTMLElement {
  const { table: names, conclusion } = words.texts;
  const filter = h('select', { id: 'filter' }, h('option', { value: 'all' }, names.all));
  for (const value of CONCLUSIONS) filter.append(h('option', { value }, conclusion[value].word));
  filter.value = state.filter;
  filter.addEventListener('change', () => {
    state.filter = filter.value as TableState['filter'];
    draw();
  });
  const search = h('input', { id: 'search', type: 'search' });
  search.value = state.search;
  search.addEventListener('input', () => {
    state.search = search.value;
    draw();
  });
  return h(
    'div',
    { class: 'controls' },
    h('label', { for: 'filter' }, names.filter),
    filter,
    h('label', { for: 'search' }, names.search),
    search,
    button(names.csv, () => {
      save('credentials.csv', 'text/csv', csv(words, visible(words, entries, state)));
    }),
    button(names.print, () => window.print()),
  );
}

// SPDX-License-Identifier: Apache-2.0

// The answers in a table that spreadsheets open.

import { decisive } from './view/card';
import type { Entry } from './types';
import type { Words } from './words';

/** The beginnings of cells that a spreadsheet would compute. */
const FORMULA = /^[=+\-@\t\r]/;

/** Returns a cell, in which text of strangers is no formula. */
function cell(text: string): string {
  const readable = FORMULA.test(text) ? `'${text}` : text;
  return `"${readable.replaceAll('"', '""')}"`;
}

/** Returns the cells of an entry, in the order of the columns of the table. */
export function row(words: Words, entry: Entry): string[] {
  const finding = decisive(entry);
  const { verdict } = finding;
  const all = [...finding.objections, ...finding.doubts];
  return [
    entry.file,
    words.texts.conclusion[finding.conclusion].word,
    verdict?.institution?.name ?? '',
    entry.stated?.name ?? '',
    verdict?.asOf.time ?? '',
    all.map((reason) => words.reason(reason, finding).text).join(' '),
  ];
}

/** Returns the names of the columns. */
export function columns({ texts: { table } }: Words): string[] {
  return [table.file, table.answer, table.issuer, table.achievement, table.asOf, table.reasons];
}

/** Returns the table of all answers. */
export function csv(words: Words, entries: Entry[]): string {
  const rows = [columns(words), ...entries.map((entry) => row(words, entry))];
  const lines = rows.map((cells) => `${cells.map(cell).join(',')}\r\n`);
  // The mark tells spreadsheets that the letters are those of Unicode.
  return `\uFEFF${lines.join('')}`;
}

// SPDX-License-Identifier: Apache-2.0

// Writes the report of a run: `results.md`, and the charts in it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { reportOf, tablesOf } from './markdown.js';
import { picturesOf } from './pictures.js';

/**
 * Writes the report of some results into a folder.
 *
 * @param {{ machine: object, commit: string, mode: string, startedAt: string, seconds: number,
 *   rows: object[] }} results
 * @param {string} folder
 * @returns {string} the file to begin with
 */
export function writeReport(results, folder) {
  mkdirSync(folder, { recursive: true });
  const { rows } = results;
  const pictures = new Map(tablesOf(rows).map((table) => [table, picturesOf(table, rows)]));
  for (const { file, svg } of [...pictures.values()].flat()) writeFileSync(join(folder, file), svg);
  const file = join(folder, 'results.md');
  writeFileSync(
    file,
    reportOf(results, (table) => pictures.get(table)),
  );
  return file;
}

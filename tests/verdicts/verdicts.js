// SPDX-License-Identifier: Apache-2.0

// Tries the faults on our verifier and on those of others, and prints the table of their verdicts.
// `scripts/verdicts` builds what this needs.
//
//   node verdicts.js [--folder DIR]

import { rmSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { Console, endWithReader, UserError } from '../util/console.js';
import { hideMethodsOfTheSdk } from '../util/warnings.js';
import { CROSS, linesOf } from './table.js';
import { tryFaults } from './trial.js';

const { values } = parseArgs({
  options: { folder: { type: 'string', default: '.testamur/verdicts' } },
});
const folder = resolve(values.folder);
const output = new Console(process.stdout);
hideMethodsOfTheSdk();
endWithReader();

try {
  rmSync(folder, { recursive: true, force: true });
  const { rows, table, wrong, others } = await tryFaults(folder, (text) => output.line(text));
  output.line();
  for (const line of linesOf(table)) output.line(line);
  output.line();
  output.line(`The number is the exit code, and ${CROSS} marks a wrong verdict.`);
  const versions = others.map(({ name, version }) => `${name} ${version}`).join(' and ');
  output.line(`Others: ${versions}.`);
  output.line('They know of no chain: "does not ask" is said where they see a good signature.');
  output.line(`The files are in ${relative('.', folder)}.`);
  output.line(`${wrong} of ${rows.length} verdicts of testamur are wrong.`);
  if (wrong > 0) process.exitCode = 1;
} catch (error) {
  output.fail(error instanceof UserError ? error.message : error.stack);
  process.exitCode = 1;
}

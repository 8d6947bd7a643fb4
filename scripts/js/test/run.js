// SPDX-License-Identifier: Apache-2.0

// Runs test files one after the other: they start nodes and measure times.
//
//   node test/run.js unit|e2e [part of a file's name]

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from 'node:test';
import { spec as Spec } from 'node:test/reporters';

const [kind, part = ''] = process.argv.slice(2);
const folder = fileURLToPath(new URL(kind, import.meta.url));
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.test.js') && name.includes(part))
  .map((name) => `${folder}/${name}`);
if (files.length === 0) throw new Error(`no test of ${folder} has ${part} in its name`);

run({ files, concurrency: 1 })
  .on('test:fail', () => (process.exitCode = 1))
  .compose(new Spec())
  .pipe(process.stdout);

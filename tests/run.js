// SPDX-License-Identifier: Apache-2.0

// Runs test files that measure one after the other, with hardly anything beside them, and the others
// several at a time, because they spend most of their time waiting for blocks.
//
//   node run.js KIND [part of a file's name]...
//
// KIND is a folder: unit, verifier, documents, web, ops, e2e, faults, migration, w3c or schema.

import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PassThrough } from 'node:stream';
import { run } from 'node:test';
import { spec as Spec } from 'node:test/reporters';

/**
 * The end-to-end tests that take longest. They begin first, so that none of them runs alone at the
 * end.
 */
const LONG = [
  ...['operations', 'bench', 'light-client', 'attack-network', 'localnet', 'attack-bursts'],
  ...['left-out', 'journey', 'verdicts'],
];
const longestFirst = (names) => {
  const place = (name) => LONG.indexOf(name.replace('.test.js', ''));
  const long = names.filter((name) => place(name) >= 0).sort((a, b) => place(a) - place(b));
  return [...long, ...names.filter((name) => place(name) < 0)];
};

const [kind, ...parts] = process.argv.slice(2);
const folder = fileURLToPath(new URL(kind, import.meta.url));
const all = readdirSync(folder).filter((name) => name.endsWith('.test.js'));
// The files run in the order in which they were asked for.
const chosen = parts.flatMap((part) => {
  const found = all.filter((name) => name.includes(part));
  if (found.length === 0) throw new Error(`no test of ${folder} has ${part} in its name`);
  return found;
});
const files = [...new Set(parts.length === 0 ? longestFirst(all) : chosen)].map(
  (name) => `${folder}/${name}`,
);
if (files.length === 0) throw new Error(`there is no test in ${folder}`);

/**
 * The files of the end-to-end tests that measure times or fill blocks, by how their names begin. Two
 * attacks spend their time waiting for the blocks of a period or two, and their limits are in blocks.
 */
const MEASURING = /^(attack-(?!bursts|network)|figures)/;
/**
 * The files that wait for the blocks of one node nearly all the time, and for longer than any other. They
 * begin with those that measure, which count the processor time of their own processes.
 */
const PATIENT = /^consensus/;
/** How many of the other files run at a time: most of them wait for blocks most of the time. */
const CONCURRENCY = { unit: 2, ops: 2, e2e: 6, faults: 2 };

/** Returns the group in which a file runs. */
function groupOf(file) {
  if (kind !== 'e2e') return 'others';
  if (MEASURING.test(basename(file))) return 'measuring';
  return PATIENT.test(basename(file)) ? 'patient' : 'others';
}
const inGroup = (group) => files.filter((file) => groupOf(file) === group);
const groups = {
  measuring: { files: inGroup('measuring'), concurrency: 1 },
  patient: { files: inGroup('patient'), concurrency: 1 },
  others: { files: inGroup('others'), concurrency: CONCURRENCY[kind] ?? 1 },
};

/** The files that take longer than this are listed at the end, in milliseconds. */
const WORTH_MENTIONING = 5_000;

// A test that takes longer than this hangs, even on the slowest machine.
const LONGEST = 30 * 60 * 1000;

// The runner counts a file as one test even if nothing in it ran, so only the tests inside are
// counted.
const passed = new Map(files.map((file) => [file, 0]));
const milliseconds = new Map();
const skipped = [];
/** Adds the time of what a file has at the top, which includes all that is within. */
const addTime = ({ name, nesting, file, details }) => {
  if (nesting > 0 || files.includes(name)) return;
  milliseconds.set(file, (milliseconds.get(file) ?? 0) + details.duration_ms);
};
/** Runs a group of files, and writes what they report to a stream. */
const report = (group, output) =>
  new Promise((resolve) => {
    run({ ...group, timeout: LONGEST })
      .on('test:pass', addTime)
      .on('test:fail', addTime)
      .on('test:fail', () => (process.exitCode = 1))
      .on('test:pass', ({ name, nesting, file, skip, todo, details }) => {
        if (skip !== undefined || todo !== undefined) skipped.push(name);
        const leaf = details?.type !== 'suite' && !files.includes(name);
        if (leaf && (nesting > 0 || file !== undefined))
          passed.set(file, (passed.get(file) ?? 0) + 1);
      })
      .compose(new Spec())
      .on('end', resolve)
      .pipe(output, { end: false });
  });

const seconds = (time) => `${(time / 1_000).toFixed(0).padStart(5)} s`;

/** Runs a group of files, and writes what they report and how long they took to a stream. */
async function runGroup(group, output) {
  if (group.files.length === 0) return;
  const begin = performance.now();
  await report(group, output);
  const times = group.files.map((file) => [milliseconds.get(file) ?? 0, basename(file)]);
  const slowest = times.filter(([time]) => time >= WORTH_MENTIONING).sort(([a], [b]) => b - a);
  if (slowest.length === 0) return;
  const lines = slowest.map(([time, name]) => `${seconds(time)}  ${name}\n`);
  const { length } = group.files;
  const all = `${length} ${length === 1 ? 'file' : 'files'}, ${group.concurrency} at a time`;
  output.write(`${seconds(performance.now() - begin)}  ${all}, of which\n${lines.join('')}\n`);
}

// Two reports at a time would be mixed up line by line, so one of them is kept until the other ends.
const pieces = [];
const kept = new PassThrough().on('data', (piece) => pieces.push(piece));
const meanwhile = runGroup(groups.patient, kept);
await runGroup(groups.measuring, process.stdout);
await runGroup(groups.others, process.stdout);
await meanwhile;
process.stdout.write(Buffer.concat(pieces));

const idle = [...passed].filter(([, count]) => count === 0).map(([file]) => file);
if (idle.length > 0) process.stderr.write(`no test ran in ${idle.join(', ')}\n`);
if (skipped.length > 0) process.stderr.write(`skipped: ${skipped.join(', ')}\n`);
if (idle.length + skipped.length > 0) process.exitCode = 1;

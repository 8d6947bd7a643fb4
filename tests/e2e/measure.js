// SPDX-License-Identifier: Apache-2.0

// Prints how long the command takes to issue a cohort on a chain that seals at once, and to verify
// 1,000 files through a node: of one cohort, and of one in which each has a shape of its own. The
// time of the processor and the largest memory are printed as well. Several commands, such as one
// from before a change, are measured in turns.
//
//   TESTAMUR_NODE=... TESTAMUR_COMMAND=... node e2e/measure.js [ROWS [TURNS [OTHER_COMMAND]]]

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { toHex } from '../client/hex.js';
import { Keeper } from '../client/keeper.js';
import { multikey } from '../client/multikey.js';
import { median } from '../util/statistics.js';
import { ownChain, registerInstitutions } from './attack/chain.js';
import { PASSWORD, equipRegistrar, listOf, pairOf, writeKeystore } from './registrar.js';
import { temporaryFolder } from './support.js';

const [rows, turns] = [process.argv[2] ?? 10_000, process.argv[3] ?? 5].map(Number);
const COMMANDS = [process.env.TESTAMUR_COMMAND, process.argv[4]].filter(Boolean);
/** The number of files that are verified. */
const FILES = 1_000;
/** The number of results that each learner has or has not, by which no two files have one shape. */
const PARTS = 10;
/** How many ticks of the clock a second has, by which Linux counts the time of processes. */
const TICKS = 100;

/** Returns the processor time of the children of this process that have ended, in seconds. */
function childrenSeconds() {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}

/** Returns the largest memory that a process has had, in MB, or 0 if it has ended. */
function peakOf(pid) {
  try {
    const [, kib] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [0, 0];
    return (Number(kib) * 1_024) / 1e6;
  } catch {
    return 0;
  }
}

/** Runs a command to its end, and returns what it took. */
async function measured(command, args, { cwd, input }) {
  const [begin, beginOfChildren] = [process.hrtime.bigint(), childrenSeconds()];
  const child = spawn(command, args, { cwd, stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  child.stdin.end(input);
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, peakOf(child.pid))), 20);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(watch);
  assert.equal(code, 0, said);
  const wall = Number(process.hrtime.bigint() - begin) / 1e9;
  return { wall, processor: childrenSeconds() - beginOfChildren, peak };
}

/** Prints the medians of what runs took. */
function show(what, runs) {
  const of = (name) => median(runs.map((run) => run[name]));
  const all = runs.map(({ wall }) => wall.toFixed(2)).join(', ');
  process.stdout.write(
    `${what}: ${of('wall').toFixed(2)} s (${all}), ${of('processor').toFixed(2)} s of processor, ` +
      `${of('peak').toFixed(0)} MB\n`,
  );
}

/** Provides a chain with a registrar: her folder, and what issues a list of learners. */
function registrar(sealing) {
  const world = ownChain({ sealing });
  const folder = temporaryFolder();
  const documents = randomBytes(32);
  const key = multikey('Ed25519', Buffer.from(pairOf(documents).publicKey));
  const own = { world, folder, at: (name) => join(folder, name) };
  before(async () => {
    const [rich] = await registerInstitutions(world, [
      { name: 'Rich', allowance: 1_000, operators: 1 },
    ]);
    await equipRegistrar(world, folder, rich, 'issuer', key);
    own.node = world.network.ws('author');
    writeKeystore(folder, 'documents', pairOf(documents));
    const template = ['template', '--example', '--out', 'water.toml'];
    await measured(COMMANDS[0], template, { cwd: folder, input: '' });
  });
  own.issuing = (name, { template = 'water.toml', out = name } = {}) => [
    ...['issue', '--type', '1', '--template', template, '--list', `${name}.csv`],
    ...['--out', out, '--node', own.node, '--account', 'issuer.json', '--yes'],
    ...['--document-key', 'documents.json'],
    ...['--account-password', '0', '--document-key-password', '0'],
  ];
  return own;
}

/** Measures all commands in turns. */
async function inTurns(what, { cwd, argsOf, input = '' }) {
  const runs = COMMANDS.map(() => []);
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [place, command] of COMMANDS.entries()) {
      runs[place].push(await measured(command, argsOf(), { cwd, input }));
    }
  }
  COMMANDS.forEach((command, place) => show(`${command} ${what}`, runs[place]));
}

/** Returns a list with a set of results for each learner that nobody else has. */
function listOfShapes(learners) {
  const [header, ...lines] = listOf(learners).trim().split('\n');
  const places = Array.from({ length: PARTS }, (_, place) => place);
  const cells = (learner) => places.map((place) => ((learner >> place) & 1 ? '50' : ''));
  return [
    [header, ...places.map((place) => `part_${place}`)].join(','),
    ...lines.map((line, learner) => [line, ...cells(learner)].join(',')),
    '',
  ].join('\n');
}

/** Returns the results of a template that a row may leave out. */
const optionalResults = () =>
  Array.from(
    { length: PARTS },
    (_, place) =>
      `\n[[result]]\ncolumn = "part_${place}"\nname = "Part ${place}"\ntype = "Percent"\n` +
      'min = 0\nmax = 100\noptional = true\n',
  ).join('');

describe('the command', { concurrency: 1 }, () => {
  const issuer = registrar('instant');

  test('issues a cohort', async () => {
    writeFileSync(issuer.at('cohort.csv'), listOf(rows));
    // Files that were removed right before would slow down those that are written.
    let runs = 0;
    const argsOf = () => issuer.issuing('cohort', { out: `issued-${(runs += 1)}` });
    await inTurns(`issues ${rows} rows`, { cwd: issuer.folder, argsOf, input: PASSWORD });
  });
});

describe('the command', { concurrency: 1 }, () => {
  const issuer = registrar('consensus');
  const { world, folder, at } = issuer;

  before(async () => {
    const { trusted } = await Keeper.ofFirstBlock(world.rpc);
    const authorities = trusted.setOf(0n, null).authorities.map((each) => toHex(each.key));
    writeFileSync(at('trust.json'), JSON.stringify({ genesis: trusted.genesis, authorities }));
    writeFileSync(at('cohort.csv'), listOf(FILES));
    writeFileSync(at('shapes.csv'), listOfShapes(FILES));
    copyFileSync(at('water.toml'), at('shapes.toml'));
    appendFileSync(at('shapes.toml'), optionalResults());
    for (const [name, template] of [
      ['cohort', 'water.toml'],
      ['shapes', 'shapes.toml'],
    ]) {
      const args = issuer.issuing(name, { template });
      await measured(COMMANDS[0], args, { cwd: folder, input: PASSWORD });
    }
  });

  for (const [name, what] of [
    ['cohort', 'of a cohort'],
    ['shapes', 'of as many shapes'],
  ]) {
    test(`verifies files ${what}`, async () => {
      const names = readdirSync(at(name)).filter((file) => file.endsWith('.json'));
      const files = names.map((file) => join(name, file));
      const argsOf = () => ['verify', '--trust', 'trust.json', '--rpc', issuer.node, ...files];
      await inTurns(`verifies ${files.length} files ${what}`, { cwd: folder, argsOf });
    });
  }
});

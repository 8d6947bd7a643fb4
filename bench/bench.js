// SPDX-License-Identifier: Apache-2.0

// Measures what networks of real nodes on this machine can do. `scripts/bench` builds what this
// needs, and its header explains the options.
//
//   node bench.js [--quick | --smoke] [--out DIR] [PART...]

import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { endWithReader, UserError } from '../tests/util/console.js';
import { hideMethodsOfTheSdk } from '../tests/util/warnings.js';
import { commitOf, describeMachine } from './machine.js';
import { MODES } from './modes.js';
import { part as growth } from './parts/growth.js';
import { part as importing } from './parts/importing.js';
import { part as issuing } from './parts/issuing.js';
import { part as latency } from './parts/latency.js';
import { part as statuses } from './parts/statuses.js';
import { Progress } from './progress.js';
import { nodeOptions, part as reads } from './reads/index.js';
import { writeReport } from './report/index.js';
import { World } from './world.js';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = 'results.json';
const NETWORKS = 'networks';

/** The networks in the order in which they run, each with the parts that it measures. */
const NETWORKS_OF = [
  { name: 'of-1', validators: 1, parts: [issuing, latency, statuses, growth, importing] },
  // The reads have a chain of their own, so that it holds exactly as many batches as the report
  // says.
  { name: 'to-read', validators: 1, parts: [reads] },
  { name: 'of-4', validators: 4, parts: [issuing, latency] },
];
const PARTS = NETWORKS_OF.flatMap(({ parts, validators }) => (validators === 1 ? parts : []));

hideMethodsOfTheSdk();
endWithReader();
try {
  await main(read());
} catch (error) {
  process.stderr.write(`${error instanceof UserError ? error.message : error.stack}\n`);
  process.exitCode = 1;
}

/** Reads the command line. */
function read() {
  const { values, positionals } = parsed();
  const names = PARTS.map(({ name }) => name);
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new UserError(
      `there is no part ${unknown.join(', ')}: there are ${names.join(', ')}, and without any ` +
        'all are measured',
    );
  }
  if (values.quick && values.smoke) throw new UserError('take one of --quick and --smoke');
  const mode = values.quick ? 'quick' : values.smoke ? 'smoke' : 'full';
  const chosen = positionals.length > 0 ? positionals : names;
  return { mode, folder: resolve(values.out), chosen };
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        quick: { type: 'boolean', default: false },
        smoke: { type: 'boolean', default: false },
        out: { type: 'string', default: '.testamur/bench' },
      },
    });
  } catch (error) {
    throw new UserError(`${error.message}. \`scripts/bench -h\` says what it does.`);
  }
}

async function main({ mode, folder, chosen }) {
  empty(folder);
  const progress = new Progress(process.stdout);
  const startedAt = new Date();
  const rows = [];
  const results = () => ({
    machine: describeMachine(),
    commit: commitOf(REPOSITORY),
    mode,
    startedAt: startedAt.toISOString(),
    seconds: Math.round(progress.seconds),
    rows,
  });
  // The results are saved after each part, so that a part that fails does not lose the earlier
  // ones.
  const save = async () => {
    writeFileSync(join(folder, RESULTS), `${JSON.stringify(results(), null, 2)}\n`);
    await writeReport(results(), folder);
  };
  try {
    for (const network of NETWORKS_OF) {
      const parts = network.parts.filter(({ name }) => chosen.includes(name));
      if (parts.length === 0 || !MODES[mode].validators.includes(network.validators)) continue;
      await measure({ ...network, mode, folder, parts, progress, rows, save });
    }
    rmSync(join(folder, NETWORKS), { recursive: true, force: true });
    progress.line(`The figures are in ${relative('.', folder)}/, to be read in results.md.`);
  } finally {
    progress.end();
  }
}

/** Runs all chosen parts on one network and adds their results to `rows`. */
async function measure({ name, mode, folder, validators, parts, progress, rows, save }) {
  const words = validators === 1 ? 'one validator' : `${validators} validators`;
  const place = join(folder, NETWORKS, name);
  progress.line(`A network of ${words} (${mode}).`);
  const world = await World.create({
    folder: place,
    validators,
    mode,
    options: nodeOptions,
    progress: progress.update,
  });
  try {
    for (const part of parts) {
      const begin = progress.seconds;
      const report = (text) => progress.update(`${part.name}: ${text}`);
      rows.push(...(await part.run({ mode, world, progress: report, folder: place })));
      await world.settled();
      await save();
      progress.line(`${part.title} took ${Math.round(progress.seconds - begin)} s.`);
    }
  } catch (error) {
    progress.line(`The nodes' logs are in ${relative('.', place)}.`);
    throw error;
  } finally {
    await world.stop();
    keepLogs(place);
  }
}

/** Removes the data of a network, which may be large, and keeps its logs. */
function keepLogs(place) {
  for (const entry of readdirSync(place)) {
    if (!entry.endsWith('.log')) rmSync(join(place, entry), { recursive: true, force: true });
  }
}

/** Removes the results and networks of an earlier run from the folder. */
function empty(folder) {
  const there = existsSync(folder) ? readdirSync(folder) : [];
  const ours = (name) => name === NETWORKS || /^results\.(json|md)$|\.svg$/.test(name);
  const foreign = there.filter((name) => !ours(name));
  if (foreign.length > 0) {
    throw new UserError(
      `${folder} holds what is none of the bench's (${foreign[0]}): name another --out`,
    );
  }
  for (const name of there) rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

// SPDX-License-Identifier: Apache-2.0

// Runs a network of four validators and an archive node on this machine. `scripts/localnet` builds
// what this needs, and its header explains the commands.
//
//   node localnet.js COMMAND [NAME] [--dir DIR] [--offset N] [--json] [--keep-data]

import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { endWithReader, UserError, supportsColor } from '../util/console.js';
import { hideMethodsOfTheSdk } from '../util/warnings.js';
import { LOCAL, Network } from './network.js';
import { isFree } from './node.js';
import { authoredPrefix, readAuthored } from './status.js';
import { summaryOf, tableOf } from './table.js';

const DEFAULT_FOLDER = '.testamur/localnet';
/** The ports of the first node, which are a node's defaults; the other nodes have the next ones. */
const PORTS = { p2p: 30_333, rpc: 9_944, prometheus: 9_615 };
const REFRESH = 1_000;
/** The pause between two tables without a terminal, in milliseconds. */
const REFRESH_IN_LOG = 5_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dir: { type: 'string', default: DEFAULT_FOLDER },
    offset: { type: 'string' },
    json: { type: 'boolean', default: false },
    'keep-data': { type: 'boolean', default: false },
  },
});
const folder = resolve(values.dir);
hideMethodsOfTheSdk();
endWithReader();
const print = (text = '') => process.stdout.write(`${text}\n`);
const paint = supportsColor(process.stdout)
  ? (code, text) => `\x1b[${code}m${text}\x1b[0m`
  : (_, text) => text;

const COMMANDS = { ports, start, stop, status, follow, kill, restart, logs };

try {
  const [command, ...names] = positionals;
  await COMMANDS[command](...names);
} catch (error) {
  process.stderr.write(`${error instanceof UserError ? error.message : error.stack}\n`);
  process.exitCode = 1;
}

/** Opens the network of the folder. */
function opened() {
  const network = Network.open(folder);
  if (network) return network;
  throw new UserError(
    `there is no network in ${folder}: \`scripts/localnet start\` makes one` +
      (values.dir === DEFAULT_FOLDER ? '' : ', with the same --dir'),
  );
}

/** Returns the nodes of a network that do not run, of which there must be some. */
function stoppedOf(network) {
  const stopped = network.names.filter((name) => !network.isRunning(name));
  if (stopped.length === 0) throw new UserError(`the network in ${folder} runs already`);
  return stopped;
}

/**
 * Checks that the nodes which would be started find their ports. `scripts/localnet` asks this before
 * it builds.
 */
async function ports() {
  const network = Network.open(folder);
  if (network) insistOnOffset(network);
  const nodes = network ? stoppedOf(network).map((name) => network.node(name)) : planned();
  await insistOnPorts(nodes);
}

async function start() {
  const network = Network.open(folder) ?? (await made());
  insistOnOffset(network);
  const stopped = stoppedOf(network);
  await insistOnPorts(stopped.map((name) => network.node(name)));
  print(`Starting ${stopped.join(', ')} (about 20 seconds on two cores).`);
  try {
    await network.startAll(stopped);
    await network.converged({ above: 1 });
  } catch (error) {
    await Promise.all(stopped.map((name) => network.kill(name)));
    throw new UserError(error.message);
  }
  print();
  await show(network);
  print();
  print('  Nodes listen on this machine only. In a browser:');
  print(`    https://polkadot.js.org/apps/?rpc=${network.ws('archive')}`);
  print(`  Data and logs: ${folder}/`);
  print('  Metrics:');
  for (const { name, ports } of network.nodes) {
    print(`    ${name.padEnd(8)} http://127.0.0.1:${ports.prometheus}/metrics`);
  }
  network.disconnect();
}

/** Returns the members of a network that is to be made in a folder, which must be empty or new. */
function planned() {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new UserError(`${folder} holds something that is no network: name another --dir`);
  }
  const offset = Number(values.offset ?? 0);
  const highest = Math.max(...Object.values(PORTS)) + offset + LOCAL.length;
  if (!Number.isInteger(offset) || offset < 0 || highest > 65_535) {
    throw new UserError(
      `--offset ${values.offset} leads to no port: take a number from 0 to 35000`,
    );
  }
  // The archive node answers the public, so it has the default port.
  const places = [...LOCAL.slice(-1), ...LOCAL.slice(0, -1)];
  return LOCAL.map((member) => ({
    ...member,
    ports: Object.fromEntries(
      Object.entries(PORTS).map(([use, port]) => [use, port + offset + places.indexOf(member)]),
    ),
  }));
}

/** Creates a network in its folder. */
async function made() {
  const members = planned();
  try {
    return await Network.create({ folder, members, detached: true });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Checks that an offset that is stated is the one with which the network was made. */
function insistOnOffset(network) {
  const offset = network.node('archive').ports.rpc - PORTS.rpc;
  if (values.offset === undefined || Number(values.offset) === offset) return;
  throw new UserError(
    `the network in ${folder} was made with --offset ${offset}, and keeps its ports: leave the ` +
      'option out, or start a new network elsewhere, with another --dir',
  );
}

/** Checks that nobody uses the ports of some nodes. */
async function insistOnPorts(nodes) {
  const all = nodes.flatMap((node) => Object.values(node.ports));
  const free = await Promise.all(all.map(isFree));
  const taken = all.filter((_, place) => !free[place]);
  if (taken.length === 0) return;
  throw new UserError(
    `taken by other programs: port ${taken.join(', ')}. End them, or start a new network elsewhere, ` +
      'with another --dir and --offset (which is added to every port)',
  );
}

async function stop() {
  const network = opened();
  const alive = network.names.filter((name) => network.isRunning(name));
  await network.stopAll();
  network.disconnect();
  print(alive.length > 0 ? `Stopped ${alive.join(', ')}.` : 'No node was running.');
  if (values['keep-data']) {
    print(`Their data are still in ${folder}: \`scripts/localnet start\` goes on with them.`);
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  print(`Removed ${folder}. (--keep-data keeps it.)`);
}

/** Returns the status of each node, with the blocks it has authored if the chain counts them. */
async function statusesOf(network, counted) {
  const statuses = await network.statuses();
  const witness = statuses.find(({ state }) => state === 'running');
  counted.prefix ??= witness && (await authoredPrefix(network.ws(witness.name)));
  if (!witness || !counted.prefix) return statuses;
  const authored = await readAuthored(network.rpc(witness.name), counted.prefix).catch(() => ({}));
  return statuses.map((status) =>
    status.role === 'validator' ? { ...status, authored: authored[status.account] ?? 0 } : status,
  );
}

async function show(network, counted = {}) {
  const statuses = await statusesOf(network, counted);
  const lines = [...tableOf(statuses, paint), '', `  ${summaryOf(statuses)}`];
  print(lines.join('\n'));
}

async function status() {
  const network = opened();
  if (values.json) print(JSON.stringify(await statusesOf(network, {}), null, 2));
  else await show(network);
  network.disconnect();
}

/** Prints the table again and again until Ctrl-C, in place if there is a terminal. */
async function follow() {
  const network = opened();
  const { isTTY } = process.stdout;
  const counted = {};
  if (isTTY) {
    process.stdout.write('\x1b[?25l');
    process.once('exit', () => process.stdout.write('\x1b[?25h'));
  }
  for (let height = 0; ;) {
    const statuses = await statusesOf(network, counted);
    const time = new Date().toISOString().slice(11, 19);
    const summary = `  ${time} UTC   ${summaryOf(statuses)}${isTTY ? '   Ctrl-C ends this.' : ''}`;
    const lines = [...tableOf(statuses, paint), '', summary];
    if (isTTY) {
      // The cursor goes back to the first line of the last table, which is overwritten.
      const back = height > 0 ? `\x1b[${height}A\r` : '';
      process.stdout.write(`${back}${lines.map((line) => `${line}\x1b[K\n`).join('')}\x1b[J`);
      height = lines.length;
    } else {
      print(`${lines.join('\n')}\n`);
    }
    await delay(isTTY ? REFRESH : REFRESH_IN_LOG);
  }
}

async function kill(name) {
  const network = opened();
  if (!network.isRunning(name)) throw new UserError(`${name} is not running`);
  const { pid } = network.node(name).process;
  await network.kill(name);
  network.disconnect();
  print(
    `Killed ${name} (process ${pid}), as a power cut would. \`restart ${name}\` brings it back.`,
  );
}

async function restart(name) {
  const network = opened();
  await network.stop(name);
  await insistOnPorts([network.node(name)]);
  await network.start(name);
  network.disconnect();
  print(`${name} runs, as process ${network.node(name).process.pid}.`);
}

/** Prints the log of a node, on a terminal also what is added to it, until Ctrl-C. */
async function logs(name) {
  const { log } = opened().node(name);
  const last = ['-n', '100'];
  const args = process.stdout.isTTY ? [...last, '-f', log] : ['-n', '+1', log];
  const tail = spawn('tail', args, { stdio: 'inherit' });
  process.exitCode = await new Promise((done) => tail.once('close', (code) => done(code ?? 0)));
}

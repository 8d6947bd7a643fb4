// SPDX-License-Identifier: Apache-2.0

// A single node with its own data, ports and log. It is ended by its process id only.

import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { Rpc } from '../client/rpc.js';
import { UserError } from '../util/console.js';
import { detach, isChildRunning, launch } from './processes.js';
import { TIMEOUT } from './wait.js';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** Returns the path of the binary, or throws an error that says what to do. */
export function findBinary() {
  const { TESTAMUR_NODE, CARGO_TARGET_DIR } = process.env;
  const candidates = [
    TESTAMUR_NODE,
    CARGO_TARGET_DIR && join(CARGO_TARGET_DIR, 'release/testamur-node'),
    join(REPOSITORY, 'target/release/testamur-node'),
  ].filter(Boolean);
  const binary = TESTAMUR_NODE ?? candidates.find((candidate) => existsSync(candidate));
  if (binary && existsSync(binary)) return binary;
  throw new UserError(
    `no testamur-node at ${candidates.join(', ')}: \`scripts/demo\` and \`scripts/test\` build it; ` +
      'if you have one, say where in TESTAMUR_NODE',
  );
}

/** Returns a free TCP port of this machine. */
export const freePort = () => listen(0);

/** Returns whether a port is free. */
export const isFree = (port) =>
  listen(port).then(
    () => true,
    () => false,
  );

function listen(port) {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port: found } = server.address();
      server.close(() => resolve(found));
    });
  });
}

/**
 * Returns a free port that stays free while its node is down: it lies below the range from which
 * systems take the ports of outgoing connections.
 */
export async function reservePort() {
  for (;;) {
    const port = randomInt(10_000, 32_000);
    if (!reserved.has(port) && (await isFree(port))) {
      reserved.add(port);
      return port;
    }
  }
}
const reserved = new Set();

/**
 * Starts a development chain of one authority.
 *
 * @param {object} options
 * @param {string} options.base folder of the data
 * @param {string} options.log file of the log, appended to
 * @param {'instant'|'consensus'} [options.sealing]
 * @param {number} [options.port] of the RPC; a reserved one by default
 * @param {boolean} [options.detached] whether the node goes on when this process ends
 */
export async function startNode({ base, log, sealing = 'instant', port, detached = false }) {
  mkdirSync(base, { recursive: true });
  const rpcPort = port ?? (await reservePort());
  const command = [
    findBinary(),
    '--dev',
    ...['--sealing', sealing],
    ...['--base-path', base],
    ...['--state-pruning', 'archive'],
    ...['--rpc-port', String(rpcPort)],
    ...['--port', String(await reservePort())],
    ...['--name', 'demo'],
    '--no-mdns',
    '--no-prometheus',
    '--no-telemetry',
  ];
  const { child, ended } = launch(command, { log, detached });
  const node = new Node(child, ended, { base, log, port: rpcPort });
  await node.ready();
  return node;
}

/** A running node of a development chain. */
class Node {
  #child;
  #ended;

  constructor(child, ended, { base, log, port }) {
    this.#child = child;
    this.#ended = ended;
    this.base = base;
    this.log = log;
    this.port = port;
    this.http = `http://127.0.0.1:${port}`;
    this.ws = `ws://127.0.0.1:${port}`;
    this.rpc = new Rpc(this.http);
  }

  get pid() {
    return this.#child.pid;
  }

  /** Waits until the RPC answers. */
  async ready() {
    const deadline = Date.now() + TIMEOUT;
    let how;
    this.#ended.then((end) => (how = end));
    while (how === undefined && Date.now() < deadline) {
      const health = await this.rpc.call('system_health').catch(() => undefined);
      if (health) return;
      await delay(100);
    }
    // This comes before the kill, which would be reported as the cause otherwise.
    const why = how ? `it ended with ${how}` : `no answer within ${TIMEOUT / 1_000} s`;
    await this.kill();
    throw new UserError(`the node did not start: ${why}\n${this.tail()}`);
  }

  /** Returns the last lines of the log. */
  tail(lines = 15) {
    return readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }

  /** Returns whether the process is still there. */
  isRunning() {
    return isChildRunning(this.#child);
  }

  /** Ends the node as an operator would, and waits until it is gone. */
  async stop() {
    this.rpc.close();
    this.#child.kill('SIGTERM');
    const timeout = delay(TIMEOUT, undefined, { ref: false });
    await Promise.race([this.#ended, timeout]);
    if (this.isRunning()) throw new Error(`the node did not stop within ${TIMEOUT / 1_000} s`);
  }

  /** Ends the node as a power cut would. */
  async kill() {
    this.rpc.close();
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Lets the node go on after this process. */
  detach() {
    this.rpc.close();
    detach(this.#child);
  }
}

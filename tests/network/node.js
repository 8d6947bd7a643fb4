// SPDX-License-Identifier: Apache-2.0

// A node of our own: its own data, its own ports, its own log; ended by its process number only.

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

/** Where the binary is; an error that says what to do when it is nowhere. */
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

/** A TCP port of this machine that nobody listens on. */
export const freePort = () => listen(0);

/** Whether nobody listens on a port. */
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
 * Start a development chain of one authority.
 *
 * @param {object} options
 * @param {string} options.base folder of the data
 * @param {string} options.log file of the log, appended to
 * @param {'instant'|'consensus'} [options.sealing]
 * @param {number} [options.port] of the RPC; a free one otherwise
 * @param {boolean} [options.outlive] whether the node goes on when this process ends
 */
export async function startNode({ base, log, sealing = 'instant', port, detached = false }) {
  mkdirSync(base, { recursive: true });
  const rpcPort = port ?? (await freePort());
  const command = [
    findBinary(),
    '--dev',
    ...['--sealing', sealing],
    ...['--base-path', base],
    ...['--state-pruning', 'archive'],
    ...['--rpc-port', String(rpcPort)],
    ...['--port', String(await freePort())],
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

  /** Wait until the RPC answers. */
  async ready() {
    const deadline = Date.now() + TIMEOUT;
    let how;
    this.#ended.then((end) => (how = end));
    while (how === undefined && Date.now() < deadline) {
      const health = await this.rpc.call('system_health').catch(() => undefined);
      if (health) return;
      await delay(100);
    }
    // Before it is killed: how it ends then is not why it did not start.
    const why = how ? `it ended with ${how}` : `no answer within ${TIMEOUT / 1_000} s`;
    await this.kill();
    throw new UserError(`the node did not start: ${why}\n${this.tail()}`);
  }

  /** The last lines of the log. */
  tail(lines = 15) {
    return readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }

  /** Whether the process is still there. */
  isRunning() {
    return isChildRunning(this.#child);
  }

  /** End it as an operator would, and wait until it is gone. */
  async stop() {
    this.rpc.close();
    this.#child.kill('SIGTERM');
    const timeout = delay(TIMEOUT, undefined, { ref: false });
    await Promise.race([this.#ended, timeout]);
    if (this.isRunning()) throw new Error(`the node did not stop within ${TIMEOUT / 1_000} s`);
  }

  /** End it as a power cut would. */
  async kill() {
    this.rpc.close();
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Let it go on after this process. */
  detach() {
    this.rpc.close();
    detach(this.#child);
  }
}

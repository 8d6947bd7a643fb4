// SPDX-License-Identifier: Apache-2.0

// A network of real nodes on one machine: each is a process with its own data, log, keys and ports.
//
// Its description is stored in `network.json` of its folder, so that a later command finds it
// again.

import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { Rpc } from '../client/rpc.js';
import { UserError } from '../util/console.js';
import { accountOf, insertSessionKeys, makeNodeKey, writeJson, writeSpec } from './files.js';
import { findBinary, reservePort } from './node.js';
import { detach, isAlive, launch, recordOf, signal, waitForExit } from './processes.js';
import { readFinalized, readNumber, readStatus } from './status.js';
import { Unrecoverable, TIMEOUT, waitFor } from './wait.js';

const FILE = 'network.json';
const LOCALHOST = '127.0.0.1';

const validator = (name, secret) => ({ name, role: 'validator', secret });

/** The network of the `local` chain: its four validators, and an archive node. */
export const LOCAL = [
  validator('alice', '//Alice'),
  validator('bob', '//Bob'),
  validator('charlie', '//Charlie'),
  validator('dave', '//Dave'),
  { name: 'archive', role: 'archive' },
];

const ROLE_OPTIONS = {
  validator: ['--validator'],
  archive: ['--state-pruning', 'archive', '--blocks-pruning', 'archive'],
};

/** Returns ports for a node that has no fixed ones. */
const reservePorts = async () => ({
  p2p: await reservePort(),
  rpc: await reservePort(),
  prometheus: await reservePort(),
});

/** A node that ended instead of starting. */
export class NotStarted extends Error {
  name = 'NotStarted';
}

/** A network whose nodes are started, stopped and asked by name. */
export class Network {
  #clients = new Map();
  #exits = new Map();
  #detached;
  /** The names of the nodes that were started, and not ended by this object. */
  #expectedUp;

  constructor(folder, { binary, spec, nodes }, detached) {
    this.folder = folder;
    this.binary = binary;
    this.spec = spec;
    this.nodes = nodes;
    this.#detached = detached;
    this.#expectedUp = new Set(this.names.filter((name) => this.isRunning(name)));
  }

  /**
   * Creates the files of a network; it starts nothing.
   *
   * @param {object} options
   * @param {string} options.folder for everything; existing files are left alone
   * @param {object[]} [options.members] as {@link Network#define} takes them
   * @param {string} [options.chain] a name the node knows, or a file
   * @param {string} [options.mark] bytes in hex, for a first block that no other network has
   * @param {boolean} [options.detached] whether the nodes go on when this process ends
   */
  static async create({ folder, members = LOCAL, chain = 'local', mark, detached = false }) {
    mkdirSync(folder, { recursive: true });
    const binary = findBinary();
    const spec = join(folder, 'chain.json');
    await writeSpec(binary, chain, spec, mark);
    const network = new Network(folder, { binary, spec, nodes: [] }, detached);
    for (const member of members) await network.define(member);
    return network;
  }

  /** Opens the network of an earlier command; returns `undefined` if the folder holds none. */
  static open(folder) {
    const file = join(folder, FILE);
    if (!existsSync(file)) return undefined;
    try {
      return new Network(folder, JSON.parse(readFileSync(file, 'utf8')), true);
    } catch (error) {
      throw new UserError(`${file} cannot be read: ${error.message}`);
    }
  }

  #save() {
    const { binary, spec, nodes } = this;
    writeJson(join(this.folder, FILE), { binary, spec, nodes });
  }

  get names() {
    return this.nodes.map(({ name }) => name);
  }

  /** Returns a node by its name. */
  node(name) {
    const node = this.nodes.find((one) => one.name === name);
    if (node) return node;
    throw new UserError(`there is no node ${name}: there are ${this.names.join(', ')}`);
  }

  /**
   * Creates the files of one more node.
   *
   * @param {object} member
   * @param {string} member.name
   * @param {'validator'|'archive'|'full'} member.role
   * @param {string} [member.secret] such as `//Eve`: its session keys go into the keystore
   * @param {boolean} [member.keys] whether they do
   * @param {string[]} [member.options] more options for the command line
   * @param {object} [member.env] more variables for the environment
   * @param {string[]} [member.wrap] a command to run it with, such as one that enters a namespace
   * @param {string} [member.host] address for other nodes
   * @param {string} [member.rpcHost] address for RPC and metrics
   * @param {{ p2p: number, rpc: number, prometheus: number }} [member.ports]
   * @param {string} [member.base] folder of the data
   * @param {string} [member.spec] file of the chain specification, if not the network's
   * @param {string} [member.binary] if not the network's
   */
  async define({ name, role, secret, keys = secret !== undefined, ...more }) {
    const { base = join(this.folder, name), spec = this.spec, binary = this.binary } = more;
    const node = {
      options: [],
      env: {},
      wrap: [],
      host: LOCALHOST,
      rpcHost: LOCALHOST,
      ...more,
      name,
      role,
      base,
      spec,
      binary,
      log: join(this.folder, `${name}.log`),
      ports: more.ports ?? (await reservePorts()),
      peerId: await makeNodeKey(binary, { base, spec }),
      account: secret && (await accountOf(binary, secret)),
    };
    if (keys) await insertSessionKeys(binary, { base, spec }, secret);
    this.nodes.push(node);
    this.#save();
    return node;
  }

  /** Creates the files of one more node and starts it. */
  async add(member) {
    await this.define(member);
    await this.start(member.name);
  }

  /** Returns the address at which other nodes reach a node. */
  address(name) {
    const { host, ports, peerId } = this.node(name);
    return `/ip4/${host}/tcp/${ports.p2p}/p2p/${peerId}`;
  }

  #command(node) {
    const bootnodes = this.names.filter((name) => name !== node.name);
    const outside = node.rpcHost !== LOCALHOST;
    return [
      ...node.wrap,
      node.binary,
      ...['--chain', node.spec],
      ...['--base-path', node.base],
      ...['--name', node.name],
      ...['--listen-addr', `/ip4/${node.host}/tcp/${node.ports.p2p}`],
      ...['--rpc-port', String(node.ports.rpc)],
      ...['--prometheus-port', String(node.ports.prometheus)],
      ...['--no-mdns', '--no-telemetry'],
      ...(ROLE_OPTIONS[node.role] ?? []),
      // This is only for nodes in a network namespace, which nobody else reaches. Unsafe methods
      // are not answered there.
      ...(outside ? ['--unsafe-rpc-external', '--rpc-cors', 'all'] : []),
      ...bootnodes.flatMap((name) => ['--bootnodes', this.address(name)]),
      ...node.options,
    ];
  }

  isRunning(name) {
    return isAlive(this.node(name).process);
  }

  /** Starts all nodes, or the named ones, and waits until each answers. */
  async startAll(names = this.names) {
    await Promise.all(names.map((name) => this.start(name)));
  }

  /** Starts a node and waits until it answers. */
  async start(name, { timeout = TIMEOUT } = {}) {
    this.spawn(name);
    let end;
    this.#exits.get(name).then((how) => (end = how));
    try {
      await waitFor(
        () => {
          if (end !== undefined) throw new Unrecoverable(`it ended with ${end}`);
          return this.rpc(name).call('system_health');
        },
        { what: `an answer of ${name}`, timeout, interval: 100 },
      );
    } catch (error) {
      await this.kill(name);
      throw new NotStarted(`${name} did not start: ${error.message}\n${this.tail(name)}`);
    }
  }

  /** Starts a node without waiting. */
  spawn(name) {
    const node = this.node(name);
    if (this.isRunning(name)) {
      throw new UserError(`${name} runs already, as process ${node.process.pid}`);
    }
    node.logStart = existsSync(node.log) ? statSync(node.log).size : 0;
    const { log, env } = node;
    const { child, ended } = launch(this.#command(node), { log, env, detached: this.#detached });
    this.#exits.set(name, ended);
    node.process = child.pid && recordOf(child.pid, node.base);
    this.#expectedUp.add(name);
    if (this.#detached) detach(child);
    this.#save();
  }

  /**
   * Waits until a node that this process started has ended, and returns how; `undefined` if it goes
   * on.
   */
  async waitForExit(name, timeout) {
    const ended = this.#exits.get(name);
    return (await waitForExit(this.node(name).process, timeout)) ? ended : undefined;
  }

  /** Ends a node as an operator would, and waits until it is gone. */
  async stop(name) {
    const { process: record } = this.node(name);
    this.#expectedUp.delete(name);
    this.#closeClient(name);
    signal(record, 'SIGTERM');
    if (await waitForExit(record, TIMEOUT)) return;
    throw new UserError(`${name} (process ${record.pid}) did not stop in ${TIMEOUT / 1e3} s`);
  }

  /** Ends a node as a power cut would. */
  async kill(name) {
    const { process: record } = this.node(name);
    this.#expectedUp.delete(name);
    this.#closeClient(name);
    signal(record, 'SIGKILL');
    await waitForExit(record, TIMEOUT);
  }

  async restart(name) {
    await this.stop(name);
    await this.start(name);
  }

  async stopAll() {
    await Promise.all(this.names.map((name) => this.stop(name)));
  }

  async killAll() {
    await Promise.all(this.names.map((name) => this.kill(name)));
  }

  /** Ends all nodes and removes the files. */
  async remove() {
    await this.killAll();
    rmSync(this.folder, { recursive: true, force: true });
  }

  http(name) {
    const { rpcHost, ports } = this.node(name);
    return `http://${rpcHost}:${ports.rpc}`;
  }

  ws(name) {
    return this.http(name).replace('http', 'ws');
  }

  /** Returns a client of a node's RPC. */
  rpc(name) {
    if (!this.#clients.has(name)) this.#clients.set(name, new Rpc(this.http(name)));
    return this.#clients.get(name);
  }

  #closeClient(name) {
    this.#clients.get(name)?.close();
    this.#clients.delete(name);
  }

  /** Closes all clients, so that this process can end while the nodes go on. */
  disconnect() {
    this.names.forEach((name) => this.#closeClient(name));
  }

  /** Returns the log of a node since it was last started. */
  logSinceStart(name) {
    const { log, logStart } = this.node(name);
    return existsSync(log) ? readFileSync(log).subarray(logStart).toString('utf8') : '';
  }

  /** Returns the last lines of a node's log. */
  tail(name, lines = 15) {
    return this.logSinceStart(name).trimEnd().split('\n').slice(-lines).join('\n');
  }

  /** Returns the status of a node, whatever state it is in. */
  async status(name) {
    const { role, account, process: record, log } = this.node(name);
    const about = { name, role, account, rpc: this.http(name), log };
    if (!isAlive(record)) return { ...about, state: 'stopped' };
    try {
      const status = await readStatus(this.rpc(name));
      const state = status.syncing ? 'syncing' : 'running';
      return { ...about, pid: record.pid, state, ...status };
    } catch {
      return { ...about, pid: record.pid, state: 'silent' };
    }
  }

  statuses() {
    return Promise.all(this.names.map((name) => this.status(name)));
  }

  /** The nodes that should be running, including any that ended by itself. */
  get #expectedNames() {
    return this.names.filter((name) => this.#expectedUp.has(name));
  }

  finalized(name) {
    return readFinalized(this.rpc(name));
  }

  best(name) {
    return readNumber(this.rpc(name));
  }

  /**
   * Waits until a block number is final on all named nodes; by default on those that should be
   * running.
   */
  async untilFinal(number, { names = this.#expectedNames, timeout = TIMEOUT } = {}) {
    let heads = [];
    await waitFor(
      async () => {
        heads = await Promise.all(names.map(async (name) => (await this.finalized(name)).number));
        return heads.every((head) => head >= number);
      },
      {
        what: `block ${number} to become final on ${names.join(', ')}`,
        timeout,
        progress: () => (heads.length > 0 ? `final there: ${heads.join(', ')}` : ''),
      },
    );
  }

  /**
   * Waits until all named nodes, by default those that should be running, have made the same block
   * final, from a number on.
   *
   * @returns {Promise<{ number: number, hash: string }>} the last block that is final on each
   * @throws {Unrecoverable} if two of them have made different blocks of one number final
   */
  converged({ names = this.#expectedNames, above = 1, timeout = TIMEOUT } = {}) {
    let lowest;
    return waitFor(
      async () => {
        const heads = await Promise.all(names.map((name) => this.finalized(name)));
        lowest = Math.min(...heads.map(({ number }) => number));
        const hashes = await Promise.all(
          names.map((name) => this.rpc(name).call('chain_getBlockHash', lowest)),
        );
        // After a warp sync a node has no old blocks, which does not count as another block.
        const known = hashes.filter((hash) => hash !== null);
        if (new Set(known).size > 1) {
          const found = names.map((name, place) => `${name}: ${hashes[place]}`).join(', ');
          throw new Unrecoverable(`nodes disagree on the final block ${lowest}: ${found}`);
        }
        if (lowest < above || known.length < names.length) return false;
        return { number: lowest, hash: hashes[0] };
      },
      {
        what: `a common final block from ${above} on`,
        timeout,
        progress: () => (lowest === undefined ? '' : `it is ${lowest}`),
      },
    );
  }
}

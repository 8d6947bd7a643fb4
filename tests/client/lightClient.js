// SPDX-License-Identifier: Apache-2.0

// A light client of another implementation, smoldot, which reaches nodes by WebSocket only, as it has
// to in a browser. Its `call` takes what that of `rpc.js` takes, so both can be asked the same.

import { Worker } from 'node:worker_threads';

import { RpcError } from './rpc.js';

const WORKER = new URL('./lightClientWorker.js', import.meta.url);

export class LightClient {
  /** The hashes of the final blocks, from the first one that it was sure of. */
  finalized = [];
  #log = [];
  #pending = new Map();
  #worker;
  #id = 0;

  constructor(options) {
    this.#worker = new Worker(WORKER, { workerData: options });
    this.#worker.on('message', (message) => this.#take(message));
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(new Error('the light client was closed')));
  }

  /**
   * Starts a light client.
   *
   * @param {object} specification of the chain, with the addresses of nodes
   * @param {object} [database] what it trusts besides, see `checkpoint.js`
   */
  static async start(specification, database) {
    const databaseContent = database && JSON.stringify(database);
    const client = new LightClient({ chainSpec: JSON.stringify(specification), databaseContent });
    await client.#follow();
    return client;
  }

  /** With the runtime, it names no final block before it has the state of one. */
  #follow() {
    return this.call('chainHead_v1_follow', true);
  }

  #take({ logged, response }) {
    if (logged !== undefined) return void this.#log.push(logged);
    const { id, error, result, params } = JSON.parse(response);
    if (id === undefined) return this.#see(params.result);
    const { resolve, reject } = this.#pending.get(id);
    this.#pending.delete(id);
    return error ? reject(new RpcError(error)) : resolve(result);
  }

  #see({ event, finalizedBlockHashes }) {
    this.finalized.push(...(finalizedBlockHashes ?? []));
    // It was too slow and lost the chain: it begins again with what is final then.
    if (event === 'stop') this.#follow().catch((error) => this.#end(error));
  }

  #end(error) {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  /** Calls a method and returns its result. */
  call(method, ...params) {
    const id = ++this.#id;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    });
  }

  /** Returns the first of its log messages that matches, or `undefined`. */
  logged(pattern) {
    return this.#log.find((message) => pattern.test(message));
  }

  /** Returns the block that it believed at first: from where it had it, and its number. */
  get beginning() {
    const [, from, number] = /(\w+) starting at: \S+ \(#(\d+)\)/.exec(this.logged(/starting at:/));
    return { from, number: Number(number) };
  }

  /** Ends it, with its connections. */
  close() {
    return this.#worker.terminate();
  }
}

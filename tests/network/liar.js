// SPDX-License-Identifier: Apache-2.0

// A node that lies: it passes questions on to an honest one, and changes what comes back.

import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

import { Rpc } from '../client/rpc.js';

export class Liar {
  #lies = new Map();
  #server;
  #rpc;

  constructor(honest) {
    this.honest = honest;
  }

  /** Starts a liar before the RPC of an honest node. */
  static async before(honest) {
    const liar = new Liar(honest);
    liar.#server = createServer((request, response) => liar.#answer(request, response));
    await new Promise((resolve) => liar.#server.listen(0, '127.0.0.1', resolve));
    liar.#rpc = new Rpc(`http://127.0.0.1:${liar.#server.address().port}`);
    return liar;
  }

  /** Has it change the answers of a method from now on. */
  lie(method, change) {
    this.#lies.set(method, change);
  }

  /** Asks it, over HTTP as any node. */
  call(method, ...params) {
    return this.#rpc.call(method, ...params);
  }

  async #answer(request, response) {
    const { id, method, params } = JSON.parse(await text(request));
    const answer = await this.honest.call(method, ...params);
    const change = this.#lies.get(method) ?? ((same) => same);
    const result = change(structuredClone(answer));
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ jsonrpc: '2.0', id, result }));
  }

  close() {
    this.#rpc.close();
    this.#server.close();
  }
}

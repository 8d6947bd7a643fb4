// SPDX-License-Identifier: Apache-2.0

// JSON-RPC over HTTP, as plain as `curl`, for clients that only read.

import { Agent, request } from 'node:http';

/** An error that the node answered with. */
export class RpcError extends Error {
  name = 'RpcError';

  constructor({ code, message, data }) {
    super(data === undefined ? message : `${message}: ${describe(data)}`);
    this.code = code;
    this.data = data;
  }
}

const describe = (data) => (typeof data === 'string' ? data : JSON.stringify(data));

const TIMEOUT = 60_000;

/** A JSON-RPC client that keeps its connections open. */
export class Rpc {
  #agent = new Agent({ keepAlive: true });
  #id = 0;

  /** @param {string} url such as `http://127.0.0.1:9944` */
  constructor(url) {
    this.url = url;
  }

  /**
   * Calls a method and returns its result; throws an {@link RpcError} if the node answers with one.
   */
  async call(method, ...params) {
    const answer = await this.exchange({ jsonrpc: '2.0', id: ++this.#id, method, params });
    if (answer.error) throw new RpcError(answer.error);
    return answer.result;
  }

  /** Sends a request and returns the answer, whatever it is; a text is sent unchanged. */
  async exchange(body) {
    const { status, text } = await this.post(
      typeof body === 'string' ? body : JSON.stringify(body),
    );
    try {
      return JSON.parse(text);
    } catch {
      throw new Error(`HTTP ${status} without JSON: ${text.slice(0, 200)}`);
    }
  }

  /** Sends a body and returns status and body of the answer. */
  post(body) {
    const bytes = Buffer.from(body);
    const headers = { 'Content-Type': 'application/json', 'Content-Length': bytes.length };
    const options = { agent: this.#agent, method: 'POST', headers, timeout: TIMEOUT };
    return new Promise((resolve, reject) => {
      const sent = request(this.url, options, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString('utf8') });
        });
      });
      sent.on('timeout', () => sent.destroy(new Error(`no answer within ${TIMEOUT / 1000} s`)));
      sent.on('error', reject);
      sent.end(bytes);
    });
  }

  close() {
    this.#agent.destroy();
  }
}

// SPDX-License-Identifier: Apache-2.0

// Speaks HTTP with undici, through the interface that spares it the most work: the node runs on the
// same machine and lacks what the client spends.

import { Client } from 'undici';

/** The limits to waiting are off, because the longest answers are meant to take long. */
const OPTIONS = { pipelining: 1, headersTimeout: 0, bodyTimeout: 0 };
const REQUEST = { path: '/', method: 'POST', headers: ['content-type', 'application/json'] };
const OK = 200;

/**
 * Opens a persistent connection that carries one request at a time. The node is reached with the
 * first request.
 *
 * @param {{ host: string, port: number }} node
 * @returns {Promise<import('./load.js').Connection>}
 */
export async function openHttp({ host, port }) {
  const client = new Client(`http://${host}:${port}`, OPTIONS);
  let isClosed = false;
  let fail = () => undefined;
  // A client would connect again, and what it measures would not be a persistent connection.
  client.on('disconnect', (_origin, _targets, error) => isClosed || fail(error));
  return {
    ask(body, answered, failed) {
      fail = failed;
      client.dispatch({ ...REQUEST, body }, new Answer(answered, failed));
    },
    close() {
      isClosed = true;
      client.destroy();
    },
  };
}

/** The receiver of one answer. */
class Answer {
  #answered;
  #failed;
  #status;
  #chunks = [];

  constructor(answered, failed) {
    this.#answered = answered;
    this.#failed = failed;
  }

  onConnect() {}

  onHeaders(status) {
    this.#status = status;
    return true;
  }

  onData(chunk) {
    this.#chunks.push(chunk);
    return true;
  }

  onComplete() {
    const body = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
    if (this.#status === OK) this.#answered(body);
    else this.#failed(new Error(`the node answered ${this.#status}: ${body.subarray(0, 100)}`));
  }

  onError(error) {
    this.#failed(error);
  }
}

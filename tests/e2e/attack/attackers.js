// SPDX-License-Identifier: Apache-2.0

// Starts hostile clients, and ends them.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const FILE = new URL('attacker.js', import.meta.url);

/** A worker with hostile clients. */
export class Attackers {
  #worker;
  /** Resolves when each kind of attack has begun. */
  begun;

  /**
   * @param {string} url of the node
   * @param {{ kind: string, connections: number, pause?: number }[]} plans
   * @param {object} [more] material for the request bodies
   */
  constructor(url, plans, more = {}) {
    this.#worker = new Worker(FILE, { workerData: { ...more, url, plans } });
    this.begun = once(this.#worker, 'message');
  }

  /** Ends the clients, and returns how often each kind got which answer. */
  async end() {
    this.#worker.postMessage('over');
    const [tally] = await once(this.#worker, 'message');
    await this.#worker.terminate();
    return tally;
  }
}

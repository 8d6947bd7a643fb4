// SPDX-License-Identifier: Apache-2.0

// Controls a client process from the process that started it.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('client.js', import.meta.url));

/** A client process of the reads part. */
export class ClientProcess {
  #child = fork(PROGRAM, { serialization: 'advanced' });
  #ended = once(this.#child, 'exit').then(([code, signal]) => {
    throw new Error(`the client ended with ${signal ?? `code ${code}`}`);
  });
  #node;

  /** @param {{ host: string, port: number, pid: number }} node that is asked */
  constructor(node) {
    this.#node = node;
    // The process ends some time; that is an error only for a caller that waits for an answer.
    this.#ended.catch(() => undefined);
  }

  /** Sets the batches to ask about, as `subjectOf` gives them. */
  setSubject(subject) {
    return this.#do({ task: 'setSubject', subject });
  }

  /**
   * Asks for a while.
   *
   * @param {object} options
   * @param {string} options.question a name in `questions.js`
   * @param {'http'|'ws'} options.transport
   * @param {number} options.connections
   * @param {number} options.warmUp in milliseconds
   * @param {number} options.span in milliseconds
   */
  ask(options) {
    return this.#do({ task: 'ask', ...this.#node, ...options });
  }

  async #do(message) {
    this.#child.send(message);
    const answer = once(this.#child, 'message');
    const [{ result, error }] = await Promise.race([answer, this.#ended]);
    if (error) throw new Error(error);
    return result;
  }

  close() {
    this.#child.disconnect();
  }
}

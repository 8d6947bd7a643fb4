// SPDX-License-Identifier: Apache-2.0

// A TCP connection on which one question is open at a time. It does as little as can be done: what
// the client spends, the node cannot have on the same machine.

import { connect } from 'node:net';

/** Open a connection that speaks a protocol, once its other end is ready to be asked. */
export async function openConnection({ host, port, protocol }) {
  const socket = connect({ host, port, noDelay: true });
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const connection = new Connection(socket, protocol);
  await protocol.handshake?.(connection, `${host}:${port}`);
  return connection;
}

export class Connection {
  #socket;
  #protocol;
  /** What has come of messages that are not complete. */
  #chunks = [];
  #have = 0;
  /** How much must be there before it is worth looking again. */
  #wanted = 1;
  #answered;
  #failed;
  #isClosed = false;

  constructor(socket, protocol) {
    this.#socket = socket;
    this.#protocol = protocol;
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the node closed the connection')));
  }

  /**
   * Ask something, in bytes as the protocol frames them.
   *
   * @param {(answer: Buffer) => void} answered is called with what came back, without its frame
   * @param {(error: Error) => void} failed
   */
  ask(question, answered, failed) {
    this.#answered = answered;
    this.#failed = failed;
    this.#socket.write(question);
  }

  /** Send what needs no answer. */
  send(bytes) {
    this.#socket.write(bytes);
  }

  /** Go on with another protocol: what was asked before was the way there. */
  setProtocol(protocol) {
    this.#protocol = protocol;
  }

  close() {
    this.#isClosed = true;
    this.#socket.destroy();
  }

  #take(chunk) {
    this.#chunks.push(chunk);
    this.#have += chunk.length;
    if (this.#have < this.#wanted) return;
    let bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#wanted = 1;
    try {
      while (bytes.length > 0) {
        const { end, answer, reply } = this.#protocol.first(bytes);
        if (end === undefined || end > bytes.length) {
          this.#chunks = [bytes];
          this.#wanted = end ?? bytes.length + 1;
          break;
        }
        bytes = bytes.subarray(end);
        if (reply) this.#socket.write(reply);
        if (answer) this.#answered(answer);
      }
    } catch (error) {
      this.#fail(error);
    }
    this.#have = this.#chunks.length === 0 ? 0 : bytes.length;
  }

  #fail(error) {
    if (this.#isClosed) return;
    this.close();
    this.#failed?.(error);
  }
}

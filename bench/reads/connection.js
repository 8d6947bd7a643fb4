// SPDX-License-Identifier: Apache-2.0

// A TCP connection with one open request at a time. It does as little as possible, because the node
// runs on the same machine and lacks what the client spends.

import { connect } from 'node:net';

/** Opens a connection that speaks a protocol, and returns it once the other end is ready. */
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

/** A connection that carries one request at a time. */
export class Connection {
  #socket;
  #protocol;
  /** Received parts of messages that are not complete. */
  #chunks = [];
  #have = 0;
  /** The number of bytes that must be there before parsing is tried again. */
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
   * Sends a request, in bytes as the protocol frames them.
   *
   * @param {(answer: Buffer) => void} answered is called with the answer, without its frame
   * @param {(error: Error) => void} failed
   */
  ask(question, answered, failed) {
    this.#answered = answered;
    this.#failed = failed;
    this.#socket.write(question);
  }

  /** Sends bytes that get no answer. */
  send(bytes) {
    this.#socket.write(bytes);
  }

  /** Switches to another protocol after a handshake. */
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

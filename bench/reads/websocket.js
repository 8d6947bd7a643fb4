// SPDX-License-Identifier: Apache-2.0

// Speaks WebSocket with `ws`, which is spared the work that is for peers nobody trusts: the node
// runs on the same machine and lacks what the client spends.

import { once } from 'node:events';

import WebSocket from 'ws';

const OPTIONS = {
  perMessageDeflate: false,
  skipUTF8Validation: true,
  // The mask that a client must give is zero, which leaves the text as it is.
  generateMask: (mask) => mask.fill(0),
};

/**
 * Opens a connection, and returns it once the node has accepted it.
 *
 * @param {{ host: string, port: number }} node
 * @returns {Promise<import('./load.js').Connection>}
 */
export async function openWebSocket({ host, port }) {
  const socket = new WebSocket(`ws://${host}:${port}`, OPTIONS);
  await once(socket, 'open');
  let answer;
  let fail = () => undefined;
  socket.on('message', (data, isBinary) => {
    if (isBinary) fail(new Error('the node answered in a binary message'));
    else answer(data);
  });
  socket.on('error', (error) => fail(error));
  socket.on('close', () => fail(new Error('the node closed the connection')));
  return {
    ask(body, answered, failed) {
      answer = answered;
      fail = failed;
      socket.send(body, { binary: false });
    },
    close() {
      fail = () => undefined;
      socket.terminate();
    },
  };
}

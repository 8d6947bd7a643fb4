// SPDX-License-Identifier: Apache-2.0

// A node that lies over WebSocket: it hands everything on to an honest one, but for what it tells
// otherwise.

import { once } from 'node:events';

import { WebSocket, WebSocketServer } from 'ws';

/** The least number of characters of an answer with metadata. */
const METADATA = 100_000;

/**
 * Starts a server that hands everything on to a node and back, but for what it tells otherwise.
 * `change` is given the metadata. `answer` is given each request, and returns an error or
 * `{ result }` for it, or nothing if it is to be handed on, or `null` if it is lost on its way. After
 * each request that was handed on or lost, `cuts` says whether the connection is cut.
 */
export function lyingNode(target, { change = (text) => text, answer = () => {}, cuts = () => false }) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (client) => {
    const node = new WebSocket(target);
    const opened = once(node, 'open');
    client.on('message', async (data) => {
      await opened;
      const { id, method, params = [] } = JSON.parse(data);
      const told = answer(method, params);
      const cut = () => cuts(method) && client.terminate();
      if (told === undefined) node.send(String(data), cut);
      else if (told === null) cut();
      else {
        const { result, ...error } = told;
        client.send(JSON.stringify({ jsonrpc: '2.0', id, ...(result ? { result } : { error }) }));
      }
    });
    // Metadata is the only answer of this size.
    node.on('message', (data) =>
      client.send(data.length > METADATA ? change(String(data)) : String(data)),
    );
    client.on('close', () => node.close());
    node.on('close', () => client.close());
  });
  const address = once(server, 'listening').then(
    () => `ws://127.0.0.1:${server.address().port}`,
  );
  return { address, close: () => server.close() };
}

// SPDX-License-Identifier: Apache-2.0

// Runs the load balancer in front of two nodes.

import assert from 'node:assert/strict';
import { request } from 'node:https';
import { connect as connectTls } from 'node:tls';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { Network } from '../network/network.js';
import { freePort } from '../network/node.js';
import { waitFor } from '../network/wait.js';
import { configure, startBalancer } from './balancer.js';
import { publicOptions, temporaryFolder, tool } from './support.js';

const QUESTION = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'credentials_types', params: [] });
const JSON_TYPE = { 'Content-Type': 'application/json' };

describe('ops/haproxy', { concurrency: 1 }, () => {
  let network;
  let port;
  let statsPort;
  let file;
  let balancer;
  // Hooks run in the order of their registration, so this one comes before the folder is removed.
  after(async () => {
    balancer?.child.kill('SIGKILL');
    await network?.remove();
  });
  const folder = temporaryFolder();

  /** Sends a request over a connection of its own, as an outside client does. */
  const send = ({ method = 'POST', path = '/', headers = JSON_TYPE, body = QUESTION } = {}) =>
    new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, method, path, headers, agent: false };
      const sent = request({ ...options, rejectUnauthorized: false }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() });
        });
      });
      sent.on('error', reject);
      sent.end(method === 'POST' ? body : undefined);
    });

  /** Begins a WebSocket, and returns it with the status line of the answer. */
  const handshake = () =>
    new Promise((resolve, reject) => {
      const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
        socket.write(
          'GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
            'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGVzdGFtdXItdGVzdGFtdXI=\r\n\r\n',
        );
      });
      socket.on('error', reject);
      socket.once('data', (data) => resolve({ socket, line: data.toString().split('\r\n')[0] }));
    });

  /** Returns the number of nodes that the load balancer sends requests to. */
  const up = async () => {
    const text = await (await fetch(`http://127.0.0.1:${statsPort}/;csv`)).text();
    return text.split('\n').filter((line) => /^nodes,rpc-\d,.*,UP,/.test(line)).length;
  };

  before(async () => {
    network = await Network.create({
      folder: join(folder, 'network'),
      members: ['one', 'two', 'three'].map((name) => ({
        name,
        role: 'full',
        options: publicOptions(),
      })),
    });
    await network.startAll();
    [port, statsPort] = [await freePort(), await freePort()];
    file = await configure(folder, {
      v4: `127.0.0.1:${port}`,
      v6: `::1:${port}`,
      nodes: ['one', 'two'].map((name) => `127.0.0.1:${network.node(name).ports.rpc}`),
      more: [
        ...['frontend statistics', `bind 127.0.0.1:${statsPort}`],
        ...['stats enable', 'stats uri /'],
      ],
    });
  });

  test('haproxy has no complaint about the file', async () => {
    const { code, output } = await tool('haproxy', ['-c', '-f', file]);
    assert.equal(code, 0, output);
    assert.doesNotMatch(output, /WARNING|ALERT/);
  });

  test('a node says of itself whether it may be asked', async () => {
    const health = await fetch(`${network.http('one')}/health`);
    assert.equal(health.status, 200);
    assert.equal((await health.json()).isSyncing, false);
    const readiness = async () => (await fetch(`${network.http('one')}/health/readiness`)).status;
    await waitFor(async () => (await readiness()) === 200, { what: 'a node that met the others' });
    // A node without peers is not ready.
    await network.kill('two');
    await network.kill('three');
    await waitFor(async () => (await readiness()) === 500, { what: 'a node alone' });
    await network.startAll(['two', 'three']);
  });

  test('questions get through, by HTTP and by WebSocket', async () => {
    balancer = startBalancer(folder, file);
    await waitFor(async () => (await up()) === 2, { what: 'both nodes to be up' });
    const { status, text } = await send();
    assert.equal(status, 200, text);
    assert.ok('result' in JSON.parse(text), text);
    const { socket, line } = await handshake();
    assert.match(line, / 101 /);
    socket.destroy();
  });

  test('what is no question is refused before it reaches a node', async () => {
    assert.equal((await send({ method: 'GET' })).status, 405);
    assert.equal((await send({ method: 'DELETE' })).status, 405);
    assert.equal((await send({ path: '/health' })).status, 404);
    const large = await send({ body: ' '.repeat(4 * 1024 * 1024) }).catch(({ code }) => ({ code }));
    // The connection may be closed while the request is still being sent.
    assert.ok(large.status === 413 || large.code === 'EPIPE' || large.code === 'ECONNRESET');
    const unsafe = QUESTION.replace('credentials_types', 'author_rotateKeys');
    assert.equal(JSON.parse((await send({ body: unsafe })).text).error.code, -32601);
  });

  test('a node dies, and nobody who asks notices', async (t) => {
    let asked = 0;
    let ended = false;
    const asking = (async () => {
      while (!ended) {
        const { status, text } = await send();
        assert.equal(status, 200, `question ${asked}: ${text}`);
        assert.ok('result' in JSON.parse(text), text);
        asked += 1;
        await delay(100);
      }
    })();
    await waitFor(() => asked > 5, { what: 'answers of both' });
    await network.kill('one');
    await waitFor(async () => (await up()) === 1, { what: 'one node to be down' });
    const before = asked;
    await waitFor(() => asked > before + 5, { what: 'answers of the other one' });
    await network.start('one');
    await waitFor(async () => (await up()) === 2, { what: 'it to be back' });
    ended = true;
    await asking;
    t.diagnostic(`${asked} questions were answered while a node was killed and came back`);
  });

  test('who holds too many connections, or asks too much, is stopped', async () => {
    const held = await Promise.all(
      Array.from({ length: 45 }, () =>
        handshake().catch(({ code }) => ({ line: String(code), socket: undefined })),
      ),
    );
    const open = held.filter(({ line }) => / 101 /.test(line));
    const lines = [...new Set(held.map(({ line }) => line))].join(', ');
    assert.ok(open.length >= 20 && open.length <= 40, `${open.length} of 45 were let in: ${lines}`);
    held.forEach(({ socket }) => socket?.destroy());
    await delay(200);
    const statuses = [];
    while (statuses.length < 400) {
      const batch = Array.from({ length: 10 }, () => send().then(({ status }) => status));
      statuses.push(...(await Promise.all(batch)));
    }
    assert.ok(statuses.includes(429), 'asking 400 times in a few seconds');
    assert.ok(statuses.filter((status) => status === 200).length >= 50);
    // The limit is lifted after a while.
    await waitFor(async () => (await send()).status === 200, {
      what: 'the limit to be lifted',
      interval: 1_000,
    });
  });
});

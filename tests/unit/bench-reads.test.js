// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, test } from 'node:test';

import { WebSocketServer } from 'ws';

import { openHttp } from '../../bench/reads/http.js';
import { limitOf } from '../../bench/reads/limit.js';
import { load, shareIn } from '../../bench/reads/load.js';
import { CASES, planOf } from '../../bench/reads/plan.js';
import {
  encodedReference,
  isRight,
  looksRight,
  MANY,
  QUESTIONS,
} from '../../bench/reads/questions.js';
import { rowsOf } from '../../bench/reads/rows.js';
import { openWebSocket } from '../../bench/reads/websocket.js';
import { batchKey } from '../client/storage.js';

const root = (number) => `0x${number.toString(16).padStart(64, '0')}`;
const batches = Array.from({ length: 5 }, (_, place) => ({ institution: 2, root: root(place) }));

const CONNECTIONS = { http: openHttp, ws: openWebSocket };
const LENGTHS = [0, 1, 125, 126, 65_535, 65_536, 200_000];

/** Asks one question over a connection. */
const ask = (connection, text) =>
  new Promise((resolve, reject) => connection.ask(Buffer.from(text), resolve, reject));

/** Starts a server until the end of a test, and returns its address. */
async function serverFor(t, server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { host: '127.0.0.1', port: server.address().port };
}

/** Starts a WebSocket server until the end of a test. */
async function webSocketServerFor(t, connected) {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', connected);
  t.after(() => sockets.clients.forEach((socket) => socket.terminate()));
  return serverFor(t, http);
}

/** Opens a connection until the end of a test. */
async function opened(t, transport, node) {
  const connection = await CONNECTIONS[transport](node);
  t.after(() => connection.close());
  return connection;
}

describe('a connection over HTTP', () => {
  /** Starts a server that answers with `respond(request, body, response)`. */
  const serve = (t, respond) =>
    serverFor(
      t,
      createServer(async (request, response) => {
        const chunks = await request.toArray();
        respond(request, Buffer.concat(chunks).toString(), response);
      }),
    );

  test('sends what it is given, and returns all of an answer, however long', async (t) => {
    const ports = new Set();
    const asked = [];
    const node = await serve(t, (request, body, response) => {
      ports.add(request.socket.remotePort);
      const { method, url, headers } = request;
      asked.push([method, url, headers['content-type'], headers['content-length'], body]);
      response.end(`ü${'x'.repeat(Number(headers['content-length']))}`);
    });
    const connection = await opened(t, 'http', node);
    for (const length of LENGTHS.slice(1)) {
      const text = 'q'.repeat(length);
      assert.equal((await ask(connection, text)).toString(), `ü${'x'.repeat(length)}`);
      assert.deepEqual(asked.pop(), ['POST', '/', 'application/json', `${length}`, text]);
    }
    await ask(connection, '{"ü":1}');
    assert.deepEqual(asked.pop().slice(3), ['8', '{"ü":1}']);
    assert.equal(ports.size, 1, 'it is one connection');
  });

  test('a refusal is an error', async (t) => {
    const node = await serve(t, (_request, _body, response) => {
      response.writeHead(429).end('Too many connections');
    });
    await assert.rejects(ask(await opened(t, 'http', node), '{}'), /429: Too many connections/);
  });

  test('a node that closes the connection, or is not there, is an error', async (t) => {
    const node = await serve(t, (request) => request.socket.destroy());
    await assert.rejects(ask(await opened(t, 'http', node), '{}'), /other side closed/);
    const nobody = { host: '127.0.0.1', port: 1 };
    await assert.rejects(ask(await opened(t, 'http', nobody), '{}'), /ECONNREFUSED/);
  });
});

describe('a connection over WebSocket', () => {
  test('sends what it is given, and returns all of an answer, however long', async (t) => {
    const node = await webSocketServerFor(t, (socket) => {
      socket.on('message', (data, isBinary) => socket.send(isBinary ? 'binary' : `ü${data}`));
    });
    const connection = await opened(t, 'ws', node);
    for (const length of LENGTHS) {
      const text = 'x'.repeat(length);
      assert.equal((await ask(connection, text)).toString(), `ü${text}`);
    }
    assert.equal((await ask(connection, '{"ü":1}')).toString(), 'ü{"ü":1}');
  });

  test('a ping is answered', async (t) => {
    const node = await webSocketServerFor(t, (socket) => {
      socket.on('message', () => socket.ping('Hi'));
      socket.on('pong', (data) => socket.send(`pong ${data}`));
    });
    assert.equal((await ask(await opened(t, 'ws', node), '{}')).toString(), 'pong Hi');
  });

  test('an answer that is no text is an error', async (t) => {
    const node = await webSocketServerFor(t, (socket) => {
      socket.on('message', () => socket.send(Buffer.from('{}')));
    });
    await assert.rejects(ask(await opened(t, 'ws', node), '{}'), /binary/);
  });

  test('a refusal is an error, and so is a node that closes the connection', async (t) => {
    const server = createServer();
    server.on('upgrade', (_request, socket) => {
      socket.end('HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n');
    });
    await assert.rejects(openWebSocket(await serverFor(t, server)), /429/);
    const node = await webSocketServerFor(t, (socket) => {
      socket.on('message', () => socket.close());
    });
    await assert.rejects(ask(await opened(t, 'ws', node), '{}'), /closed the connection/);
  });
});

describe('questions', () => {
  test('the key of a batch is the one that the documentation tells', () => {
    const key = batchKey({ institution: 2, root: root(1) });
    // The key begins with twox128 of both names, as any Substrate tool computes them; number and
    // root follow.
    assert.match(key, /^0x[0-9a-f]{64}[0-9a-f]{16}02000000[0-9a-f]{32}0{63}1$/);
  });

  test('a reference is encoded as the runtime reads it', () => {
    const hex = encodedReference({ institution: 2, root: root(1) });
    assert.equal(hex, `0x0402000000${root(1).slice(2)}00000000010000000000`);
  });

  test('calls about a thousand hold a thousand, however few batches there are', () => {
    for (const question of ['batches', 'cohort']) {
      const cohort = Array.from({ length: MANY }, () => ({}));
      for (const text of QUESTIONS[question].bodies({ batches, cohort })) {
        assert.equal(JSON.parse(text).params[0].length, MANY);
      }
    }
  });

  test('a wrong answer is seen', () => {
    const verdict = (outcome) => ({ outcome, asOf: { finalized: true } });
    const answer = (...result) => Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, result }));
    const { verify, storage } = QUESTIONS;
    assert.ok(isRight(verify, answer(verdict('valid'))));
    for (const wrong of [[verdict('invalid')], [verdict('valid'), verdict('valid')], []]) {
      assert.ok(!looksRight(verify, answer(...wrong)));
      assert.ok(!isRight(verify, answer(...wrong)));
    }
    assert.ok(!looksRight(storage, Buffer.from('{"jsonrpc":"2.0","id":1,"result":null}')));
  });
});

describe('a closed loop', () => {
  test('a request counts by its share of the span', () => {
    assert.equal(shareIn(10, 20, 0, 100), 1);
    assert.equal(shareIn(-10, 10, 0, 100), 0.5);
    assert.equal(shareIn(90, 130, 0, 100), 0.25);
    assert.equal(shareIn(-100, 300, 0, 100), 0.25);
    assert.equal(shareIn(100, 110, 0, 100), 0);
  });

  /** Starts a node that answers every question in the same way, over both transports. */
  async function startNode(t) {
    const answer = '{"result":"0x00"}';
    const server = createServer((request, response) => {
      request.resume().on('end', () => response.end(answer));
    });
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket) => socket.on('message', () => socket.send(answer)));
    return serverFor(t, server);
  }

  for (const transport of Object.keys(CONNECTIONS)) {
    test(`asks over several connections (${transport}), and counts and looks at what comes back`, async (t) => {
      const node = await startNode(t);
      const connections = await Promise.all([
        opened(t, transport, node),
        opened(t, transport, node),
      ]);

      let looked = 0;
      const question = Buffer.from('{}');
      const options = { connections, next: () => question, warmUp: 20, span: 100 };
      const { requests, span, meter, latency } = await load({
        ...options,
        look: () => looked++,
        meter: () => ({ looked }),
      });
      assert.ok(span >= 99, `${span} ms`);
      assert.ok(looked >= requests && Math.abs(meter.looked - requests) <= connections.length);
      assert.ok(latency.p50 > 0 && latency.p50 <= latency.p95 && latency.p95 <= latency.p99);

      const look = (answer) => assert.fail(`wrong: ${answer}`);
      await assert.rejects(load({ ...options, look, meter: () => ({}) }), /wrong: \{"result"/);
    });
  }
});

describe('rows', () => {
  const result = (requests) => ({
    requests,
    span: 1_000,
    meter: { node: 500_000, client: 100_000 },
    latency: { p50: 1, p95: 2, p99: 3 },
  });

  test('every case has a rate, what it takes of the processor, and yardsticks that are there', () => {
    const measured = CASES.map((one) => [one, [result(100), result(200)]]);
    const rows = rowsOf(measured, { size: 1_000_000, machine: 2 });
    const ids = rows.map(({ id }) => id);
    assert.equal(new Set(ids).size, 2 * CASES.length);
    for (const { yardstick } of rows) {
      assert.ok(yardstick === undefined || ids.includes(yardstick), yardstick);
    }
    const find = (id) => rows.find((row) => row.id === id);
    assert.deepEqual(find('verify-ws-1-among-1000000').values, [100, 200]);
    assert.deepEqual(find('cohort-ws-1-among-1000000').values, [100_000, 200_000]);
    assert.deepEqual(find('processor-verify-ws-1-among-1000000').values, [5_000, 2_500]);
    assert.deepEqual(find('processor-cohort-ws-1-among-1000000').values, [5, 2.5]);
  });

  test('what limits is told from the processor', () => {
    const limit = (node, client, connections) =>
      limitOf({ node, client, connections, machine: 2 }).split(':')[0];
    assert.equal(limit(0.5, 0.95, 100), 'the client');
    assert.equal(limit(1.4, 0.5, 100), 'the processor');
    assert.equal(limit(0.5, 0.2, 1), 'one request at a time');
    assert.equal(limit(0.9, 0.2, 100), 'waiting');
  });

  test('a smoke run is over at once, a quick one soon', () => {
    const seconds = (mode) => {
      const { sizes, runs, warmUp, span, longSpan, idle } = planOf(mode);
      const run = CASES.reduce((sum, { long }) => sum + warmUp + (long ? longSpan : span), 0);
      return (sizes.length * (runs * run + idle)) / 1_000;
    };
    assert.ok(seconds('smoke') < 10, `${seconds('smoke')} s`);
    assert.ok(seconds('quick') < 150, `${seconds('quick')} s`);
    assert.ok(seconds('full') < 360, `${seconds('full')} s`);
  });
});

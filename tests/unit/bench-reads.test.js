// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, test } from 'node:test';

import { openConnection } from '../../bench/reads/connection.js';
import { http } from '../../bench/reads/http.js';
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
import { websocket } from '../../bench/reads/websocket.js';
import { batchKey } from '../client/storage.js';

const root = (number) => `0x${number.toString(16).padStart(64, '0')}`;
const batches = Array.from({ length: 5 }, (_, place) => ({ institution: 2, root: root(place) }));

describe('HTTP in bytes', () => {
  const answer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{"a"HTTP/1.1');

  test('a request is framed', () => {
    assert.equal(
      http.frame('{"ü":1}', 'localhost').toString(),
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
        'Content-Length: 8\r\n\r\n{"ü":1}',
    );
  });

  test('an answer is found once all of it is there', () => {
    const end = answer.indexOf('HTTP/1.1', 1);
    assert.deepEqual(http.first(answer.subarray(0, 20)), {});
    assert.deepEqual(http.first(answer.subarray(0, end - 1)), { end, answer: undefined });
    const found = http.first(answer);
    assert.deepEqual([found.end, found.answer.toString()], [end, '{"a"']);
  });

  test('a refusal is an error', () => {
    const refusal = Buffer.from('HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n');
    assert.throws(() => http.first(refusal), /429 Too Many Requests/);
  });
});

describe('WebSocket in bytes', () => {
  /** Returns the frame of a server with a text: that of a client without its mask. */
  const fromServer = (text) => {
    const bytes = websocket.frame(text);
    const short = bytes[1] & 0x7f;
    const head = Buffer.from(bytes.subarray(0, short < 126 ? 2 : short === 126 ? 4 : 10));
    head[1] = short;
    return Buffer.concat([head, Buffer.from(text)]);
  };

  for (const length of [0, 1, 125, 126, 65_535, 65_536, 200_000]) {
    test(`a frame of ${length} bytes is found once all of it is there`, () => {
      const text = 'x'.repeat(length);
      const frame = fromServer(text);
      const found = websocket.first(Buffer.concat([frame, fromServer('next')]));
      assert.deepEqual([found.end, found.answer.toString()], [frame.length, text]);
      assert.equal(websocket.first(frame.subarray(0, frame.length - 1)).answer, undefined);
      assert.deepEqual(websocket.first(frame.subarray(0, 1)), {});
    });
  }

  test('a client masks, with zeros', () => {
    assert.equal(websocket.frame('Hi').toString('hex'), '8182000000004869');
  });

  test('a ping is answered, and what nobody expects is an error', () => {
    const { end, reply } = websocket.first(Buffer.from('89024869', 'hex'));
    assert.deepEqual([end, reply.toString('hex')], [4, '8a82000000004869']);
    assert.throws(() => websocket.first(Buffer.from('01024869', 'hex')), /nobody expected/);
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
    assert.equal(hex, `0x0402000000${root(1).slice(2)}000000000100000000`);
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

  test('asks over several lines, and counts and looks at what comes back', async (t) => {
    const server = createServer((request, response) => {
      request.resume().on('end', () => response.end('{"result":"0x00"}'));
    }).listen(0, '127.0.0.1');
    t.after(() => server.close());
    await once(server, 'listening');
    const { port } = server.address();
    const open = () => openConnection({ host: '127.0.0.1', port, protocol: http });
    const connections = await Promise.all([open(), open()]);
    t.after(() => connections.forEach((connection) => connection.close()));

    let looked = 0;
    const question = http.frame('{}', 'localhost');
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

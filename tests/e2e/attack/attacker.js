// SPDX-License-Identifier: Apache-2.0

// Hostile clients, in a thread of their own, so that they do not slow down the one that is
// measured. The file runs as a worker, which `Attackers` starts.

import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

import { WsProvider } from '@polkadot/api';

const { url, plans } = workerData;
const { host, port } = new URL(url);
const HASH = `0x${'ab'.repeat(32)}`;
const MEGABYTE = 2 ** 20;
/** A size just under the limit of a node. */
const LARGEST = 15 * MEGABYTE - 1_024;
/** The number of bytes of an answer that show whether it is an error. */
const START = 1_024;

let isOver = false;
const tally = {};
const count = (kind, what) => {
  tally[kind] ??= {};
  tally[kind][what] = (tally[kind][what] ?? 0) + 1;
};

/** The kinds of attack that have not begun; the parent is told once all have. */
const awaited = new Set(plans.map(({ kind }) => kind));
const begin = (kind) => {
  if (awaited.delete(kind) && awaited.size === 0) parentPort.postMessage('begun');
};

const call = (method, params) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
const reference = (n, path) => ({
  institution: 1 + (n % 7),
  leaf: HASH,
  index: n,
  size: 2 ** 32 - 1,
  path,
});

/** Makers of request bodies, by the name of the attack. */
const BODIES = {
  /** As many references as one call takes, with the longest paths there are. */
  longPaths: () =>
    call('credentials_verify', [
      Array.from({ length: 1_000 }, (_, n) => reference(n, Array(32).fill(HASH))),
    ]),
  /** References that the parent has collected. */
  references: ({ references }) => call('credentials_verify', [references]),
  /** The largest body that is accepted, with a list that is too long. */
  largeList: () =>
    `{"jsonrpc":"2.0","id":1,"method":"credentials_verify","params":[[${'0,'.repeat(LARGEST / 2 - 100)}0]]}`,
  largeText: () =>
    call('credentials_verify', [[{ ...reference(0, []), leaf: 'a'.repeat(LARGEST - 300) }]]),
  nested: () => {
    const depth = LARGEST / 2 - 100;
    return `{"jsonrpc":"2.0","id":1,"method":"credentials_verify","params":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  },
  malformed: () =>
    `{"jsonrpc":"2.0","id":1,"method":"credentials_verify","params":[[{"institution":1,`,
  batch: () =>
    `[${Array(2_000)
      .fill(call('credentials_verify', [[reference(0, [])]]))
      .join(',')}]`,
  largeBatch: () => {
    const one = '{"jsonrpc":"2.0","id":1,"method":"x"}';
    return `[${Array(Math.floor(LARGEST / (one.length + 1)))
      .fill(one)
      .join(',')}]`;
  },
  statuses: ({ batch }) =>
    call('credentials_statuses', [batch.institution, batch.root, 0, 262_144]),
  issuers: () => call('credentials_issuers', [null, 1, 100]),
  types: () => call('credentials_types', [1, 100]),
  batches: ({ batch }) => call('credentials_batches', [batch.institution, null, 100]),
  given: ({ batch }) => call('credentials_accreditationsGiven', [batch.institution, 1, 100]),
  keys: ({ batch }) => call('credentials_documentKeys', [batch.institution, 1, 100]),
  list: ({ batch }) =>
    call('credentials_statusList', [batch.institution, batch.label, 0, 100]),
  log: ({ batch }) => call('credentials_log', [batch.institution]),
  proofs: ({ references }) => call('credentials_prove', [references]),
  proofsOfPast: ({ references, earlier }) => call('credentials_prove', [references, earlier]),
  proofsOfRecords: () =>
    call('credentials_proveRecords', [
      Array.from({ length: 256 }, (_, n) => ({ institution: 1 + (n % 7) })),
    ]),
  authoritySets: () => call('credentials_authoritySets', []),
  metadata: () => call('state_getMetadata', []),
};

/**
 * Returns the label by which an answer is counted: its HTTP status and, with status 200, whether it
 * is a result, or the code of the error that it is or, as a batch, begins with.
 */
function labelOf(status, start) {
  if (status !== 200) return String(status);
  const [, code] = /^\[?\{"jsonrpc":"2\.0","id":[^,]*,"error":\{"code":(-?\d+)/.exec(start) ?? [];
  return code === undefined ? '200 a result' : `200 ${code}`;
}

/** Asks again and again over one connection. */
async function ask({ kind, pause = 0 }, body) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };
  while (!isOver) {
    const status = await new Promise((resolve) => {
      const sent = request(url, { agent, method: 'POST', headers }, (response) => {
        const start = [];
        let length = 0;
        response.on('data', (chunk) => {
          if (length < START) start.push(chunk);
          length += chunk.length;
        });
        response.on('error', ({ code }) => resolve(String(code)));
        response.on('end', () => resolve(labelOf(response.statusCode, Buffer.concat(start))));
      });
      sent.on('error', ({ code }) => resolve(String(code)));
      sent.end(body, () => begin(kind));
    });
    count(kind, status);
    const isAnswer = /^\d/.test(status);
    await delay(isAnswer ? pause : pause + 100);
  }
  agent.destroy();
}

/** Begins a request, and sends the rest of it byte by byte. */
async function drip({ kind, beginning }) {
  while (!isOver) {
    const socket = connect(Number(port), '127.0.0.1');
    let closed = false;
    socket.on('error', () => undefined).on('close', () => (closed = true));
    socket.resume();
    socket.write(beginning, () => begin(kind));
    while (!isOver && !closed) {
      socket.write(beginning.endsWith('{') ? ' ' : 'x');
      await delay(200);
    }
    count(kind, closed ? 'closed' : 'held');
    socket.destroy();
  }
}

const BEGINNINGS = {
  halfHead: `POST / HTTP/1.1\r\nHost: ${host}\r\nX-`,
  halfBody:
    `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n` +
    'Content-Length: 1000000\r\n\r\n{',
};

/** Makes as many subscriptions as a connection may have, and tries to make more. */
async function subscribe({ kind }) {
  const provider = new WsProvider(url.replace('http', 'ws'), 1_000);
  provider.on('error', () => undefined);
  while (!isOver && !provider.isConnected) await delay(50);
  const methods = [
    ['chain_newHead', 'chain_subscribeNewHeads', []],
    ['chain_finalizedHead', 'chain_subscribeFinalizedHeads', []],
    ['state_storage', 'state_subscribeStorage', [null]],
    ['state_runtimeVersion', 'state_subscribeRuntimeVersion', []],
  ];
  for (let n = 0; !isOver; n++) {
    const [type, method, params] = methods[n % methods.length];
    const made = await provider
      .subscribe(type, method, params, () => count(kind, 'told'))
      .then(
        () => 'made',
        () => 'refused',
      );
    count(kind, made);
    begin(kind);
    await delay(made === 'made' ? 2 : 50);
  }
  await provider.disconnect();
}

parentPort.on('message', () => (isOver = true));
await Promise.all(
  plans.flatMap((plan) => {
    const { kind, connections } = plan;
    const start = () => {
      if (kind in BEGINNINGS) return drip({ ...plan, beginning: BEGINNINGS[kind] });
      if (kind === 'subscriptions') return subscribe(plan);
      return ask(plan, body);
    };
    const body = kind in BODIES ? Buffer.from(BODIES[kind](workerData)) : undefined;
    return Array.from({ length: connections }, start);
  }),
);
parentPort.postMessage(tally);
parentPort.close();

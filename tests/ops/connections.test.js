// SPDX-License-Identifier: Apache-2.0

// Checks how long connections last, at a node and through the load balancer, and by what they are
// counted.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import WebSocket from 'ws';

import { Network } from '../network/network.js';
import { freePort } from '../network/node.js';
import { waitFor } from '../network/wait.js';
import { configure, startBalancer } from './balancer.js';
import { publicOptions, read, temporaryFolder } from './support.js';

/** Milliseconds after which a caller that answers no pings is gone, as docs/operations.md says. */
const GONE = 150_000;
/** Milliseconds without traffic after which the load balancer closes a WebSocket. */
const TUNNEL = 60_000 * Number(/timeout tunnel (\d+)m/.exec(read('ops/haproxy/haproxy.cfg'))[1]);

describe('a WebSocket on which nothing is asked', { concurrency: 2 }, () => {
  let network;
  let balancer;
  const sockets = [];
  // Hooks run in the order of their registration, so this one comes before the folder is removed.
  after(async () => {
    sockets.forEach((socket) => socket.terminate());
    balancer?.child.kill('SIGKILL');
    await network?.remove();
  });
  const folder = temporaryFolder();
  const urls = {};

  before(async () => {
    network = await Network.create({
      folder: join(folder, 'network'),
      members: ['one', 'two'].map((name) => ({ name, role: 'full', options: publicOptions() })),
    });
    await network.startAll();
    const port = await freePort();
    const nodes = network.nodes.map(({ ports }) => `127.0.0.1:${ports.rpc}`);
    const places = { v4: `127.0.0.1:${port}`, v6: `::1:${port}` };
    balancer = startBalancer(folder, await configure(folder, { ...places, nodes }));
    urls.node = network.ws('one');
    urls.balancer = `wss://127.0.0.1:${port}`;
  });

  /** Opens a WebSocket, and returns it once it is open. */
  const open = (url, autoPong) =>
    waitFor(
      async () => {
        const socket = new WebSocket(url, { autoPong, rejectUnauthorized: false });
        sockets.push(socket);
        const opened = once(socket, 'open');
        socket.on('error', () => {});
        return Promise.race([opened.then(() => socket), once(socket, 'close').then(() => false)]);
      },
      { what: `a WebSocket of ${url}`, interval: 500 },
    );

  for (const place of ['node', 'balancer']) {
    test(`is closed where its caller answers no pings, and else stays: ${place}`, async (t) => {
      const url = urls[place];
      const [silent, alive] = await Promise.all([open(url, false), open(url, true)]);
      const begin = performance.now();
      let pings = 0;
      alive.on('ping', () => (pings += 1));
      await Promise.race([once(silent, 'close'), delay(2 * GONE, undefined, { ref: false })]);
      const lasted = performance.now() - begin;
      t.diagnostic(`closed after ${(lasted / 1_000).toFixed(0)} s without an answer`);
      assert.equal(silent.readyState, WebSocket.CLOSED);
      assert.ok(lasted < GONE + 15_000, `${lasted} ms`);
      // The other one has been idle for longer than the load balancer bears, but for the pings.
      await delay(Math.max(0, TUNNEL + 10_000 - lasted));
      assert.equal(alive.readyState, WebSocket.OPEN);
      assert.ok(pings >= 3, `${pings} pings`);
      alive.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'system_chain', params: [] }));
      const [answer] = await once(alive, 'message');
      assert.ok('result' in JSON.parse(answer), String(answer));
    });
  }
});

describe('the addresses of callers', { concurrency: 1 }, () => {
  let balancer;
  const callers = [];
  after(() => {
    callers.forEach((caller) => caller.kill());
    balancer?.child.kill('SIGKILL');
  });
  const folder = join(temporaryFolder(), 'addresses');
  // Root of this machine makes a network of its own; others do so as root of a user namespace.
  const isRoot = process.getuid() === 0;
  const own = ['unshare', '--net', ...(isRoot ? [] : ['--user', '--map-root-user'])];
  const CALLER = fileURLToPath(new URL('caller.js', import.meta.url));
  const SERVER = { 4: '127.0.0.1', 6: '2001:db8:0:9::1' };

  before(async () => {
    mkdirSync(folder);
    const nodes = ['127.0.0.1:1', '127.0.0.1:2'];
    const file = await configure(folder, { v4: ':443', v6: ':::443', nodes });
    const addresses = [SERVER[6], ...['1::1', '1::2', '2::1'].map((end) => `2001:db8:0:${end}`)];
    const lines = [
      'ip link set lo up',
      ...addresses.map((one) => `ip -6 addr add ${one}/64 dev lo nodad`),
      'exec "$@"',
    ];
    const before = [...own, 'sh', '-euc', lines.join('\n'), 'sh'];
    balancer = startBalancer(folder, file, before);
    await waitFor(async () => (await letIn(4, '127.0.0.9', 1)) === 1, {
      what: 'the load balancer in a network of its own',
      interval: 500,
    });
  });

  /** Opens connections from an address, and returns how many were let in; they stay open. */
  async function letIn(version, local, count) {
    const enter = ['--target', String(balancer.child.pid), '--net'];
    if (!isRoot) enter.push('--user', '--preserve-credentials');
    const args = [...enter, process.execPath, CALLER, SERVER[version], '443', local, String(count)];
    const caller = spawn('nsenter', args, { stdio: ['pipe', 'pipe', 'ignore'] });
    callers.push(caller);
    const [data] = await Promise.race([once(caller.stdout, 'data'), once(caller, 'exit')]);
    return Number(data);
  }

  test('each of IPv4 counts by itself', async () => {
    assert.equal(await letIn(4, '127.0.0.2', 50), 40);
    assert.equal(await letIn(4, '127.0.0.3', 10), 10);
  });

  test('a prefix of IPv6 counts as one', async () => {
    assert.equal(await letIn(6, '2001:db8:0:1::1', 30), 30);
    assert.equal(await letIn(6, '2001:db8:0:1::2', 30), 10);
    assert.equal(await letIn(6, '2001:db8:0:2::1', 10), 10);
  });
});

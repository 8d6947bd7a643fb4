// SPDX-License-Identifier: Apache-2.0

// A network in which nothing but a node is reached, and a record of all that is sent to it.
//
// The network is a namespace without a link to another one. Every address is an address of its own
// there, so that the kernel counts each attempt to reach something. The only port that is open
// belongs to a relay, through which the bytes leave for the node, and are recorded on their way.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { UserError } from '../util/console.js';

const RELAY = fileURLToPath(new URL('relay.js', import.meta.url));
/** Lines of a shell that close a new network, and run a program in it. */
const CLOSED_LINES = [
  'ip link set lo up',
  'ip route add local default dev lo',
  'ip -6 route add local default dev lo',
  'exec "$@"',
];
const HEAD_END = '\r\n\r\n';
/** Milliseconds for which a connection is waited for that the kernel has counted. */
const ON_ITS_WAY = 2_000;
/** The bits of a frame that say whether its message ends, and of which kind it is. */
const FINAL_OR_OPCODE = 0x8f;
const MASKED = 0x80;

/**
 * Returns what a client said in a connection by WebSocket, from all bytes that it sent: the request
 * that opens it, and the content of each frame, joined as if it were one.
 */
export function saidIn(bytes) {
  if (bytes.length === 0) return bytes;
  const end = bytes.indexOf(HEAD_END);
  assert.ok(end > 0, `no WebSocket: ${bytes}`);
  const parts = [bytes.subarray(0, end + HEAD_END.length)];
  for (let at = end + HEAD_END.length; at < bytes.length; ) {
    const [first, second] = [bytes[at], bytes[at + 1]];
    // A frame that is compressed could not be searched, and clients mask each of theirs.
    assert.equal(first & ~FINAL_OR_OPCODE, 0, 'a frame has an extension');
    assert.ok(second & MASKED, 'a frame is not masked');
    let length = second & ~MASKED;
    at += 2;
    if (length === 126) {
      length = bytes.readUInt16BE(at);
      at += 2;
    } else if (length === 127) {
      length = Number(bytes.readBigUInt64BE(at));
      at += 8;
    }
    const mask = bytes.subarray(at, at + 4);
    const content = bytes.subarray(at + 4, at + 4 + length);
    assert.equal(content.length, length, 'a frame is not whole');
    parts.push(content.map((byte, place) => byte ^ mask[place % 4]));
    at += 4 + length;
  }
  return Buffer.concat(parts);
}

/** The network of programs that reach a node alone. */
export class OnlyNode {
  #connections = [];
  #server;
  #relay;

  /**
   * Makes the network, where the node has the same address. `socket` is the path of a file that
   * does not exist yet.
   */
  static async make(node, socket) {
    const { hostname, port } = new URL(node);
    const made = new OnlyNode();
    made.#server = createServer((client) => made.#record(client, connect(port, hostname)));
    made.#server.listen(socket);
    await once(made.#server, 'listening');
    // Root of this machine makes a network of its own; others do so as root of a user namespace.
    made.isRoot = process.getuid() === 0;
    const own = ['--net', ...(made.isRoot ? [] : ['--user', '--map-root-user'])];
    const args = [...own, 'sh', '-euc', CLOSED_LINES.join('\n'), 'sh'];
    made.#relay = spawn('unshare', [...args, process.execPath, RELAY, socket, port], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(made.#relay, 'close').then(() => {
      throw new UserError(
        'this machine makes no network of its own: run this as root, or let users make namespaces',
      );
    });
    await Promise.race([once(made.#relay.stdout, 'data'), ended]);
    ended.catch(() => {});
    return made;
  }

  /** Returns the words before a command that run it in this network. */
  get enter() {
    const user = this.isRoot ? [] : ['--user', '--preserve-credentials'];
    return ['nsenter', '--target', String(this.#relay.pid), '--net', ...user];
  }

  #record(client, node) {
    const parts = [];
    this.#connections.push({ parts, ended: new Promise((resolve) => client.on('close', resolve)) });
    client.on('data', (bytes) => parts.push(bytes));
    client.pipe(node).pipe(client);
    client.on('error', () => node.destroy());
    node.on('error', () => client.destroy());
  }

  /** Returns what the kernel has counted: connections that were tried, and datagrams. */
  attempts() {
    const read = (name) => readFileSync(`/proc/${this.#relay.pid}/net/${name}`, 'utf8');
    const lines = read('snmp').split('\n');
    const counted = (kind, name) => {
      const [names, values] = lines
        .filter((line) => line.startsWith(`${kind}: `))
        .map((line) => line.split(' '));
      return Number(values[names.indexOf(name)]);
    };
    const [, datagrams] = read('snmp6').match(/^Udp6OutDatagrams\s+(\d+)$/m);
    return {
      // Those of IPv6 are among them.
      connections: counted('Tcp', 'ActiveOpens'),
      datagrams: counted('Udp', 'OutDatagrams') + Number(datagrams),
    };
  }

  /**
   * Does something in this network. Returns what was said to the node meanwhile, connection by
   * connection, with the number of connections that were tried, and that of datagrams.
   */
  async during(act) {
    const before = this.attempts();
    const place = this.#connections.length;
    const result = await act();
    const { connections, datagrams } = this.attempts();
    const tried = connections - before.connections;
    // What has ended there may still be on its way through the relay.
    const arrived = () => this.#connections.length - place === tried;
    for (const begin = Date.now(); !arrived() && Date.now() - begin < ON_ITS_WAY; ) await delay(50);
    const own = this.#connections.slice(place);
    await Promise.all(own.map(({ ended }) => ended));
    const said = own.map(({ parts }) => saidIn(Buffer.concat(parts)));
    return { result, said, tried, datagrams: datagrams - before.datagrams };
  }

  close() {
    this.#relay?.kill();
    this.#server?.close();
  }
}

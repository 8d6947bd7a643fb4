// SPDX-License-Identifier: Apache-2.0

// Runs the load balancer of ops/haproxy. Its file is used unchanged, except for addresses,
// certificate and user.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { launch } from '../network/processes.js';
import { read, tool } from './support.js';

/** Replaces a text that must be there once, so that the file that is tested stays the real one. */
function replaced(text, from, to) {
  assert.equal(text.split(from).length, 2, `${from} stands once in haproxy.cfg`);
  return text.replace(from, to);
}

/**
 * Writes what the load balancer needs into a folder, and returns the path of its configuration.
 *
 * @param {string} folder
 * @param {object} options
 * @param {string} options.v4 address and port on which it listens by IPv4
 * @param {string} options.v6 the same for IPv6
 * @param {string[]} options.nodes the addresses of two nodes
 * @param {string[]} [options.more] lines to add
 */
export async function configure(folder, { v4, v6, nodes, more = [] }) {
  const certificate = join(folder, 'testamur.pem');
  const [key, chain] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const { code, output } = await tool('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'],
    ...['-subj', '/CN=localhost', '-keyout', key, '-out', chain],
  ]);
  assert.equal(code, 0, output);
  writeFileSync(certificate, readFileSync(chain) + readFileSync(key));
  let ours = read('ops/haproxy/haproxy.cfg')
    .replace(/^\t(user|group) haproxy\n/gm, '')
    .replaceAll('/etc/haproxy/testamur.pem', certificate);
  ours = replaced(ours, 'bind :443', `bind ${v4}`);
  ours = replaced(ours, 'bind :::443', `bind ${v6}`);
  ours = replaced(ours, 'rpc-1.example.org:9944', nodes[0]);
  ours = replaced(ours, 'rpc-2.example.org:9944', nodes[1]);
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, `${ours}\n${more.join('\n')}\n`);
  return file;
}

/** Starts the load balancer, with words before its command if there are any. */
export const startBalancer = (folder, file, before = []) =>
  launch([...before, 'haproxy', '-db', '-f', file], { log: join(folder, 'haproxy.log') });

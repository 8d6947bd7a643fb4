// SPDX-License-Identifier: Apache-2.0

// Serves the folder of a page on this machine, with the headers of ops/nginx/page.conf.
//
//   node serve.mjs FOLDER [PORT]

import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const PORT = 8080;

/** Returns the headers that the configuration of nginx states, so that they stand in one place. */
function headersOfNginx() {
  const file = fileURLToPath(new URL('../../ops/nginx/page.conf', import.meta.url));
  const lines = readFileSync(file, 'utf8').matchAll(/^add_header (\S+) "(.*)" always;$/gm);
  return Object.fromEntries(Array.from(lines, ([, name, value]) => [name, value]));
}

/** Returns the answer to a request: files of the folder, which has no folders in it, and nothing else. */
function answerTo({ method, url }, files) {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, headers: { allow: 'GET, HEAD' } };
  const path = url.split(/[?#]/)[0];
  const name = path === '/' ? 'index.html' : path.slice(1);
  const type = TYPES[extname(name)];
  if (type === undefined || !files().includes(name)) return { status: 404 };
  return { status: 200, headers: { 'content-type': `${type}; charset=utf-8` }, name };
}

/** Ends the program with a sentence. */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const [folder, stated = String(PORT)] = process.argv.slice(2);
if (folder === undefined) fail('usage: node serve.mjs FOLDER [PORT]');
const port = Number(stated);
if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`"${stated}" is no port`);
const files = () => readdirSync(folder);
try {
  if (!files().includes('index.html')) fail(`${folder} has no index.html: scripts/build-page makes one`);
} catch (error) {
  fail(`${folder} cannot be read: ${error.message}`);
}

const always = headersOfNginx();
const server = createServer((request, response) => {
  const { status, headers, name } = answerTo(request, files);
  response.writeHead(status, { ...always, ...headers });
  const isWanted = name !== undefined && request.method === 'GET';
  response.end(isWanted ? readFileSync(join(folder, name)) : undefined);
});
server.once('error', ({ code, message }) =>
  fail(code === 'EADDRINUSE' ? `port ${port} is taken: state another one with --port` : message),
);
server.listen(port, '127.0.0.1', () => {
  process.stdout.write(`The page is at http://127.0.0.1:${server.address().port}/ until you press Ctrl+C.\n`);
});

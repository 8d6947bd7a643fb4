// SPDX-License-Identifier: Apache-2.0

// The page in a real browser: built with a configuration, served or opened from a disk, and watched for what it
// asks of anybody.

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { chromium } from 'playwright-core';

import { REPOSITORY } from '../e2e/support.js';

const { CHROMIUM = 'chromium', TESTAMUR_CHECKS: CHECKS } = process.env;
if (CHECKS === undefined)
  throw new Error('TESTAMUR_CHECKS is not set: run scripts/test --only page');

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const example = JSON.parse(
  readFileSync(join(REPOSITORY, 'client/web/config.example.json'), 'utf8'),
);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Builds the page with a configuration of these members, and checks that may be others, into a folder. */
export function buildPage(folder, members, checks = CHECKS) {
  const config = `${folder}.json`;
  writeFileSync(config, JSON.stringify({ ...example, ...members }));
  const script = fileURLToPath(new URL('../../client/web/build.mjs', import.meta.url));
  const scanner = join(dirname(CHECKS), 'testamur_scanner.wasm');
  execFileSync(process.execPath, [script, checks, scanner, config, folder], { stdio: 'pipe' });
  return folder;
}

/** Returns a file as it is chosen: by its name and its content. */
export const file = (name, content) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});

/** Returns files of the disk as they are chosen. */
export const filesAt = (...paths) => paths.map((path) => file(basename(path), readFileSync(path)));

/** Serves a folder, and notes what is asked of it. */
export async function serve(folder) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    const name = request.url === '/' ? 'index.html' : request.url.slice(1).split(/[?#]/)[0];
    try {
      const content = readFileSync(join(folder, name));
      response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'text/plain' });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  return { ...(await listening(server)), asked };
}

/** Serves what a node answers by HTTP to pages of any origin, as a node does with `--rpc-cors`. */
export async function allowOrigins(target) {
  const headers = {
    'access-control-allow-origin': '*',
    'access-control-allow-headers': 'content-type',
    'content-type': 'application/json',
  };
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    response.writeHead(200, headers);
    if (request.method !== 'POST') return response.end();
    const asked = {
      method: 'POST',
      body: Buffer.concat(parts),
      headers: { 'content-type': 'application/json' },
    };
    response.end(await fetch(target, asked).then((answer) => answer.text()));
  });
  return listening(server);
}

/** Returns the address of a server that has begun to listen, with what ends it. */
async function listening(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => (server.closeAllConnections(), server.close());
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

/** Returns the address of a page on the disk. */
export const onDisk = (folder) => pathToFileURL(join(folder, 'index.html')).href;

/** Starts a browser with these arguments besides those that every test needs. */
export async function launch(args = []) {
  const executablePath = execFileSync('sh', ['-c', 'command -v "$0"', CHROMIUM], {
    encoding: 'utf8',
  }).trim();
  return chromium.launch({
    executablePath,
    // Chromium refuses to run as root inside of its sandbox.
    chromiumSandbox: process.getuid() !== 0,
    // No name is resolved, so that the browser reaches nothing but this machine.
    args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', ...args],
  });
}

/** Provides a browser for all tests of a file. */
export function ownBrowser() {
  const world = {};
  before(async () => {
    world.browser = await launch();
  });
  after(() => world.browser?.close());

  world.open = (url, options) => openIn(world.browser, url, options);
  return world;
}

/**
 * Opens a page in a browser, and notes each request that it makes and each complaint of the browser. With `clock`,
 * its time can be moved on.
 */
export async function openIn(browser, url, { clock = false, ...options } = {}) {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  if (clock) await page.clock.install();
  const seen = { requests: [], sockets: [], complaints: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('websocket', (socket) => seen.sockets.push(socket.url()));
  page.on('console', (message) => {
    if (message.type() === 'error') seen.complaints.push(message.text());
  });
  page.on('pageerror', (error) => seen.complaints.push(String(error)));
  await page.goto(url);
  await page.waitForSelector('html[data-ready]');
  return new Opened(page, context, seen);
}

/** A page that is open in a browser. */
class Opened {
  constructor(page, context, seen) {
    this.page = page;
    this.context = context;
    this.seen = seen;
  }

  /** Chooses files, and waits for the answers. */
  async choose(files) {
    await this.page.setInputFiles('#files', files);
    await this.settled();
  }

  /** Waits until there is an answer and nothing is being done any more. */
  async settled() {
    await this.page.waitForFunction(() =>
      /[^…]$/.test(document.querySelector('#status')?.textContent ?? ''),
    );
    await this.page.waitForSelector('.card, .table');
  }

  /** Returns the conclusion of the card that is shown, and the words of its reasons. */
  async found() {
    const card = this.page.locator('.card');
    const conclusion = await card.getAttribute('data-conclusion');
    const list = card.locator(':scope > section > .reasons > li');
    const words = await list.evaluateAll((all) => all.map((one) => one.dataset.word));
    return [conclusion, words];
  }

  /** Returns the text that is shown. */
  text() {
    return this.page.locator('body').innerText();
  }

  /** Returns the rules of accessibility that the page breaks, with the first element of each. */
  async faults() {
    // The policy of the page lets no script of others in, so it is evaluated by the browser's own tools.
    await this.page.evaluate(axe);
    const { violations } = await this.page.evaluate(() =>
      window.axe.run(document, { resultTypes: ['violations'] }),
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  }

  /** Returns the requests that went to anybody but the server of the page. */
  elsewhere(own) {
    const isOwn = (url) => url.startsWith(own) || /^(blob|data):/.test(url);
    return [...this.seen.requests, ...this.seen.sockets].filter((url) => !isOwn(url));
  }

  close() {
    return this.context.close();
  }
}

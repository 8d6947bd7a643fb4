// SPDX-License-Identifier: Apache-2.0

// A web server with the configuration in ops/nginx, and the one of scripts/serve-page, serve the page so that it
// works, with the headers that keep others out of it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { REPOSITORY, temporaryFolder } from '../e2e/support.js';
import { waitFor } from '../network/wait.js';
import { buildPage, file, ownBrowser } from './support.js';

/** The headers of the page, and what each has to say. */
const HEADERS = {
  'content-security-policy': /^default-src 'none'; .*frame-ancestors 'none'$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /^camera=\(self\), geolocation=\(\),/,
  'referrer-policy': /^no-referrer$/,
  'x-content-type-options': /^nosniff$/,
  'cache-control': /^no-cache$/,
};

/** Checks that a server sends the headers for each of these paths, and none that keeps something in a browser. */
async function expectHeaders(url, paths, headers) {
  for (const path of paths) {
    const response = await fetch(url + path);
    for (const [name, expected] of Object.entries(headers))
      assert.match(response.headers.get(name) ?? '', expected, `${path}: ${name}`);
    assert.equal(response.headers.get('set-cookie'), null);
  }
}

/** Checks that the page which a server serves checks a file, and asks nobody else. */
async function expectPage(browser, url) {
  const opened = await browser.open(url);
  await opened.choose([file('1.json', '{}')]);
  const [conclusion] = await opened.found();
  assert.equal(conclusion, 'cannotTell');
  assert.deepEqual(opened.seen.complaints, []);
  assert.deepEqual(opened.elsewhere(url), []);
  await opened.close();
}

/** What the page of these tests trusts, which is nobody. */
const TRUST = { genesis: `0x${'07'.repeat(32)}`, authorities: [`0x${'01'.repeat(32)}`] };

/** Returns a port that nobody uses. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Returns the configuration of a server with that of the page, whose files are all in a folder. */
const configuration = (folder, port) => `
  daemon off;
  pid ${folder}/pid;
  error_log stderr;
  ${process.getuid() === 0 ? 'user root;' : ''}
  events {}
  http {
    types { text/html html; text/css css; text/javascript js; }
    client_body_temp_path ${folder}/body;
    proxy_temp_path ${folder}/proxy;
    fastcgi_temp_path ${folder}/fastcgi;
    uwsgi_temp_path ${folder}/uwsgi;
    scgi_temp_path ${folder}/scgi;
    server {
      listen 127.0.0.1:${port};
      root ${folder}/page;
      include ${REPOSITORY}/ops/nginx/page.conf;
    }
  }
`;

describe('the configuration of a web server', { concurrency: 1 }, () => {
  const browser = ownBrowser();
  const folder = temporaryFolder();
  let nginx;
  let url;

  before(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}/`;
    mkdirSync(join(folder, 'logs'));
    buildPage(join(folder, 'page'), { trust: TRUST });
    writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port));
    const PATH = `${process.env.PATH}:/usr/sbin`;
    const options = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'];
    nginx = spawn('nginx', options, { env: { ...process.env, PATH }, stdio: 'pipe' });
    let said = '';
    nginx.stderr.on('data', (text) => (said += text));
    nginx.once('error', (error) => (said += `${error.message}: run scripts/setup --browser`));
    const answers = () =>
      fetch(url).then(
        ({ ok }) => ok,
        () => false,
      );
    await waitFor(
      () => {
        assert.equal(nginx.exitCode, null, said);
        return answers();
      },
      { what: 'an answer of nginx' },
    );
  });
  after(async () => {
    if (nginx === undefined || nginx.exitCode !== null) return;
    nginx.kill();
    await once(nginx, 'close');
  });

  test('has the headers that the page needs, also where there is nothing', async () => {
    const ofNginx = { ...HEADERS, server: /^nginx$/ };
    await expectHeaders(url, ['', 'page.js', 'nothing-here'], ofNginx);
    const packed = await fetch(`${url}checks.js`, { headers: { 'accept-encoding': 'gzip' } });
    assert.equal(packed.headers.get('content-encoding'), 'gzip');
    assert.equal((await fetch(url, { method: 'POST', body: 'x' })).status, 403);
  });

  test('lets the page check a file', () => expectPage(browser, url));
});

describe('the server of scripts/serve-page', { concurrency: 1 }, () => {
  const browser = ownBrowser();
  const folder = temporaryFolder();
  const script = join(REPOSITORY, 'scripts/serve-page');
  let server;
  let url;

  before(async () => {
    const page = buildPage(join(folder, 'page'), { trust: TRUST });
    writeFileSync(join(folder, 'secret.js'), 'beside the page');
    server = spawn(script, [page, '--port', '0'], { stdio: 'pipe' });
    const [said] = await once(server.stdout, 'data');
    [url] = String(said).match(/http:\S+/);
  });
  after(async () => {
    if (server.exitCode !== null) return;
    server.kill();
    await once(server, 'close');
  });

  test('sends the same headers, and nothing but the files of the folder', async () => {
    await expectHeaders(url, ['', 'page.js', 'nothing-here'], HEADERS);
    assert.equal((await fetch(url, { method: 'POST', body: 'x' })).status, 405);
    for (const path of ['nothing-here', '..%2fsecret.js', '%2e%2e/secret.js', 'page.css/']) {
      assert.equal((await fetch(url + path)).status, 404, path);
    }
    const head = await fetch(`${url}page.js`, { method: 'HEAD' });
    assert.equal(head.headers.get('content-type'), 'text/javascript; charset=utf-8');
  });

  test('lets the page check a file', () => expectPage(browser, url));

  test('says what is wrong with a folder or a port', async () => {
    for (const [args, expected] of [
      [[join(folder, 'nothing')], /cannot be read/],
      [[folder], /has no index\.html/],
      [[join(folder, 'page'), '--port', '99999'], /is no port/],
      [[join(folder, 'page'), '--port', new URL(url).port], /is taken/],
    ]) {
      const child = spawn(script, args, { stdio: ['ignore', 'ignore', 'pipe'] });
      let told = '';
      child.stderr.on('data', (text) => (told += text));
      assert.deepEqual(await once(child, 'close'), [1, null], told);
      assert.match(told, expected);
    }
  });
});

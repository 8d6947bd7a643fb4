// SPDX-License-Identifier: Apache-2.0

// The verifier in WebAssembly shows in a real browser what it shows elsewhere: Chromium opens a page
// that checks the bundles of a real network (tools/make-bundles.js), and asks its server for nothing but
// the files of the package; nothing else can be reached.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { fileOf } from '../client/evidenceCodec.js';

const { CHROMIUM = 'chromium', TESTAMUR_VERIFIER: PACKAGE } = process.env;
/** The time after which a browser is believed to hang, even on the slowest machine. */
const PATIENCE = 5 * 60_000;
/** What a page may load and run: this server's files, WebAssembly, and nothing else. */
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

const made = JSON.parse(
  readFileSync(new URL('../../proof/tests/network.json', import.meta.url), 'utf8'),
);
const question = {
  trust: { genesis: made.genesis, authorities: made.authorities },
  handOffs: [...fileOf(made.handOffs)],
  bundles: made.bundles.map(({ file, references }) => ({ file: [...fileOf(file)], references })),
};

/** The script of the page, which sends what it has found. */
const PAGE = `
  import { Refused, Verifier } from './verifier.js';

  async function found() {
    const { trust, handOffs, bundles } = await (await fetch('/question.json')).json();
    const verifier = await Verifier.load(await (await fetch('/verifier.wasm')).arrayBuffer());
    const first = verifier.trustRoot(trust);
    const trustRoot = verifier.learn(first, Uint8Array.from(handOffs));
    const verify = ({ file, references }, trusted) =>
      verifier.verify({
        trustRoot: trusted, evidence: Uint8Array.from(file), references, maxAge: null,
      });
    const refusal = (bundle, trusted) => {
      try {
        return verify(bundle, trusted).verdicts;
      } catch (error) {
        return error instanceof Refused ? error.kind : { crashed: String(error) };
      }
    };
    const last = bundles.at(-1);
    const damaged = { ...last, file: last.file.with(-1, last.file.at(-1) ^ 1) };
    return {
      verdicts: bundles.map((bundle) => verify(bundle, trustRoot).verdicts),
      unknown: refusal(last, first),
      damaged: refusal(damaged, trustRoot),
    };
  }

  const answer = await found().catch((error) => ({ failed: String(error) }));
  await fetch('/answer', { method: 'POST', body: JSON.stringify(answer) });
`;

const FILES = {
  '/': ['text/html', () => '<!doctype html><script type="module" src="/page.js"></script>'],
  '/page.js': ['text/javascript', () => PAGE],
  '/verifier.js': ['text/javascript', () => readFileSync(`${PACKAGE}/verifier.js`)],
  '/instance.js': ['text/javascript', () => readFileSync(`${PACKAGE}/instance.js`)],
  '/verifier.wasm': ['application/wasm', () => readFileSync(`${PACKAGE}/verifier.wasm`)],
  '/question.json': ['application/json', () => JSON.stringify(question)],
  '/favicon.ico': ['image/x-icon', () => ''],
};

describe('the verifier in a browser', { concurrency: 1 }, () => {
  const asked = new Set();
  const folder = mkdtempSync(join(tmpdir(), 'testamur-browser-'));
  let server;
  let answered;
  let browser;

  before(async () => {
    let resolve;
    answered = new Promise((done) => (resolve = done));
    server = createServer(async (request, response) => {
      asked.add(request.url);
      if (request.method === 'POST') {
        const parts = [];
        for await (const part of request) parts.push(part);
        response.end();
        resolve(JSON.parse(Buffer.concat(parts).toString()));
        return;
      }
      const [type, content] = FILES[request.url] ?? [];
      if (type === undefined) return response.writeHead(404).end();
      response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY });
      response.end(content());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(async () => {
    if (browser && browser.exitCode === null && browser.signalCode === null) {
      browser.kill('SIGKILL');
      await once(browser, 'close');
    }
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** Opens the page, and returns what it has sent. */
  async function open() {
    const address = `http://127.0.0.1:${server.address().port}/`;
    const options = [
      ...['--headless=new', '--disable-gpu', '--no-first-run', `--user-data-dir=${folder}`],
      // No name is resolved, so that the browser reaches nothing but this machine.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      // Chromium refuses to run as root inside of its sandbox.
      ...(process.getuid() === 0 ? ['--no-sandbox'] : []),
      address,
    ];
    browser = spawn(CHROMIUM, options, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    browser.stderr.on('data', (text) => (said += text));
    const ended = new Promise((_, reject) => {
      browser.once('error', (error) =>
        reject(new Error(`${CHROMIUM} cannot be run (${error.message}): run scripts/setup --browser`)),
      );
      browser.once('close', (code) => reject(new Error(`${CHROMIUM} ended with ${code}: ${said}`)));
    });
    const timer = new Promise((_, reject) =>
      setTimeout(() => reject(new Error(`no answer of the page; ${said}`)), PATIENCE).unref(),
    );
    return Promise.race([answered, ended, timer]);
  }

  test('each bundle shows what its node said, and false ones are refused', async () => {
    const { failed, verdicts, unknown, damaged } = await open();
    assert.equal(failed, undefined);
    const said = made.bundles.map((bundle) => bundle.verdicts);
    assert.deepEqual(verdicts, said);
    assert.equal(unknown, 'unknownSet');
    assert.equal(damaged, 'forged');
    const served = [...Object.keys(FILES), '/answer'];
    assert.deepEqual(
      [...asked].filter((url) => !served.includes(url)),
      [],
    );
  });
});

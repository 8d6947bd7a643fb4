// SPDX-License-Identifier: Apache-2.0

// How files reach the page: before it is ready, by dropping, in large numbers, and when something fails.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { temporaryFolder } from '../e2e/support.js';
import { buildPage, file, onDisk, ownBrowser } from './support.js';

describe('handing files over to a page from a disk', { concurrency: 1 }, () => {
  const browser = ownBrowser();
  const folder = temporaryFolder();
  let url;

  before(() => {
    const trust = { genesis: `0x${'07'.repeat(32)}`, authorities: [`0x${'01'.repeat(32)}`] };
    url = onDisk(buildPage(join(folder, 'page'), { trust }));
  });

  /** Opens the page, lets a function use it, and closes it. */
  async function visit(use) {
    const opened = await browser.open(url);
    try {
      await use(opened);
    } finally {
      await opened.close();
    }
  }

  test('says so when a folder cannot be read, and shows no earlier answer', () =>
    visit(async (opened) => {
      await opened.choose([file('1.json', '{}')]);
      await opened.page.evaluate(() => {
        const reader = { readEntries: (_, reject) => reject(new Error('no')) };
        const folder = { isDirectory: true, name: 'diplomas', createReader: () => reader };
        const items = [{ kind: 'file', webkitGetAsEntry: () => folder }];
        const event = new Event('drop', { bubbles: true, cancelable: true });
        event.dataTransfer = { items };
        document.body.dispatchEvent(event);
      });
      await opened.page.waitForFunction(() => document.body.textContent.includes('diplomas'));
      assert.match(await opened.text(), /The folder diplomas could not be read/);
      assert.equal(await opened.page.locator('.card').count(), 0);
    }));

  test('takes single files that are dropped on a page from a disk', () =>
    visit(async (opened) => {
      await opened.page.evaluate(() => {
        const entry = { isFile: true, isDirectory: false, file: (_, reject) => reject(new Error()) };
        const dropped = new File(['{}'], 'dropped.json');
        const item = { kind: 'file', webkitGetAsEntry: () => entry, getAsFile: () => dropped };
        const event = new Event('drop', { bubbles: true, cancelable: true });
        event.dataTransfer = { items: [item] };
        document.body.dispatchEvent(event);
      });
      await opened.settled();
      assert.equal((await opened.found())[0], 'cannotTell');
    }));

  test('checks files that were chosen before the checks were ready', () =>
    visit(async (opened) => {
      await opened.page.addInitScript(() => {
        const { compile } = WebAssembly;
        const released = new Promise((resolve) => (window.release = resolve));
        WebAssembly.compile = (bytes) => released.then(() => compile.call(WebAssembly, bytes));
      });
      await opened.page.reload();
      await opened.page.setInputFiles('#files', [file('early.json', '{}')]);
      assert.match(await opened.page.locator('#status').innerText(), /Checking/);
      await opened.page.evaluate(() => window.release());
      await opened.settled();
      assert.match(await opened.page.locator('.card .file').innerText(), /early\.json/);
    }));

  test('says so when something fails, and shows no earlier answer', () =>
    visit(async (opened) => {
      await opened.choose([file('1.json', '{}')]);
      await opened.page.evaluate(() => {
        Worker.prototype.postMessage = () => {
          throw new Error('the worker is broken');
        };
      });
      await opened.page.setInputFiles('#files', [file('2.json', '{}')]);
      await opened.page.waitForFunction(() => document.body.textContent.includes('is broken'));
      assert.match(await opened.text(), /This failed, and nothing is shown/);
      assert.equal(await opened.page.locator('.card').count(), 0);
    }));

  test('says how many of many rows are shown', () =>
    visit(async (opened) => {
      const files = Array.from({ length: 1_001 }, (_, number) => file(`${number}.json`, '{}'));
      await opened.choose(files);
      assert.equal(await opened.page.locator('tbody tr').count(), 1_000);
      assert.match(await opened.text(), /1,000 rows shown of 1,001;/);
    }));
});

// SPDX-License-Identifier: Apache-2.0

// The page with checks that hang or fail, and without a configuration or with a wrong one.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { temporaryFolder } from '../e2e/support.js';
import { moduleThat } from './module.js';
import { buildPage, file, onDisk, ownBrowser } from './support.js';

describe('checks that do what they never should', { concurrency: 1 }, () => {
  const browser = ownBrowser();
  const folder = temporaryFolder();

  /** Opens a page with checks that behave in this way. */
  function open(behaviour) {
    const checks = join(folder, `${behaviour}.wasm`);
    writeFileSync(checks, moduleThat(behaviour));
    const page = buildPage(join(folder, behaviour), { trust: {} }, checks);
    return browser.open(onDisk(page), { clock: true });
  }

  test('are ended if they take too long, and the next file has a new worker', async () => {
    const opened = await open('hang');
    for (const name of ['1.json', '2.json']) {
      await opened.page.setInputFiles('#files', [file(name, '{}')]);
      const isDone = () =>
        opened.page
          .locator('.card .file', { hasText: name })
          .isVisible()
          .catch(() => false);
      while (!(await isDone())) await opened.page.clock.fastForward(20_000);
      assert.deepEqual(await opened.found(), ['cannotTell', ['tookTooLong']]);
    }
    await opened.close();
  });

  test('say nothing about a file if they fail', async () => {
    const opened = await open('trap');
    await opened.choose([file('1.json', '{}')]);
    assert.deepEqual(await opened.found(), ['cannotTell', ['checkFailed']]);
    await opened.close();
  });
});

describe('a page that is not set up', { concurrency: 1 }, () => {
  const browser = ownBrowser();
  const folder = temporaryFolder();

  test('says so, and tells nothing', async () => {
    const opened = await browser.open(onDisk(buildPage(join(folder, 'page'), {})));
    assert.match(await opened.text(), /not set up/);
    assert.deepEqual(await opened.faults(), []);
    await opened.close();
  });

  test('refuses a configuration that is wrong', () => {
    for (const wrong of [
      { accent: '#ffff00' },
      { accent: 'red' },
      { nodes: ['ftp://example.org'] },
      { nodes: ['wss://user:word@example.org'] },
      { nodes: ['wss://*'] },
      { nodes: ['wss://*.example.org'] },
      { nodes: ['wss://example.org;x'] },
      { name: '' },
      { maxAgeOfBundlesInDays: -1 },
      { unknown: 1 },
    ])
      assert.throws(() => buildPage(join(folder, 'wrong'), wrong), /expected|no such member/);
  });
});

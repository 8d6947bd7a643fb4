// SPDX-License-Identifier: Apache-2.0

// Codes that the page reads with a camera, which Chromium plays from a file, and in pictures. No frame leaves the tab.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { temporaryFolder } from '../e2e/support.js';
import { codeInPng, frameOf, noise, writeVideo } from './pictures.js';
import { buildPage, file, launch, onDisk, openIn, ownBrowser, serve } from './support.js';

const REFERENCE = JSON.stringify({
  ...{ institution: 1, leaf: `0x${'07'.repeat(32)}`, index: 0, size: 1, path: [] },
});
const FOREIGN = 'https://hw.example.edu/verify#urn:uuid:1';
/** A link that carries an empty object. */
const CARRYING = 'https://page.example.edu/#credential=ue30';
const LANGUAGES = ['en', 'de', 'fr', 'es', 'ar'];

const folder = temporaryFolder();
const at = (...names) => join(folder, ...names);
const trust = { genesis: `0x${'07'.repeat(32)}`, authorities: [`0x${'01'.repeat(32)}`] };

/** Opens the page with a camera that sees these frames, lets a function use it, and closes all. */
async function withCamera(frames, use, url = onDisk(at('page'))) {
  writeVideo(at('seen.y4m'), ...frames);
  const browser = await launch([
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${at('seen.y4m')}`,
  ]);
  try {
    const opened = await openIn(browser, url, { permissions: ['camera'] });
    // The test keeps the stream, to see that it has ended.
    await opened.page.evaluate(() => {
      const { mediaDevices } = navigator;
      const real = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (wanted) => (window.stream = await real(wanted));
    });
    await use(opened);
  } finally {
    await browser.close();
  }
}

/** Returns whether the camera has ended and its picture is hidden. */
const hasEnded = ({ page }) =>
  page.evaluate(
    () =>
      window.stream.getTracks().every(({ readyState }) => readyState === 'ended') &&
      document.querySelector('.camera').hidden,
  );

/** Waits until the line below the camera says something. */
const says = ({ page }, text) =>
  page.waitForFunction(
    (wanted) => document.querySelector('#scan-status').textContent.includes(wanted),
    text,
  );

describe('codes before the camera', { concurrency: 1 }, () => {
  before(() => {
    buildPage(at('page'), { trust });
  });

  for (const [kind, text, word] of [
    ['a reference', REFERENCE, 'reference'],
    ['a link that carries a document', CARRYING, 'saltMissing'],
    ['a document', '{"name":"Grüße"}', 'saltMissing'],
  ])
    test(`${kind} is checked, and the camera ends`, () =>
      withCamera([frameOf(text)], async (opened) => {
        await opened.page.click('#scan');
        await opened.settled();
        assert.deepEqual(await opened.found(), ['cannotTell', [word]]);
        assert.equal(await hasEnded(opened), true);
        assert.deepEqual(opened.seen.complaints, []);
      }));

  for (const [kind, text, said] of [
    ['a link to elsewhere', FOREIGN, 'a link to hw.example.edu'],
    ['something else', 'WIFI:S:net;P:secret;;', 'something else than a credential'],
    ['a link with a script', 'javascript:alert(1)//https://a.b', 'something else'],
  ])
    test(`${kind} is opened by nobody, and named`, () =>
      withCamera([frameOf(text)], async (opened) => {
        await opened.page.click('#scan');
        await says(opened, said);
        assert.equal(await hasEnded(opened), true);
        assert.equal(await opened.page.locator('.card').count(), 0);
        assert.equal(opened.page.url(), onDisk(at('page')));
        assert.deepEqual(opened.seen.complaints, []);
      }));

  test('noise is no code, and the camera is ended by its button and when the page is hidden', () =>
    withCamera([noise()], async (opened) => {
      await opened.page.click('#scan');
      await opened.page.waitForFunction(() => document.querySelector('video').videoWidth > 0);
      for (const language of LANGUAGES) {
        // Another language draws the page anew, and ends the camera.
        await opened.page.selectOption('#language', language);
        await opened.page.waitForFunction(
          () => window.stream.getTracks()[0].readyState === 'ended',
        );
        await opened.page.click('#scan');
        await opened.page.waitForFunction(() => document.querySelector('video').videoWidth > 0);
        await opened.page.waitForTimeout(500);
        assert.deepEqual(await opened.faults(), [], language);
        const width = () => document.documentElement.scrollWidth > window.innerWidth;
        await opened.page.setViewportSize({ width: 320, height: 640 });
        assert.equal(await opened.page.evaluate(width), false);
        const { TESTAMUR_PICTURES: pictures } = process.env;
        if (pictures !== undefined)
          await opened.page.screenshot({ path: join(pictures, `${language}-camera.png`), fullPage: true });
      }
      await opened.page.selectOption('#language', 'en');
      await opened.page.click('#scan');
      await opened.page.focus('#scan-stop');
      await opened.page.keyboard.press('Enter');
      await says(opened, 'The camera was stopped.');
      assert.equal(await hasEnded(opened), true);
      const focused = () => document.activeElement.id;
      assert.equal(await opened.page.evaluate(focused), 'scan');
      await opened.page.click('#scan');
      await opened.page.waitForFunction(() => document.querySelector('video').videoWidth > 0);
      await opened.page.evaluate(() => {
        Object.defineProperty(document, 'hidden', { get: () => true });
        document.dispatchEvent(new Event('visibilitychange'));
      });
      await says(opened, 'when this page was hidden');
      assert.equal(await hasEnded(opened), true);
      assert.equal(await opened.page.locator('.card').count(), 0);
    }));

  test('a server learns nothing of what the camera sees', async () => {
    const server = await serve(at('page'));
    await withCamera(
      [frameOf(FOREIGN)],
      async (opened) => {
        const before = server.asked.length;
        await opened.page.click('#scan');
        await says(opened, 'a link to hw.example.edu');
        // The reader of codes is loaded once, whatever the camera sees.
        assert.deepEqual(server.asked.slice(before), ['/scanner.js']);
        assert.deepEqual(opened.elsewhere(server.url), []);
      },
      server.url,
    );
    server.close();
  });
});

describe('a page without a camera', { concurrency: 1 }, () => {
  const browser = ownBrowser();

  test('says why, and what to do', async () => {
    const opened = await browser.open(onDisk(at('page')));
    for (const [name, said] of [
      ['NotAllowedError', 'allow it in the settings'],
      ['NotFoundError', 'There is no camera'],
      ['NotReadableError', 'end other programs'],
      [undefined, 'opened by https'],
    ]) {
      await opened.page.evaluate((fault) => {
        const getUserMedia = () => Promise.reject(new DOMException('', fault));
        const value = fault && { getUserMedia };
        Object.defineProperty(navigator, 'mediaDevices', { value, configurable: true });
      }, name);
      await opened.page.click('#scan');
      await says(opened, said);
      assert.equal(await opened.page.isHidden('.camera'), true);
    }
    assert.deepEqual(await opened.faults(), []);
    await opened.close();
  });
});

describe('pictures of codes', { concurrency: 1 }, () => {
  const browser = ownBrowser();

  /** Opens the page, lets a function use it, and closes it. */
  async function visit(use) {
    const opened = await browser.open(onDisk(at('page')));
    await use(opened);
    assert.deepEqual(opened.seen.complaints, []);
    await opened.close();
  }

  test('are chosen by their button', () =>
    visit(async (opened) => {
      await opened.page.setInputFiles('#code-picture', file('photo.png', codeInPng(REFERENCE)));
      await opened.settled();
      assert.deepEqual(await opened.found(), ['cannotTell', ['reference']]);
      await opened.page.setInputFiles('#code-picture', file('photo.png', codeInPng(FOREIGN)));
      await says(opened, 'a link to hw.example.edu');
    }));

  test('are handed over as files, of which those without a code stay what they are', () =>
    visit(async (opened) => {
      for (const [name, content, words] of [
        ['screen.png', codeInPng(CARRYING), ['saltMissing']],
        ['other.png', codeInPng(FOREIGN), ['noCredential']],
      ]) {
        await opened.choose([file(name, content)]);
        assert.deepEqual(await opened.found(), ['cannotTell', words]);
      }
    }));

  test('that are hostile hold nothing up', () =>
    visit(async (opened) => {
      const bomb = codeInPng(FOREIGN);
      bomb.writeUInt32BE(60_000, 16);
      bomb.writeUInt32BE(60_000, 20);
      const endless = Buffer.concat([Buffer.from('ffd8', 'hex'), Buffer.alloc(4_000, 0xff)]);
      for (const content of [
        bomb,
        codeInPng(FOREIGN).subarray(0, 100),
        endless,
        Buffer.from('ffd8ffe00000ffc0', 'hex'),
        Buffer.from('GIF89a'),
        Buffer.alloc(0),
      ]) {
        await opened.page.setInputFiles('#code-picture', file('photo.png', content));
        await says(opened, 'No code was found');
        await opened.choose([file('photo.jpg', content)]);
        assert.equal((await opened.found())[0], 'cannotTell');
        await opened.page.getByRole('button', { name: 'Start over' }).click();
        await opened.page.waitForFunction(
          () => document.querySelector('#scan-status').textContent === '',
        );
      }
    }));
});

// SPDX-License-Identifier: Apache-2.0

// A learner's own files on the page, without any chain: what is refused, what is kept in the browser and erased, the
// keyboard alone, and every language.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { REPOSITORY, temporaryFolder } from '../e2e/support.js';
import { AUDIENCE, DID, Learner, OWN_PASSWORD } from './learner.js';
import { buildPage, file, onDisk, ownBrowser, serve } from './support.js';

const inRepository = (name) => readFileSync(join(REPOSITORY, name), 'utf8');
/** The keystores of the tests of the crate, of sr25519 and of ed25519. */
const [other, stored] = JSON.parse(inRepository('client/keystore/tests/data/ours.json'));
const document = inRepository('client/template/tests/example/document.json');

/** Returns an archive with a file, made by another program. */
function zipOf(name, content) {
  const script = [
    'import sys, zipfile',
    'with zipfile.ZipFile(sys.stdout.buffer, "w") as archive:',
    '  archive.writestr(sys.argv[1], sys.stdin.buffer.read())',
  ];
  return execFileSync('python3', ['-c', script.join('\n'), name], { input: content });
}

describe("a learner's own files", { concurrency: 1 }, () => {
  const browser = ownBrowser();
  const folder = temporaryFolder();
  const ana = file('ana.json', document);
  const key = file('mine.json', stored.file);
  let page;
  let server;

  before(async () => {
    // A page that is not set up for verifying serves a learner all the same.
    page = buildPage(join(folder, 'page'), {});
    server = await serve(page);
  });
  after(() => server?.close());

  /** Lets a learner use the page. */
  async function learn(use, { url = server.url, ...options } = {}) {
    const opened = await browser.open(url, options);
    try {
      return await use(await new Learner(opened).begin(), opened);
    } finally {
      await opened.close();
    }
  }

  test('show what they say, and what was changed is told', () =>
    learn(async (learner) => {
      await learner.open([ana]);
      const card = await learner.page.locator('.own').innerText();
      assert.match(card, /Water chemistry for practitioners/);
      assert.match(card, /Höhere Wasserschule/);
      // The example has no signature.
      assert.match(card, /no verifier takes it:/);
      assert.match(card, /This credential has no code/);
      await learner.page.getByRole('button', { name: /^Close Water/ }).click();
      assert.equal(await learner.page.locator('.own').count(), 0);
    }));

  test('are refused by name if they are none', () =>
    learn(async (learner) => {
      const nested = zipOf('inner.zip', zipOf('ana.json', document));
      const large = { ...file('large.json', ''), buffer: Buffer.alloc((32 << 20) + 1, 0x20) };
      for (const [wrong, expected] of [
        [file('other.json', '{}'), /other\.json holds no credential/],
        [file('cut.json', '{'), /cut\.json holds no credential/],
        [file('<b>.json', ''), /<b>\.json holds no credential/],
        [file('cut.pdf', '%PDF-1.7\n'), /cut\.pdf holds no credential/],
        [file('cut.zip', 'PK\x03\x04'), /cut\.zip cannot be unpacked/],
        [file('outer.zip', nested), /inner\.zip cannot be unpacked \(it lies in another archive\)/],
        [file('sr25519.json', other.file), /sr25519\.json has a key of another kind/],
        [file('key.json', stored.file.replace('scrypt', 'none')), /cannot be used/],
        [large, /large\.json has more than 32 MiB/],
      ]) {
        await learner.open([wrong], expected);
        assert.equal(await learner.page.locator('.own, #own-did').count(), 0);
      }
    }));

  test('are dropped on the view, and stay when another view or language is chosen', () =>
    learn(async (learner, opened) => {
      const { page } = learner;
      await page.evaluate((text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], 'dropped.json'));
        const how = { dataTransfer: data, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new DragEvent('drop', how));
      }, document);
      await learner.told(/Opened: dropped\.json/);
      await page.fill('#own-challenge', '8f3a');
      await page.click('#view-verify');
      assert.equal(await page.locator('.own').count(), 0);
      assert.deepEqual(await opened.faults(), []);
      await learner.begin();
      await page.selectOption('#language', 'de');
      assert.match(await page.locator('h1').innerText(), /Zeigen Sie/);
      assert.equal(await page.locator('.own').count(), 1);
      assert.equal(await page.inputValue('#own-challenge'), '8f3a');
      assert.equal(await page.getAttribute('#view-show', 'aria-current'), 'page');
    }));

  test('are presented with a key, its password and an audience only', () =>
    learn(async (learner) => {
      await learner.sign(AUDIENCE, OWN_PASSWORD);
      await learner.told(/No key is open/);
      await learner.open([key]);
      await learner.sign(AUDIENCE, stored.password);
      await learner.told(/No credential is chosen/);
      await learner.open([ana]);
      await learner.sign(AUDIENCE, 'a wrong password');
      await learner.told(/The password does not open the key/);
      await learner.sign(AUDIENCE, '');
      await learner.told(/cannot be a password/);
      await learner.sign({ ...AUDIENCE, challenge: '' }, stored.password);
      await learner.told(/State the challenge and the domain/);
      await learner.sign(AUDIENCE, stored.password);
      // The example is not signed, so it cannot be presented.
      await learner.told(/no signed credential/);
    }));

  test('have a key that is made here, whose phrase is shown until it is written down', () =>
    learn(async (learner) => {
      const { page } = learner;
      await page.click('details:has(#make-key) > summary');
      for (const [password, again, expected] of [
        ['short', 'short', /fewer than 8 characters/],
        [OWN_PASSWORD, 'another', /not the same/],
      ]) {
        await page.fill('#new-password', password);
        await page.fill('#new-again', again);
        await page.click('#make-key-button');
        await learner.told(expected);
        assert.equal(await page.inputValue('#new-password'), '');
      }
      await page.fill('#new-password', OWN_PASSWORD);
      await page.fill('#new-again', OWN_PASSWORD);
      await page.click('#make-key-button');
      await learner.told(/The key is made/);
      const words = await page.locator('.phrase li').allInnerTexts();
      assert.equal(words.length, 12);
      // The words outlast whatever is drawn anew until the learner has them.
      await learner.open([ana]);
      assert.deepEqual(await page.locator('.phrase li').allInnerTexts(), words);
      const did = await page.locator('#own-did').innerText();
      const { content } = await learner.saved(() => page.click('#save-key'));
      for (const word of [...words.slice(0, 3), OWN_PASSWORD])
        assert.ok(!content.toString().includes(` ${word} `));
      await page.click('#phrase-written');
      const html = await page.content();
      assert.ok(!html.includes(words.join('</li><li>')));
      await page.click('details:has(#restore-key) > summary');
      await page.fill('#restore-phrase', words.slice(1).join(' '));
      await page.fill('#restore-password', OWN_PASSWORD);
      await page.fill('#restore-again', OWN_PASSWORD);
      await page.click('#restore-key-button');
      await learner.told(/not the words of a recovery phrase/);
      await page.fill('#restore-phrase', words.join(' '));
      await page.fill('#restore-password', OWN_PASSWORD);
      await page.fill('#restore-again', OWN_PASSWORD);
      await page.click('#restore-key-button');
      await learner.told(/The key is made/);
      assert.equal(await page.locator('#own-did').innerText(), did);
    }));

  test('are stored only when the learner says so, and are erased by one button', () =>
    learn(async (learner, opened) => {
      const { page } = learner;
      await learner.open([ana, key]);
      await learner.restore();
      assert.deepEqual(await learner.stored(), { databases: [], others: 0 });
      assert.match(await page.locator('#own-stored').innerText(), /Nothing is stored/);
      await page.click('#own-keep');
      await page.waitForSelector('#own-kept');
      const names = await page.locator('#own-kept li').allInnerTexts();
      assert.deepEqual(
        names.map((text) => text.split(',')[0]),
        ['ana.json', 'mine.json', 'my-key.json'],
      );
      // Keys are stored in encrypted form only: neither phrase nor password is anywhere.
      const texts = await page.evaluate(async () => {
        const request = indexedDB.open('testamur-own-files');
        await new Promise((resolve) => (request.onsuccess = resolve));
        const all = request.result.transaction('files').objectStore('files').getAll();
        await new Promise((resolve) => (all.onsuccess = resolve));
        request.result.close();
        return all.result.map(({ content }) => new TextDecoder().decode(content)).join('\n');
      });
      assert.ok(texts.includes('Water chemistry'));
      assert.ok(!texts.includes(OWN_PASSWORD) && !texts.includes('bottom drive'));
      // They are there again in another tab of this browser, and not in another browser.
      const again = await opened.context.newPage();
      await again.goto(server.url);
      await again.click('#view-show');
      await again.waitForSelector('.own');
      assert.equal(await again.locator('#own-did').innerText(), DID);
      await again.close();
      // Where the browser refuses, what was kept before is there still.
      await learner.open([file('last.json', document)]);
      await page.evaluate(() => {
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (value) {
          if (value.name === 'last.json') throw new Error('the disk is full');
          return put.call(this, value);
        };
      });
      await page.click('#own-keep');
      await learner.told(/did not store the files \(the disk is full\)/);
      await page.waitForFunction(() => document.querySelectorAll('#own-kept li').length === 3);
      await page.click('#own-erase');
      await learner.told(/All that was stored is erased/);
      assert.deepEqual(await learner.stored(), { databases: [], others: 0 });
      await page.reload();
      await learner.begin();
      await page.waitForSelector('#own-stored p');
      assert.equal(await page.locator('.own, #own-did').count(), 0);
    }));

  test('are saved as one archive, which any program opens, and opened from it', () =>
    learn(async (learner) => {
      const twin = { ...ana, buffer: Buffer.from(document.replace('Ana', 'Eva')) };
      await learner.open([ana, key]);
      await learner.open([twin]);
      await learner.open([ana]);
      const { name, content } = await learner.saved(() => learner.page.click('#own-export'));
      assert.equal(name, 'my-credentials.zip');
      await learner.page.reload();
      await learner.begin();
      await learner.open([file(name, content)]);
      assert.match(await learner.told(/Opened/), /ana \(2\)\.json, ana\.json, mine\.json/);
      assert.equal(await learner.page.locator('.own').count(), 2);
      const again = await learner.saved(() => learner.page.click('#own-export'));
      assert.equal(again.content.length, content.length);
    }));

  test('are not stored by a page from a disk, which says why', () =>
    learn(
      async (learner, opened) => {
        await learner.open([ana, key]);
        assert.equal(await learner.page.locator('#own-keep').count(), 0);
        assert.match(await learner.opened.text(), /A page from your disk stores nothing/);
        await learner.page.locator('.own summary', { hasText: 'Link' }).click();
        assert.match(await learner.opened.text(), /makes no link/);
        await learner.restore();
        assert.equal(await learner.page.locator('#own-did').innerText(), DID);
        assert.deepEqual(opened.seen.complaints, []);
        assert.equal(await learner.page.evaluate(() => localStorage.length), 0);
      },
      { url: onDisk(page) },
    ));

  test('are shown as text and as images, in which nothing runs', () =>
    learn(async (learner, opened) => {
      const hostile = document.replace('Water chemistry', '<img src=x onerror=alert(1)>');
      const credential = hostile.replaceAll(']]>', '');
      const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">
        <openbadges:credential xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">
        <![CDATA[${credential}]]></openbadges:credential>
        <script>fetch("${server.url}owned")</script><circle cx="20" cy="20" r="15"/></svg>`;
      await learner.open([file('badge.svg', picture)]);
      await learner.page.waitForSelector('.own img[src^="blob:"]');
      const width = () => document.querySelector('.own img').naturalWidth;
      await learner.page.waitForFunction(() => document.querySelector('.own img').complete);
      assert.equal(await learner.page.evaluate(width), 40);
      assert.equal(await learner.page.locator('.own img').count(), 1);
      assert.match(await learner.page.locator('.own h3').innerText(), /<img src=x/);
      assert.ok(!server.asked.includes('/owned'));
      assert.deepEqual(opened.seen.complaints, []);
    }));

  /** Presses Tab until an element has the focus. */
  async function tabTo(page, selector) {
    for (let count = 0; count < 80; count++) {
      if (await page.evaluate((one) => document.activeElement?.matches(one) ?? false, selector))
        return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`${selector} is not reached by the keyboard`);
  }

  test('are presented by the keyboard alone', () =>
    learn(async (learner) => {
      const { page } = learner;
      await learner.open([ana, key]);
      await tabTo(page, '#own-choose');
      await tabTo(page, '.own input[type="checkbox"]');
      await page.keyboard.press('Space');
      assert.equal(await page.locator('.own[data-chosen]').count(), 0);
      await page.keyboard.press('Space');
      assert.equal(await page.locator('.own[data-chosen]').count(), 1);
      await tabTo(page, '#save-key');
      await tabTo(page, '#own-challenge');
      await page.keyboard.type('8f3a');
      await tabTo(page, '#own-domain');
      await page.keyboard.type('hr.example.com');
      await tabTo(page, '#own-password');
      await page.keyboard.type(stored.password);
      await page.keyboard.press('Enter');
      await learner.told(/no signed credential/);
      await tabTo(page, '#own-keep');
      await page.keyboard.press('Enter');
      await page.waitForSelector('#own-kept');
      await tabTo(page, '#own-erase');
      await page.keyboard.press('Enter');
      await learner.told(/is erased/);
      // The focus is not lost with the button.
      const focused = () => document.activeElement?.id;
      await page.waitForFunction(() => document.activeElement?.id === 'own-keeping');
      assert.equal(await page.evaluate(focused), 'own-keeping');
    }));

  test('have no fault of accessibility in any language, width and colour', () =>
    learn(async (learner, opened) => {
      const { page } = learner;
      const faults = async (state) => assert.deepEqual(await opened.faults(), [], state);
      await faults('at the beginning');
      await learner.open([ana, key]);
      await page.click('details:has(#make-key) > summary');
      await page.fill('#new-password', OWN_PASSWORD);
      await page.fill('#new-again', OWN_PASSWORD);
      await page.click('#make-key-button');
      await learner.told(/The key is made/);
      await page.click('#own-keep');
      await page.waitForSelector('#own-kept');
      const openAll = () => {
        for (const part of document.querySelectorAll('details')) part.open = true;
      };
      const languages = page.locator('#language option');
      const tags = await languages.evaluateAll((all) => all.map(({ value }) => value));
      const isWide = () => document.documentElement.scrollWidth > window.innerWidth;
      for (const tag of tags) {
        await page.selectOption('#language', tag);
        await page.waitForSelector('#own-kept');
        await page.evaluate(openAll);
        await faults(tag);
      }
      await page.setViewportSize({ width: 320, height: 640 });
      assert.equal(await page.evaluate(isWide), false);
      await faults('narrow');
      await page.emulateMedia({ colorScheme: 'dark' });
      await faults('dark');
    }));
});

// SPDX-License-Identifier: Apache-2.0

// The page with many files: few questions to a node, bounds on what it sends, and no file that takes the answers of
// others away.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { COHORT, ownPage } from './ownPage.js';
import { file, filesAt } from './support.js';

/** The number of files: more than the checks take for one inquiry. */
const FILES = 300;
/** The characters of a reply that is as large as one may be, and of all replies that are kept. */
const LARGE = 8_000_000;
const MAX_KEPT = 64 << 20;

describe('the page with many files', { concurrency: 1 }, () => {
  const own = ownPage();
  const { at, document, bytes, others, visit } = own;

  /** Returns files with the documents of the cohort, one after the other and again. */
  const many = (count) =>
    Array.from({ length: count }, (_, place) =>
      file(`${place}.json`, bytes(document(own.cohort.files()[place % COHORT]))),
    );

  /** Counts the questions of each method that a node is asked. */
  function counting() {
    const counts = {};
    own.answer = (method) => void (counts[method] = (counts[method] ?? 0) + 1);
    return counts;
  }

  /** Waits until there are so many rows with an answer. */
  const untilRows = ({ page }, count, answer) =>
    page.waitForFunction(
      ([most, text]) => {
        const rows = [...document.querySelectorAll('.table tbody tr')];
        const status = document.querySelector('#status').textContent;
        const isDone = new RegExp(`^${most} answers`).test(status);
        return isDone && rows.length > 0 && rows.every((row) => row.innerText.includes(text));
      },
      [count, answer],
    );

  test('asks a node a few questions about hundreds of them', () =>
    visit(async (opened) => {
      const counts = counting();
      await opened.choose(many(FILES));
      await untilRows(opened, FILES, 'Cannot tell');
      await opened.page.click('#ask');
      await untilRows(opened, FILES, 'Valid');
      assert.deepEqual(counts, {
        chain_getBlockHash: 1,
        credentials_documentKeys: 1,
        // One for each inquiry, of which there are two.
        credentials_prove: 2,
      });
    }));

  test('tells of each file what is true of it, with others that are none or are changed', () =>
    visit(async (opened) => {
      counting();
      const files = many(6);
      const text = bytes(document()).toString();
      files[1] = file('1.json', '{');
      files[4] = file('4.json', text.replaceAll('Water chemistry', 'Brain surgery'));
      await opened.choose(files);
      await opened.page.click('#ask');
      await opened.page.waitForSelector('tr.valid');
      const rows = await opened.page.locator('.table tbody tr').allInnerTexts();
      const answers = rows.map((row) => [row.match(/\d\.json/)[0], /\bValid\b/.test(row)]);
      const expected = files.map(({ name }) => [name, !['1.json', '4.json'].includes(name)]);
      assert.deepEqual(answers.sort(), expected.sort());
    }));

  test('keeps the answers for the others where one file cannot be read for the node', () =>
    visit(async (opened) => {
      counting();
      await opened.choose([...many(COHORT), ...others()]);
      await opened.page.evaluate(() => {
        const { postMessage } = Worker.prototype;
        let count = 0;
        Worker.prototype.postMessage = function (call) {
          // The second file fails, together with others and by itself.
          const isWrong = call.name === 'gather' && [2, 4].includes(++count);
          return postMessage.call(this, isWrong ? { ...call, parts: [] } : call);
        };
      });
      await opened.page.click('#ask');
      await untilRows(opened, COHORT, 'Valid');
      for (const [place, asked] of [true, false, true].entries()) {
        await opened.page.locator('.table tbody tr button').nth(place).click();
        const shown = await opened.text();
        assert.equal(/the check failed/i.test(shown), !asked, `${place}: ${shown}`);
        await opened.page.click('text=Back to the table');
      }
    }));

  test('takes no more from a node than there may be of all its replies', () =>
    visit(async (opened) => {
      let sent = 0;
      own.answer = (method, [, from]) => {
        if (method !== 'credentials_documentKeys') return undefined;
        sent += LARGE;
        const page = { ...own.cohort.keys, items: [], next: from + 1 };
        return { result: { ...page, padding: 'x'.repeat(LARGE) } };
      };
      await opened.choose(filesAt(document()));
      await opened.page.click('#ask');
      await opened.page.waitForSelector('.other');
      assert.equal((await opened.found())[0], 'cannotTell');
      assert.match(await opened.text(), /larger than any that is asked for/);
      assert.ok(sent <= MAX_KEPT + LARGE, `${sent}`);
    }));

  test('shows a thousand documents of an archive, and asks a node once about them', () =>
    visit(async (opened) => {
      const folder = at('thousand');
      mkdirSync(folder);
      for (const { name, buffer } of many(1_000)) writeFileSync(at('thousand', name), buffer);
      const packed = spawnSync('python3', ['-m', 'zipfile', '-c', at('thousand.zip'), folder]);
      assert.equal(packed.status, 0, String(packed.stderr));
      const counts = counting();
      await opened.choose(filesAt(at('thousand.zip')));
      await untilRows(opened, '1,000', 'Cannot tell');
      await opened.page.click('#ask');
      await untilRows(opened, '1,000', 'Valid');
      assert.equal(counts.credentials_prove, 1);
    }));
});

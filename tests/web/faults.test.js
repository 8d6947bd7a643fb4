// SPDX-License-Identifier: Apache-2.0

// The page meets the faults of `scripts/verdicts`, and none of them leads it to a wrong verdict.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { temporaryFolder } from '../e2e/support.js';
import { makeCases } from '../verdicts/cases.js';
import { CODES, isWrong } from '../verdicts/table.js';
import { World } from '../verdicts/world.js';
import { buildPage, filesAt, onDisk, ownBrowser } from './support.js';

const SECONDS_PER_DAY = 86_400;

describe('the faults that a verifier meets', { concurrency: 1 }, () => {
  const browser = ownBrowser();
  const folder = temporaryFolder();
  let world;
  let made;
  let pages;

  before(async () => {
    world = await World.start(folder);
    await world.found();
    made = await makeCases(world);
    pages = pagesFor(made.cases);
  });
  after(async () => {
    made?.close();
    await world?.close();
  });

  /** Returns the addresses of pages that may ask all nodes, by the largest age that each takes. */
  function pagesFor(cases) {
    const trust = JSON.parse(readFileSync(world.trust, 'utf8'));
    const nodes = [...new Set(cases.map(({ node }) => node))];
    const page = (maxAge) => {
      const maxAgeOfNodesInDays = maxAge === undefined ? null : maxAge / SECONDS_PER_DAY;
      const members = { trust, nodes, maxAgeOfNodesInDays };
      return onDisk(buildPage(world.at(`page-${maxAge}`), members));
    };
    return new Map([...new Set(cases.map(({ maxAge }) => maxAge))].map((it) => [it, page(it)]));
  }

  /** Returns what the page says about a case, in the form of `verdicts/verifiers.js`. */
  async function judge({ file, node, maxAge }) {
    const opened = await browser.open(pages.get(maxAge));
    try {
      await opened.choose(filesAt(world.at(file)));
      await opened.page.selectOption('#node', node);
      await opened.page.click('#ask');
      await opened.page.waitForFunction(() =>
        /answer/.test(document.querySelector('#status').textContent),
      );
      const [answer, because] = await opened.found();
      // A page has no exit code.
      return { answer, because, code: CODES[answer] };
    } finally {
      await opened.close();
    }
  }

  test('lead the page to no wrong verdict', async () => {
    const wrong = [];
    for (const asked of made.cases) {
      const found = await judge(asked);
      if (isWrong(asked, found)) wrong.push({ fault: asked.fault, found });
    }
    assert.deepEqual(wrong, []);
    assert.equal(made.cases.length, 16);
  });
});

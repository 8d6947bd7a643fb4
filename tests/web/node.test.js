// SPDX-License-Identifier: Apache-2.0

// The page asks a node when the visitor wants it, honest or not, and keeps what was proven.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ownPage } from './ownPage.js';
import { allowOrigins, buildPage, file, filesAt, onDisk, serve } from './support.js';

describe('the page with a node', { concurrency: 1 }, () => {
  const own = ownPage();
  const { at, document, bytes, others, complete, visit } = own;

  test('asks a node when the visitor wants it, and checks what it answers', () =>
    visit(async (opened) => {
      await opened.choose(filesAt(document()));
      assert.deepEqual(await opened.found(), ['cannotTell', ['noBundle']]);
      assert.deepEqual(opened.elsewhere(own.server.url), []);
      const asked = [];
      own.answer = (method, params) => void asked.push([method, JSON.stringify(params)]);
      await opened.page.click('#ask');
      await opened.page.waitForSelector('.card.valid');
      assert.match(await opened.text(), /which was checked here and did not have to be trusted/);
      const sent = JSON.stringify(asked);
      assert.deepEqual(
        asked.map(([method]) => method),
        ['chain_getBlockHash', 'credentials_documentKeys', 'credentials_prove'],
      );
      assert.ok(!sent.includes('Ana') && !sent.includes('Water'), sent);
      assert.deepEqual(opened.elsewhere(own.server.url), [`${own.node}/`]);
    }));

  /** Returns evidence of the node in which the digit at a place is another one. */
  function forged(place) {
    const { evidence } = own.cohort.former;
    const digit = evidence.at(place) === '0' ? '1' : '0';
    const at = place < 0 ? evidence.length + place : place;
    return { ...own.cohort.former, evidence: evidence.slice(0, at) + digit + evidence.slice(at + 1) };
  }

  test('cannot tell by a node that lies or errs', () =>
    visit(async (opened) => {
      for (const [method, reply, word] of [
        ['credentials_prove', { code: 9001, message: 'it is syncing' }, 'nodeCannotTell'],
        ['credentials_prove', { code: 9006, message: 'too large' }, 'evidenceTooLarge'],
        ['credentials_prove', { result: forged(-1) }, 'malformed'],
        ['credentials_prove', { result: forged(300) }, undefined],
        ['credentials_prove', { result: forged(3_000) }, undefined],
        ['credentials_prove', { result: { evidence: 'x' } }, 'notUnderstood'],
        ['credentials_documentKeys', { result: { items: [], next: null } }, 'notUnderstood'],
        ['chain_getBlockHash', { result: `0x${'11'.repeat(32)}` }, 'otherChain'],
        ['chain_getBlockHash', { code: -32_601, message: 'no such method' }, 'nodeCannotTell'],
      ]) {
        own.answer = (asked) => (asked === method ? reply : undefined);
        await opened.choose(filesAt(document()));
        await opened.page.click('#ask');
        await opened.page.waitForSelector('.other');
        const [conclusion, words] = await opened.found();
        assert.equal(conclusion, 'cannotTell');
        const others = opened.page.locator('.other .reasons li');
        const all = await others.evaluateAll((list) => list.map((one) => one.dataset.word));
        const told = [...words, ...all];
        assert.ok(word === undefined || told.includes(word), `${word}: ${told}`);
      }
    }));

  test('waits no longer than it says for a node that is silent', () =>
    visit(
      async (opened) => {
        let asked;
        const isAsked = new Promise((resolve) => (asked = resolve));
        own.answer = () => (asked(), null);
        await opened.choose(filesAt(document()));
        await opened.page.click('#ask');
        await isAsked;
        await opened.page.clock.fastForward(15_000);
        await opened.page.waitForSelector('.other');
        assert.match(await opened.text(), /did not answer in time/);
        own.answer = () => undefined;
      },
      own.server.url,
      { clock: true },
    ));

  test('asks a node by HTTP as well, and the browser lets it reach nobody else', async () => {
    const front = await allowOrigins(own.world.network.ws('author').replace('ws:', 'http:'));
    const members = { trust: own.cohort.trust, nodes: [front.url] };
    const other = await serve(buildPage(at('http'), members));
    const use = async (opened) => {
      await opened.choose(filesAt(document()));
      await opened.page.click('#ask');
      await opened.page.waitForSelector('.card.valid');
      assert.deepEqual(new Set(opened.elsewhere(other.url)), new Set([front.url]));
      assert.deepEqual(opened.seen.complaints, []);
      const reach = (to) =>
        fetch(to).then(
          () => true,
          () => false,
        );
      assert.equal(await opened.page.evaluate(reach, own.server.url), false);
      assert.match(opened.seen.complaints.join(), /Content Security Policy/);
    };
    try {
      await visit(use, other.url);
    } finally {
      other.close();
      front.close();
    }
  });

  test('keeps the word of the bundle where the node has gone, and says that', () => {
    // Nobody listens at this port.
    const members = { trust: own.cohort.trust, nodes: ['ws://127.0.0.1:1'] };
    const url = onDisk(buildPage(at('gone'), members));
    return visit(async (opened) => {
      await opened.choose(complete());
      await opened.page.click('#ask');
      await opened.page.waitForSelector('.other');
      assert.deepEqual(await opened.found(), ['valid', []]);
      const other = await opened.page.locator('.other').innerText();
      assert.match(other, /Cannot tell[^]*cannot be reached/);
    }, url);
  });

  test('shows the opened one of two files of one name after a node was asked', () =>
    visit(async (opened) => {
      own.answer = () => undefined;
      const [first, second] = own.cohort.files();
      const same = (name) => file('same.json', bytes(document(name)));
      await opened.choose([same(first), same(second), ...others()]);
      await opened.page.locator('tbody button').nth(1).click();
      const learner = (text) => /Learner\s+(\S[^\n]*)/.exec(text)[1];
      const before = learner(await opened.text());
      await opened.page.click('#ask');
      await opened.page.waitForSelector('.card .other');
      assert.equal(learner(await opened.text()), before);
    }));

  test('takes no answer to another question, and keeps the word of the bundle where asking fails', () =>
    visit(async (opened) => {
      own.answer = () => undefined;
      await opened.choose(complete());
      await opened.page.evaluate(() => {
        const { send } = WebSocket.prototype;
        WebSocket.prototype.send = function (text) {
          const data = JSON.stringify({ id: JSON.parse(text).id - 1, result: null });
          this.dispatchEvent(new MessageEvent('message', { data }));
          return send.call(this, text);
        };
      });
      await opened.page.click('#ask');
      await opened.page.waitForSelector('.other');
      assert.deepEqual(await opened.found(), ['valid', []]);
      assert.match(await opened.page.locator('.other').innerText(), /Valid/);
      await opened.choose(complete());
      await opened.page.evaluate(() => {
        const { postMessage } = Worker.prototype;
        Worker.prototype.postMessage = function (call) {
          return postMessage.call(this, call.name === 'ask' ? { ...call, parts: [] } : call);
        };
      });
      await opened.page.click('#ask');
      await opened.page.waitForSelector('.other');
      assert.deepEqual(await opened.found(), ['valid', []]);
      assert.match(await opened.page.locator('.other').innerText(), /the check failed/i);
    }));

  test('waits for a node that is gone once, and not again for each file', () =>
    visit(
      async (opened) => {
        let count = 0;
        // It is silent about each credential, of which each has a question of its own.
        own.answer = (method) => (method === 'credentials_prove' ? (count++, null) : undefined);
        await opened.choose([...filesAt(document()), file('2.json', bytes(document('2.json')))]);
        await opened.page.click('#ask');
        while (count === 0) await opened.page.waitForTimeout(50);
        await opened.page.clock.fastForward(15_000);
        await opened.page.waitForFunction(() =>
          /2 answers/.test(document.querySelector('#status').textContent),
        );
        assert.equal(count, 1);
        own.answer = () => undefined;
      },
      own.server.url,
      { clock: true },
    ));

  test('shows the later of two states: a suspension after the bundle', () =>
    visit(async (opened) => {
      own.answer = () => undefined;
      const [{ index }] = own.cohort.references;
      await own.cohort.change(index, 'Suspend');
      const [name] = own.cohort.files();
      await opened.choose([...filesAt(document(name)), ...others()]);
      assert.deepEqual(await opened.found(), ['valid', []]);
      await opened.page.click('#ask');
      await opened.page.waitForSelector('.card.invalid');
      assert.deepEqual(await opened.found(), ['invalid', ['suspended']]);
      assert.match(await opened.page.locator('.other').innerText(), /own bundle: Valid/);
      // A node that shows an earlier block, or none, takes nothing away from what was proven.
      for (const reply of [{ result: own.cohort.former }, { code: 9001, message: 'it is syncing' }]) {
        own.answer = (method) => (method === 'credentials_prove' ? reply : undefined);
        await opened.page.click('#ask');
        await opened.page.waitForFunction(() =>
          /answer/.test(document.querySelector('#status').textContent),
        );
        assert.deepEqual(await opened.found(), ['invalid', ['suspended']]);
      }
      own.answer = () => undefined;
    }));
});

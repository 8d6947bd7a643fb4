// SPDX-License-Identifier: Apache-2.0

// The view Register, with a real chain and a node in between that may lie: what is on record, who was accredited when,
// and that nothing is told without a proof.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { account } from '../client/chain.js';
import { Keeper, trustFileOf } from '../client/keeper.js';
import { ownChain, registerInstitutions } from '../e2e/attack/chain.js';
import { lyingNode } from '../e2e/lyingNode.js';
import { temporaryFolder } from '../e2e/support.js';
import { YEAR } from '../journey/context.js';
import { buildPage, ownBrowser, serve } from './support.js';

/** The grants of the school and of the academy, both below that of the agency. */
const [OF_SCHOOL, OF_ACADEMY] = [3, 4];
const TYPE = 1;

describe('the view Register', { concurrency: 1 }, () => {
  const world = ownChain();
  const browser = ownBrowser();
  const folder = temporaryFolder();
  /** Moments of the chain, in milliseconds, by what had happened at each. */
  const moments = {};
  let answer = () => undefined;
  let liar;
  let server;
  let node;

  /** Returns the time of the last final block, and waits for the next one, so that something can happen between. */
  async function passed() {
    const time = async () => {
      const { asOf } = await world.rpc.call('credentials_isAuthorized', 1, TYPE);
      return Date.parse(asOf.time);
    };
    const first = await time();
    let now = first;
    while (now === first) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      now = await time();
    }
    return now;
  }

  /** Has a school accredited by the agency for a while, suspends and reinstates it, and withdraws it. */
  async function happen() {
    const { chain, council } = world;
    const { calls } = chain;
    const [agency] = await registerInstitutions(world, [
      { name: 'Agency', allowance: 1_000, operators: 1 },
      { name: 'University', allowance: 1_000, operators: 1 },
    ]);
    const school = { name: 'School of <b>Water</b>', uri: '', country: 'NL' };
    const academy = { name: 'Academy', uri: '', country: 'FR' };
    const [ofSchool, ofAcademy] = [account('//School'), account('//Academy')];
    await council.decideFinal(
      chain.api.tx.utility.batchAll([
        calls.registerInstitution(school, ofSchool.address, 1_000),
        calls.registerInstitution(academy, ofAcademy.address, 1_000),
      ]),
    );
    moments.before = await passed();
    moments.end = moments.before + 40_000;
    const terms = {
      scope: { Types: [TYPE] },
      rights: 'Attest',
      validFrom: moments.before,
      validUntil: Date.now() + YEAR / 2,
    };
    const forAWhile = { ...terms, validUntil: moments.end };
    await chain.sendFinal(
      chain.api.tx.utility.batchAll([
        calls.offerAccreditation(3, agency.grant, terms),
        calls.offerAccreditation(4, agency.grant, forAWhile),
      ]),
      agency.admin,
    );
    await Promise.all([
      chain.sendFinal(calls.acceptAccreditation(OF_SCHOOL), ofSchool),
      chain.sendFinal(calls.acceptAccreditation(OF_ACADEMY), ofAcademy),
    ]);
    moments.accredited = await passed();
    await chain.sendFinal(calls.suspendAccreditation(OF_SCHOOL), agency.admin);
    moments.suspended = await passed();
    await chain.sendFinal(calls.reinstateAccreditation(OF_SCHOOL), agency.admin);
    moments.reinstated = await passed();
    await chain.sendFinal(calls.withdrawAccreditation(OF_SCHOOL, null), agency.admin);
    moments.withdrawn = await passed();
    while ((await passed()) < moments.end + 2_000);
  }

  before(async () => {
    await happen();
    const { trusted } = await Keeper.ofFirstBlock(world.rpc);
    liar = lyingNode(world.network.ws('author'), { answer: (...asked) => answer(...asked) });
    node = await liar.address;
    const members = { name: 'Höhere Wasserschule', trust: trustFileOf(trusted), nodes: [node] };
    server = await serve(buildPage(join(folder, 'page'), members));
  });
  after(() => {
    server?.close();
    liar?.close();
  });

  /** Opens the view, lets a function use it, and closes it. */
  async function visit(use, options = {}) {
    answer = () => undefined;
    const opened = await browser.open(server.url, options);
    try {
      await opened.page.click('#view-register');
      return await use(opened.page, opened);
    } finally {
      await opened.close();
    }
  }

  /** Presses what asks the node, and waits for the answer. */
  async function press(page, selector) {
    await page.locator(selector).first().click();
    await answered(page);
  }

  /** Waits for an answer. */
  const answered = (page) =>
    page.waitForFunction(() => {
      const results = document.querySelector('#register-results');
      const status = document.querySelector('#register-status').textContent;
      return results.childElementCount > 0 && !status.includes('…');
    });

  /** States a moment in two fields, by Universal Time. */
  async function state(page, [day, time], moment, isWhole = false) {
    const text = new Date(moment).toISOString();
    await page.fill(day, text.slice(0, 10));
    await page.fill(time, isWhole ? '' : text.slice(11, 19));
  }

  /** Asks who was accredited at a moment, and returns the answers then and now with the words of their reasons. */
  async function ask(page, moment, { institution = 3, type = TYPE, isWhole = false } = {}) {
    await page.fill('#register-institution', String(institution));
    await page.fill('#register-type', String(type));
    await state(page, ['#register-askedDay', '#register-askedTime'], moment, isWhole);
    await press(page, '#ask-register');
    return page.locator('[data-answer]').evaluateAll((cards) =>
      cards.map((card) => [
        card.dataset.answer,
        ...[...card.querySelectorAll('[data-word]')].map(({ dataset }) => dataset.word),
      ]),
    );
  }

  test('lists institutions and types, and asks nobody before the visitor wants it', () =>
    visit(async (page, opened) => {
      assert.deepEqual(opened.elsewhere(server.url), []);
      await press(page, '#browse-institutions');
      const rows = await page.locator('tbody tr').allInnerTexts();
      assert.equal(rows.length, 4);
      assert.match(rows[2], /School of <b>Water<\/b>\s+3\s+Netherlands\s+active/);
      assert.match(await page.locator('#register-results').innerText(), /Final block [\d,]+ of/);
      await press(page, '#browse-types');
      assert.match(await page.locator('tbody tr').first().innerText(), /Credential type 1/);
      await press(page, 'tbody button');
      const issuers = await page.locator('.rights li').allInnerTexts();
      assert.deepEqual(issuers, ['Agency by accreditation 1', 'University by accreditation 2']);
      await press(page, '#back');
      assert.equal(await page.locator('caption').innerText(), 'Credential types');
      assert.deepEqual(new Set(opened.elsewhere(server.url)), new Set([`${node}/`]));
      assert.deepEqual(opened.seen.complaints, []);
    }));

  test('begins a list with a number that the visitor states', () =>
    visit(async (page) => {
      await page.fill('#register-from', '3');
      await press(page, '#browse-institutions');
      const names = await page.locator('tbody th').allInnerTexts();
      assert.deepEqual(names, ['School of <b>Water</b>', 'Academy']);
      // A grant is shown below those above it, wherever the list begins.
      await press(page, '#browse-grants');
      const below = page.locator('.tree > ul > li[data-grant="1"] > ul > li');
      assert.equal(await below.count(), 2);
      await page.fill('#register-from', '999');
      await press(page, '#browse-institutions');
      assert.match(await page.locator('#register-results').innerText(), /None is on record/);
    }));

  test('shows accreditations as a tree, with the state of each and why it is not in force', () =>
    visit(async (page) => {
      await press(page, '#browse-grants');
      const below = page.locator('.tree > ul > li[data-grant="1"] > ul > li[data-grant="3"]');
      assert.equal(await below.getAttribute('data-state'), 'withdrawn');
      const text = await below.innerText();
      const parts = [/School of <b>Water/, /types 1/, /Accepted on/, /Withdrawn or given back on/];
      for (const part of parts) assert.match(text, part);
      assert.match(text, /not in force at that moment: accreditation 3 is withdrawn/);
      assert.equal(await page.locator('.tree > ul > li').count(), 2);
      // The holder leads to its own page, and from there to those above and below it.
      await press(page, 'li[data-grant="1"] > p button');
      assert.equal(await page.locator('#register-results h2').innerText(), 'Agency');
      const given = page.locator('section:has(> h3:text("that it gave"))');
      assert.equal(await given.locator('[data-grant="3"]').count(), 1);
      await press(page, 'li[data-grant="3"] > p button');
      assert.match(await page.locator('#register-results').innerText(), /No type\./);
    }));

  test('shows the register of an earlier moment', () =>
    visit(async (page) => {
      await page.click('summary');
      for (const [name, expected] of [
        ['accredited', /in force at that moment/],
        ['suspended', /Suspended by whoever gave it since/],
        ['reinstated', /in force at that moment/],
      ]) {
        await state(page, ['#register-day', '#register-time'], moments[name]);
        await press(page, '#browse-grants');
        const text = await page.locator('li[data-grant="3"]').innerText();
        assert.match(text, expected, name);
        assert.equal(/✓/.test(text), name !== 'suspended', name);
      }
      await state(page, ['#register-day', '#register-time'], moments.before);
      await press(page, '#browse-grants');
      assert.equal(await page.locator('[data-grant="3"]').count(), 0);
      await state(page, ['#register-day', '#register-time'], Date.now() + 2 * 86_400_000);
      await press(page, '#browse-grants');
      assert.equal(await page.locator('.card').getAttribute('data-word'), 'notYet');
    }));

  test('says who was accredited before, within and after, and after a withdrawal', () =>
    visit(async (page) => {
      const now = ['no', 'withdrawn'];
      for (const [moment, then] of [
        [moments.before, ['no', 'notYetOffered']],
        [moments.accredited, ['yes']],
        [moments.suspended, ['no', 'suspended']],
        [moments.reinstated, ['yes']],
        [moments.withdrawn, now],
      ])
        assert.deepEqual(await ask(page, moment), [then, now]);
      const [then] = await ask(page, moments.accredited, { institution: 2 });
      assert.deepEqual(then, ['yes']);
      assert.match(await page.locator('.card').first().innerText(), /by accreditation 2/);
      for (const [moment, then] of [
        [moments.end - 1_000, ['yes']],
        [moments.end + 1_000, ['no', 'expired']],
      ])
        assert.deepEqual(await ask(page, moment, { institution: 4 }), [then, ['no', 'expired']]);
      const nobody = ['no', 'notRegistered'];
      const found = await ask(page, moments.accredited, { institution: 9 });
      assert.deepEqual(found, [nobody, nobody]);
      const ofNothing = await ask(page, moments.accredited, { type: 9 });
      assert.deepEqual(ofNothing[0], ['no', 'typeNotRegistered']);
    }));

  test('answers about the beginning of a day as well, by records that are younger', () =>
    visit(async (page) => {
      const [first, ...others] = await ask(page, moments.accredited, { isWhole: true });
      assert.deepEqual(first, ['no', 'notRegistered', 'typeNotRegistered']);
      assert.deepEqual(others.at(-1), ['no', 'withdrawn']);
      const yesterday = await ask(page, moments.accredited - 86_400_000, { isWhole: true });
      assert.deepEqual(yesterday.slice(0, 2), [
        ['no', 'notRegistered', 'typeNotRegistered'],
        ['no', 'notRegistered', 'typeNotRegistered'],
      ]);
      await page.fill('#register-askedDay', '');
      await page.click('#ask-register');
      assert.equal(await page.locator('#register-askedDay:invalid').count(), 1);
    }));

  test('cannot tell by a node that lies, errs or keeps no earlier states', () =>
    visit(async (page) => {
      let kept;
      answer = (method, params) => void (method === 'credentials_proveRecords' && (kept = params));
      await press(page, '#browse-institutions');
      const honest = await world.rpc.call('credentials_proveRecords', ...kept);
      const forged = (place) => {
        const { evidence } = honest;
        const digit = evidence.at(place) === '0' ? '1' : '0';
        const changed = evidence.slice(0, place) + digit + evidence.slice(place + 1);
        return { ...honest, evidence: changed };
      };
      const other = await world.rpc.call('credentials_proveRecords', [{ institution: 1 }]);
      for (const [method, reply, word] of [
        ['credentials_proveRecords', { code: 9001, message: 'it is syncing' }, 'nodeCannotTell'],
        ['credentials_proveRecords', { result: other }, 'incomplete'],
        ['credentials_proveRecords', { result: forged(300) }, undefined],
        ['credentials_proveRecords', { result: forged(3_000) }, undefined],
        ['credentials_proveRecords', { result: { evidence: 'x' } }, 'notUnderstood'],
        ['chain_getBlockHash', { result: `0x${'11'.repeat(32)}` }, 'otherChain'],
      ]) {
        answer = (asked) => (asked === method ? reply : undefined);
        await press(page, '#browse-institutions');
        const card = page.locator('#register-results .card.cannotTell');
        const found = await card.getAttribute('data-word');
        assert.ok(word === undefined || found === word, `${word}: ${found}`);
        assert.equal(await page.locator('tbody tr').count(), 0);
      }
      answer = (method, [, at]) =>
        method === 'credentials_proveRecords' && at?.time !== undefined
          ? { code: 9003, message: 'the state is pruned: ask an archive node' }
          : undefined;
      assert.deepEqual(await ask(page, moments.accredited), [['cannotTell'], ['no', 'withdrawn']]);
      assert.deepEqual(await ask(page, moments.before), [
        ['no', 'notYetOffered'],
        ['no', 'withdrawn'],
      ]);
    }));

  test('says that a node is gone, and keeps no answer on show', () =>
    visit(async (page) => {
      await press(page, '#browse-institutions');
      await page.evaluate(() => {
        window.WebSocket = class extends WebSocket {
          constructor() {
            super('ws://127.0.0.1:1');
          }
        };
      });
      await press(page, '#browse-types');
      assert.equal(await page.locator('.card.cannotTell').getAttribute('data-word'), 'unreachable');
      assert.equal(await page.locator('tbody tr').count(), 0);
    }));

  test('is used by the keyboard alone on a small screen, and by screen readers', async () => {
    for (const [locale, colorScheme] of [
      ['en-GB', 'light'],
      ['de-DE', 'dark'],
      ['ar-EG', 'dark'],
    ]) {
      const viewport = { width: 320, height: 640 };
      await visit(
        async (page, opened) => {
          const check = async () => {
            assert.deepEqual(await opened.faults(), [], locale);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            assert.ok(wide <= 320, `${locale}: ${wide}`);
          };
          await check();
          for (const id of ['#browse-institutions', '#browse-types', '#browse-grants']) {
            await page.focus(id);
            await page.keyboard.press('Enter');
            await answered(page);
            await check();
          }
          await page.focus('li[data-grant="3"] button');
          await page.keyboard.press('Enter');
          await answered(page);
          await check();
          await ask(page, moments.suspended);
          assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H2');
          await check();
        },
        { locale, colorScheme, viewport },
      );
    }
  });
});

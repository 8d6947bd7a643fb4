// SPDX-License-Identifier: Apache-2.0

// A learner presents credentials of a real chain on the page, and the command and the libraries of others take what
// she presents, for its audience only.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';

import { startCommand } from '../e2e/registrar.js';
import { AUDIENCE, DID, Learner, OWN_PASSWORD, verifyElsewhere } from './learner.js';
import { COHORT, ownPage } from './ownPage.js';
import { file, filesAt } from './support.js';

describe('the view Show', { concurrency: 1 }, () => {
  const own = ownPage([DID]);
  const { at, document, others, visit } = own;
  /** The name of the learner's own credential, and of one of somebody else. */
  let mine;
  let other;

  before(() => {
    const isMine = (name) => readFileSync(document(name), 'utf8').includes(DID);
    mine = own.cohort.files().find(isMine);
    other = own.cohort.files().find((name) => !isMine(name));
  });

  /** Lets a learner use the page. */
  const learn = (use, url, options) =>
    visit(async (opened) => use(await new Learner(opened).begin(), opened), url, options);

  /** Returns what `testamur verify` answers about a presentation: the exit code, and what it says. */
  async function judged(path, { challenge, domain }) {
    const known = ['--trust', 'trust.json', '--offline', '--max-age', '30d', '--keys', 'keys.json'];
    const asked = ['--bundle', 'cohort.testamur', '--challenge', challenge, '--domain', domain];
    const args = ['verify', ...known, ...asked, path];
    const { code, said, printed } = await startCommand(at(), args, '').ended;
    return { code, said: `${said}\n${printed}` };
  }

  test('signs what the command and @digitalbazaar/vc take, for its audience only', () =>
    learn(async (learner, opened) => {
      await learner.open(filesAt(document(mine)));
      await learner.restore();
      assert.equal(await learner.page.locator('#own-did').innerText(), DID);
      assert.equal(await learner.page.locator('#advice li').count(), 0);
      const { name, content } = await learner.saved(() => learner.sign(AUDIENCE, OWN_PASSWORD));
      assert.equal(name, 'presentation.json');
      assert.match(await learner.told(/is signed for/), /for hr\.example\.com/);
      writeFileSync(at('shown.json'), content);
      const good = await judged('shown.json', AUDIENCE);
      assert.equal(good.code, 0, good.said);
      for (const changed of [{ challenge: 'another' }, { domain: 'example.com' }]) {
        const refused = await judged('shown.json', { ...AUDIENCE, ...changed });
        assert.notEqual(refused.code, 0, refused.said);
        assert.match(refused.said, /it was made for another/);
      }
      const presentation = JSON.parse(content);
      assert.equal(presentation.holder, DID);
      const result = await verifyElsewhere(presentation, AUDIENCE, own.cohort);
      assert.ok(result.verified, JSON.stringify(result.error?.errors ?? result.error));
      const forOthers = { ...AUDIENCE, challenge: 'another' };
      assert.equal((await verifyElsewhere(presentation, forOthers, own.cohort)).verified, false);
      assert.ok(content.toString().includes(readFileSync(document(mine), 'utf8').trim()));
      // Nobody was asked, no password stays, and nothing is stored.
      assert.equal(await learner.page.inputValue('#own-password'), '');
      assert.deepEqual(opened.elsewhere(own.server.url), []);
      assert.deepEqual(opened.seen.complaints, []);
      assert.deepEqual(await learner.stored(), { databases: [], others: 0 });
      assert.deepEqual(await opened.context.cookies(), []);
    }));

  test('presents what is chosen, and says what the verifier will miss in it', () =>
    learn(async (learner) => {
      await learner.open(filesAt(...own.cohort.files().map(document)));
      assert.equal(await learner.page.locator('.own').count(), COHORT);
      await learner.restore();
      const advice = () =>
        learner.page.locator('#advice li').evaluateAll((all) => all.map((one) => one.dataset.word));
      await learner.page.waitForSelector('#advice li');
      assert.deepEqual(await advice(), Array(COHORT - 1).fill('unnamed'));
      const card = learner.page.locator('.own', { hasText: mine });
      await card.getByRole('checkbox').uncheck();
      assert.equal(await learner.page.locator('.own[data-chosen]').count(), COHORT - 1);
      const { content } = await learner.saved(() => learner.sign(AUDIENCE, OWN_PASSWORD));
      const { verifiableCredential: shown } = JSON.parse(content);
      assert.equal(shown.length, COHORT - 1);
      assert.ok(shown.every(({ credentialSubject }) => credentialSubject.id !== DID));
      // It is signed all the same, as the command does, and the verifier is told.
      writeFileSync(at('others.json'), content);
      const refused = await judged('others.json', AUDIENCE);
      assert.notEqual(refused.code, 0, refused.said);
      for (const box of await learner.page.getByRole('checkbox').all()) await box.uncheck();
      await learner.sign(AUDIENCE, OWN_PASSWORD);
      await learner.told(/No credential is chosen/);
    }));

  test('names a learner of another name as somebody else', () =>
    learn(async (learner) => {
      await learner.open(filesAt(document(mine)));
      await learner.page.click('details:has(#make-key) > summary');
      await learner.page.fill('#new-password', OWN_PASSWORD);
      await learner.page.fill('#new-again', OWN_PASSWORD);
      await learner.page.click('#make-key-button');
      await learner.page.waitForSelector('#advice [data-word="otherLearner"]');
      assert.notEqual(await learner.page.locator('#own-did').innerText(), DID);
      assert.match(await learner.page.locator('#advice').innerText(), /names somebody else/);
    }));

  test('opens a key that the command made, and the command opens one of the page', () =>
    learn(async (learner) => {
      await own.cohort.run(
        ['key', 'new', '--out', 'theirs.json', '--password', '0'],
        OWN_PASSWORD,
      );
      await learner.open(filesAt(at('theirs.json'), document(mine)));
      const { content } = await learner.saved(() => learner.sign(AUDIENCE, OWN_PASSWORD));
      const did = await learner.page.locator('#own-did').innerText();
      assert.equal(JSON.parse(content).holder, did);
      await learner.restore();
      const key = await learner.saved(() => learner.page.click('#save-key'));
      writeFileSync(at('ours.json'), key.content);
      const args = ['key', 'show', 'ours.json', '--password', '0'];
      const { code, printed } = await startCommand(at(), args, OWN_PASSWORD).ended;
      assert.deepEqual([code, printed.trim()], [0, DID]);
    }));

  test('makes a link that the view Verify opens, and a code of the reference', () =>
    learn(async (learner, opened) => {
      const bundle = file(mine.replace('.json', '.testamur'), readFileSync(at('cohort.testamur')));
      await learner.open([...filesAt(document(mine)), bundle]);
      await learner.page.locator('.own summary', { hasText: 'Link' }).click();
      await learner.page.waitForFunction(() => document.querySelector('.own textarea').value !== '');
      const link = await learner.page.locator('.own textarea').inputValue();
      assert.ok(link.startsWith(`${own.server.url}#credential=u`));
      await learner.page.locator('.own summary', { hasText: 'Code' }).click();
      await learner.page.waitForSelector('.codes svg');
      const name = 'Save the code';
      const save = () => learner.page.getByRole('button', { name }).click();
      const code = await learner.saved(save);
      writeFileSync(at('code.svg'), code.content);
      assert.match(code.content.toString(), /^<svg [^>]*viewBox="0 0 \d+ \d+"/);
      await learner.page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
      await opened.page.waitForSelector('.card .verdict');
      assert.deepEqual(await opened.found(), ['cannotTell', ['keyUnknown']]);
      await opened.choose([...filesAt(document(mine)), ...others()]);
      assert.deepEqual(await opened.found(), ['valid', []]);
    }));

  test('prints the chosen cards with their codes, and nothing of the forms', () =>
    learn(async (learner) => {
      await learner.open(filesAt(document(mine), document(other)));
      await learner.page.locator('.own').nth(1).getByRole('checkbox').uncheck();
      await learner.page.evaluate(() => (window.print = () => (window.printed = true)));
      await learner.page.click('#own-print');
      await learner.page.waitForFunction(() => window.printed);
      await learner.page.emulateMedia({ media: 'print' });
      const isVisible = (selector) => learner.page.locator(selector).first().isVisible();
      assert.equal(await learner.page.locator('.own:visible').count(), 1);
      for (const shown of ['.own .codes svg', '.own dl', '.printed'])
        assert.equal(await isVisible(shown), true, shown);
      for (const hidden of ['#present', '.own-key', '#own-choose', 'nav', '.choice'])
        assert.equal(await isVisible(hidden), false, hidden);
    }));
});

// SPDX-License-Identifier: Apache-2.0

// The page in each of its languages: it says what was found in that language alone, from right to left where that is
// how it is read, and a name that is written in the other direction moves nothing around it.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { ownPage } from './ownPage.js';
import { file, filesAt } from './support.js';

/** The folder in which pictures of the page are kept to be looked at, if one is stated. */
const { TESTAMUR_PICTURES: PICTURES } = process.env;

/** What each language says for a visitor whose browser asks for it. */
const LANGUAGES = [
  { locale: 'en-GB', says: ['Valid', 'Cannot tell', 'Invalid'], country: 'Austria' },
  { locale: 'de-AT', says: ['Gültig', 'Nicht feststellbar', 'Ungültig'], country: 'Österreich' },
  { locale: 'fr-FR', says: ['Valide', 'Impossible de conclure', 'Non valide'], country: 'Autriche' },
  { locale: 'es-ES', says: ['Válida', 'No se puede determinar', 'No válida'], country: 'Austria' },
  { locale: 'ar-EG', says: ['صالحة', 'لا يمكن الجزم', 'غير صالحة'], country: 'النمسا' },
];

describe('the languages of the page', { concurrency: 1 }, () => {
  const own = ownPage();
  const { at, bytes, complete, document, others, visit } = own;

  /** Returns a document without its signature. */
  function unsigned() {
    const content = JSON.parse(bytes(document()));
    const isAnchor = ({ cryptosuite }) => cryptosuite.startsWith('testamur');
    content.proof = content.proof.filter(isAnchor);
    return file('1.json', JSON.stringify(content));
  }

  /** Keeps a picture of the page, if somebody wants to look at it. */
  const keep = async ({ page }, name) => {
    if (PICTURES === undefined) return;
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  };

  for (const { locale, says, country } of LANGUAGES)
    test(`has all states in ${locale}, each without a fault of accessibility`, () =>
      visit(
        async (opened) => {
          const [language] = locale.split('-');
          const state = async (name, word) => {
            assert.deepEqual(await opened.faults(), [], name);
            if (word !== undefined)
              assert.equal((await opened.page.innerText('.verdict')).replace(/^. /, ''), word);
            // No sentence is left in another language.
            assert.equal(await opened.page.locator('.reasons [lang]').count(), 0, name);
            await keep(opened, `${language}-${name}`);
          };
          const html = opened.page.locator('html');
          assert.equal(await html.getAttribute('lang'), language);
          assert.equal(await html.getAttribute('dir'), language === 'ar' ? 'rtl' : 'ltr');
          await state('beginning');
          await opened.choose(complete());
          await state('valid', says[0]);
          assert.ok((await opened.text()).includes(country));
          await opened.choose(filesAt(document()));
          await state('cannot-tell', says[1]);
          await opened.choose([unsigned(), ...others()]);
          await state('invalid', says[2]);
          await opened.choose([...filesAt(document(), document('2.json')), ...others()]);
          await state('table');
          await opened.page.setViewportSize({ width: 320, height: 640 });
          await opened.page.emulateMedia({ colorScheme: 'dark' });
          const isWide = () => window.document.documentElement.scrollWidth > window.innerWidth;
          assert.equal(await opened.page.evaluate(isWide), false);
          await state('narrow-table');
          await opened.choose(complete());
          assert.equal(await opened.page.evaluate(isWide), false);
          await state('narrow', says[0]);
          assert.deepEqual(opened.elsewhere(own.server.url), []);
        },
        own.server.url,
        { locale },
      ));

  test('are chosen on the page, and what was found is said again', () =>
    visit(async (opened) => {
      await opened.choose(complete());
      for (const { locale, says } of LANGUAGES.toReversed()) {
        await opened.page.selectOption('#language', locale.split('-')[0]);
        assert.ok((await opened.page.innerText('.verdict')).endsWith(says[0]), locale);
        const focused = () => window.document.activeElement.id;
        assert.equal(await opened.page.evaluate(focused), 'language');
      }
    }));

  test('write the numbers of a visitor in her digits, and count in each form of Arabic', () =>
    visit(
      async (opened) => {
        await opened.choose(complete());
        assert.match(await opened.text(), /الكتلة النهائية \u2068?[٠-٩٬]+/);
        assert.match(await opened.text(), /المؤسسة \u2068?[٠-٩]+/);
        for (const [count, said] of [
          [1, 'إجابة واحدة'],
          [2, 'إجابتان'],
          [3, '٣ إجابات'],
          [11, '١١ إجابة'],
        ]) {
          const files = Array.from({ length: count }, (_, place) => file(`${place}.json`, '{}'));
          await opened.choose(files);
          const status = await opened.page.innerText('#status');
          assert.equal(status.split('. ')[0], said);
        }
      },
      own.server.url,
      { locale: 'ar-EG' },
    ));

  test('let no name leave its place in a sentence', () =>
    visit(async (opened) => {
      const name = 'keys\u2069\u202egnp.json';
      await opened.choose([...complete().slice(0, 2), file(name, bytes(at('keys.json')))]);
      const said = await opened.page.textContent('#status');
      assert.match(said, /keysgnp\.json/);
      assert.doesNotMatch(said, /[\u202a-\u202e\u2066-\u2069]/);
      // A sentence in English keeps its order around a name in Hebrew, and one in Arabic around any name.
      await opened.choose([...complete().slice(0, 2), file('מפתחות.json', bytes(at('keys.json')))]);
      assert.match(await opened.page.textContent('#status'), /\u2068[^\u2069]*מפתחות\.json\u2069/);
      await opened.page.selectOption('#language', 'ar');
      assert.match(await opened.page.textContent('footer'), /\u2068Höhere Wasserschule\u2069/);
      assert.equal(await opened.page.locator('.card .file bdi').count(), 1);
    }));
});

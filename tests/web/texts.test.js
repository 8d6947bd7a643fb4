// SPDX-License-Identifier: Apache-2.0

// Each language of the page says the same as English: no text is empty, the same values are filled in, and every
// number has its words.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const web = new URL('../../client/web/', import.meta.url);
const { build } = createRequire(new URL('package.json', web))('esbuild');

/** Returns the texts of all languages. */
async function languages() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('src/texts/index.ts', web))],
    bundle: true,
    write: false,
    format: 'esm',
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)).LANGUAGES;
}

/** Returns the names of the values in a text. */
const values = (text) => {
  const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return [...new Set(names)].sort();
};

/** Calls a function with each text and the place where it stands. */
function each(texts, use, place = '') {
  for (const [name, text] of Object.entries(texts))
    if (typeof text === 'string') use(`${place}${name}`, text, name);
    else each(text, use, `${place}${name}.`);
}

test('each language has all texts with the same values', async () => {
  const { en, ...others } = await languages();
  const expected = new Map();
  each(en, (place, text) => expected.set(place, values(text)));
  assert.ok(expected.size > 80);
  for (const [language, texts] of Object.entries(others)) {
    const found = new Map();
    each(texts, (place, text) => {
      assert.notEqual(text.trim(), '', `${language}: ${place}`);
      found.set(place, values(text));
    });
    for (const [place, names] of expected)
      assert.deepEqual(found.get(place), names, `${language}: ${place}`);
  }
});

test('each number has its words in each language', async () => {
  for (const [language, texts] of Object.entries(await languages())) {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    each(texts, (place, _, name) => {
      if (name !== 'other') return;
      const plural = place
        .split('.')
        .slice(0, -1)
        .reduce((at, part) => at[part], texts);
      assert.deepEqual(
        Object.keys(plural).sort(),
        [...pluralCategories].sort(),
        `${language}: ${place}`,
      );
    });
  }
});

// SPDX-License-Identifier: Apache-2.0

// Each language of the page says the same as English: no text is empty, the same values are filled in, and every
// number has its words. Each reason that has a sentence is one that the checks know.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { REPOSITORY } from '../e2e/support.js';

const web = new URL('../../client/web/', import.meta.url);
const { build } = createRequire(new URL('package.json', web))('esbuild');

/** The files with the languages of each part of the page, and the names by which they export them. */
const PARTS = [
  ['src/texts/index.ts', 'LANGUAGES'],
  ['src/texts/show/index.ts', 'SHOW_LANGUAGES'],
  ['src/texts/register/index.ts', 'REGISTER_LANGUAGES'],
];

/** Returns what a source of the page exports. */
async function exportsOf(source) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(source, web))],
    bundle: true,
    write: false,
    format: 'esm',
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

/** Returns the texts of a part in all languages. */
const languages = async ([path, name] = PARTS[0]) => (await exportsOf(path))[name];

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

for (const part of PARTS) {
  test(`each language has all texts of ${part[1]} with the same values`, async () => {
    const { en, ...others } = await languages(part);
    const expected = new Map();
    each(en, (place, text) => expected.set(place, values(text)));
    assert.ok(expected.size > 80);
    for (const [language, texts] of Object.entries(others)) {
      const found = new Map();
      each(texts, (place, text) => {
        assert.notEqual(text.trim(), '', `${language}: ${place}`);
        found.set(place, values(text));
      });
      for (const [place, names] of expected) {
        // Arabic says one and two by words.
        const isWord = language === 'ar' && /\.(one|two)$/.test(place) && !found.get(place)?.length;
        if (!isWord) assert.deepEqual(found.get(place), names, `${language}: ${place}`);
      }
    }
  });

  test(`each number of ${part[1]} has its words in each language`, async () => {
    for (const [language, texts] of Object.entries(await languages(part))) {
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
}

/** Returns the text of all sources in these folders whose names end so. */
const sources = (end, ...folders) =>
  folders
    .flatMap((folder) =>
      readdirSync(join(REPOSITORY, folder), { recursive: true })
        .filter((name) => name.endsWith(end) && !/node_modules|tests/.test(name))
        .map((name) => readFileSync(join(REPOSITORY, folder, name), 'utf8')),
    )
    .join('\n');

test('each reason with a sentence is one that the checks know, and is said by each language', async () => {
  const { REASON_WORDS, sentenceWord } = await exportsOf('src/texts/reasons/words.ts');
  const rust = sources('.rs', 'client', 'document/src', 'proof/src');
  const page = sources('.ts', 'client/web/src').replaceAll(/REASON_WORDS = \[[^\]]*\]/g, '');
  const isKnown = (word) => {
    const [, first, rest] = word.match(/^revoked\.(\w)(\w*)$/) ?? [];
    if (first !== undefined)
      return rust.includes(`RevocationReason::${first.toUpperCase()}${rest}`);
    if (word === sentenceWord('forgedState')) return rust.includes('"forgedState"');
    return rust.includes(`"${word}"`) || page.includes(`'${word}'`);
  };
  for (const word of REASON_WORDS) assert.ok(isKnown(word), word);
  for (const [language, { reasons }] of Object.entries(await languages()))
    if (language !== 'en') assert.deepEqual(Object.keys(reasons).sort(), [...REASON_WORDS].sort());
    else for (const word of Object.keys(reasons)) assert.ok(REASON_WORDS.includes(word), word);
});

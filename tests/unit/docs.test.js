// SPDX-License-Identifier: Apache-2.0

// Checks that the documents point to what exists: links and anchors in every document, and in
// docs/ARCHITECTURE.md also the files, the names in the code and the titles of tests.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const SKIPPED = ['.git', '.testamur', 'node_modules', 'target'];

const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (SKIPPED.includes(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });

const read = (path) => readFileSync(join(REPOSITORY, path), 'utf8');
const files = filesBelow(REPOSITORY).map((path) => relative(REPOSITORY, path));
const documents = files.filter((path) => path.endsWith('.md'));
const prose = (path) => read(path).replace(/^( *)```.*?^\1```/gms, '');

/** Returns the anchors of a document, by GitHub's rule. */
const anchorsOf = (path) =>
  [...prose(path).matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('the documents', () => {
  test('every link leads somewhere', () => {
    let links = 0;
    for (const document of documents) {
      for (const [, target] of prose(document).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
        const [file, anchor] = target.split('#');
        const path = file ? join(dirname(document), file) : document;
        assert.ok(existsSync(join(REPOSITORY, path)), `${document}: ${target}`);
        if (anchor && path.endsWith('.md'))
          assert.ok(anchorsOf(path).includes(anchor), `${document}: ${target}`);
        links++;
      }
    }
    assert.ok(documents.length > 20 && links > 100, `${documents.length}, ${links}`);
  });

  test('no two headings of a document have the same anchor', () => {
    for (const document of documents) {
      const anchors = anchorsOf(document);
      assert.equal(new Set(anchors).size, anchors.length, document);
    }
  });
});

describe('docs/ARCHITECTURE.md', () => {
  const text = prose('docs/ARCHITECTURE.md');
  const names = [...new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, name]) => name))];
  const sources = files.filter((path) => /\.(rs|js|py|sh)$/.test(path)).map(read);
  const words = new Set(sources.flatMap((source) => source.match(/\w+/g) ?? []));

  test('the files and folders that it names exist', () => {
    const paths = names.filter((name) => /^[\w./-]+$/.test(name) && /\/|\.[a-z]+$/.test(name));
    const folders = files.map((path) => `/${dirname(path)}/`);
    const exists = (name) =>
      files.some((path) => `/${path}`.endsWith(`/${name}`)) ||
      folders.some((folder) => folder.includes(`/${name.replace(/\/$/, '')}/`));
    assert.ok(paths.length > 100, `${paths.length}`);
    assert.deepEqual(
      paths.filter((name) => !exists(name)),
      [],
    );
  });

  test('the functions and tests that it names exist', () => {
    const inCode = names.filter((name) => /^[a-z]\w*_\w+$/.test(name));
    assert.ok(inCode.length > 50, `${inCode.length}`);
    assert.deepEqual(
      inCode.filter((name) => !words.has(name)),
      [],
    );
    const titles = [...text.replace(/`[^`\n]+`/g, '').matchAll(/"([^"\n]+)"/g)];
    assert.ok(titles.length > 5, `${titles.length}`);
    for (const [, title] of titles) {
      assert.ok(
        sources.some((source) => source.includes(`test('${title}'`)),
        title,
      );
    }
  });

  test('its tables list every file that they are about', () => {
    const listed = [
      ...['primitives/src', 'runtime/src', 'node/src', 'node/src/service', 'node/src/watch'],
      ...['pallets/allowance/src', 'pallets/consortium/src', 'pallets/credentials/src'],
      ...['pallets/credentials/rpc-api/src', 'pallets/credentials/rpc/src', 'bench'],
      ...['document/src', 'client/documents/src/anchor'],
    ];
    const known = new Set(names.map((name) => name.split('/').at(-1)));
    const all = files.filter((path) => listed.includes(dirname(path)) && /\.(rs|js)$/.test(path));
    assert.ok(all.length > 100, `${all.length}`);
    assert.deepEqual(
      all.filter((path) => !known.has(path.split('/').at(-1))),
      [],
    );
  });
});

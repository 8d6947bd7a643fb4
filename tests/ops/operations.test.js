// SPDX-License-Identifier: Apache-2.0

// Checks docs/operations.md: every procedure is exercised by a test that exists, and every link
// leads somewhere. The procedures themselves run in tests/e2e/operations.test.js and the other
// tests that the page names.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { findBinary } from '../network/node.js';
import { read, REPOSITORY, tool } from './support.js';

const TEXT = read('docs/operations.md');
const headings = [...TEXT.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title);
/** Returns the anchor of a heading, by GitHub's rule. */
const anchor = (title) =>
  title
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

/** The sections with a procedure, each of which must name what shows that it works. */
const PROCEDURES = [
  'Which nodes',
  'Install',
  'Join',
  'Rotate session keys',
  'Back up',
  'Replace a lost machine',
  'Upgrade',
  'Retire',
  'Public RPC',
  'Watch',
  'When finality stalls',
  'Motions of the council',
  'A key of an institution is stolen',
  'A member closes',
];

describe('docs/operations.md', () => {
  test('every link leads somewhere', () => {
    const anchors = headings.map(anchor);
    assert.equal(new Set(anchors).size, anchors.length);
    for (const [, target] of TEXT.matchAll(/\]\(([^)]+)\)/g)) {
      if (target.startsWith('#')) assert.ok(anchors.includes(target.slice(1)), target);
      else assert.ok(existsSync(join(REPOSITORY, 'docs', target.split('#')[0])), target);
    }
  });

  test('every procedure names what shows it', () => {
    for (const title of PROCEDURES) {
      const [, section] = TEXT.split(`\n## ${title}\n`);
      assert.ok(section, title);
      const [own] = section.split('\n## ');
      const shown = /^\*Shown by\* (.*)$/m.exec(own);
      assert.ok(shown, `${title} is shown by something`);
      assert.match(shown[1], /\]\(\.\.\/(?:tests|scripts)\//, title);
    }
  });

  test('what is said to be shown is what the tests are called', () => {
    const own = read('tests/e2e/operations.test.js');
    const titles = [...own.matchAll(/^ {2}test\('(.+)'/gm)];
    const words = TEXT.replace(/\s+/g, ' ');
    for (const [, title] of titles) {
      const [name] = title.split(/[:,]/);
      assert.ok(words.includes(name), `the page names the test "${name}"`);
    }
  });

  test('the node knows every option that is named', async () => {
    const { stdout } = await tool(findBinary(), ['--help']);
    const purge = await tool(findBinary(), ['purge-chain', '--help']);
    assert.equal(purge.code, 0);
    const ours = /`(--(?:rpc|state|blocks|sync|db|prometheus|reserved|trie)[\w-]*)/g;
    const named = new Set([...TEXT.matchAll(ours)].map(([, option]) => option));
    assert.ok(named.size > 5);
    for (const option of named) assert.match(stdout, new RegExp(`${option}\\b`), option);
  });
});

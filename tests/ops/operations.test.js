// SPDX-License-Identifier: Apache-2.0

// Checks docs/operations.md: every procedure is exercised by a test that exists, every link leads
// somewhere, and commands of the node work as they are written. The procedures themselves run in
// tests/e2e/operations.test.js and the other tests that the page names.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { findBinary } from '../network/node.js';
import { read, REPOSITORY, temporaryFolder, tool } from './support.js';

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

/** Returns the commands of the node in a document, each as its words. */
function commandsOf(text) {
  const blocks = [...text.matchAll(/^ *```(?:sh|text)\n([^]*?)^ *```/gm)].map(([, block]) => block);
  const lines = blocks.flatMap((block) => block.replace(/\\\n\s*/g, ' ').split('\n'));
  return lines
    .map((line) => /^ *(?:sudo -u testamur )?testamur-node (.*?)(?: [>|].*)?$/.exec(line)?.[1])
    .filter(Boolean)
    .map((line) => line.split(/ +/));
}

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

  test('every command of the node is understood', async () => {
    const documents = readdirSync(join(REPOSITORY, 'docs')).filter((name) => name.endsWith('.md'));
    const commands = documents.flatMap((name) => commandsOf(read('docs', name)));
    assert.ok(commands.length >= 8, `${commands.length}`);
    for (const words of commands) {
      const { code, output } = await tool(findBinary(), [...words, '--help']);
      assert.equal(code, 0, `${words.join(' ')}: ${output}`);
    }
  });

  test('a key and a database are made and deleted as it says', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'etc'));
    const spec = join(folder, 'etc/chain-spec.json');
    const exported = ['export-chain-spec', '--chain', 'local', '--raw', '--output', spec];
    assert.equal((await tool(findBinary(), exported)).code, 0);
    const commands = commandsOf(TEXT);
    assert.deepEqual(commands.map(([name]) => name).sort(), ['key', 'purge-chain']);
    for (const words of commands) {
      const moved = words.map((word) =>
        word.replace('/etc/testamur', join(folder, 'etc')).replace('/var/lib', folder),
      );
      const { code, output } = await tool(findBinary(), moved);
      assert.equal(code, 0, `${words.join(' ')}: ${output}`);
    }
    const base = join(folder, 'testamur/validator/chains/testamur-local');
    assert.ok(existsSync(join(base, 'network/secret_ed25519')));
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

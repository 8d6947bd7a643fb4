// SPDX-License-Identifier: Apache-2.0

// Checks that the commands in the documents work as printed.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { journey } from '../journey/index.js';
import { ownNode, REPOSITORY } from './support.js';

const read = (name) => readFileSync(join(REPOSITORY, name), 'utf8');

/**
 * Returns the blocks of a Markdown text that are marked as shell, with the line that each begins
 * on.
 */
const shellBlocks = (text) =>
  [...text.matchAll(/^```(?:sh|bash|console)\n(.*?)^```/gms)].map(({ 1: code, index }) => ({
    code,
    line: text.slice(0, index).split('\n').length,
  }));

const shell = (code, cwd) =>
  new Promise((resolve) => {
    execFile(
      'bash',
      ['-euo', 'pipefail', '-c', code],
      { cwd, timeout: 300_000 },
      (error, stdout, stderr) => {
        resolve({ error, stdout, stderr });
      },
    );
  });

describe('docs/rpc.md', { concurrency: 1 }, () => {
  const world = ownNode();
  before(async () => {
    // This is where the demo puts its files, relative to where its reader is.
    const folder = join(world.folder, '.testamur/demo');
    const { chain } = await journey({ node: world.node, folder });
    await chain.close();
  });

  test('every curl works as printed', async (t) => {
    const text = read('docs/rpc.md');
    const blocks = shellBlocks(text).filter(({ code }) => code.includes('curl'));
    const methods = new Set();
    for (const { code, line } of blocks) {
      assert.ok(
        /(127\.0\.0\.1|localhost):9944/.test(code),
        `docs/rpc.md:${line} asks the demo's node`,
      );
      const here = code.replace(/(127\.0\.0\.1|localhost):9944/g, `127.0.0.1:${world.node.port}`);
      const { error, stdout, stderr } = await shell(here, world.folder);
      assert.equal(error, null, `docs/rpc.md:${line}: ${stderr || error?.message}\n${stdout}`);
      // Each prints the result and nothing else; an error, or no result, is not what a reader
      // wants.
      const result = JSON.parse(stdout);
      assert.ok(result !== null && typeof result === 'object', `docs/rpc.md:${line}: ${stdout}`);
      for (const [, method] of code.matchAll(/credentials_(\w+)/g)) methods.add(method);
    }
    const { rpc } = JSON.parse(read('docs/polkadot-js/definitions.json'));
    assert.deepEqual(
      [...methods].sort(),
      Object.keys(rpc.credentials).sort(),
      'a curl for each method',
    );
    t.diagnostic(`${blocks.length} blocks, ${methods.size} methods`);
  });

  test('the published definitions are all that the node offers, and no more', async () => {
    const { methods } = await world.node.rpc.call('rpc_methods');
    const offered = methods.filter((name) => name.startsWith('credentials_')).sort();
    const { rpc } = JSON.parse(read('docs/polkadot-js/definitions.json'));
    assert.deepEqual(
      offered,
      Object.keys(rpc.credentials)
        .map((name) => `credentials_${name}`)
        .sort(),
    );
  });
});

describe('README.md', () => {
  test('its commands exist and can be run', () => {
    const commands = new Set(
      shellBlocks(read('README.md')).flatMap(({ code }) =>
        [...code.matchAll(/(?:^|[\s(])(?:\.\/)?(scripts\/[\w./-]+)/gm)].map(
          ([, command]) => command,
        ),
      ),
    );
    assert.ok(
      commands.has('scripts/demo') && commands.has('scripts/test'),
      [...commands].join(', '),
    );
    for (const command of commands) {
      const path = join(REPOSITORY, command);
      assert.ok(existsSync(path), command);
      if (!command.includes('.')) assert.ok(statSync(path).mode & 0o111, `${command} can be run`);
    }
  });

  test('its two commands say what they do', async () => {
    for (const command of ['scripts/demo', 'scripts/test', 'scripts/setup']) {
      const { error, stdout } = await shell(`${command} -h`, REPOSITORY);
      assert.equal(error, null, command);
      assert.match(stdout, new RegExp(`usage: ${command}`));
    }
  });

  test('the files it points to exist', () => {
    for (const [, target] of read('README.md').matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)) {
      assert.ok(existsSync(join(REPOSITORY, target)), target);
    }
  });
});

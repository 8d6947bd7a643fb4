// SPDX-License-Identifier: Apache-2.0

// Checks the image of the node: the promises of its recipe, and what would be in it. The build
// itself needs a registry and an hour, so it does not run here.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';

import { findBinary } from '../network/node.js';
import { OPS, read, temporaryFolder, tool, withoutComments } from './support.js';

const instructions = withoutComments(read('ops/container/Containerfile'))
  .replace(/\\\n\s*/g, ' ')
  .split('\n')
  .filter(Boolean)
  .map((line) => /^([A-Z]+) +(.*)$/.exec(line).slice(1));

describe('ops/container', { concurrency: 1 }, () => {
  const folder = join(temporaryFolder(), 'rootfs');
  const last = instructions.slice(instructions.findLastIndex(([word]) => word === 'FROM'));
  const one = (word) => last.filter(([found]) => found === word).map(([, value]) => value);

  test('the image has a build behind it and nothing below it', () => {
    const stages = instructions.filter(([word]) => word === 'FROM').map(([, value]) => value);
    assert.equal(stages.length, 2);
    const [, channel] = /^channel = "(.+)"$/m.exec(read('rust-toolchain.toml'));
    assert.equal(stages[0], `docker.io/library/rust:${channel}-slim-bookworm AS build`);
    assert.equal(stages[1], 'scratch');
    assert.deepEqual(
      last.map(([word]) => word).filter((word) => ['RUN', 'ADD', 'SHELL'].includes(word)),
      [],
    );
  });

  test('the node is nobody, and stops as it does elsewhere', () => {
    assert.deepEqual(one('USER'), ['10001:10001']);
    assert.deepEqual(one('STOPSIGNAL'), ['SIGTERM']);
    const [entry] = one('ENTRYPOINT').map(JSON.parse);
    assert.equal(entry[0], '/usr/local/bin/testamur-node');
    assert.deepEqual(one('VOLUME').map(JSON.parse), [['/data']]);
    assert.ok(!entry.some((option) => /external|unsafe/.test(option)));
  });

  test('no keys and no build products are sent to the build', () => {
    const ignored = read('ops/container/.containerignore');
    for (const pattern of ['**/keystore', '**/secret_ed25519', '**/*.env', '**/target']) {
      assert.ok(ignored.split('\n').includes(pattern), pattern);
    }
  });

  test('it holds the node, its libraries, and no shell', async () => {
    mkdirSync(folder);
    const { code, output } = await tool(join(OPS, 'container/rootfs'), [findBinary(), folder]);
    assert.equal(code, 0, output);
    const files = readdirSync(folder, { recursive: true }).map(String);
    const plain = files.filter((file) => statSync(join(folder, file)).isFile());
    const programs = plain.filter((file) => /(^|\/)s?bin\//.test(file));
    assert.deepEqual(programs, ['usr/local/bin/testamur-node']);
    assert.ok(
      plain.every((file) => /^(etc|lib|lib64|usr)\//.test(file)),
      plain.join(', '),
    );
  });

  test('what it holds is enough to run the node', async () => {
    // The node runs with the loader and the libraries of the image, and none of this machine's.
    const { stdout } = await tool('ldd', [findBinary()]);
    const [, loader] = /^\s*(?:\S+ => )?(\/\S*\/ld-\S+)/m.exec(stdout);
    const libraries = new Set(
      [...stdout.matchAll(/=> (\/\S+)/g)].map(([, file]) => join(folder, dirname(file))),
    );
    const { code, output } = await tool(join(folder, loader), [
      ...['--inhibit-cache', '--library-path', [...libraries].join(':')],
      ...[join(folder, 'usr/local/bin/testamur-node'), 'key', 'generate'],
    ]);
    assert.equal(code, 0, output);
    assert.match(output, /Secret phrase/);
  });
});

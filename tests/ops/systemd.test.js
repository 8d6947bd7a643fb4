// SPDX-License-Identifier: Apache-2.0

// Checks the systemd unit with systemd's own tools. scripts/lib/systemd.sh runs it under a real
// systemd.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { findBinary } from '../network/node.js';
import { optionsOf, read, REPOSITORY, temporaryFolder, tool, withoutComments } from './support.js';

const UNIT = 'ops/systemd/testamur-node@.service';
/**
 * The greatest exposure, as `systemd-analyze security` counts it: 0 is none, 10 is full exposure.
 */
const MOST_EXPOSED = 1.6;
const ROLES = ['validator', 'rpc'];

describe('ops/systemd', () => {
  const folder = temporaryFolder();

  test('systemd has no complaint about the unit', async () => {
    // The binary that the unit names is not on this machine.
    const file = join(folder, 'testamur-node@.service');
    writeFileSync(file, read(UNIT).replace('/usr/local/bin/testamur-node', findBinary()));
    const { code, output } = await tool('systemd-analyze', ['verify', '--man=no', file]);
    // The machine's own units may be faulty.
    const ours = output.split('\n').filter((line) => line.includes('testamur-node@'));
    assert.deepEqual(ours, []);
    assert.equal(code, 0, output);
  });

  test('the node may do little', async (t) => {
    const { code, output } = await tool('systemd-analyze', [
      'security',
      '--offline=true',
      `--threshold=${MOST_EXPOSED * 10}`,
      join(REPOSITORY, UNIT),
    ]);
    assert.equal(code, 0, output);
    t.diagnostic(/Overall exposure level.*/.exec(output)[0]);
  });

  for (const role of ROLES) {
    test(`the node knows every option of ${role}.env`, async () => {
      const { code, output } = await tool(findBinary(), [...optionsOf(role), '--help']);
      assert.equal(code, 0, output);
    });
  }

  test('a public node takes no unsafe methods, and a validator is not public', () => {
    const rpc = optionsOf('rpc').join(' ');
    assert.match(rpc, /--rpc-methods safe( |$)/);
    assert.match(rpc, /--rpc-rate-limit \d+/);
    assert.match(rpc, /--rpc-max-connections \d+/);
    assert.doesNotMatch(rpc, /--validator/);
    const validator = optionsOf('validator').join(' ');
    assert.match(validator, /--validator/);
    assert.doesNotMatch(validator, /external|rpc-cors/);
    assert.doesNotMatch(withoutComments(read(UNIT)), /external|unsafe/);
  });
});

// SPDX-License-Identifier: Apache-2.0

// Checks the conversion of measurements into weights, and the arguments of scripts/bench-weights.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const run = (command, ...words) =>
  spawnSync(command, words, { cwd: REPOSITORY, encoding: 'utf8', timeout: 300_000 });

const statistics = (base) => `
	/// Stats nanoseconds:
	///   Min, Max: ${base}_001, ${base}_009
	///   Average:  ${base}_005
	///   Median:   ${base}_004
	///   Std-Dev:  1.5
	///
	/// Percentiles nanoseconds:
	///   99th: ${base}_008
	///   95th: ${base}_007
	///   75th: ${base}_006
`;

describe('the weights of the machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'testamur-weights-'));
  after(() => rmSync(folder, { recursive: true }));
  const write = (name, ...bases) =>
    writeFileSync(join(folder, name), bases.map(statistics).join('\n'));
  const convert = () => run('python3', 'scripts/lib/machine_weights.py', folder, '1000000');

  test('are the averages, with where they come from', () => {
    write('block_weights.rs', 300);
    write('extrinsic_weights.rs', 90);
    write('paritydb_weights.rs', 7, 21);
    const { status, stdout, stderr } = convert();
    assert.equal(status, 0, stderr);
    assert.match(stdout, /BLOCK_EXECUTION: Weight =\s+Weight::from_parts\(300_005 \* NANOS, 0\)/);
    assert.match(stdout, /EXTRINSIC_BASE: Weight =\s+Weight::from_parts\(90_005 \* NANOS, 0\)/);
    assert.match(stdout, /read: 7_005 \* NANOS,/);
    assert.match(stdout, /write: 21_005 \* NANOS,/);
    assert.match(stdout, /1,000,000 batches/);
    assert.match(stdout, new RegExp(`${new Date().getUTCFullYear()}-\\d\\d-\\d\\d, on .+`));
  });

  test('are not made up from what is missing', () => {
    write('paritydb_weights.rs', 7);
    assert.match(convert().stderr, /paritydb_weights.rs has 1 blocks of statistics instead of 2/);
    rmSync(join(folder, 'paritydb_weights.rs'));
    const { status, stdout, stderr } = convert();
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /paritydb_weights.rs is missing/);
  });
});

describe('scripts/bench-weights', () => {
  test('measures every pallet that the runtime can measure', () => {
    const listed = run('scripts/bench-weights', '--list').stdout.trim().split('\n');
    const source = readFileSync(join(REPOSITORY, 'runtime/src/benchmarks.rs'), 'utf8');
    const measurable = [...source.matchAll(/^\t\[(\w+), /gm)].map(([, name]) => name);
    // The benchmark by which the SDK compares machines is no weight.
    const expected = measurable.filter((name) => name !== 'frame_benchmarking');
    assert.ok(expected.length >= 10, expected.join(', '));
    assert.deepEqual(listed.slice().sort(), expected.slice().sort());
  });

  test('says what it does not know before it builds anything', () => {
    for (const [words, pattern] of [
      [['pallet_sudo'], /no "pallet_sudo" to measure/],
      [['--steps'], /--steps needs a number/],
      [['--repeat', '0'], /--repeat needs a number/],
      [['--steps', '1'], /a slope needs two points/],
    ]) {
      const { status, stderr } = run('scripts/bench-weights', ...words);
      assert.equal(status, 1, words.join(' '));
      assert.match(stderr, pattern);
    }
  });
});

// SPDX-License-Identifier: Apache-2.0

// Tries the faults that a verifier meets as `scripts/verdicts` does, on our verifier and on those
// of others, and compares what they say with the table on the page for verifiers.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { isWrong, linesOf } from '../verdicts/table.js';
import { tryFaults } from '../verdicts/trial.js';
import { REPOSITORY, temporaryFolder } from './support.js';

/** The number of rows, of which the first one has no fault. */
const ROWS = 16;
/** The widest that the table may be. */
const WIDTH = 100;

const page = readFileSync(join(REPOSITORY, 'docs/verifier.md'), 'utf8');
const [section] = page.split('\n## Faults\n')[1].split('\n## ');

/** Returns the rows of the table on the page, of which the second one is a ruler. */
function tableOnPage() {
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  return lines.map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

describe('the faults that a verifier meets', { concurrency: 1 }, () => {
  const folder = temporaryFolder();
  let trial;

  before(async () => {
    trial = await tryFaults(folder);
  });

  test('none of them leads our verifier to a wrong verdict', () => {
    assert.equal(trial.rows.length, ROWS);
    const wrong = trial.rows.filter(({ asked, ours }) => isWrong(asked, ours));
    assert.deepEqual(wrong, []);
    assert.equal(trial.wrong, 0);
  });

  test('the table on the page is what was measured, with these versions of others', () => {
    assert.deepEqual(tableOnPage(), trial.table);
    for (const { name, version } of trial.others) {
      assert.ok(section.includes(`\`${name}\` ${version}`), `${name} ${version}`);
    }
  });

  test('the table fits on a terminal', () => {
    const widest = Math.max(...linesOf(trial.table).map((line) => line.length));
    assert.ok(widest <= WIDTH, `${widest} characters`);
  });

  test('a verifier that is wrong is told to be', () => {
    const [{ asked, ours }] = trial.rows.filter(({ asked }) => asked.right === 'cannotTell');
    const lies = [{ answer: 'valid' }, { answer: 'invalid' }, { code: 0 }, { because: [] }];
    for (const change of lies) {
      assert.ok(isWrong(asked, { ...ours, ...change }), JSON.stringify(change));
    }
    const [{ asked: none, ours: good }] = trial.rows;
    assert.ok(isWrong(none, { ...good, because: ['voided'] }));
  });
});

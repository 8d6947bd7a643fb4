// SPDX-License-Identifier: Apache-2.0

// Checks that version 1 of the specification is as it was frozen, and that its numbers are those of the
// code.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { sha256 } from '../client/hash.js';
import { LAYOUT } from '../client/records.js';
import { chunkKey } from '../client/storage.js';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const inSpec = (page) => read(`docs/spec/${page}`);
const readme = inSpec('README.md');

/** Returns the lines of the tables in a section of a page, each as its cells, without their heads. */
function rowsOf(page, heading) {
  const section = page.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`));
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  const isRule = (line) => /^\|[-:|]+\|$/.test(line ?? '');
  return lines
    .filter((line, place) => !isRule(line) && !isRule(lines[place + 1]))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** Returns the number that the first group of a pattern finds in a file. */
const numberIn = (path, pattern) => Number(pattern.exec(read(path))[1]);

test('the pages of version 1 are as they were frozen', () => {
  const sums = inSpec('SHA256SUMS')
    .trimEnd()
    .split('\n')
    .map((line) => /^([0-9a-f]{64}) {2}(\S+)$/.exec(line).slice(1));
  const pages = rowsOf(readme, 'Specifications').map(([page]) => /\]\((.+)\)/.exec(page)[1]);
  const frozen = [...pages, '../../runtime/tests/golden/version-1.txt'];
  assert.deepEqual(sums.map(([, page]) => page).sort(), frozen.sort());
  assert.equal(pages.length, 9);
  for (const [sum, page] of sums) {
    assert.equal(
      sha256(inSpec(page)).toString('hex'),
      sum,
      `docs/spec/${page} is frozen: docs/spec/README.md says what may change. If this may, ` +
        'run "sha256sum" on the pages again and say in the commit why',
    );
  }
});

test('the last of the runtimes is that of the code', () => {
  const lines = rowsOf(readme, 'Runtimes').map((cells) => cells.map(Number));
  const versions = lines.map(([version]) => version);
  assert.deepEqual(
    versions,
    [...new Set(versions)].sort((one, other) => one - other),
  );
  const layout = numberIn('primitives/src/keys.rs', /^pub const LAYOUT: u16 = (\d+);$/m);
  assert.deepEqual(lines.at(-1).slice(0, 3), [
    numberIn('runtime/src/version.rs', /^\tspec_version: (\d+),$/m),
    layout,
    numberIn('primitives/src/evaluate.rs', /^pub const MEANING: u32 = (\d+);$/m),
  ]);
  assert.match(read('runtime/src/version.rs'), /^\tspec_name: Cow::Borrowed\("testamur"\),$/m);
  assert.equal(LAYOUT, layout);
});

test('the layout of the log is that of the code', () => {
  const layout = numberIn(
    'pallets/event-log/src/lib.rs',
    /STORAGE_VERSION: StorageVersion = StorageVersion::new\((\d+)\);/,
  );
  assert.match(inSpec('log.md'), new RegExp(`^This is layout ${layout} of the log\\.$`, 'm'));
  assert.match(inSpec('log.md'), new RegExp(`:__STORAGE_VERSION__:"\\)\` holds ${layout} `));
});

/** The constants of `primitives/src/limits.rs` by what the specification says of them. */
const LIMITS = {
  'bytes of the name of an institution': 'MAX_NAME',
  'bytes of an address': 'MAX_URI',
  'types of a scope': 'MAX_SCOPE',
  'grants of a path': 'MAX_PATH',
  'hashes of an inclusion path': 'MAX_INCLUSION_PATH',
  'document keys of an institution that are not compromised': 'MAX_LISTED_KEYS',
  'document keys of an institution that are in use': 'MAX_CURRENT_KEYS',
  'places of a status list': 'MAX_LIST',
  'acts of an institution that wait for a second account': 'MAX_PENDING_ACTS',
  'open offers of one institution to another': 'MAX_OPEN_OFFERS',
  'anchors in `anchor_many`, roots in `list_batches`': 'MAX_ANCHORS',
  'changes in `change_statuses` or `change_statuses_for`': 'MAX_STATUS_CHANGES',
  'items in `reissue`': 'MAX_REISSUES',
  'levels of accreditation below a grant': 'MAX_DELEGATION',
  'places for grants of an institution': 'MAX_HELD',
  'of these, places that are kept for grants of the council': 'HELD_FOR_COUNCIL',
  'operators of an institution': 'MAX_OPERATORS',
  'final changes of one period': 'MAX_FINAL_CHANGES_ALONE',
  'the period of final changes, in ms': 'FINAL_CHANGES_PERIOD',
  'the time in which a second account agrees, in ms': 'AUTHORIZATION_WINDOW',
  'the time for which a consent is given in advance, in ms': 'MAX_CONSENT',
  'the time by which an institution reaches back, in ms': 'MAX_REACH_BACK',
  'the time of one appointment of a custodian, in ms': 'MAX_CUSTODY',
  'status changes, and reissues, of one appointment': 'MAX_CUSTODIAL_ACTS',
  'the default validity of a type, in ms': 'MAX_VALIDITY',
  'the level of a type': 'MAX_EQF_LEVEL',
};

/** Returns the values of the constants in Rust, which are sums, products and powers of two. */
function constantsIn(path) {
  const values = new Map();
  const factor = (text) => values.get(text) ?? Number(text.replaceAll('_', ''));
  const product = (text) => text.split('*').reduce((sofar, part) => sofar * factor(part.trim()), 1);
  const sum = (text) => text.split('+').reduce((sofar, part) => sofar + product(part), 0);
  for (const [, name, value] of read(path).matchAll(/^pub const (\w+): \w+ = (.+);$/gm)) {
    const [base, power = '0'] = value.replace(/ as \w+/g, '').split('<<');
    values.set(name, sum(base) * 2 ** sum(power));
  }
  return values;
}

test('the limits are those of the code', () => {
  const constants = constantsIn('primitives/src/limits.rs');
  const rows = rowsOf(inSpec('records.md'), 'Limits');
  assert.deepEqual(rows.map(([what]) => what).sort(), Object.keys(LIMITS).sort());
  for (const [what, most] of rows) {
    assert.equal(Number(most.replaceAll(',', '')), constants.get(LIMITS[what]), what);
  }
});

test('the key that storage.md shows is that of its words', () => {
  const [, shown] = /^(0x[0-9a-f]+)$/m.exec(read('docs/storage.md'));
  assert.equal(shown, chunkKey({ institution: 2, root: `0x${'dd'.repeat(32)}` }, 1));
});

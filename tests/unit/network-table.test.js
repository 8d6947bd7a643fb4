// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { summaryOf, tableOf } from '../network/table.js';

const alice = {
  name: 'alice',
  role: 'validator',
  state: 'running',
  inSet: true,
  height: 1_234,
  finalized: 1_233,
  peers: 4,
  authored: 7,
  spec: 101,
  rpc: 'http://127.0.0.1:9945',
};
const archive = { ...alice, name: 'archive', role: 'archive', inSet: false, authored: undefined };
const stopped = { name: 'bob', role: 'validator', state: 'stopped', rpc: 'http://127.0.0.1:9946' };

/** Returns the cells of a line, which are at least three spaces apart. */
const cells = (line) => line.trim().split(/ {3,}/);

describe('the status table', () => {
  test('has a heading and a line for each node', () => {
    const lines = tableOf([alice, archive, stopped]);
    assert.equal(lines.length, 4);
    assert.deepEqual(cells(lines[0]).slice(0, 4), ['node', 'role', 'state', 'in set']);
    assert.deepEqual(cells(lines[1]), [
      ...['alice', 'validator', 'running', 'yes', '1,234', '1,233', '1', '4', '7', '101'],
      'http://127.0.0.1:9945',
    ]);
    assert.deepEqual(cells(lines[2]).slice(3, 4), ['no']);
  });

  test('says nothing of what is not known', () => {
    const [, line] = tableOf([stopped]);
    assert.deepEqual(cells(line), [
      ...['bob', 'validator', 'stopped', '–', '–', '–', '–', '–', '–', '–'],
      'http://127.0.0.1:9946',
    ]);
    const [, silent] = tableOf([{ ...stopped, state: 'silent' }]);
    assert.equal(cells(silent)[2], 'silent');
  });

  test('is aligned, with colours and without', () => {
    const statuses = [alice, archive, stopped];
    const plain = tableOf(statuses);
    const places = plain.map((line) => line.indexOf('http'));
    assert.equal(new Set(places.slice(1)).size, 1);
    assert.equal(plain[0].indexOf('RPC'), places[1]);
    const coloured = tableOf(statuses, (code, text) => `\x1b[${code}m${text}\x1b[0m`);
    assert.deepEqual(
      coloured.map((line) => line.replace(/\x1b\[\d+m/g, '').trimEnd()),
      plain,
    );
    assert.notDeepEqual(coloured, plain);
  });

  test('marks a node without peers and one that lags behind', () => {
    const marks = [];
    const mark = (code, text) => {
      marks.push([code, text.trim()]);
      return text;
    };
    tableOf([{ ...alice, peers: 0, finalized: 1_200 }], mark);
    assert.deepEqual(
      marks.filter(([, text]) => ['0', '34', 'running'].includes(text)),
      [
        [32, 'running'],
        [33, '34'],
        [31, '0'],
      ],
    );
  });
});

describe('the summary', () => {
  test('names how many run and how far they are', () => {
    assert.equal(summaryOf([alice, archive]), '2 of 2 nodes run; final up to block 1,233.');
    assert.equal(
      summaryOf([alice, { ...archive, finalized: 9 }, stopped]),
      '2 of 3 nodes run; final up to block 9 to 1,233.',
    );
    assert.equal(summaryOf([stopped]), 'No node runs.');
  });
});

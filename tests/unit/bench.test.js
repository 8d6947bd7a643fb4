// SPDX-License-Identifier: Apache-2.0

// Checks what the bench derives from its observations: rates, percentiles, limits, metrics.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { isSigned } from '../../bench/blocks.js';
import { added, merged } from '../../bench/details.js';
import { compactLength } from '../../bench/extrinsics.js';
import { cpuSeconds, describeMachine, memoryOf } from '../../bench/machine.js';
import { detailsOf, limitOf, rateOf, steady } from '../../bench/rates.js';
import { COHORT, REVOCATIONS } from '../../bench/revocations.js';
import { Signer } from '../../bench/signers.js';
import { compact } from '../client/bytes.js';
import { byLabel, increases, parse, total } from '../client/metrics.js';
import { median, percentile, rounded } from '../util/statistics.js';

/** Returns blocks three seconds apart, with numbers of items of which a hundred fill a block. */
const blocksOf = (...items) =>
  items.map((count, place) => ({
    items: count,
    extrinsics: count,
    bytes: 10 * count,
    fullness: count / 100,
    time: (place + 1) * 3_000,
    parentTime: place * 3_000,
  }));
const counts = (blocks) => blocks.map(({ items }) => items);

describe('statistics', () => {
  test('the median of odd and even counts, in any order', () => {
    assert.equal(median([5, 1, 3]), 3);
    assert.equal(median([4, 1, 3, 2]), 2.5);
    assert.equal(median([7]), 7);
  });

  test('percentiles by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, place) => 100 - place);
    assert.equal(percentile(hundred, 0.5), 50);
    assert.equal(percentile(hundred, 0.95), 95);
    assert.equal(percentile(hundred, 1), 100);
    assert.equal(percentile([3], 0.95), 3);
    assert.equal(percentile([1, 2], 0), 1);
  });

  test('digits that matter', () => {
    assert.equal(rounded(123.456789), 123.5);
    assert.equal(rounded(0.000123456, 2), 0.00012);
  });
});

describe('rates', () => {
  test('full blocks only, from the first to the last of them', () => {
    const blocks = steady(blocksOf(0, 40, 100, 95, 80, 100, 30, 0));
    assert.deepEqual(counts(blocks), [100, 95, 80, 100]);
    assert.equal(rateOf(blocks), 375 / 12);
  });

  test('without two full ones: those between the first and the last with anything in them', () => {
    assert.deepEqual(counts(steady(blocksOf(0, 10, 50, 60, 0, 50, 20, 0))), [50, 60, 0, 50]);
    assert.deepEqual(counts(steady(blocksOf(0, 10, 100, 60))), [10, 100, 60]);
  });

  test('a few transactions in a single block', () => {
    const blocks = steady(blocksOf(0, 0, 6, 0));
    assert.deepEqual(counts(blocks), [6]);
    assert.equal(rateOf(blocks), 2);
  });

  test('a slot that was left out counts as time', () => {
    const [first, second] = blocksOf(100, 100);
    const late = { ...second, time: second.time + 3_000 };
    assert.equal(rateOf([first, late]), 200 / 9);
  });

  test('what is told of them', () => {
    assert.deepEqual(detailsOf(blocksOf(100, 80, 93)), {
      blocks: 3,
      fullBlocks: 2,
      fullness: 0.91,
      extrinsicsPerBlock: 93,
      bytesPerBlock: 930,
    });
  });

  test('what has limited it', () => {
    const limit = (reasons, fullness) => limitOf({ reasons, fullness, nodes: 0.5, cores: 2 });
    const some = { no_more_transactions: 7, hit_block_weight_limit: 4, hit_deadline: 1 };
    assert.equal(
      limit(some, 0.98),
      'the declared weight of a block (hit_block_weight_limit in 4 of 12 blocks); ' +
        'nodes took 0.50 of 2 cores',
    );
    assert.match(limit(some, 0.4), /^what the pool had ready \(hit_block_weight_limit in 4/);
    assert.match(limit({ hit_deadline: 3 }, 0.4), /^the author's time for a block/);
    assert.match(
      limit({ no_more_transactions: 3, hit_deadline: 0 }, 0.1),
      /^what the pool had ready/,
    );
    assert.match(limit({}, 0.1), /^what the pool had ready; nodes/);
    assert.match(limit({ something_new: 2 }, 1), /^something_new \(something_new in 2 of 2/);
  });

  test('details of several runs', () => {
    const runs = [
      { blocks: 3, full: true, share: 0.5 },
      { blocks: 5, full: false, share: 0.7 },
      { blocks: 4, full: true, share: 0.6 },
    ];
    assert.deepEqual(merged(runs), { blocks: 4, full: 'true, false, true', share: 0.6 });
    assert.deepEqual(merged(runs.slice(0, 1)), { blocks: 3, full: true, share: 0.5 });
    assert.deepEqual(added([{ a: 1 }, { a: 2, b: 3 }]), { a: 3, b: 3 });
  });
});

describe('metrics', () => {
  const PAGE = [
    '# HELP reasons Why it ended. {not="a label"} 5',
    '# TYPE reasons counter',
    'reasons{chain="dev",reason="hit_deadline"} 2',
    'reasons{chain="dev",reason="no_more_transactions"} 40',
    'reasons{chain="other",reason="hit_deadline"} 1',
    'said{what="a \\"word\\", a \\\\ and a\\nline"} 1',
    'bare 1.5e3',
    'dated 7 1700000000000',
    'buckets{le="+Inf"} +Inf',
    '',
  ].join('\n');
  const samples = parse(PAGE);

  test('samples with and without labels', () => {
    assert.equal(samples.length, 7);
    assert.deepEqual(samples[4], { name: 'bare', labels: {}, value: 1_500 });
    assert.equal(samples[5].value, 7);
    assert.equal(samples[6].value, Infinity);
    assert.equal(samples[3].labels.what, 'a "word", a \\ and a\nline');
  });

  test('by label, in all, and how much they have grown', () => {
    const now = byLabel(samples, 'reasons', 'reason');
    assert.deepEqual(now, { hit_deadline: 3, no_more_transactions: 40 });
    assert.deepEqual(increases({ no_more_transactions: 30 }, now), {
      hit_deadline: 3,
      no_more_transactions: 10,
    });
    assert.equal(total(samples, 'reasons'), 43);
    assert.equal(total(samples, 'nothing'), 0);
  });
});

describe('extrinsics', () => {
  test('compact numbers of every width, as SCALE has them', () => {
    for (const [number, hex] of [
      [0, '00'],
      [1, '04'],
      [63, 'fc'],
      [64, '0101'],
      [16_383, 'fdff'],
      [16_384, '02000100'],
      [2 ** 30 - 1, 'feffffff'],
    ]) {
      const bytes = compact(number);
      assert.equal(bytes.toString('hex'), hex);
      assert.equal(compactLength(bytes[0]), bytes.length);
    }
  });

  test('whose an extrinsic is', () => {
    assert.ok(isSigned('0x0884aa'));
    assert.ok(!isSigned('0x080402'));
    assert.ok(!isSigned('0x0805aa'));
    assert.ok(isSigned(`0x${compact(300).toString('hex')}84${'00'.repeat(299)}`));
    assert.ok(!isSigned(`0x${compact(20_000).toString('hex')}05${'00'.repeat(19_999)}`));
  });

  test('an account of a name is the same each time, and no other is', () => {
    const [one, again, other] = ['one', 'one', 'other'].map((name) => new Signer(name));
    assert.equal(one.address, again.address);
    assert.notEqual(one.address, other.address);
    assert.match(one.address, /^0x[0-9a-f]{64}$/);
    assert.equal(one.sign(Buffer.from('what')).length, 64);
  });
});

test('no credential is revoked twice, by whichever way', () => {
  const seen = new Set();
  let count = 0;
  for (const { places, changes } of REVOCATIONS) {
    for (let turn = 0; turn < 3_000; turn++) {
      const indices = places(turn);
      assert.equal(indices.length, changes);
      assert.ok(indices.every((index) => index < COHORT));
      for (const index of indices) seen.add(index);
      count += indices.length;
    }
  }
  assert.equal(seen.size, count);
  const chunks = ([, { places }]) => new Set(places(1).map((index) => index >> 8)).size;
  assert.deepEqual(Object.entries(REVOCATIONS).map(chunks), [1, 1, 256]);
});

test('this machine, and what this process takes of it', () => {
  const { cores, memoryGiB, kernel } = describeMachine();
  assert.ok(cores >= 1 && memoryGiB > 0);
  assert.match(kernel, /\w+ \d/);
  assert.ok(cpuSeconds(process.pid) > 0);
  const { now, most } = memoryOf(process.pid);
  assert.ok(now > 2 ** 20 && most >= now);
});

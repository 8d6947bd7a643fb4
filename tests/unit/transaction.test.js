// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { TypeRegistry } from '@polkadot/types';

import { compact } from '../client/bytes.js';
import { toHex } from '../client/hex.js';
import { era } from '../client/transaction.js';

const registry = new TypeRegistry();

test('eras are those of another implementation', () => {
  for (let bits = 2; bits <= 16; bits++) {
    const period = 2 ** bits;
    const step = Math.max(period / 4_096, 1);
    for (const place of [0, 1, 2, 3, 63, 64, 1_000, 4_095, 1_234_567]) {
      const current = place * step;
      const theirs = registry.createType('MortalEra', { current, period }).toHex();
      assert.equal(toHex(era(period, current)), theirs, `${period} from ${current}`);
    }
  }
});

test('eras that do not exist are refused', () => {
  for (const period of [0, 1, 2, 3, 48, 2 ** 17]) assert.throws(() => era(period, 0), RangeError);
  assert.throws(() => era(65_536, 8), RangeError);
});

test('compact integers are those of another implementation', () => {
  for (const number of [0, 1, 63, 64, 16_383, 16_384, 2 ** 30 - 1])
    assert.equal(toHex(compact(number)), toHex(registry.createType('Compact<u32>', number).toU8a()));
  assert.throws(() => compact(2 ** 30), RangeError);
});

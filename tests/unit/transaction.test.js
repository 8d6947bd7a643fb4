// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { TypeRegistry } from '@polkadot/types';

import { compact, u32, u8 } from '../client/bytes.js';
import { toHex } from '../client/hex.js';
import { era, signedTransaction } from '../client/transaction.js';

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

/** Returns the signer of test 1 in RFC 8032, section 7.1. */
function testSigner() {
  const seed = Buffer.from(
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'hex',
  );
  // RFC 8410: what precedes the 32 bytes of a private key of Ed25519.
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const der = Buffer.concat([prefix, seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x, 'base64url');
  return { publicKey, type: 'ed25519', sign: (bytes) => sign(null, bytes, key) };
}

test('the call and the transaction are those of the specification', () => {
  const page = readFileSync(new URL('../../docs/spec/transactions.md', import.meta.url), 'utf8');
  const shown = (what) => new RegExp(`^${what} *(0x[0-9a-f]+)$`, 'm').exec(page)[1];
  const never = u8(2);
  const anchor = Buffer.concat([Buffer.alloc(32, 0xdd), u32(2), never]);
  const call = Buffer.concat([u8(20), u8(18), u32(2), u32(1), anchor]);
  assert.equal(toHex(call), shown(''));
  const mortality = { era: era(64, 42), block: `0x${'02'.repeat(32)}` };
  assert.equal(toHex(mortality.era), shown('era'));
  const chain = { specVersion: 2, transactionVersion: 2, genesis: `0x${'01'.repeat(32)}` };
  const signer = testSigner();
  const signed = [];
  const noting = {
    ...signer,
    sign: (bytes) => {
      signed.push(toHex(bytes));
      return signer.sign(bytes);
    },
  };
  const transaction = signedTransaction(call, noting, chain, 5, mortality);
  assert.deepEqual(signed, [shown('signed')]);
  assert.equal(transaction, shown('transaction'));
});

// SPDX-License-Identifier: Apache-2.0

// Checks bundles that a node of a real network made, before and after its validators changed
// (tools/make-bundles.js), with the second implementation.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { checkBundle } from '../client/bundle.js';
import { fileOf } from '../client/evidenceCodec.js';
import { fromHex } from '../client/hex.js';
import { TrustRoot } from '../client/trustRoot.js';

const made = JSON.parse(
  readFileSync(new URL('../../proof/tests/network.json', import.meta.url), 'utf8'),
);
const ANY_AGE = { now: Date.now(), maxAge: null };
/** Returns the trust in the first block of that network. */
const trust = () => {
  const authorities = made.authorities.map((key) => ({ key: fromHex(key), weight: 1n }));
  return TrustRoot.atGenesis(made.genesis, authorities);
};

describe('bundles of a real network', () => {
  test('each shows what its node said, and is small', async (t) => {
    const trusted = trust();
    trusted.learn(fileOf(made.handOffs));
    assert.equal(trusted.table.length, 2);
    for (const { name, file, references, verdicts } of made.bundles) {
      const shown = await checkBundle(fileOf(file), trusted, ANY_AGE);
      for (const [place, { asOf, ...said }] of verdicts.entries()) {
        assert.equal(shown.asOf.hash, asOf.blockHash);
        assert.deepEqual(await shown.verdict(references[place]), said, name);
      }
      t.diagnostic(`${name}: ${fileOf(file).length} bytes, set ${shown.asOf.setId}`);
    }
    const outcomes = made.bundles.map(({ verdicts }) => verdicts.map(({ outcome }) => outcome));
    assert.deepEqual(outcomes[0], ['valid', 'valid', 'invalid']);
    assert.deepEqual(outcomes[1], ['valid', 'invalid', 'invalid']);
    assert.deepEqual(outcomes[2], outcomes[0], 'the past is as it was');
  });

  test('without the hand-offs, the second set is unknown', async () => {
    const trusted = trust();
    for (const { file, name } of made.bundles.slice(0, 3)) {
      assert.ok(await checkBundle(fileOf(file), trusted, ANY_AGE), name);
    }
    for (const { file, name } of made.bundles.slice(3)) {
      const check = checkBundle(fileOf(file), trusted, ANY_AGE);
      await assert.rejects(check, ({ word }) => word === 'unknownSet', name);
    }
  });
});

// SPDX-License-Identifier: Apache-2.0

// Uses polkadot.js as its users do, with nothing of this repository but the published definitions.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';

import { ownNode, REPOSITORY } from './support.js';

describe('polkadot.js', { concurrency: 1 }, () => {
  const world = ownNode();
  const alice = new Keyring({ type: 'sr25519' }).addFromUri('//Alice');
  before(async () => {
    const file = readFileSync(join(REPOSITORY, 'docs/polkadot-js/definitions.json'), 'utf8');
    const provider = new WsProvider(world.node.ws);
    world.api = await ApiPromise.create({ provider, noInitWarn: true, ...JSON.parse(file) });
  });

  test('signs, sends and follows a transaction, with no balance anywhere', async () => {
    const { api } = world;
    assert.equal(api.query.balances, undefined);
    const result = await new Promise((resolve, reject) => {
      api.tx.system
        .remarkWithEvent('hello')
        .signAndSend(alice, (progress) => {
          if (progress.isError) reject(new Error(`it is ${progress.status.type}`));
          if (progress.isFinalized) resolve(progress);
        })
        .catch(reject);
    });
    assert.equal(result.dispatchError, undefined);
    const names = result.events.map(({ event }) => `${event.section}.${event.method}`);
    assert.deepEqual(names.slice(-2), ['system.Remarked', 'system.ExtrinsicSuccess']);
  });

  test('knows every call, error and event by name and by its own words', () => {
    const { api } = world;
    const { anchor, changeStatuses, withdrawAccreditation } = api.tx.credentials;
    for (const call of [anchor, changeStatuses, withdrawAccreditation]) {
      assert.ok(call.meta.docs.length > 0, call.meta.name.toString());
    }
    const errors = Object.values(api.errors.credentials);
    assert.ok(errors.length > 50);
    for (const { meta } of errors) assert.ok(meta.docs.length > 0, meta.name.toString());
  });

  test('reads the credentials methods by the published definitions', async () => {
    const { api } = world;
    const answer = await api.rpc.credentials.isAuthorized(1, 1);
    assert.equal(answer.get('authorized'), false);
    assert.ok((await api.rpc.credentials.institution(1)).isNone);
    const types = await api.rpc.credentials.types();
    assert.deepEqual(types.get('items'), []);
    const hash = api.createType('H256').toHex();
    const reference = { institution: 1, leaf: hash, index: 0, size: 1, path: [] };
    const [verdict] = await api.rpc.credentials.verify([reference]);
    assert.deepEqual(verdict.get('reasons'), ['notAnchored']);
    const head = await api.rpc.chain.getFinalizedHead();
    const [then] = await api.rpc.credentials.verify([reference], { hash: head });
    assert.deepEqual(then.toJSON(), verdict.toJSON());
  });

  test('the standard methods answer as on every chain of the SDK', async () => {
    const { block } = await world.node.rpc.call('chain_getBlock');
    assert.ok(block.extrinsics.length > 0);
    for (const extrinsic of block.extrinsics) {
      assert.match(String(extrinsic), /^0x[0-9a-f]+$/, 'an extrinsic is hex');
    }
    const properties = await world.node.rpc.call('system_properties');
    // The token has an empty name; without the entry, wallets would show everyone a balance in a
    // token of their own default.
    assert.deepEqual(properties, { ss58Format: 42, tokenDecimals: 0, tokenSymbol: '' });
  });
});

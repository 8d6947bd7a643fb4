// SPDX-License-Identifier: Apache-2.0

// Uses polkadot.js as its users do, with nothing of this repository but the published definitions.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';

import { ownNode, REPOSITORY } from './support.js';

describe('polkadot.js', { concurrency: 1 }, () => {
  const world = ownNode();
  const alice = new Keyring({ type: 'sr25519' }).addFromUri('//Alice');
  const warnings = [];
  let raw;
  after(() => raw?.disconnect());
  before(async () => {
    const file = readFileSync(join(REPOSITORY, 'docs/polkadot-js/definitions.json'), 'utf8');
    const provider = new WsProvider(world.node.ws);
    const { warn } = console;
    console.warn = (...words) => warnings.push(words.join(' '));
    world.api = await ApiPromise.create({ provider, ...JSON.parse(file) });
    console.warn = warn;
    raw = new WsProvider(world.node.ws);
    await raw.isReady;
  });

  test('warns of nothing but methods of the SDK that it does not know', () => {
    const [first, ...more] = warnings;
    assert.deepEqual(more, []);
    assert.match(first, /API\/INIT: RPC methods not decorated: /);
    assert.ok(!first.includes('credentials_'), first);
  });

  test('without the definitions, the methods are called raw', async () => {
    const reference = { institution: 1, leaf: `0x${'00'.repeat(32)}`, index: 0, size: 1, path: [] };
    const [verdict] = await raw.send('credentials_verify', [[reference], null]);
    assert.deepEqual(verdict.reasons, ['notAnchored']);
  });

  test('of two that one account signs with one nonce, the second is refused', async () => {
    const { api } = world;
    const { nonce } = await api.query.system.account(alice.address);
    const sign = (text) => api.tx.system.remarkWithEvent(text).signAsync(alice, { nonce });
    const [first, second] = [await sign('first machine'), await sign('second machine')];
    const submit = (signed) => raw.send('author_submitExtrinsic', [signed.toHex()]);
    assert.match(await submit(first), /^0x[0-9a-f]{64}$/);
    await assert.rejects(submit(second), /: (1014: Priority is too low|1010: .*outdated)/);
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

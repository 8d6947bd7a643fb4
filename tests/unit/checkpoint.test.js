// SPDX-License-Identifier: Apache-2.0

// Checks the form of checkpoints, and what smoldot makes of them, as docs/checkpoint.md has it. No node
// is there: smoldot reads the specification before it looks for one.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { forSmoldot, rowAfter, withCheckpoint } from '../client/checkpoint.js';
import { blake2 } from '../client/evidenceCodec.js';
import { AuthoritySet } from '../client/finality.js';
import { fromHex, toHex } from '../client/hex.js';
import { LightClient } from '../client/lightClient.js';
import { waitFor } from '../network/wait.js';

/** Block 11 of a local network. */
const HEADER =
  '0x77cb9c0dd7bae98f0faed57937e0fc217173b523615b06fc0c7ab350e90389fa2c215b98c2cdd46e4725ff1f2f22' +
  '954fdae95d54db179f5e257c9c6552becd9bcfc66aaa971c4ea7ec56bec582c6c74ab0c89989762c569dbf599bc30f' +
  'db7782d7080661757261201202ae2300000000056175726101013070052aebbad0a62c06e619dfd22d1590008d6988' +
  '6579c50e6e5eb6cd6a5a6ccc55d61e941a19de966789d531cdbf2c50fc5f213e7d62cb200401cb7d756088';
const STATE_ROOT = `0x${'11'.repeat(32)}`;
const EMPTY_TRIE = '0x03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314';
const SPECIFICATION = {
  ...{ name: 'Nowhere', id: 'nowhere', chainType: 'Local', bootNodes: [], properties: null },
  genesis: { stateRootHash: STATE_ROOT },
};
const genesisHeader = [Buffer.alloc(33), fromHex(STATE_ROOT), fromHex(EMPTY_TRIE), Buffer.alloc(1)];
const key = Buffer.alloc(32, 0xab);
const checkpoint = {
  header: HEADER,
  set: new AuthoritySet(1n, [{ key, weight: 2n }]),
  table: [
    { set: 0n, first: 1, last: 10 },
    { set: 1n, first: 11, last: null },
  ],
  genesis: toHex(blake2(Buffer.concat(genesisHeader))),
  authors: [key],
};

describe('a checkpoint', () => {
  const specification = withCheckpoint(SPECIFICATION, checkpoint);
  const { lightSyncState } = specification;
  const refused = (changes, message) => {
    const changed = { ...specification, lightSyncState: { ...lightSyncState, ...changes } };
    return assert.rejects(LightClient.start(changed), { message });
  };

  test('has the set as nodes store it', () => {
    const authorities = `04${'ab'.repeat(32)}0200000000000000`;
    const former = '0400000000000000000a000000';
    assert.deepEqual(lightSyncState, {
      babeEpochChanges: '0x000000',
      babeFinalizedBlockWeight: 0,
      finalizedBlockHeader: HEADER,
      grandpaAuthoritySet: `0x${authorities}0100000000000000${'000000'}${former}`,
    });
    assert.deepEqual(SPECIFICATION.lightSyncState, undefined);
  });

  test('has the set that makes the next block final', () => {
    const setAfter = (number) => rowAfter(checkpoint.table, number).set;
    assert.deepEqual([1, 9, 10, 11].map(setAfter), [0n, 0n, 1n, 1n]);
  });

  test('is read by smoldot, and passed over', async () => {
    const parse = /Failed to parse chain spec/;
    await refused({}, /Invalid checkpoint .*: GenesisBlockCheckpoint/);
    await refused({ grandpaAuthoritySet: lightSyncState.grandpaAuthoritySet.slice(0, -2) }, parse);
    await refused({ babeEpochChanges: '0x0000' }, parse);
    await refused({ babeEpochChanges: undefined }, parse);
    await refused({ auraSlotDuration: 3_000 }, parse);
  });

  test('is refused by smoldot with epochs of BABE', async () => {
    const { babeEpochChanges } = forSmoldot(SPECIFICATION, checkpoint).specification.lightSyncState;
    await refused({ babeEpochChanges }, /Invalid checkpoint .*: ConsensusAlgorithmMismatch/);
  });

  test('is where smoldot begins with a database', async () => {
    const begun = forSmoldot(SPECIFICATION, checkpoint);
    const invented = { ...begun, database: { ...begun.database, genesisHash: '00'.repeat(32) } };
    for (const [from, expected] of [
      [begun, { from: 'Database', number: 11 }],
      [invented, { from: 'specification', number: 1 }],
    ]) {
      const light = await LightClient.start(from.specification, from.database);
      await waitFor(() => light.logged(/starting at:/), { what: 'the beginning' });
      const { beginning } = light;
      await light.close();
      assert.deepEqual(beginning, expected);
    }
  });
});

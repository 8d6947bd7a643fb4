// SPDX-License-Identifier: Apache-2.0

// Checkpoints for light clients, as docs/checkpoint.md defines them: a final block, and the set of
// authorities that makes the blocks after it final.

import { compact, u32, u64, u8 } from './bytes.js';
import { blake2 } from './evidenceCodec.js';
import { AuthoritySet, encodeAuthorities } from './finality.js';
import { fromHex, toHex } from './hex.js';

const NOTHING = u8(0);
const SLOT_DURATION = 3_000;
const digits = (hex) => hex.slice(2);

/** Returns the row of a table of known sets whose set makes the block after a number final. */
export const rowAfter = (table, number) => table.findLast(({ first }) => first <= number + 1);

/** Returns the last blocks of the sets before one, as nodes list them. */
const changesBefore = (id, table) =>
  table.filter(({ set, last }) => set < id && last !== null).map(({ set, last }) => [set, last]);

/**
 * Encodes a set of authorities as a node stores its own, without changes that are not final yet.
 *
 * @param {import('./finality.js').AuthoritySet} set
 * @param {object[]} table the known sets, of which those before it are listed
 */
function encodeSet(set, table) {
  const changes = changesBefore(set.id, table);
  return Buffer.concat([
    encodeAuthorities(set.authorities),
    u64(set.id),
    // Of the changes that wait for a block to be final there is no tree, and no final number.
    ...[NOTHING, NOTHING],
    // There are no forced changes.
    NOTHING,
    compact(changes.length),
    ...changes.flatMap(([id, last]) => [u64(id), u32(last)]),
  ]);
}

/**
 * Returns the `lightSyncState` of a checkpoint.
 *
 * @param {object} checkpoint
 * @param {string} checkpoint.header the header of a final block in SCALE, in hex
 * @param {import('./finality.js').AuthoritySet} checkpoint.set the authorities after that block
 * @param {object[]} [checkpoint.table] the known sets
 */
const lightSyncState = ({ header, set, table = [] }) => ({
  // Two lists and an option of BABE, which these chains do not have.
  babeEpochChanges: toHex(Buffer.concat([NOTHING, NOTHING, NOTHING])),
  babeFinalizedBlockWeight: 0,
  finalizedBlockHeader: header,
  grandpaAuthoritySet: toHex(encodeSet(set, table)),
});

/** Returns a specification with a checkpoint, and leaves the given one as it is. */
export const withCheckpoint = (specification, checkpoint) => ({
  ...specification,
  lightSyncState: lightSyncState(checkpoint),
});

/** Returns what members compare: each of them reads it from a node of its own. */
export const fingerprintOf = ({ header, set }) => ({
  block: toHex(blake2(fromHex(header))),
  setId: Number(set.id),
  set: set.hash,
});

/** Returns a checkpoint from what `testamur-node checkpoint` prints. */
export const fromPrinted = ({ header, genesis, setId, authorities, authors }) => ({
  header,
  genesis,
  set: new AuthoritySet(
    BigInt(setId),
    authorities.map((key) => ({ key: fromHex(key), weight: 1n })),
  ),
  authors: authors.map(fromHex),
});

/** Returns an item of a digest of BABE, by its kind. */
const babeItem = (kind, data) =>
  Buffer.concat([u8(kind), Buffer.from('BABE'), compact(data.length), data]);

/** Returns the header of a block 1 that was never made. */
function inventedHeader() {
  const slot = Buffer.concat([u8(2), u32(0), u64(1)]);
  const digest = [babeItem(6, slot), babeItem(5, Buffer.alloc(64))];
  const empty = Buffer.alloc(32);
  return Buffer.concat([empty, compact(1), empty, empty, compact(digest.length), ...digest]);
}

/** Returns an epoch of BABE in which nobody has a key, with the hash that it is listed under. */
function inventedEpoch(index) {
  const [key, weight] = [Buffer.alloc(32), u64(1)];
  const [numerator, denominator, plain] = [u64(1), u64(4), u8(1)];
  return Buffer.concat([
    ...[Buffer.alloc(32, index), u32(1), u8(1), u64(index), u64(1), u64(1)],
    ...[compact(1), key, weight, Buffer.alloc(32), numerator, denominator, plain],
  ]);
}

/**
 * Returns what makes smoldot begin at a checkpoint: its `database`, and the `specification` without
 * which it passes over what a database says of a chain. It believes no checkpoint in a specification
 * but those of BABE, so this one has an invented one, which leads nowhere without the database.
 *
 * @param {object} specification of the chain
 * @param {object} checkpoint as `withCheckpoint` takes it, with two members more:
 * @param {string} checkpoint.genesis the hash of block 0
 * @param {Buffer[]} checkpoint.authors the keys of Aura in the state of the block
 */
export function forSmoldot(specification, { header, set, genesis, authors }) {
  const epochs = Buffer.concat([NOTHING, NOTHING, compact(2), inventedEpoch(1), inventedEpoch(2)]);
  const invented = lightSyncState({ header: toHex(inventedHeader()), set });
  const chain = {
    version: '1',
    finalized_block_header: digits(header),
    aura_slot_duration: SLOT_DURATION,
    aura_finalized_authorities: authors.map((key) => ({ public_key: key.toString('hex') })),
    grandpa_after_finalized_block_authorities_set_id: Number(set.id),
    grandpa_finalized_triggered_authorities: set.authorities.map(({ key, weight }) => ({
      public_key: key.toString('hex'),
      weight: Number(weight),
    })),
  };
  return {
    specification: {
      ...specification,
      lightSyncState: { ...invented, babeEpochChanges: toHex(epochs) },
    },
    database: { genesisHash: digits(genesis), chain, nodes: {} },
  };
}

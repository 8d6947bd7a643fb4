// SPDX-License-Identifier: Apache-2.0

// Reads the status of a node over plain JSON-RPC.

import { setTimeout as delay } from 'node:timers/promises';

import { connect } from '../client/chain.js';
import { fromHex, toHex } from '../client/hex.js';

/** The time after which a node without an answer counts as silent, in milliseconds. */
const TIMEOUT = 30_000;
const ACCOUNT_BYTES = 32;
/** There are at most a hundred validators, so one page holds them. */
const PAGE = 1_000;

/** Returns a node's last final block. */
export async function readFinalized(rpc) {
  const hash = await rpc.call('chain_getFinalizedHead');
  return { hash, number: await readNumber(rpc, hash) };
}

/** Returns the number of a block, by default of the best one. */
export const readNumber = async (rpc, ...hash) =>
  Number((await rpc.call('chain_getHeader', ...hash)).number);

/** Returns the Aura keys, in hex, that may author the block after the best one. */
export async function readAuthorities(rpc) {
  const bytes = fromHex(await rpc.call('state_call', 'AuraApi_authorities', '0x'));
  // The bytes are a list of 32 bytes each, after its length in one, two or four bytes.
  return chunks(bytes.subarray(bytes.length % ACCOUNT_BYTES), ACCOUNT_BYTES).map(toHex);
}

const chunks = (bytes, size) =>
  Array.from({ length: bytes.length / size }, (_, place) =>
    bytes.subarray(place * size, (place + 1) * size),
  );

/**
 * Returns whether a node holds the key of one of the present authorities. It calls an unsafe
 * method.
 */
export async function isInSet(rpc) {
  const authorities = await readAuthorities(rpc);
  const held = await Promise.all(authorities.map((key) => rpc.call('author_hasKey', key, 'aura')));
  return held.includes(true);
}

/**
 * Returns everything that the status table shows of one node.
 *
 * @returns {Promise<object>} rejects if the node does not answer
 */
export function readStatus(rpc) {
  const abort = new AbortController();
  const late = delay(TIMEOUT, undefined, { signal: abort.signal }).then(() => {
    throw new Error(`no answer within ${TIMEOUT / 1_000} s`);
  });
  late.catch(() => undefined);
  return Promise.race([ask(rpc), late]).finally(() => abort.abort());
}

async function ask(rpc) {
  const [health, height, finalized, { specVersion }, roles, inSet] = await Promise.all([
    rpc.call('system_health'),
    readNumber(rpc),
    readFinalized(rpc),
    rpc.call('state_getRuntimeVersion'),
    rpc.call('system_nodeRoles'),
    // A node that listens on other addresses does not answer this; then it stays unknown.
    isInSet(rpc).catch(() => undefined),
  ]);
  return {
    height,
    finalized: finalized.number,
    finalizedHash: finalized.hash,
    peers: health.peers,
    syncing: health.isSyncing,
    author: roles.includes('Authority'),
    inSet,
    spec: specVersion,
  };
}

/**
 * Returns the prefix of the keys under which the chain counts the blocks that each validator has
 * authored in this session, or `undefined` on a chain that does not count them.
 */
export async function authoredPrefix(ws) {
  const chain = await connect(ws);
  try {
    return chain.api.query.consortium?.authored?.keyPrefix();
  } finally {
    await chain.close();
  }
}

/** Returns how many blocks each account has authored in this session, by the account in hex. */
export async function readAuthored(rpc, prefix) {
  const keys = await rpc.call('state_getKeysPaged', prefix, PAGE);
  const values = await Promise.all(keys.map((key) => rpc.call('state_getStorage', key)));
  return Object.fromEntries(
    // A key ends with the account; a value is a u32, little-endian.
    keys.map((key, place) => [
      toHex(fromHex(key).subarray(-ACCOUNT_BYTES)),
      values[place] ? fromHex(values[place]).readUInt32LE() : 0,
    ]),
  );
}

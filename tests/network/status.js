// SPDX-License-Identifier: Apache-2.0

// What a node says of itself, over plain JSON-RPC.

import { setTimeout as delay } from 'node:timers/promises';

import { connect } from '../client/chain.js';
import { fromHex, toHex } from '../client/hex.js';

/** How long a node may take to answer before it counts as silent, in milliseconds. */
const TIMEOUT = 30_000;
const ACCOUNT_BYTES = 32;
/** Validators are a hundred at most, so one page holds them. */
const PAGE = 1_000;

/** A node's last final block. */
export async function readFinalized(rpc) {
  const hash = await rpc.call('chain_getFinalizedHead');
  return { hash, number: await readNumber(rpc, hash) };
}

/** The number of a block; of the best one unless another is named. */
export const readNumber = async (rpc, ...hash) =>
  Number((await rpc.call('chain_getHeader', ...hash)).number);

/** Who may author the block after the best one: their Aura keys, in hex. */
export async function readAuthorities(rpc) {
  const bytes = fromHex(await rpc.call('state_call', 'AuraApi_authorities', '0x'));
  // A list of 32 bytes each, after its length in one, two or four bytes.
  return chunks(bytes.subarray(bytes.length % ACCOUNT_BYTES), ACCOUNT_BYTES).map(toHex);
}

const chunks = (bytes, size) =>
  Array.from({ length: bytes.length / size }, (_, place) =>
    bytes.subarray(place * size, (place + 1) * size),
  );

/** Whether a node holds the key of one of the present authorities. Asks an unsafe method. */
export async function isInSet(rpc) {
  const authorities = await readAuthorities(rpc);
  const held = await Promise.all(authorities.map((key) => rpc.call('author_hasKey', key, 'aura')));
  return held.includes(true);
}

/**
 * Everything the status table shows of one node.
 *
 * @returns {Promise<object>} rejects when the node does not answer
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
    // A node that answers others does not answer this: then it is not known.
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
 * Where the chain counts the blocks that each validator has authored in this session: the prefix of
 * the keys; `undefined` on a chain that does not count them.
 */
export async function authoredPrefix(ws) {
  const chain = await connect(ws);
  try {
    return chain.api.query.consortium?.authored?.keyPrefix();
  } finally {
    await chain.close();
  }
}

/** How many blocks each account has authored in this session, by the account in hex. */
export async function readAuthored(rpc, prefix) {
  const keys = await rpc.call('state_getKeysPaged', prefix, PAGE);
  const values = await Promise.all(keys.map((key) => rpc.call('state_getStorage', key)));
  return Object.fromEntries(
    // A key ends with the account; a value is a u32, the low byte first.
    keys.map((key, place) => [
      toHex(fromHex(key).subarray(-ACCOUNT_BYTES)),
      values[place] ? fromHex(values[place]).readUInt32LE() : 0,
    ]),
  );
}

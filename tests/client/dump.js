// SPDX-License-Identifier: Apache-2.0

// Reads all that a chain holds over RPC, to prove that something is not there.

import { fromHex } from './hex.js';

const PAGE = 1_000;

/** Returns every extrinsic, event and log of every block up to the best one, as bytes. */
export async function readBlocks({ api, provider }) {
  const eventsKey = api.query.system.events.key();
  const best = (await api.rpc.chain.getHeader()).number.toNumber();
  const parts = [];
  for (let number = 0; number <= best; number++) {
    const hash = (await api.rpc.chain.getBlockHash(number)).toHex();
    const [{ block }, events] = await Promise.all([
      api.rpc.chain.getBlock(hash),
      provider.send('state_getStorage', [eventsKey, hash]),
    ]);
    const { extrinsics, header } = block;
    parts.push(...[...extrinsics, ...header.digest.logs].map((part) => Buffer.from(part.toU8a())));
    parts.push(fromHex(events ?? '0x'));
  }
  return parts;
}

/** Returns every key and every value of the state of the best block, as bytes. */
export async function readState({ provider }) {
  const ask = (method, ...params) => provider.send(method, params);
  const at = await ask('chain_getBlockHash');
  const parts = [];
  for (let last = null; ;) {
    const keys = await ask('state_getKeysPaged', '0x', PAGE, last, at);
    const values = await Promise.all(keys.map((key) => ask('state_getStorage', key, at)));
    parts.push(...keys, ...values.map((value) => value ?? '0x'));
    if (keys.length < PAGE) return parts.map(fromHex);
    last = keys[keys.length - 1];
  }
}

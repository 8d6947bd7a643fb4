// SPDX-License-Identifier: Apache-2.0

// Measures the size of the state.

const PAGE = 1_000;

/** Returns the bytes of all keys and values below a prefix, in the last block that stays. */
export async function stateBytes(world, prefix) {
  const { rpc } = world;
  const at = await rpc.call('chain_getBlockHash', await world.stableHead());
  let bytes = 0;
  for (let last = null; ;) {
    const keys = await rpc.call('state_getKeysPaged', prefix, PAGE, last, at);
    const [{ changes } = { changes: [] }] =
      keys.length > 0 ? await rpc.call('state_queryStorageAt', keys, at) : [];
    for (const [key, value] of changes) bytes += bytesIn(key) + bytesIn(value ?? '0x');
    if (keys.length < PAGE) return bytes;
    last = keys.at(-1);
  }
}

const bytesIn = (hex) => (hex.length - 2) / 2;

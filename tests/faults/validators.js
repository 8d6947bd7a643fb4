// SPDX-License-Identifier: Apache-2.0

// Reads the validator set of the chain, and who wrote which block.

import { account } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { waitFor } from '../network/wait.js';
import { median } from '../util/statistics.js';

/** Returns the account of a node's validator: `//Eve` for `eve`. */
export const accountOf = (name) => account(`//${name[0].toUpperCase()}${name.slice(1)}`);

/** Returns the names in `pool` that accounts belong to, in the order of the accounts. */
const namesOf = (addresses, pool) =>
  addresses.map((address) => pool.find((name) => accountOf(name).address === address.toString()));

/** Returns the names of the validators of the running session, as of a block. */
export async function setAt({ api }, pool, hash) {
  const at = hash ? await api.at(hash) : api;
  return namesOf(await at.query.session.validators(), pool);
}

/** Returns the number of the running session, as of a block. */
export async function session({ api }, number) {
  const at = number ? await api.at(await api.rpc.chain.getBlockHash(number)) : api;
  return (await at.query.session.currentIndex()).toNumber();
}

/**
 * Makes new session keys on a node, which never leave it, and has its validator announce them. The
 * result holds the number of the block that includes the announcement.
 */
export async function announceKeys(network, chain, name) {
  const signer = accountOf(name);
  const owner = toHex(signer.publicKey);
  const { keys, proof } = await network.rpc(name).call('author_rotateKeysWithOwner', owner);
  const { number } = await chain.sendFinal(chain.api.tx.session.setKeys(keys, proof), signer);
  return { keys, number };
}

/** Waits until the validator set as of the last final block satisfies a condition. */
export function waitForSet(chain, pool, answers, { what }) {
  return waitFor(
    async () => {
      const head = await chain.api.rpc.chain.getFinalizedHead();
      const set = await setAt(chain, pool, head);
      return answers(set) && { set, hash: head.toHex(), session: await session(chain) };
    },
    { what, interval: 500 },
  );
}

/** Returns the slot of a header, which its author writes first into the digest. */
export function slotOf({ digest }) {
  const entry = digest.logs.find((log) => log.isPreRuntime);
  const [engine, data] = entry.asPreRuntime;
  if (engine.toUtf8() !== 'aura') throw new Error(`a block of ${engine.toUtf8()}`);
  return Number(Buffer.from(data).readBigUInt64LE());
}

/** Returns the slots of the blocks from one number to another. */
export async function slotsOf({ api }, first, last) {
  const slots = [];
  for (let number = first; number <= last; number++) {
    slots.push(slotOf(await api.rpc.chain.getHeader(await api.rpc.chain.getBlockHash(number))));
  }
  return slots;
}

/**
 * Returns the slots between two blocks, with the validator whose turn each was and the block that
 * used it.
 *
 * @returns {Promise<{ slot: number, turn: string, number?: number }[]>} `number` of the block, if
 *   any
 */
export async function turns({ api }, pool, first, last) {
  const found = [];
  let parent = await api.rpc.chain.getHeader(await api.rpc.chain.getBlockHash(first));
  for (let number = first + 1; number <= last; number++) {
    const header = await api.rpc.chain.getHeader(await api.rpc.chain.getBlockHash(number));
    // A block is written under the set that its parent left behind.
    const set = await setAt({ api }, pool, header.parentHash);
    for (let slot = slotOf(parent) + 1; slot <= slotOf(header); slot++) {
      const used = slot === slotOf(header) ? { number } : {};
      found.push({ slot, turn: set[slot % set.length], ...used });
    }
    parent = header;
  }
  return found;
}

/** Returns those of the {@link turns} of a validator that have no block. */
export const missedBy = (found, name) =>
  found.filter(({ turn, number }) => turn === name && number === undefined);

/**
 * Returns the median of the turns that the other validators missed in the same time, which is what
 * the slowness of the machine explains.
 */
export function missedByOthers(found, name) {
  const others = [...new Set(found.map(({ turn }) => turn))].filter((turn) => turn !== name);
  return median(others.map((other) => missedBy(found, other).length));
}

// SPDX-License-Identifier: Apache-2.0

// The validator set as the chain has it, and who wrote which block of it.

import { account } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { waitFor } from '../network/wait.js';
import { median } from '../util/statistics.js';

/** The account of a node's validator: `//Eve` for `eve`. */
export const accountOf = (name) => account(`//${name[0].toUpperCase()}${name.slice(1)}`);

/** The names of the accounts of `pool`, in the order in which they stand in a list of the chain. */
const namesOf = (addresses, pool) =>
  addresses.map((address) => pool.find((name) => accountOf(name).address === address.toString()));

/** Who is in the set of the running session, as of a block; of the names that are known. */
export async function setAt({ api }, pool, hash) {
  const at = hash ? await api.at(hash) : api;
  return namesOf(await at.query.session.validators(), pool);
}

/** The number of the running session; or of that of a block. */
export async function session({ api }, number) {
  const at = number ? await api.at(await api.rpc.chain.getBlockHash(number)) : api;
  return (await at.query.session.currentIndex()).toNumber();
}

/**
 * Make new session keys on a node, which never leave it, and have its validator announce them, in
 * the block `number`.
 */
export async function announceKeys(network, chain, name) {
  const signer = accountOf(name);
  const owner = toHex(signer.publicKey);
  const { keys, proof } = await network.rpc(name).call('author_rotateKeysWithOwner', owner);
  const { number } = await chain.sendFinal(chain.api.tx.session.setKeys(keys, proof), signer);
  return { keys, number };
}

/** Wait until the set of the last final block answers a question with yes. */
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

/** The slot of a header: what its author wrote first into the digest. */
export function slotOf({ digest }) {
  const entry = digest.logs.find((log) => log.isPreRuntime);
  const [engine, data] = entry.asPreRuntime;
  if (engine.toUtf8() !== 'aura') throw new Error(`a block of ${engine.toUtf8()}`);
  return Number(Buffer.from(data).readBigUInt64LE());
}

/** The slots of the blocks from one number to another. */
export async function slotsOf({ api }, first, last) {
  const slots = [];
  for (let number = first; number <= last; number++) {
    slots.push(slotOf(await api.rpc.chain.getHeader(await api.rpc.chain.getBlockHash(number))));
  }
  return slots;
}

/**
 * Whose turn each slot was, and whether it was used, between two blocks.
 *
 * @returns {Promise<{ slot: number, turn: string, number?: number }[]>} `number` of the block, if any
 */
export async function turns({ api }, pool, first, last) {
  const found = [];
  let parent = await api.rpc.chain.getHeader(await api.rpc.chain.getBlockHash(first));
  for (let number = first + 1; number <= last; number++) {
    const header = await api.rpc.chain.getHeader(await api.rpc.chain.getBlockHash(number));
    // The block decides by the set that its parent left behind.
    const set = await setAt({ api }, pool, header.parentHash);
    for (let slot = slotOf(parent) + 1; slot <= slotOf(header); slot++) {
      const used = slot === slotOf(header) ? { number } : {};
      found.push({ slot, turn: set[slot % set.length], ...used });
    }
    parent = header;
  }
  return found;
}

/** Of the turns that {@link turns} found those of one validator that have no block. */
export const missedBy = (found, name) =>
  found.filter(({ turn, number }) => turn === name && number === undefined);

/**
 * How many turns the other validators have missed in the same time: what the machine was too slow
 * for, whoever's turn it was.
 */
export function missedByOthers(found, name) {
  const others = [...new Set(found.map(({ turn }) => turn))].filter((turn) => turn !== name);
  return median(others.map((other) => missedBy(found, other).length));
}

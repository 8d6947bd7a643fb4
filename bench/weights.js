// SPDX-License-Identifier: Apache-2.0

// Reads the declared weight of transactions from the chain, which reports it on inclusion.

const SURPLUS = 0.5;
/** The weights that are known already, by network and kind. */
const known = new WeakMap();

/**
 * Sends one transaction of each kind that was not sent before in this network.
 *
 * @param {import('./world.js').World} world
 * @param {{ id: string, make: (issuer: object) => { bytes: Buffer } }[]} kinds
 * @returns the kinds, each with its `weight` in picoseconds including the base weight of an
 *   extrinsic, its `length` in bytes, and as `perBlock` the number of them that fills a block
 */
export async function declaredWeights(world, kinds) {
  if (!known.has(world)) known.set(world, new Map());
  const weighed = known.get(world);
  const fresh = kinds.filter(({ id }) => !weighed.has(id));
  const found = await weigh(world, fresh);
  fresh.forEach(({ id }, place) => weighed.set(id, found[place]));
  return kinds.map((kind) => ({ ...kind, ...weighed.get(kind.id) }));
}

/**
 * Returns how many transactions of a kind fill a number of blocks, with some more, so that the last
 * block is full.
 */
export const filling = ({ perBlock }, blocks) =>
  Math.max(2, Math.ceil(perBlock * (blocks < 1 ? blocks : blocks + SURPLUS)));

async function weigh({ api, accounts, chain, builder }, kinds) {
  const { normal } = api.consts.system.blockWeights.perClass;
  const most = normal.maxTotal.unwrap().refTime.toNumber();
  const longest = api.consts.system.blockLength.max.normal.toNumber();
  const sealed = kinds.map(({ make }, place) => {
    const { issuer, signer } = accounts[place % accounts.length];
    return builder.sign(make(issuer).bytes, signer);
  });
  const inclusions = await Promise.all(sealed.map((hex) => chain.submit(hex)));
  return inclusions.map(({ weight, bytes }) => {
    // The weight in the event includes the base weight of an extrinsic.
    const whole = Number(weight.refTime);
    const perBlock = Math.floor(Math.min(most / whole, longest / bytes));
    return { weight: whole, length: bytes, perBlock };
  });
}

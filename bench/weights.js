// SPDX-License-Identifier: Apache-2.0

// What a transaction is declared to weigh, as the chain itself says when it has taken one.

const SURPLUS = 0.5;
/** What is known of each kind already, by network. */
const known = new WeakMap();

/**
 * Send one transaction of each kind that was not sent before in this network.
 *
 * @param {import('./world.js').World} world
 * @param {{ id: string, make: (issuer: object) => { bytes: Buffer } }[]} kinds
 * @returns the kinds, each with its `weight` in picoseconds, what is charged for being one
 *   included, its `length` in bytes, and how many of them fill a block: `perBlock`
 */
export async function declaredWeights(world, kinds) {
  if (!known.has(world)) known.set(world, new Map());
  const weighed = known.get(world);
  const fresh = kinds.filter(({ id }) => !weighed.has(id));
  const found = await weigh(world, fresh);
  fresh.forEach(({ id }, place) => weighed.set(id, found[place]));
  return kinds.map((kind) => ({ ...kind, ...weighed.get(kind.id) }));
}

/** How many of a kind fill so many blocks, with some for one more, so that the last is full. */
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
    // The event counts in what is charged for being a transaction at all.
    const whole = Number(weight.refTime);
    const perBlock = Math.floor(Math.min(most / whole, longest / bytes));
    return { weight: whole, length: bytes, perBlock };
  });
}

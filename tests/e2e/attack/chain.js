// SPDX-License-Identifier: Apache-2.0

// Sets up a chain to attack: nodes with production settings and metrics, and institutions whose
// keys are all at hand.

import { join } from 'node:path';
import { after, before } from 'node:test';

import { Keyring } from '@polkadot/api';

import { account, connect, waitUntil } from '../../client/chain.js';
import { Council } from '../../client/council.js';
import { toHex } from '../../client/hex.js';
import { read, total } from '../../client/metrics.js';
import { YEAR } from '../../journey/context.js';
import { DATA_STEWARDSHIP, definitionOf } from '../../journey/fixtures.js';
import { Network } from '../../network/network.js';
import { readNumber } from '../../network/status.js';
import { slowness } from '../../util/yardstick.js';
import { temporaryFolder } from '../support.js';

/** The node that writes every block of the development chain; its key is also the council's. */
export const AUTHOR = 'author';

/** The number of blocks in a period of allowances. */
export const PERIOD = 20;

/** Returns the period of allowances in which a block is, from 0. */
export const periodOf = (number) => Math.floor(number / PERIOD);

/** What one operation pays for: a share of a block's time, in picoseconds, or a number of bytes. */
const OPERATION = { time: 1_000_000_000n, bytes: 4_096 };

const PERMISSIONS = { issue: true, changeStatus: true, accredit: true, grave: true };

/**
 * Provides a development chain for all tests of a file: `world.network`, `world.chain`,
 * `world.council`.
 *
 * The node does not run with `--dev`, which makes it forgive what other nodes hold against a peer
 * for half an hour.
 *
 * @param {object} [options]
 * @param {'instant'|'consensus'} [options.sealing]
 * @param {string[]} [options.options] more options for the author
 * @param {object[]} [options.others] more nodes, as {@link Network#define} takes them
 */
export function ownChain({ sealing = 'consensus', options = [], others = [] } = {}) {
  const world = {};
  // Hooks run in the order of their registration, so this one comes before the folder is removed.
  after(async () => {
    await world.chain?.close();
    await world.network?.killAll();
  });
  const folder = temporaryFolder();
  before(async () => {
    const author = {
      name: AUTHOR,
      role: 'validator',
      secret: '//Alice',
      options: ['--sealing', sealing, ...options],
    };
    world.network = await Network.create({
      folder: join(folder, 'network'),
      chain: 'dev',
      members: [author, ...others],
    });
    await world.network.startAll();
    world.rpc = world.network.rpc(AUTHOR);
    world.chain = await connect(world.network.ws(AUTHOR));
    world.council = new Council(world.chain, [account('//Alice')]);
  });
  return world;
}

/** Returns a key pair that signs fast, because floods are signed on this machine as well. */
export const fastAccount = (() => {
  const keyring = new Keyring({ type: 'ed25519' });
  return (uri) => keyring.addFromUri(uri, { name: uri });
})();

/**
 * Registers institutions on a new chain, in a few blocks. Each has operators with all permissions,
 * and is accredited by the council for any type. Type 1 is registered as well.
 *
 * @param {object} world of {@link ownChain}
 * @param {{ name: string, allowance: number, operators: number }[]} wanted
 * @returns {Promise<{ id: number, grant: number, admin: object, operators: object[] }[]>}
 */
export async function registerInstitutions({ chain, council }, wanted) {
  const { api, calls } = chain;
  const institutions = wanted.map(({ name, operators }, place) => ({
    id: place + 1,
    grant: place + 1,
    admin: account(`//${name}`),
    operators: Array.from({ length: operators }, (_, n) => fastAccount(`//${name}//${n}`)),
  }));
  const terms = {
    scope: 'Any',
    rights: { AttestAndAccredit: 4 },
    validFrom: 1,
    validUntil: Date.now() + YEAR,
  };
  await council.decide(
    api.tx.utility.batchAll([
      ...institutions.map(({ admin }, place) => {
        const { name, allowance } = wanted[place];
        const profile = { name, uri: '', country: 'AT' };
        return calls.registerInstitution(profile, admin.address, allowance);
      }),
      ...institutions.map(({ id }) => calls.offerAccreditation(id, null, terms)),
      calls.registerType(definitionOf(DATA_STEWARDSHIP, 6)),
    ]),
  );
  const own = institutions.map(async ({ id, grant, admin, operators }) => {
    const enlist = async (operator) =>
      calls.setOperator(operator.address, PERMISSIONS, await chain.consent(operator, id));
    const enlisted = await Promise.all(operators.map(enlist));
    return [api.tx.utility.batchAll([calls.acceptAccreditation(grant), ...enlisted]), admin];
  });
  await chain.sendAll(await Promise.all(own));
  return institutions;
}

/** Signs a call without asking the node for anything, and returns the transaction in hex. */
export function sign({ api }, call, signer, nonce) {
  const { genesisHash, runtimeVersion } = api;
  return call.sign(signer, { nonce, genesisHash, blockHash: genesisHash, runtimeVersion }).toHex();
}

/** Returns a signed transaction as one without a signature (a general transaction, version 5). */
export function unsign({ api }, hex) {
  const { method, era, nonce, mode } = api.createType('Extrinsic', hex);
  const extension = [era, api.createType('Compact<u32>', nonce.toNumber()), mode];
  const body = Buffer.concat([
    // These are version 5 without a signature, and the version of the extensions before the call.
    Buffer.from([0x45, 0x00]),
    ...extension.map((part) => Buffer.from(part.toU8a())),
    Buffer.from(method.toU8a()),
  ]);
  return toHex(Buffer.concat([api.createType('Compact<u32>', body.length).toU8a(), body]));
}

/** Returns a call whose arguments all have the default value of their type. */
export function emptyCall({ api }, call) {
  return call(...call.meta.args.map(({ type }) => api.createType(type.toString())));
}

/** Returns the nonce of an account's next transaction, after those that wait in the pool. */
export const nextNonce = (rpc, { address }) => rpc.call('system_accountNextIndex', address);

/** Returns the number of the best block. */
export const bestNumber = (rpc) => readNumber(rpc);

/**
 * Waits until so many blocks of a period are left, and returns the number of the best block. Most
 * often there is nothing to wait for.
 */
export async function untilRoom(rpc, blocks) {
  const left = async () => PERIOD - 1 - ((await bestNumber(rpc)) % PERIOD);
  await waitUntil(async () => (await left()) >= blocks, `${blocks} blocks of a period`);
  return bestNumber(rpc);
}

/** Splits a list into parts of a size. */
export const parts = (list, size) =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, part) =>
    list.slice(part * size, (part + 1) * size),
  );

/**
 * Submits transactions to a node in one request.
 *
 * @returns {Promise<({ result: string } | { error: object })[]>} in their order
 */
export async function submitAll(rpc, transactions) {
  if (transactions.length === 0) return [];
  const answers = await rpc.exchange(
    transactions.map((hex, id) => ({
      jsonrpc: '2.0',
      id,
      method: 'author_submitExtrinsic',
      params: [hex],
    })),
  );
  return answers.sort((a, b) => a.id - b.id);
}

/**
 * Returns the code of a refusal by this chain's own rules, and `undefined` for any other answer.
 */
export function refusalCode({ error }) {
  const found = /Custom error: (\d+)/.exec(`${error?.message} ${error?.data}`)?.[1];
  return found && Number(found);
}

/**
 * Returns the operations that a transaction costs, by its weight beyond the base weight, and its
 * bytes.
 */
export function cost(refTime, bytes) {
  const time = Number((refTime + OPERATION.time - 1n) / OPERATION.time);
  return Math.max(1, time, Math.ceil(bytes / OPERATION.bytes));
}

/**
 * Returns the transactions of blocks, with their results.
 *
 * The cost follows from the blocks themselves; for a call that gave back some of its weight it is
 * less than what was charged.
 *
 * @returns {Promise<object[]>} of each: `number` of its block, `hex`, `signer`, `call`, `cost`,
 *   `ok`
 */
export async function readBlocks({ api }, first, last) {
  const base = api.consts.system.blockWeights.perClass;
  const found = [];
  for (let number = first; number <= last; number++) {
    const hash = await api.rpc.chain.getBlockHash(number);
    const [{ block }, at] = await Promise.all([api.rpc.chain.getBlock(hash), api.at(hash)]);
    const ends = (await at.query.system.events()).filter(
      ({ event: { section, method } }) =>
        section === 'system' && ['ExtrinsicSuccess', 'ExtrinsicFailed'].includes(method),
    );
    block.extrinsics.forEach((extrinsic, place) => {
      if (!extrinsic.isSigned) return;
      const { event } = ends.find(({ phase }) => phase.asApplyExtrinsic.toNumber() === place);
      const { weight, class: kind } = event.data.dispatchInfo;
      const same = base[kind.toString().toLowerCase()].baseExtrinsic.refTime.toBigInt();
      const { section, method } = extrinsic.method;
      found.push({
        number,
        hex: extrinsic.toHex(),
        signer: extrinsic.signer.toString(),
        call: `${section}.${method}`,
        cost: cost(weight.refTime.toBigInt() - same, extrinsic.encodedLength),
        ok: event.method === 'ExtrinsicSuccess',
      });
    });
  }
  return found;
}

/**
 * Returns the numbers of the blocks in which a session ends, from the first to the last of some.
 *
 * Such a block holds no transactions, whoever sent them: `pallet_session` declares the whole weight
 * of a block used (`on_initialize`).
 */
export async function sessionEnds({ api }, first, last) {
  const found = [];
  for (let number = first; number <= last; number++) {
    const at = await api.at(await api.rpc.chain.getBlockHash(number));
    const events = await at.query.system.events();
    if (events.some(({ event }) => api.events.session.NewSession.is(event))) found.push(number);
  }
  return found;
}

/**
 * Returns how many blocks a transaction waited that came to the pool after one and is in another,
 * without the blocks that have no room for anybody.
 *
 * @param {number[]} ends of {@link sessionEnds}, at least those between the two
 */
export function blocksWaited(after, number, ends) {
  return number - after - ends.filter((end) => end > after && end < number).length;
}

/**
 * Returns the longest wait in blocks that is in order on this machine, where so many are on a fast one: a
 * pool that shares a slow one with a flood may know a transaction only after the next block is begun.
 */
export const longestWait = (blocks) => blocks * slowness();

/** Returns the value of a node's metric, summed over all of its labels. */
export async function metric({ network }, name, metricName) {
  const { rpcHost, ports } = network.node(name);
  const samples = await read(ports.prometheus, rpcHost);
  if (!samples.some((sample) => sample.name === metricName)) {
    throw new Error(`${name} has no metric ${metricName}`);
  }
  return total(samples, metricName);
}

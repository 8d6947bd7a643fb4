// SPDX-License-Identifier: Apache-2.0

// A network of one validator or of four, with institutions that may issue, and accounts that sign
// for them.

import assert from 'node:assert/strict';

import { account, connect } from '../tests/client/chain.js';
import { Council } from '../tests/client/council.js';
import { toHex } from '../tests/client/hex.js';
import { YEAR } from '../tests/journey/context.js';
import { DATA_STEWARDSHIP, definitionOf } from '../tests/journey/fixtures.js';
import { LOCAL, Network } from '../tests/network/network.js';
import { readFinalized, readNumber } from '../tests/network/status.js';
import { anchoringMany } from './calls.js';
import { ExtrinsicBuilder } from './extrinsics.js';
import { confirm, drive } from './load.js';
import { MODES } from './modes.js';
import { presign } from './sending.js';
import { Signer } from './signers.js';

/** The largest allowance there is: the bench looks for the chain's limits, not for its own. */
const ALLOWANCE = 2 ** 32 - 1;
/**
 * Options for a pool that holds all that a run sends at once. By default a node takes 8,192
 * transactions and 20 MiB.
 */
const POOL = ['--pool-limit', '65536', '--pool-kbytes', '524288'];
/** The history that a validator keeps; nodes of development chains keep all of it by default. */
export const PRUNING = ['--state-pruning', '256'];
/** The batches in one call, and the calls in one stretch of filling. */
const MANY = 256;
const STRETCH = 1_400;

/** The chain for a number of validators, and the secrets of its council. */
const CHAINS = {
  1: { chain: 'dev', secrets: ['//Alice'] },
  4: { chain: 'local', secrets: ['//Alice', '//Bob', '//Charlie', '//Dave'] },
};

/** The network that the parts of the bench measure. */
export class World {
  /** Batches of single credentials that were anchored to be read later. */
  filled = [];
  #newest = 0;

  /**
   * Starts a network and sets up its institutions.
   *
   * @param {object} options
   * @param {string} options.folder for everything
   * @param {1|4} [options.validators]
   * @param {'full'|'quick'|'smoke'} [options.mode]
   * @param {number} [options.issuers] institutions; the mode's number by default
   * @param {string[]} [options.options] more options for the nodes
   * @param {(text: string) => void} [options.progress]
   */
  static async create({ folder, validators = 1, mode = 'full', options = [], ...more }) {
    const { issuers, operators } = { ...MODES[mode], ...more };
    const { progress = () => undefined } = more;
    const world = new World();
    try {
      await world.#start({ folder, validators, options, progress });
      await world.#found(issuers, operators, progress);
    } catch (error) {
      await world.stop();
      throw error;
    }
    return world;
  }

  async #start({ folder, validators, options, progress }) {
    const { chain, secrets } = CHAINS[validators];
    progress(`starting ${validators === 1 ? 'a validator' : `${validators} validators`}`);
    const members = LOCAL.slice(0, validators).map((member) => ({
      ...member,
      options: [...POOL, ...PRUNING, ...options],
    }));
    this.validators = validators;
    this.folder = folder;
    this.network = await Network.create({ folder, members, chain });
    await this.network.startAll();
    await this.network.converged({ above: 1 });
    const [name] = this.names;
    this.rpc = this.network.rpc(name);
    this.chain = await connect(this.network.ws(name));
    this.api = this.chain.api;
    this.council = new Council(this.chain, secrets.map(account));
    this.builder = new ExtrinsicBuilder(this.api);
    this.rpcUrls = this.names.map((one) => this.network.http(one));
  }

  /**
   * Registers and accredits all institutions by one motion, and has each name its operators in one
   * transaction.
   */
  async #found(issuers, operators, progress) {
    const { api, chain, council } = this;
    const { calls } = chain;
    // These are the first institutions of the chain. The last one issues nothing but what the
    // growth part counts.
    const ids = Array.from({ length: issuers + 1 }, (_, place) => place + 1);
    const admins = ids.map((id) => account(`//Bench//${id}`));
    const from = await chain.time();
    const profile = (id) => ({
      name: `Bench ${id}`,
      uri: `https://${id}.example.org/`,
      country: 'NL',
    });
    const terms = {
      scope: { Types: [1] },
      rights: 'Attest',
      validFrom: from,
      validUntil: from + YEAR,
    };
    progress(`the council registers and accredits ${ids.length} institutions`);
    const motion = api.tx.utility.batchAll([
      ...ids.map((id, place) =>
        calls.registerInstitution(profile(id), admins[place].address, ALLOWANCE),
      ),
      calls.registerType(definitionOf(DATA_STEWARDSHIP, 6)),
      ...ids.map((id) => calls.offerAccreditation(id, null, terms)),
    ]);
    const decided =
      this.validators === 1 ? await council.decide(motion) : (await council.decideAll([motion]))[0];
    const grants = idsOf(decided, 'AccreditationOffered');
    assert.deepEqual(idsOf(decided, 'InstitutionRegistered'), ids);
    const [type] = idsOf(decided, 'TypeRegistered');

    progress(`${ids.length} institutions name ${operators} operators each`);
    const all = ids.map((institution, place) => ({
      institution,
      grant: grants[place],
      type,
      admin: admins[place],
      accounts: Array.from(
        { length: operators },
        (_, number) => new Signer(`testamur bench ${institution} ${number}`),
      ),
    }));
    // Without the permission for grave acts, they might revoke a few credentials in a day only.
    const permissions = { issue: true, changeStatus: true, accredit: false, grave: true };
    const joining = all.map(async ({ institution, grant, admin, accounts }) => {
      const enlist = async (operator) =>
        calls.setOperator(operator.address, permissions, await chain.consent(operator, institution));
      const enlisted = await Promise.all(accounts.map(enlist));
      return [api.tx.utility.batchAll([calls.acceptAccreditation(grant), ...enlisted]), admin];
    });
    await chain.sendAll(await Promise.all(joining));
    // Giving consent has used up a nonce of each operator.
    for (const signer of all.flatMap(({ accounts }) => accounts)) signer.nonce += 1;
    this.issuers = all.slice(0, -1);
    this.bystander = all.at(-1);
    // The accounts alternate between institutions, so that none has all of its transactions in one
    // place.
    this.accounts = inTurns(this.issuers, operators);
  }

  /** The names of the validators. */
  get names() {
    return this.network.names.slice(0, this.validators);
  }

  /** Returns the process id of a node. */
  pid(name = this.names[0]) {
    return this.network.node(name).process.pid;
  }

  /**
   * Returns the number of the last block that stays: the last final one or, with a single author,
   * whose blocks have no rivals, the best one.
   */
  async stableHead() {
    const number =
      this.validators === 1 ? await readNumber(this.rpc) : (await readFinalized(this.rpc)).number;
    this.#newest = Math.max(this.#newest, number);
    return number;
  }

  /** Waits until every block that was counted on is final. */
  async settled() {
    await this.network.untilFinal(this.#newest, { names: this.names });
  }

  /**
   * Anchors `count` batches of one credential each, as fast as the chain takes them, and waits
   * until they are final.
   *
   * @returns {Promise<{ institution: number, roots: string[] }[]>} these batches; the root of a
   *   batch of one is its leaf
   */
  async anchorMany(count, progress = () => undefined) {
    const makers = new Map(
      this.issuers.map((issuer) => [issuer, anchoringMany(this.chain.calls, issuer, MANY)]),
    );
    const calls = Math.ceil(count / MANY);
    const found = new Map(this.issuers.map(({ institution }) => [institution, []]));
    for (let done = 0; done < calls;) {
      const stretch = Math.min(STRETCH, calls - done);
      const report = (text) => progress(`${done * MANY} of ${count} batches; ${text}`);
      const sent = await presign(this, (issuer) => makers.get(issuer)(), stretch, { report });
      await drive(this, sent, report);
      await confirm(this, sent);
      for (const { institution, roots } of sent) found.get(institution).push(...roots.map(toHex));
      done += stretch;
    }
    await this.settled();
    return [...found].map(([institution, roots]) => ({ institution, roots }));
  }

  /**
   * Anchors batches to be read until there are at least `count`.
   *
   * @returns {Promise<{ institution: number, roots: string[] }[]>} all of them
   */
  async fill(count, progress) {
    const there = this.filled.reduce((sum, { roots }) => sum + roots.length, 0);
    if (there < count) this.filled.push(...(await this.anchorMany(count - there, progress)));
    return this.filled;
  }

  /** Ends the network and leaves its data behind. */
  async stop() {
    await this.chain?.close();
    await this.network?.killAll();
  }
}

/** Returns the accounts of institutions, the first of each before the second of any. */
export const inTurns = (issuers, operators) =>
  Array.from({ length: operators }, (_, number) =>
    issuers.map((issuer) => ({ issuer, signer: issuer.accounts[number] })),
  ).flat();

const idsOf = ({ events }, name) =>
  events.filter(({ method }) => method === name).map(({ data }) => data[0].toNumber());

// SPDX-License-Identifier: Apache-2.0

// The chain on which the faults are tried: one that votes on its blocks, with an institution that
// has issued credentials by the command `testamur`, and the node of another chain.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { referenceOfDocument } from '../client/anchor.js';
import { account, connect } from '../client/chain.js';
import { Council } from '../client/council.js';
import { Keeper, trustFileOf } from '../client/keeper.js';
import { documentKey, multikey } from '../client/multikey.js';
import { questionOf } from '../client/reference.js';
import { AUTHOR, registerInstitutions } from '../e2e/attack/chain.js';
import {
  PASSWORD,
  equipRegistrar,
  listOf,
  pairOf,
  startCommand,
  writeKeystore,
} from '../e2e/registrar.js';
import { YEAR } from '../journey/context.js';
import { Network } from '../network/network.js';
import { waitFor } from '../network/wait.js';

/** The number of the institution. */
const INSTITUTION = 1;

/** The template of most cohorts, and that of those whose rows state their own days. */
const [TEMPLATE, DAYS_TEMPLATE] = ['template.toml', 'days.toml'];
/** The day of the award in every row of a list. */
const AWARDED = '2026-07-01';

/** A document key with its keystore in the folder, by the name of that file. */
function makeKey(folder, name) {
  const pair = pairOf(randomBytes(32));
  writeKeystore(folder, name, pair);
  return { name, pair, text: multikey('Ed25519', Buffer.from(pair.publicKey)) };
}

/** Two chains, an institution on the first one, and what it has issued there. */
export class World {
  /** The names of files by the cohorts that they belong to. */
  #cohorts = {};

  /** Starts both chains in a folder; `close` ends them. */
  static async start(folder) {
    mkdirSync(folder, { recursive: true });
    const world = new World();
    world.folder = folder;
    try {
      await world.#startNodes();
    } catch (error) {
      await world.close();
      throw error;
    }
    return world;
  }

  async #startNodes() {
    const author = { name: AUTHOR, role: 'validator', secret: '//Alice' };
    const options = ['--sealing', 'consensus'];
    this.network = await Network.create({
      folder: this.at('network'),
      chain: 'dev',
      members: [{ ...author, options }],
    });
    this.otherNetwork = await Network.create({
      folder: this.at('other-network'),
      chain: 'local',
      members: [{ name: 'stranger', role: 'full' }],
    });
    await Promise.all([this.network.startAll(), this.otherNetwork.startAll()]);
    this.node = this.network.ws(AUTHOR);
    this.otherNode = this.otherNetwork.ws('stranger');
    this.rpc = this.network.rpc(AUTHOR);
    this.chain = await connect(this.node);
    this.council = new Council(this.chain, [account('//Alice')]);
  }

  async close() {
    await this.chain?.close();
    await Promise.all([this.network?.killAll(), this.otherNetwork?.killAll()]);
  }

  at(...names) {
    return join(this.folder, ...names);
  }

  /** Registers the institution with two grants and two keys, and writes what is trusted. */
  async found() {
    const { chain, council } = this;
    const [institution] = await registerInstitutions(this, [
      { name: 'Lindenholt University', allowance: 1_000, operators: 1 },
    ]);
    const terms = { scope: 'Any', rights: 'Attest', validFrom: 1, validUntil: Date.now() + YEAR };
    const { calls } = chain;
    await council.decide(calls.offerAccreditation(INSTITUTION, null, terms));
    this.grants = { lasting: institution.grant, voided: institution.grant + 1 };
    [this.operator] = institution.operators;
    this.admin = institution.admin;
    this.keys = { sound: makeKey(this.folder, 'sound'), stolen: makeKey(this.folder, 'stolen') };
    await equipRegistrar(this, this.folder, institution, 'registrar', this.keys.sound.text);
    await chain.sendFinal(
      chain.api.tx.utility.batchAll([
        calls.acceptAccreditation(this.grants.voided),
        calls.addDocumentKey(documentKey(this.keys.stolen.text), 'Credentials'),
      ]),
      this.admin,
    );
    const { trusted } = await Keeper.ofFirstBlock(this.rpc);
    this.genesis = trusted.genesis;
    this.trust = this.at('trust.json');
    writeFileSync(this.trust, JSON.stringify(trustFileOf(trusted)));
    await this.#run(['template', '--example', '--out', TEMPLATE]);
  }

  async #run(args) {
    const { code, said } = await startCommand(this.folder, args, PASSWORD).ended;
    assert.equal(code, 0, said);
  }

  /** Issues a cohort by the command into the folder of its name. */
  issue(cohort, { learners = 1, ...more } = {}) {
    return this.#issue(cohort, { list: listOf(learners), template: TEMPLATE, ...more });
  }

  /** Issues a cohort of which each credential states its own first and last day. */
  issueFor(cohort, days) {
    const [header, ...learners] = listOf(days.length).trimEnd().split('\n');
    const rows = learners.map((learner, place) => {
      const [first, last] = days[place];
      return `${learner.replace(AWARDED, first)},${last}`;
    });
    const list = [`${header},valid_until`, ...rows, ''].join('\n');
    writeFileSync(
      this.at(DAYS_TEMPLATE),
      readFileSync(this.at(TEMPLATE), 'utf8').replace(/^months = .*$/m, 'column = true'),
    );
    return this.#issue(cohort, { list, template: DAYS_TEMPLATE });
  }

  async #issue(cohort, { list, template, key = this.keys.sound, grant = this.grants.lasting }) {
    writeFileSync(this.at(`${cohort}.csv`), list);
    await this.#run([
      ...['issue', '--type', '1', '--template', template, '--list', `${cohort}.csv`],
      ...['--out', cohort, '--node', this.node, '--grant', String(grant), '--yes'],
      ...['--account', 'registrar.json', '--account-password', '0'],
      ...['--document-key', `${key.name}.json`, '--document-key-password', '0'],
    ]);
    const names = readdirSync(this.at(cohort)).filter((name) => name.endsWith('.json'));
    this.#cohorts[cohort] = names.map((name) => join(cohort, name));
  }

  /** Returns the name of a file of a cohort, by its place in the list. */
  fileOf(cohort, place = 0) {
    return this.#cohorts[cohort][place];
  }

  textOf(file) {
    return readFileSync(this.at(file), 'utf8');
  }

  /** Writes a file beside those of the cohorts, and returns its name. */
  write(name, text) {
    writeFileSync(this.at(name), text);
    return name;
  }

  /** Returns the reference of a file. */
  referenceOf(file) {
    return referenceOfDocument(Buffer.from(this.textOf(file)), this.genesis);
  }

  /** Changes the status of a credential. */
  changeStatus(file, change) {
    const { root, index } = this.#placeOf(file);
    const call = this.chain.calls.changeStatuses(root, [{ index, change }]);
    return this.chain.sendFinal(call, this.operator);
  }

  #placeOf(file) {
    const [cohort] = file.split('/');
    const [plan] = this.textOf(join(cohort, 'journal', 'plan')).split('\n');
    return { root: JSON.parse(plan).root, index: this.referenceOf(file).index };
  }

  /** Returns evidence for the places of files and the key of their signatures, as it is given. */
  prove(...files) {
    const key = this.keys.sound.text;
    const asked = files.map((file) => ({ ...questionOf(this.referenceOf(file)), signedBy: key }));
    return this.rpc.call('credentials_prove', asked);
  }

  /** Waits until the last block for which there is evidence shows a verdict on a file. */
  untilProven(file, outcome) {
    const question = questionOf(this.referenceOf(file));
    return waitFor(
      async () => {
        const [verdict] = await this.rpc.call('credentials_verify', [question]);
        return verdict.outcome === outcome;
      },
      { what: `a final verdict of ${outcome}` },
    );
  }

  /** Declares that a document key was in the hands of others since a moment. */
  declareCompromised(key, since) {
    const call = this.chain.calls.declareCompromised(INSTITUTION, documentKey(key.text), since);
    return this.chain.sendFinal(call, this.admin);
  }

  /** Has the council withdraw a grant, with all that was issued under it since a moment. */
  async voidGrant(grant, since) {
    await this.council.decideFinal(this.chain.calls.withdrawAccreditation(grant, since));
  }

  /** Returns the keys of the institution, as the node lists them. */
  async documentKeys() {
    const { items } = await this.rpc.call('credentials_documentKeys', INSTITUTION);
    return { institution: INSTITUTION, items };
  }
}

// SPDX-License-Identifier: Apache-2.0

// A cohort that a registrar has issued with the command, with all that others verify it by.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { referenceOfDocument } from '../client/anchor.js';
import { bundleOf, Keeper, trustFileOf } from '../client/keeper.js';
import { multikey } from '../client/multikey.js';
import { questionOf } from '../client/reference.js';
import { waitFor } from '../network/wait.js';
import { registerInstitutions } from './attack/chain.js';
import {
  PASSWORD,
  equipRegistrar,
  listOf,
  pairOf,
  startCommand,
  writeKeystore,
} from './registrar.js';

/** A cohort in the folder of its registrar, whose institution is the first one of its chain. */
export class Cohort {
  /** The answer by which the first bundle was made. */
  former;

  constructor(world, folder, name) {
    this.world = world;
    this.folder = folder;
    this.name = name;
  }

  /**
   * Issues a cohort on a new chain, and waits until it can be proven. `trust.json` says what is trusted, and
   * the documents are in the folder of the name. The first learners have the names `ids`.
   */
  static async issue(world, folder, { name, learners, ids }) {
    const cohort = new Cohort(world, folder, name);
    const [institution] = await registerInstitutions(world, [
      { name: 'Rich', allowance: 1_000, operators: 1 },
    ]);
    [cohort.operator] = institution.operators;
    const seed = randomBytes(32);
    cohort.key = multikey('Ed25519', Buffer.from(pairOf(seed).publicKey));
    await equipRegistrar(world, folder, institution, 'issuer', cohort.key);
    writeKeystore(folder, 'documents', pairOf(seed));
    writeFileSync(cohort.at('cohort.csv'), listOf(learners, 'Ana', ids));
    const { trusted } = await Keeper.ofFirstBlock(world.rpc);
    cohort.trust = trustFileOf(trusted);
    writeFileSync(cohort.at('trust.json'), JSON.stringify(cohort.trust));
    await cohort.run(['template', '--example', '--out', 'water.toml']);
    await cohort.run(
      [
        ...['issue', '--type', '1', '--template', 'water.toml', '--list', 'cohort.csv'],
        ...['--out', name, '--node', world.network.ws('author'), '--account', 'issuer.json'],
        ...['--document-key', 'documents.json', '--yes'],
        ...['--account-password', '0', '--document-key-password', '0'],
      ],
      PASSWORD,
    );
    const references = cohort.files().map((file) => readFileSync(cohort.at(name, file)));
    cohort.references = references.map((text) => referenceOfDocument(text, trusted.genesis));
    await cohort.untilProven('valid');
    return cohort;
  }

  /** Returns the path of a file of the registrar. */
  at(...names) {
    return join(this.folder, ...names);
  }

  /** Returns the names of the documents. */
  files() {
    return readdirSync(this.at(this.name)).filter((name) => name.endsWith('.json'));
  }

  /** Calls the command, which has to succeed. */
  async run(args, input = '') {
    const { code, said } = await startCommand(this.folder, args, input).ended;
    assert.equal(code, 0, said);
  }

  /** Waits until the last final block that is proven has a verdict. */
  untilProven(outcome) {
    const ask = () => this.world.rpc.call('credentials_verify', this.references.map(questionOf));
    return waitFor(async () => (await ask()).some((verdict) => verdict.outcome === outcome), {
      what: `a final verdict of ${outcome}`,
    });
  }

  /** Changes the status of a document, and waits until that can be proven. */
  async change(index, change) {
    const root = readFileSync(this.at(this.name, 'journal', 'plan'), 'utf8').split('\n')[0];
    const { calls } = this.world.chain;
    const call = calls.changeStatuses(JSON.parse(root).root, [{ index, change }]);
    await this.world.chain.sendFinal(call, this.operator);
    await this.untilProven('invalid');
  }

  /** Keeps a bundle for all documents, and the keys of the institution, as a node answers. */
  async keep(name) {
    const asked = this.references.map((it) => ({ ...questionOf(it), signedBy: this.key }));
    const answer = await this.world.rpc.call('credentials_prove', asked);
    this.former ??= answer;
    writeFileSync(this.at(`${name}.testamur`), bundleOf(answer));
    this.keys = await this.world.rpc.call('credentials_documentKeys', 1);
    writeFileSync(this.at('keys.json'), JSON.stringify(this.keys));
  }
}

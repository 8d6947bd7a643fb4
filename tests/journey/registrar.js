// SPDX-License-Identifier: Apache-2.0

// The chapter of a registrar, who goes from a list to certificates with the command `testamur`.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { referenceOfDocument } from '../client/anchor.js';
import { account } from '../client/chain.js';
import { bundleOf, Keeper, trustFileOf } from '../client/keeper.js';
import { multikey } from '../client/multikey.js';
import { questionOf } from '../client/reference.js';
import { equipRegistrar, pairOf, writeKeystore } from '../e2e/registrar.js';
import { YEAR } from './context.js';
import { definitionOf, WATER_CHEMISTRY, WATER_SCHOOL } from './fixtures.js';
import { Learner } from './learner.js';
import { Tool } from './tool.js';

const LIST = fileURLToPath(new URL('../data/learners-in-many-scripts.csv', import.meta.url));
const PERMISSIONS = { issue: true, changeStatus: true, accredit: false, grave: false };
/** Operations per period, more than these chapters need. */
const ALLOWANCE = 100;
/** What learners are handed besides their certificates. */
const HANDED = ['--messages', '--with-proof', '--badges'];
/** The folder of the documents. */
export const COHORT = 'water-2026';
/** The folder of what learners are handed. */
export const CERTIFICATES = 'certificates';
/** The file that says what is trusted, and the one with the keys of the institution. */
export const TRUST = 'trust.json';
export const KEYS = 'keys.json';

/** Returns the JSON documents in a folder, in the order of their names. */
const documentsIn = (folder) => readdirSync(folder).filter((name) => name.endsWith('.json'));

/** The registrar of an institution on a chain that votes. */
export class Registrar {
  /**
   * @param {object} options
   * @param {import('../client/chain.js').Chain} options.chain
   * @param {import('../client/council.js').Council} options.council
   * @param {{ ws: string, rpc: object }} options.node
   * @param {string} options.folder for the files
   * @param {import('../util/console.js').Console} options.output
   */
  constructor({ chain, council, node, folder, output }) {
    mkdirSync(folder, { recursive: true });
    Object.assign(this, { chain, council, node, output });
    this.tool = new Tool(folder, output);
    this.learner = new Learner(this.tool);
  }

  /** Returns the options by which a call reaches the chain. */
  get sending() {
    const signer = ['--account', 'registrar.json', '--account-password', '0'];
    return ['--node', this.node.ws, ...signer, '--yes'];
  }

  /** Has the council accredit the institution, which gives the registrar her keys. */
  async found() {
    const { chain, council, tool } = this;
    const { calls } = chain;
    const admin = account('//WaterSchool');
    const [registered, typed] = await council.decideAll([
      calls.registerInstitution(WATER_SCHOOL, admin.address, ALLOWANCE),
      calls.registerType(definitionOf(WATER_CHEMISTRY, 5)),
    ]);
    this.id = numberIn(registered, 'InstitutionRegistered');
    this.type = numberIn(typed, 'TypeRegistered');
    const from = await chain.time();
    const terms = {
      scope: { Types: [this.type] },
      rights: 'Attest',
      validFrom: from,
      validUntil: from + YEAR,
    };
    const [offered] = await council.decideAll([calls.offerAccreditation(this.id, null, terms)]);
    const grant = numberIn(offered, 'AccreditationOffered');
    await chain.send(calls.acceptAccreditation(grant), admin);
    const documents = pairOf(randomBytes(32));
    writeKeystore(tool.folder, 'documents', documents);
    this.key = multikey('Ed25519', Buffer.from(documents.publicKey));
    const institution = { id: this.id, admin, permissions: PERMISSIONS };
    await equipRegistrar(this, tool.folder, institution, 'registrar', this.key);
    await this.#publishTrust();
  }

  /** Writes what a consortium publishes: its first block and the validators of its state. */
  async #publishTrust() {
    const { trusted } = await Keeper.ofFirstBlock(this.node.rpc);
    this.genesis = trusted.genesis;
    writeFileSync(this.tool.at(TRUST), `${JSON.stringify(trustFileOf(trusted), null, 2)}\n`);
  }

  /** Makes a template and a list, which is refused while there are mistakes in it. */
  async prepare() {
    const { tool, output } = this;
    await tool.show(['template', '--example', '--out', 'water.toml']);
    // The first learner has told her name by her own key, so that she can show what is hers.
    const list = readFileSync(LIST, 'utf8').replace(',,', `,${await this.learner.makeKey()},`);
    writeFileSync(tool.at('cohort.csv'), list);
    this.learners = list.trimEnd().split('\n').length - 1;
    const faulty = list.replace('2026-07-01', '2026-02-30').replace('Łukasz Żółć', '');
    writeFileSync(tool.at('cohort-with-mistakes.csv'), faulty);
    const check = ['check', '--template', 'water.toml', '--list'];
    const { said } = await tool.show([...check, 'cohort-with-mistakes.csv'], 1);
    const faults = said.split('\n').filter((line) => line.startsWith('Line '));
    assert.equal(faults.length, 2, said);
    tool.quote(faults);
    output.pass('a list with mistakes is refused, and each is named by its line and column');
    await tool.show([...check, 'cohort.csv']);
  }

  /** Issues a list as a cohort of its own. */
  async issue(list, out) {
    const { tool } = this;
    await tool.show([
      ...['issue', '--type', String(this.type), '--template', 'water.toml', '--list', list],
      ...['--out', out, ...this.sending, '--document-key', 'documents.json'],
      ...['--document-key-password', '0'],
    ]);
    return documentsIn(tool.at(out));
  }

  /** Issues the cohort. */
  async issueCohort() {
    const files = await this.issue('cohort.csv', COHORT);
    assert.equal(files.length, this.learners);
    const count = `${files.length} credentials are signed, shuffled and anchored`;
    this.output.pass(`${count} by one transaction; the chain has 32 bytes of them`);
  }

  /** Returns the references of all documents of the cohort, with the key that has signed them. */
  #questions() {
    return documentsIn(this.tool.at(COHORT)).map((name) => {
      const document = readFileSync(this.tool.at(COHORT, name));
      return { ...questionOf(referenceOfDocument(document, this.genesis)), signedBy: this.key };
    });
  }

  /** Keeps a bundle for the whole cohort in a file, and the keys of the institution in another. */
  async keepBundle(file) {
    const bundle = bundleOf(await this.node.rpc.call('credentials_prove', this.#questions()));
    writeFileSync(this.tool.at(file), bundle);
    const keys = await this.node.rpc.call('credentials_documentKeys', this.id);
    writeFileSync(this.tool.at(KEYS), JSON.stringify(keys));
    return bundle;
  }

  /** Writes certificates as PDF with the proof in them, and messages. */
  async handOver() {
    const { tool, output } = this;
    const bundle = await this.keepBundle('cohort.testamur');
    for (const name of documentsIn(tool.at(COHORT))) {
      writeFileSync(tool.at(COHORT, name.replace('.json', '.testamur')), bundle);
    }
    await tool.show(['design', '--out', 'design.toml']);
    const design = readFileSync(tool.at('design.toml'), 'utf8');
    writeFileSync(tool.at('design.toml'), withMessage(design));
    await tool.show([
      ...['hand-over', '--design', 'design.toml', '--list', `${COHORT}/index.csv`],
      ...[...HANDED, '--out', CERTIFICATES, COHORT],
    ]);
    const handed = readdirSync(tool.at(CERTIFICATES));
    const certificates = handed.filter((name) => name.endsWith('.pdf'));
    const badges = handed.filter((name) => name.endsWith('.png'));
    assert.deepEqual([certificates.length, badges.length], [this.learners, this.learners]);
    output.pass(`${certificates.length} certificates as PDF carry the credentials and their proof`);
    output.pass(`${badges.length} badges, as PNG and as SVG, carry the credentials as well`);
    output.pass('and as many messages wait to be sent: nothing has left this machine');
  }
}

/** Returns a design with the message that stands in it as a comment. */
function withMessage(design) {
  const start = design.indexOf('# [message]');
  return design.slice(0, start) + design.slice(start).replace(/^# ?/gm, '');
}

/** Returns the number that the chain has assigned, which the event tells first. */
const numberIn = ({ events }, name) =>
  events.find(({ method }) => method === name).data[0].toNumber();

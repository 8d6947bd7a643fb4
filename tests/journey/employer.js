// SPDX-License-Identifier: Apache-2.0

// The chapters of an employer, who verifies what learners hand in by the command `testamur`, while
// the registrar changes what it is worth; and once more when every node is switched off.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

import { CERTIFICATES, COHORT, KEYS, TRUST } from './registrar.js';

/** The names of three learners, to whom something happens. */
const SUSPENDED = 'Μαρία Παπαδοπούλου';
const REVOKED = 'สมชาย ใจดี';
const RENEWED = 'Zoë D’Angelo-Núñez';
/** Another name of the last one. */
const MARRIED = 'Zoë D’Angelo-O’Brien';

/** The exit codes of the command. */
const CODES = { valid: 0, invalid: 1, cannotTell: 3 };

/** An employer, beside the registrar whose files are handed in. */
export class Employer {
  constructor(registrar) {
    const { tool, output } = registrar;
    Object.assign(this, { registrar, tool, output });
    this.byNode = ['--trust', TRUST, '--rpc', registrar.node.ws];
  }

  /** Returns the document of a learner, by the index that the command has written. */
  fileOf(name) {
    const rows = readFileSync(this.tool.at(COHORT, 'index.csv'), 'utf8').split('\r\n');
    const [file] = rows.find((row) => row.includes(name)).match(/\d+\.json/);
    return `${COHORT}/${file}`;
  }

  /** Verifies files, and returns the findings by the names of the files. */
  async findings(args, expected) {
    const { printed } = await this.tool.run(['verify', ...args, '--json'], CODES[expected]);
    return JSON.parse(printed);
  }

  /** Verifies one file and shows what is said of it. */
  async show(what, file, expected, pattern = /./) {
    const { printed } = await this.tool.show(['verify', ...this.byNode, file], CODES[expected]);
    const lines = printed.trimEnd().split('\n').map((line) => line.trim());
    const reasons = lines.filter((line) => /^(Invalid|Cannot tell):/.test(line));
    assert.match(printed, pattern);
    this.tool.quote(expected === 'valid' ? lines.slice(0, 2) : [lines[0], ...reasons]);
    this.output.pass(what);
  }

  /** Verifies what was handed in through a node that nobody trusts, and keeps reports. */
  async verify() {
    const { tool, output } = this;
    await this.show('a file is valid, whoever runs the node', this.fileOf("O'Brien"), 'valid');
    const reports = ['pdf', 'csv', 'json'].flatMap((kind) => ['--report', `report.${kind}`]);
    const { printed } = await tool.show(['verify', ...this.byNode, ...reports, COHORT]);
    const count = printed.trimEnd().split('\n').at(-1);
    assert.match(count, / 0 invalid, 0 cannot tell$/);
    output.pass(`all are: ${count}`);
    const certificates = await this.findings([...this.byNode, CERTIFICATES], 'valid');
    output.pass(`and so are the credentials in ${certificates.length} certificates and badges`);
  }

  /** Has the first learner show that a file is hers, to this employer and to nobody else. */
  async presentation() {
    const { tool, output, registrar } = this;
    const audience = ['--challenge', '8f3a2c', '--domain', 'hr.example.com'];
    await registrar.learner.present(this.fileOf("O'Brien"), audience, 'presentation.json');
    const call = ['verify', ...this.byNode, ...audience, 'presentation.json'];
    const { printed } = await tool.show(call);
    assert.match(printed, /2 files: 2 valid, /);
    output.pass('the first learner shows that the file is hers, to whoever gave her the challenge');
    const other = call.map((argument) => (argument === '8f3a2c' ? '41d07e' : argument));
    await tool.run(other, CODES.invalid);
    output.pass('nobody else can use what she made: for another challenge it is invalid');
  }

  /** Shows what becomes of credentials: suspended, reinstated, revoked, renewed. */
  async changes() {
    const { registrar, tool } = this;
    const change = (...args) => tool.show([...args, ...registrar.sending]);
    const suspended = this.fileOf(SUSPENDED);
    await change('suspend', suspended);
    await this.show('a suspended one is invalid', suspended, 'invalid', /has suspended it/);
    await change('reinstate', suspended);
    await this.show('it is reinstated', suspended, 'valid');
    const revoked = this.fileOf(REVOKED);
    await change('revoke', '--reason', 'misconduct', revoked);
    await this.show('a revoked one is invalid', revoked, 'invalid', /misconduct/);
    await this.#renew(change);
  }

  /** Has the registrar issue a credential again, for a learner who has another name now. */
  async #renew(change) {
    const { registrar, tool } = this;
    const list = readFileSync(tool.at('cohort.csv'), 'utf8').split('\n');
    const row = list.find((line) => line.startsWith(RENEWED));
    writeFileSync(tool.at('renewed.csv'), [list[0], row.replace(RENEWED, MARRIED), ''].join('\n'));
    const [file] = await registrar.issue('renewed.csv', 'renewed');
    const renewal = ['--former', COHORT, '--new', 'renewed', '--column', 'number'];
    // Nothing but the name tells who she is, so the registrar says that it is the same person.
    await change('renew', ...renewal, '--other-learner');
    const former = this.fileOf(RENEWED);
    const what = 'a learner has another name now: the former file is invalid';
    await this.show(what, former, 'invalid', /taken its place/);
    await this.show('and her new one is valid', `renewed/${file}`, 'valid');
  }

  /** Shows what is said of files that were tampered with. */
  async tampered() {
    const { tool } = this;
    const file = this.fileOf("O'Brien");
    const text = readFileSync(tool.at(file), 'utf8');
    const { proof, ...document } = JSON.parse(text);
    const anchors = proof.filter(({ cryptosuite }) => cryptosuite.startsWith('testamur-'));
    const unsigned = JSON.stringify({ ...document, proof: anchors });
    writeFileSync(tool.at('unsigned.json'), unsigned);
    const bare = 'a file without its signature is invalid, although it is on record';
    await this.show(bare, 'unsigned.json', 'invalid', /is not signed/);
    writeFileSync(tool.at('other-name.json'), text.replace("O'Brien", "O'Neill"));
    const other = 'a file with another name in it is none that anybody anchored';
    await this.show(other, 'other-name.json', 'cannotTell');
  }

  /** Keeps what is needed when there is no node. */
  keep() {
    return this.registrar.keepBundle('cohort.testamur');
  }

  /** Verifies by bundles and by the report, when every node is switched off. */
  async verifyWithoutServer() {
    const { tool, output } = this;
    const bundle = ['--bundle', 'cohort.testamur', '--keys', KEYS, '--max-age', '1d'];
    const offline = ['--trust', TRUST, '--offline', ...bundle, COHORT];
    const { printed } = await tool.show(['verify', ...offline], CODES.invalid);
    const count = printed.trimEnd().split('\n').at(-1);
    assert.match(count, / 2 invalid, 0 cannot tell$/);
    output.pass(`the files of the registrar, without a node: ${count}`);
    const replayed = await tool.show(['verify', '--trust', TRUST, '--replay', 'report.json']);
    assert.match(replayed.printed, / 0 invalid, 0 cannot tell\n$/);
    output.pass('and what the first report has recorded, by the proofs in it');
    const alone = ['--trust', TRUST, '--offline', '--keys', KEYS, '--max-age', '1d', CERTIFICATES];
    const handed = await tool.show(['verify', ...alone], CODES.cannotTell);
    const { learners } = this.registrar;
    const all = `: ${learners} valid, 0 invalid, ${2 * learners} cannot tell\n`;
    assert.ok(handed.printed.endsWith(all), handed.printed);
    output.pass('and the certificates by what they carry, as of the day on which they were made');
    output.pass('badges carry no proof: without a node nobody can tell, and nobody is called a liar');
  }
}

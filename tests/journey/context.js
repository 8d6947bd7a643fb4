// SPDX-License-Identifier: Apache-2.0

// The context that the chapters share: the accounts, the facts so far, and the checks. Nothing is
// claimed before it was checked.

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { account, DispatchFailure, PoolRefusal } from '../client/chain.js';
import { withReferences, writeFiles } from '../client/cohort.js';
import { Council } from '../client/council.js';
import { toHex } from '../client/hex.js';

export const SECOND = 1_000;
export const DAY = 86_400 * SECOND;
export const YEAR = 365 * DAY;

/** The state of one journey. */
export class Context {
  /** Numbers that the chain has assigned, and credentials that later chapters use. */
  facts = {};
  /** The number of credentials that this journey has verified, and of the calls that this took. */
  verified = { credentials: 0, calls: 0 };

  /**
   * @param {object} options
   * @param {import('../client/chain.js').Chain} options.chain
   * @param {import('../util/console.js').Console} options.output
   * @param {string} options.folder for the credential files
   * @param {string} options.learners the list of learners (CSV)
   * @param {string} options.mistakes a list that has mistakes
   */
  constructor({ chain, output, folder, learners, mistakes }) {
    Object.assign(this, { chain, output, folder, learners, mistakes });
    this.api = chain.api;
    this.calls = chain.calls;
    this.accounts = {
      council: account('//Alice'),
      agency: account('//Agency'),
      university: account('//University'),
      operator: account('//Operator'),
      officer: account('//Officer'),
      deputy: account('//Deputy'),
      registrar: account('//Registrar'),
      stranger: account('//Stranger'),
    };
    this.council = new Council(chain, [this.accounts.council]);
  }

  /** Checks a claim and prints it. */
  async check(text, check) {
    try {
      await check();
    } catch (error) {
      this.output.fail(text);
      throw error;
    }
    this.output.pass(text);
  }

  /** Checks that something is refused for a reason: an error's name, or a code of the pool. */
  async expectRefusal(what, attempt, reason) {
    let refusal;
    try {
      await attempt();
      assert.fail(`it was not refused: ${what}`);
    } catch (error) {
      const expected =
        (error instanceof DispatchFailure && error.reason === reason) ||
        (error instanceof PoolRefusal && error.custom === reason);
      if (!expected) {
        this.output.fail(what);
        throw error;
      }
      refusal = error;
    }
    this.output.refusal(what, refusal.message);
  }

  /** Checks a verdict and prints it. */
  expectVerdict(name, verdict, outcome, reasons, more = {}) {
    assert.deepEqual(
      { outcome: verdict.outcome, reasons: verdict.reasons },
      { outcome, reasons },
      name,
    );
    assert.equal(verdict.asOf.finalized, true, name);
    for (const [member, expected] of Object.entries(more)) {
      assert.deepEqual(verdict[member], expected, `${member} of ${name}`);
    }
    this.output.verdict(name, verdict);
  }

  async verify(references, at) {
    const list = Array.isArray(references) ? references : [references];
    const verdicts = await this.chain.verify(list, at);
    assert.equal(verdicts.length, list.length, 'one verdict for each reference');
    this.verified.credentials += list.length;
    this.verified.calls += Math.ceil(list.length / 1_000);
    return Array.isArray(references) ? verdicts : verdicts[0];
  }

  /**
   * Anchors prepared credentials as one batch and writes their files; returns them with the root.
   */
  async issue(prepared, { accreditation, type, validity = 'Never' }) {
    const { tree } = prepared;
    const anchor = { root: toHex(tree.root), size: tree.size, validity };
    const call = this.calls.anchor(accreditation, type, anchor);
    const inclusion = await this.chain.sendFinal(call, this.accounts.operator);
    const credentials = withReferences(this.facts.university, prepared);
    writeFiles(join(this.folder, 'credentials'), credentials);
    return { credentials, inclusion, root: toHex(tree.root) };
  }

  /** Changes the statuses of credentials of one batch. */
  changeStatuses(root, ...changes) {
    const call = this.calls.changeStatuses(root, changes);
    return this.chain.sendFinal(call, this.accounts.operator);
  }

  /** Has two accounts of the university agree to a grave act, which takes effect with the second. */
  async byTwo(call) {
    const { university, registrar } = this.accounts;
    this.event(await this.chain.send(call, university), 'ActProposed');
    return this.chain.sendFinal(call, registrar);
  }

  /** Saves a credential as an example of a verdict, for the user to look at later. */
  saveExample(name, credential) {
    writeFiles(join(this.folder, 'examples'), [{ ...credential, name }]);
  }

  /** Returns the data of the event of this name in a transaction. */
  event({ events }, name) {
    const found = events.find(
      ({ section, method }) => section === 'credentials' && method === name,
    );
    assert.ok(found, `no event credentials.${name}`);
    return found.data;
  }
}

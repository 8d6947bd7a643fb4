// SPDX-License-Identifier: Apache-2.0

// What the chapters share: who acts, what was done so far, and how a claim is made. Nothing is said
// to be so before it was checked.

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { account, DispatchFailure, PoolRefusal } from '../client/chain.js';
import { withReferences, writeFiles } from '../client/cohort.js';
import { Council } from '../client/council.js';
import { toHex } from '../client/hex.js';

export const SECOND = 1_000;
export const DAY = 86_400 * SECOND;
export const YEAR = 365 * DAY;

export class Context {
  /** Numbers of what the chain has given a number, and credentials to come back to. */
  facts = {};
  /** How many credentials this journey has verified, and in how many calls. */
  verified = { credentials: 0, calls: 0 };

  /**
   * @param {object} options
   * @param {import('../client/chain.js').Chain} options.chain
   * @param {import('../util/console.js').Console} options.say
   * @param {string} options.folder for the credential files
   * @param {string} options.learners the list of learners (CSV)
   * @param {string} options.mistakes one that has mistakes
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
      stranger: account('//Stranger'),
    };
    this.council = new Council(chain, [this.accounts.council]);
  }

  /** Check something, and output so. */
  async check(text, check) {
    try {
      await check();
    } catch (error) {
      this.output.fail(text);
      throw error;
    }
    this.output.pass(text);
  }

  /** Check that something is refused for this reason: an error's name, or a code of the pool. */
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

  /** Check a verdict, and show it. */
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

  /** Anchor prepared credentials as one batch and write their files; gives the credentials. */
  async issue(prepared, { accreditation, type, validUntil = null }) {
    const { tree } = prepared;
    const anchor = { root: toHex(tree.root), size: tree.size, validUntil };
    const call = this.calls.anchor(accreditation, type, anchor);
    const inclusion = await this.chain.sendFinal(call, this.accounts.operator);
    const credentials = withReferences(this.facts.university, prepared);
    writeFiles(join(this.folder, 'credentials'), credentials);
    return { credentials, inclusion, root: toHex(tree.root) };
  }

  /** Change the status of credentials of one batch. */
  changeStatuses(root, ...changes) {
    const call = this.calls.changeStatuses(root, changes);
    return this.chain.sendFinal(call, this.accounts.operator);
  }

  /** Keep a credential as an example of a verdict, for whoever looks around later. */
  saveExample(name, credential) {
    writeFiles(join(this.folder, 'examples'), [{ ...credential, name }]);
  }

  /** What the events of a transaction tell under a name. */
  event({ events }, name) {
    const found = events.find(
      ({ section, method }) => section === 'credentials' && method === name,
    );
    assert.ok(found, `no event credentials.${name}`);
    return found.data;
  }
}

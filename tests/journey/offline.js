// SPDX-License-Identifier: Apache-2.0

// The chapter without a server: bundles of a cohort are fetched from a network that votes, and
// every credential is verified by them when it is switched off. A node that lies is found out.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { anchorOf } from '../client/anchor.js';
import { checkBundle } from '../client/bundle.js';
import { covering, prepare, readLearners } from '../client/cohort.js';
import { readFile } from '../client/evidenceCodec.js';
import { toHex } from '../client/hex.js';
import { bundleOf, Keeper, trustFileOf } from '../client/keeper.js';
import { attach } from '../client/proofSet.js';
import { questionOf } from '../client/reference.js';
import { Liar } from '../network/liar.js';
import { waitFor } from '../network/wait.js';
import { DAY } from './context.js';
import { LEARNERS } from './index.js';
import { certify } from './issuing.js';

/** The references about which a verifier is asked at a time. */
const MOST = 1_000;
/** The place of the credential that is revoked. */
const REVOKED = 7;

/** The chapter, on a network that runs until it is verified without it. */
export class Offline {
  /**
   * @param {object} options
   * @param {import('../network/network.js').Network} options.network
   * @param {string} options.folder for the files
   * @param {import('../util/console.js').Console} options.output
   * @param {string} options.verifier the folder of the verifier in WebAssembly
   * @param {string} options.command the path of `testamur-verify-offline`
   */
  constructor({ network, folder, output, verifier, command }) {
    mkdirSync(folder, { recursive: true });
    Object.assign(this, { network, output, verifier, command });
    this.rpc = network.rpc('archive');
    this.files = {
      trust: join(folder, 'trust.json'),
      bundle: join(folder, 'cohort.testamur'),
      credentials: join(folder, 'credentials'),
    };
  }

  /** Issues a cohort, and revokes one of it. */
  async issue(chain, issuer) {
    const { learners } = readLearners(readFileSync(LEARNERS, 'utf8'));
    const now = await chain.time();
    this.credentials = await issuer.anchorCohort(
      prepare(learners.map((learner) => certify(learner, now))),
    );
    this.references = this.credentials.map(({ reference }) => questionOf(reference));
    await this.#untilFinal('valid');
    // The liar will show this later.
    this.former = await this.#prove([this.references[REVOKED]]);
    await issuer.revoke(this.credentials[REVOKED].reference);
    await this.#untilFinal('invalid');
    const count = this.credentials.length.toLocaleString('en');
    this.output.pass(`${count} credentials are anchored there, final by votes, and one is revoked`);
  }

  /** Asks the node for the verdicts on the whole cohort. */
  async #verdicts() {
    const verdicts = [];
    for (let first = 0; first < this.references.length; first += MOST) {
      const asked = this.references.slice(first, first + MOST);
      verdicts.push(...(await this.rpc.call('credentials_verify', asked)));
    }
    return verdicts;
  }

  #prove(references) {
    return this.rpc.call('credentials_prove', references);
  }

  /** Waits until the last final block says this of the credential that is revoked. */
  #untilFinal(outcome) {
    const asked = [this.references[REVOKED]];
    const isSo = async () =>
      (await this.rpc.call('credentials_verify', asked))[0].outcome === outcome;
    return waitFor(isSo, { what: `a final verdict of ${outcome}` });
  }

  /** Fetches evidence, and keeps it beside the credentials with what is trusted. */
  async fetch() {
    const verdicts = await this.#verdicts();
    this.bundle = bundleOf(await this.#prove(covering(this.references, verdicts)));
    const single = bundleOf(await this.#prove([this.references[0]]));
    await this.#trustFirstBlock();
    this.#writeAnchored();
    writeFileSync(this.files.bundle, this.bundle);
    const bytes = (file) => `${(file.length / 1_000).toFixed(1)} kB`;
    this.output.pass(
      `a bundle for all of them has ${bytes(this.bundle)}, one for a single one ${bytes(single)}`,
    );
    this.output.note('it holds a header, the votes of the validators, and a proof of the records');
  }

  /** Writes each document with its anchor in it, so that the learner has one file to keep. */
  #writeAnchored() {
    mkdirSync(this.files.credentials, { recursive: true });
    for (const { name, text, reference } of this.credentials) {
      const anchored = attach(text, anchorOf(this.trusted.genesis, reference));
      writeFileSync(this.#fileOf(name), anchored);
    }
    this.output.pass('each file carries its anchor, which leads from it to the batch on this chain');
  }

  #fileOf(name) {
    return join(this.files.credentials, `${name}.json`);
  }

  /** Trusts the first block and the validators of its state. Their consortium publishes both. */
  async #trustFirstBlock() {
    ({ trusted: this.trusted } = await Keeper.ofFirstBlock(this.rpc));
    const pin = trustFileOf(this.trusted);
    writeFileSync(this.files.trust, `${JSON.stringify(pin, null, 2)}\n`);
    const { Verifier } = await import(pathToFileURL(join(this.verifier, 'verifier.js')));
    this.wasm = await Verifier.load(readFileSync(join(this.verifier, 'verifier.wasm')));
    this.trustRoot = this.wasm.trustRoot(pin);
  }

  /** Asks a node that lies: believed without a proof, and found out with one. */
  async listenToLiar() {
    const asked = [this.references[REVOKED]];
    const liar = await Liar.before(this.rpc);
    try {
      liar.lie('credentials_verify', ([{ status, ...verdict }]) => [
        { ...verdict, outcome: 'valid', reasons: [], status: { ...status, state: 'active' } },
      ]);
      const [{ outcome }] = await liar.call('credentials_verify', asked);
      assert.equal(outcome, 'valid');
      this.output.pass('a node that lies calls the revoked one valid, and nothing gives it away');
      await this.#findOut(liar, asked);
    } finally {
      liar.close();
    }
  }

  /** Has the liar prove what it says, in each way that it can think of. */
  async #findOut(liar, asked) {
    const { verdicts } = this.#shown(await this.#prove(asked), asked);
    assert.deepEqual(verdicts[0].reasons, ['revoked']);
    const elsewhere = await this.rpc.call('credentials_proveRecords', [{ institution: 1 }]);
    const before = () => this.former.evidence;
    const tomorrow = { now: Date.now() + DAY };
    for (const [what, change, kind, more] of [
      ['puts another state under the votes', withOtherState, 'forged'],
      ['shows, on the next day, what was true before', before, 'tooOld', tomorrow],
      ['proves something else instead', () => elsewhere.evidence, 'incomplete'],
    ]) {
      liar.lie('credentials_prove', (answer) => ({ ...answer, evidence: change(answer) }));
      const answer = await liar.call('credentials_prove', asked);
      const refusal = thrownBy(() => this.#shown(answer, asked, more));
      assert.equal(refusal?.kind, kind, refusal?.message ?? what);
      this.output.refusal(`asked for evidence, it ${what}`, readable(refusal.message));
    }
  }

  /** Returns what evidence shows by the verifier in WebAssembly. */
  #shown({ evidence }, references, more = {}) {
    const { trustRoot } = this;
    return this.wasm.verify({ trustRoot, evidence, references, maxAge: DAY / 2, ...more });
  }

  /** Verifies all credentials from their files, in two builds of one implementation and another. */
  async verifyWithoutServer() {
    const count = this.credentials.length.toLocaleString('en');
    const places = new Map(this.credentials.map(({ name }, place) => [`${name}.json`, place]));
    const verdicts = [];
    const what = `${count} verdicts from the files, by the command: one revoked, the others valid`;
    await this.#timed(what, async () => {
      for (const { file, verdict, problem } of await this.#run()) {
        assert.equal(problem, null, file);
        verdicts[places.get(basename(file))] = verdict;
      }
      assert.equal(verdicts.length, this.credentials.length);
      expectOneRevoked(verdicts);
    });
    await this.#timed('the same in WebAssembly, member for member', () => {
      for (let first = 0; first < verdicts.length; first += MOST) {
        const asked = this.references.slice(first, first + MOST);
        const shown = this.#shown({ evidence: this.bundle }, asked);
        assert.deepEqual(shown.verdicts, verdicts.slice(first, first + MOST));
      }
    });
    await this.#timed('and by a second implementation, in JavaScript', async () => {
      const wanted = { now: Date.now(), maxAge: DAY };
      const shown = await checkBundle(this.bundle, this.trusted, wanted);
      for (const [place, { asOf, ...said }] of verdicts.entries()) {
        assert.equal(shown.asOf.hash, asOf.blockHash);
        assert.deepEqual(await shown.verdict(this.references[place]), said);
      }
    });
    await this.#forge();
  }

  /** Changes the name in a file, as a forger would. */
  async #forge() {
    const [{ name, learner }] = this.credentials;
    const file = this.#fileOf(name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(learner.familyName, 'Forger'));
    const answers = await this.#run();
    const { problem } = answers.find((answer) => basename(answer.file) === basename(file));
    writeFileSync(file, text);
    assert.equal(problem.word, 'otherDocument');
    const [, explanation] = problem.message.split('.json: ');
    this.output.refusal('a name is changed in a file', explanation);
  }

  async #timed(text, check) {
    const start = performance.now();
    await check();
    this.output.pass(`${text}, in ${Math.round(performance.now() - start)} ms`);
  }

  get #arguments() {
    const { trust, bundle, credentials } = this.files;
    return [['--trust', trust], ['--bundle', bundle], ['--max-age', '1d'], [credentials]];
  }

  /** The command in parts, as a user would type it. */
  get commandLine() {
    const short = (part) => [part, relative('.', part)].sort((a, b) => a.length - b.length)[0];
    const typed = (part) => (part.includes('/') ? short(part) : part);
    return [[this.command], ...this.#arguments].map((part) => part.map(typed).join(' '));
  }

  /** Runs the command and returns its answers. */
  async #run() {
    const run = promisify(execFile);
    const options = { maxBuffer: 64 * 2 ** 20 };
    const outcome = await run(this.command, ['--json', ...this.#arguments.flat()], options).catch(
      (error) => error,
    );
    // One credential is revoked, so the command says by its exit code that not all are valid.
    assert.equal(outcome.code, 1, outcome.stderr);
    return JSON.parse(outcome.stdout);
  }
}

/** Returns a message with long keys cut short. */
const readable = (message) =>
  message.replace(/0x[0-9a-f]{32,}/g, (key) => `${key.slice(0, 10)}…`);

/** Returns evidence of which the header names another state than the one that was voted for. */
function withOtherState(answer) {
  const { header } = readFile('bundle', bundleOf(answer));
  const root = toHex(header.stateRoot).slice(2);
  return answer.evidence.replace(root, root.replace(/^./, (digit) => (digit === '0' ? '1' : '0')));
}

function thrownBy(act) {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Checks that all credentials are valid but for the one that was revoked. */
function expectOneRevoked(verdicts) {
  for (const [place, { reasons }] of verdicts.entries()) {
    assert.deepEqual(reasons, place === REVOKED ? ['revoked'] : [], `credential ${place}`);
  }
}

// SPDX-License-Identifier: Apache-2.0

// Issues cohorts with the command of registrars: to the end, with kills at random moments, without
// an allowance and without a node. Files that were issued are handed over.

import assert from 'node:assert/strict';
import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { Keyring } from '@polkadot/api';

import { referenceOfDocument } from '../client/anchor.js';
import { account } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { multikey } from '../client/multikey.js';
import { ownChain, periodOf, registerInstitutions } from './attack/chain.js';
import { lyingNode } from './lyingNode.js';
import {
  PASSWORD,
  equipRegistrar,
  listOf,
  pairOf,
  startCommand,
  writeKeystore,
} from './registrar.js';
import { temporaryFolder } from './support.js';

/** The number of runs that are killed before their end. */
const KILLS = 20;
/** Maximum number of folders in which they run. */
const MOST_FOLDERS = 12;
/** The number of learners in a cohort that is interrupted. */
const COHORT = 40;

/** The number of learners in a cohort whose command is killed. */
const LONG = 200;

/** Returns a name in metadata, in hexadecimal digits: its length in the compact form, and its bytes. */
const hexOf = (name) => toHex(Buffer.from([name.length << 2, ...Buffer.from(name)])).slice(2);

/** Returns a text in which two parts have changed places. */
const swapped = (text, one, other) =>
  text
    .split(one)
    .map((part) => part.replaceAll(other, one))
    .join(other);

describe('the command that issues', { concurrency: 1 }, () => {
  const world = ownChain({ sealing: 'instant' });
  const folder = temporaryFolder();
  const at = (...names) => join(folder, ...names);
  const documents = randomBytes(32);
  const key = multikey('Ed25519', Buffer.from(pairOf(documents).publicKey));
  let genesis;
  let poor;

  const start = (args, password = PASSWORD) => startCommand(folder, args, password);

  const run = (...args) => start(args).ended;

  const issueArguments = (out, { list = 'cohort.csv', node, signer = 'issuer', type = 1 } = {}) => [
    ...['issue', '--type', `${type}`, '--template', 'water.toml', '--list', list, '--out', out],
    ...['--node', node ?? world.network.ws('author'), '--account', `${signer}.json`],
    ...['--document-key', 'documents.json', '--yes'],
    ...['--account-password', '0', '--document-key-password', '0'],
  ];
  const issue = (out, options) => run(...issueArguments(out, options));

  const equip = (institution, name) => equipRegistrar(world, folder, institution, name, key);

  before(async () => {
    const [rich, other] = await registerInstitutions(world, [
      { name: 'Rich', allowance: 1_000, operators: 1 },
      { name: 'Poor', allowance: 3, operators: 1 },
    ]);
    await equip(rich, 'issuer');
    poor = { ...other, operator: await equip(other, 'poor') };
    genesis = await world.rpc.call('chain_getBlockHash', 0);
    writeKeystore(folder, 'documents', pairOf(documents));
    writeFileSync(at('cohort.csv'), listOf(COHORT));
    const { code, said } = await run('template', '--example', '--out', 'water.toml');
    assert.equal(code, 0, said);
  });

  /** Returns the names of the files of learners in a folder. */
  const filesOf = (out) => readdirSync(at(out)).filter((name) => name.endsWith('.json'));

  /** Checks that a folder holds so many files, all of one batch and valid on the chain. */
  async function assertIssued(out, learners, institution = 1) {
    const files = filesOf(out);
    assert.equal(files.length, learners);
    const references = files.map((name) => ({
      ...referenceOfDocument(readFileSync(at(out, name)), genesis),
      signedBy: key,
    }));
    const asked = references.map(({ envelopes: _, ...reference }) => reference);
    const verdicts = await world.rpc.call('credentials_verify', asked);
    for (const [place, { outcome, reasons }] of verdicts.entries()) {
      assert.equal(outcome, 'valid', `${files[place]}: ${reasons}`);
    }
    assert.equal(new Set(asked.map(({ index }) => index)).size, learners);
    assert.ok(asked.every((reference) => reference.institution === institution));
    const index = readFileSync(at(out, 'index.csv'), 'utf8').trim().split('\r\n').slice(1);
    assert.deepEqual(index.map((line) => line.split(',')[1]).sort(), files.sort());
    for (const line of index) {
      const [, file, name] = line.split(',');
      assert.ok(readFileSync(at(out, file), 'utf8').includes(`"identityHash":"${name}"`));
    }
  }

  const batchesOf = async (institution) =>
    (await world.rpc.call('credentials_batches', institution)).items.length;

  test('signs, anchors and writes a file for each learner, once', async () => {
    const { code, said } = await issue('first');
    assert.equal(code, 0, said);
    assert.match(said, /By institution 1, Rich \(AT\)\.\nThe documents name Höhere Wasserschule/);
    assert.match(said, /\(AT\) as the awarding body, which the chain calls otherwise.*\nUnder grant 1, with document key 1\./);
    assert.match(said, /Anchored: 40 credentials, root 0x[0-9a-f]{64}\./);
    await assertIssued('first', COHORT);
    const again = await issue('first');
    assert.equal(again.code, 0, again.said);
    assert.match(again.said, /Files: 40 in first, of which 0 are new\./);
    assert.equal(await batchesOf(1), 1);
  });

  test('writes what is missing without a node', async () => {
    rmSync(at('first', '07.json'));
    const { code, said } = await issue('first', { node: 'ws://127.0.0.1:1' });
    assert.equal(code, 0, said);
    assert.match(said, /of which 1 are new/);
    await assertIssued('first', COHORT);
  });

  test('hands the files over to the learners of the index, also after kills', async () => {
    assert.equal((await run('design', '--out', 'design.toml')).code, 0);
    const message = 'from = "a@rich.example.edu"\nsubject = "{title}"\ntext = "{learner}"\n';
    writeFileSync(at('design.toml'), `\n[message]\n${message}`, { flag: 'a' });
    const options = ['--list', 'first/index.csv', '--messages', '--out', 'handed'];
    const handOver = () => start(['hand-over', '--design', 'design.toml', ...options, 'first']);
    for (const part of [0.2, 0.5, 0.8]) {
      const { child, ended } = handOver();
      const isThere = () => existsSync(at('handed')) && readdirSync(at('handed')).length;
      while (child.exitCode === null && !(isThere() >= 2 * COHORT * part)) await delay(1);
      child.kill('SIGKILL');
      await ended;
    }
    const { code, said } = await handOver().ended;
    assert.equal(code, 0, said);
    assert.match(said, /handed: 40 certificates, \d+ of them new; 40 messages, \d+ of them new/);
    const names = readdirSync(at('handed'));
    const wanted = filesOf('first').flatMap((name) => [
      name.replace('.json', '.eml'),
      name.replace('.json', '.pdf'),
    ]);
    assert.deepEqual(names.sort(), [...wanted, 'mail-merge.csv'].sort());
    const list = readFileSync(at('handed', 'mail-merge.csv'), 'utf8').trim().split('\r\n');
    assert.match(list[1], /^Ana 0,ana0@example\.org,01\.json,01\.pdf,01\.eml,/);
  });

  /** Returns the names in a folder, or none if it is not there. */
  const namesIn = (...path) => (existsSync(at(...path)) ? readdirSync(at(...path)) : []);

  /** Moments of a run in their order, each by a condition on its folder and on what it has said. */
  const MOMENTS = [
    (out) => namesIn(out, 'journal').length > 0,
    (_, said) => said.includes('To be issued'),
    (out) => namesIn(out, 'journal').includes('documents-00000.jsonl'),
    (out) => namesIn(out, 'journal').includes('plan'),
    (out) => namesIn(out, 'journal').includes('sent'),
    (_, said) => said.includes('The transaction'),
    (out) => namesIn(out, 'journal').includes('receipt'),
    ...[1, LONG * 0.25, LONG * 0.5, LONG * 0.75, LONG].map(
      (files) => (out) => namesIn(out).filter((name) => /^\d+\.json$/.test(name)).length >= files,
    ),
  ];

  /** Starts a run, kills it at a moment or just after, and returns whether that was before its end. */
  async function killedAt(out, moment) {
    const { child, ended, until } = start(issueArguments(out, { list: 'long.csv' }));
    await Promise.race([ended, until((said) => moment(out, said)).catch(() => {})]);
    await delay(randomInt(5));
    child.kill('SIGKILL');
    const { code, signal, said } = await ended;
    assert.ok(signal === 'SIGKILL' || code === 0, said);
    return signal === 'SIGKILL';
  }

  test('anchors once and loses no file when twenty runs are killed', async (t) => {
    writeFileSync(at('long.csv'), listOf(LONG, 'Long'));
    const before = await batchesOf(1);
    let [kills, folders] = [0, 0];
    // A run that ends before it is killed does not count.
    while (kills < KILLS) {
      assert.ok(folders < MOST_FOLDERS, `${kills} kills in ${folders} folders`);
      const out = `killed-${folders}`;
      for (const [place, moment] of MOMENTS.entries()) {
        // In each folder other moments are passed over, so that a run goes on from each state.
        if (place % 4 !== folders % 4 && (await killedAt(out, moment))) kills += 1;
      }
      folders += 1;
      const { code, said } = await issue(out, { list: 'long.csv' });
      assert.equal(code, 0, said);
      await assertIssued(out, LONG);
      assert.equal(await batchesOf(1), before + folders);
    }
    t.diagnostic(`${kills} runs in ${folders} folders were killed before their end`);
  });

  test('goes on with another node when one was away', async () => {
    const { code, said } = await issue('away', { node: 'ws://127.0.0.1:1' });
    assert.equal(code, 3, said);
    assert.match(said, /cannot be reached/);
    assert.equal((await issue('away')).code, 0);
    await assertIssued('away', COHORT);
  });

  test('waits for the next period when the allowance is used up', async () => {
    const { api } = world.chain;
    const remark = () => api.tx.system.remark('0x');
    const head = async () => Number((await world.rpc.call('chain_getHeader')).number);
    // A block is made for each transaction, and this institution has enough of them.
    const untilNextPeriod = async () => {
      const period = async () => periodOf(await head());
      const present = await period();
      while ((await period()) === present) {
        await world.chain.sendFinal(remark(), account('//Rich'));
      }
    };
    await untilNextPeriod();
    for (let spent = 0; spent < 3; spent += 1) {
      await world.chain.sendFinal(remark(), poor.operator);
    }
    writeFileSync(at('poor.csv'), listOf(2, 'Poor'));
    const early = await issue('poor', { list: 'poor.csv', signer: 'poor' });
    assert.equal(early.code, 3, early.said);
    assert.match(early.said, /the allowance of 3 operations is used up: run this again from block/);
    const patient = start([
      ...issueArguments('patient', { list: 'poor.csv', signer: 'poor' }),
      '--wait',
    ]);
    await patient.until((said) => said.includes('waiting for block'));
    await untilNextPeriod();
    const waited = await patient.ended;
    assert.equal(waited.code, 0, waited.said);
    assert.match(waited.said, /waiting for block \d+\. Block \d+ is the last final one/);
    await assertIssued('patient', 2, 2);
    const late = await issue('poor', { list: 'poor.csv', signer: 'poor' });
    assert.equal(late.code, 0, late.said);
    await assertIssued('poor', 2, 2);
  });

  /** Begins a cohort, and kills the command when its plan is there, before anything is sent. */
  async function prepared(out) {
    writeFileSync(at('long.csv'), listOf(LONG, 'Long'));
    const { child, ended, until } = start(issueArguments(out, { list: 'long.csv' }));
    await until(() => existsSync(at(out, 'journal', 'plan')));
    child.kill('SIGKILL');
    const { said } = await ended;
    assert.doesNotMatch(said, /The transaction/);
    const [plan] = readFileSync(at(out, 'journal', 'plan'), 'utf8').split('\n');
    return JSON.parse(plan);
  }

  test('says why the chain failed the call, and goes on when that is mended', async () => {
    const { calls } = world.chain;
    await prepared('suspended');
    await world.council.decide(calls.suspendAccreditation(1));
    await world.chain.settled();
    const failed = await issue('suspended', { list: 'long.csv' });
    assert.equal(failed.code, 3, failed.said);
    assert.match(failed.said, /is not in force.*\(Credentials\.AccreditationSuspended\)/);
    assert.deepEqual(filesOf('suspended'), []);
    await world.council.decide(calls.reinstateAccreditation(1));
    await world.chain.settled();
    const mended = await issue('suspended', { list: 'long.csv' });
    assert.equal(mended.code, 0, mended.said);
    assert.match(mended.said, /An earlier run has signed these documents/);
    await assertIssued('suspended', LONG);
  });

  test('hands out nothing when a thief anchored the root in another way', async () => {
    const { root } = await prepared('stolen');
    const anchor = { root, size: LONG + 1, validity: 'Never' };
    await world.chain.sendFinal(world.chain.calls.anchor(1, 1, anchor), account('//Rich'));
    const { code, said } = await issue('stolen', { list: 'long.csv' });
    assert.equal(code, 1, said);
    assert.match(said, /was anchored by somebody else of the institution, with another size/);
    assert.deepEqual(filesOf('stolen'), []);
  });

  test('signs no other call that a node gives the name of the anchoring', async () => {
    // This one has an argument of the same name, and the encoder passes over the others.
    const liar = lyingNode(world.network.ws('author'), {
      change: (text) => swapped(text, hexOf('anchor'), hexOf('relinquish_accreditation')),
    });
    try {
      const { code, said } = await issue('lied', { node: await liar.address });
      assert.equal(code, 3, said);
      assert.match(said, /makes another call of Credentials\.anchor: do not trust this node/);
    } finally {
      liar.close();
    }
    const { code, said } = await issue('lied');
    assert.equal(code, 0, said);
    await assertIssued('lied', COHORT);
  });

  /** Returns the transaction in a journal, which is there before anything is sent. */
  const recorded = (out) => {
    const [text] = readFileSync(at(out, 'journal', 'sent'), 'utf8').split('\n');
    return JSON.parse(text);
  };

  test('sends the same bytes again after a kill, and calls nothing on its way lost', async () => {
    const before = await batchesOf(1);
    const seen = [];
    const data = 'Transaction is outdated';
    const outdated = { code: 1010, message: 'Invalid Transaction', data };
    // The first run is killed while it waits for an answer. The second one is told no.
    const liar = lyingNode(world.network.ws('author'), {
      answer: (method, [bytes]) => {
        if (method !== 'author_submitAndWatchExtrinsic') return undefined;
        seen.push(bytes);
        return seen.length === 1 ? null : outdated;
      },
    });
    try {
      const node = await liar.address;
      const { child, ended, until } = start(issueArguments('waiting', { node }));
      await until(() => seen.length > 0);
      child.kill('SIGKILL');
      await ended;
      const { transaction, last } = recorded('waiting');
      assert.deepEqual(seen, [transaction]);
      const doubtful = await issue('waiting', { node });
      assert.equal(doubtful.code, 3, doubtful.said);
      assert.match(doubtful.said, /it is not known yet whether the batch was anchored/);
      const limit = `can be in a block up to ${last}, and block `;
      assert.ok(doubtful.said.includes(limit), doubtful.said);
      assert.doesNotMatch(doubtful.said, /the batch was not anchored/);
      assert.deepEqual(seen, [transaction, transaction]);
      assert.deepEqual(filesOf('waiting'), []);
      // It was on its way all the time.
      await world.rpc.call('author_submitExtrinsic', transaction);
      await world.chain.settled();
    } finally {
      liar.close();
    }
    const { code, said } = await issue('waiting');
    assert.equal(code, 0, said);
    assert.doesNotMatch(said, /The transaction/);
    await assertIssued('waiting', COHORT);
    assert.equal(await batchesOf(1), before + 1);
  });

  test('refuses a node of another chain before it asks for a password', async () => {
    const other = `0x${'11'.repeat(32)}`;
    const refused = await run(...issueArguments('elsewhere'), '--genesis', other);
    assert.equal(refused.code, 1, refused.said);
    assert.ok(refused.said.includes(`the chain with the genesis block ${genesis}`), refused.said);
    assert.doesNotMatch(refused.said, /The account in/);
    const { code, said } = await run(...issueArguments('elsewhere'), '--genesis', genesis);
    assert.equal(code, 0, said);
    await assertIssued('elsewhere', COHORT);
    // A cohort that is issued needs no node, and is that of one chain all the same.
    const offline = issueArguments('elsewhere', { node: 'ws://127.0.0.1:1' });
    const again = await run(...offline, '--genesis', other);
    assert.equal(again.code, 1, again.said);
    assert.match(again.said, /was begun with another chain/);
  });

  test('asks nobody who cannot answer, and says that a password is wrong', async () => {
    const asked = await run(...issueArguments('asked').filter((argument) => argument !== '--yes'));
    assert.equal(asked.code, 2, asked.said);
    assert.match(asked.said, /standard input is a password, so nobody can be asked: state --yes/);
    const wrong = await start(issueArguments('asked'), 'another password').ended;
    assert.equal(wrong.code, 2, wrong.said);
    assert.match(wrong.said, /the password is wrong: it does not open issuer\.json/);
    assert.equal(existsSync(at('asked', 'journal', 'plan')), false);
  });

  test('refuses before it signs, and says why', async () => {
    const unknown = await issue('refused', { type: 99 });
    assert.equal(unknown.code, 1, unknown.said);
    assert.match(unknown.said, /there is no credential type 99 on this chain/);
    writeKeystore(folder, 'stranger', new Keyring({ type: 'sr25519' }).addFromSeed(randomBytes(32)));
    const stranger = await issue('refused', { signer: 'stranger' });
    assert.equal(stranger.code, 1, stranger.said);
    assert.match(stranger.said, /the account serves no institution of this chain/);
    writeFileSync(at('other.csv'), listOf(3, 'Other'));
    const other = await issue('first', { list: 'other.csv' });
    assert.equal(other.code, 1, other.said);
    assert.match(other.said, /was begun with another list/);
    assert.deepEqual(filesOf('refused'), []);
  });
});

// SPDX-License-Identifier: Apache-2.0

// An institution leaves: it puts two cohorts into one folder, in which credentials were suspended,
// revoked and renewed. Then the node is switched off, and everything is checked without it, by our
// command, by the other command, and by the implementation in JavaScript.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { referenceOfDocument } from '../client/anchor.js';
import { checkBundle } from '../client/bundle.js';
import { toHex } from '../client/hex.js';
import { Keeper } from '../client/keeper.js';
import { multikey } from '../client/multikey.js';
import { questionOf } from '../client/reference.js';
import { waitFor } from '../network/wait.js';
import { ownChain, registerInstitutions } from './attack/chain.js';
import { lyingNode } from './lyingNode.js';
import {
  PASSWORD,
  equipRegistrar,
  listOf,
  pairOf,
  startCommand,
  writeKeystore,
} from './registrar.js';
import { REPOSITORY, temporaryFolder } from './support.js';

const { TESTAMUR_OFFLINE: OTHER_COMMAND } = process.env;
const page = readFileSync(join(REPOSITORY, 'docs/leaving.md'), 'utf8');

/** Returns the arguments of the only command on the page that begins so. */
function commandOf(beginning) {
  const found = page.split('\n').filter((line) => line.startsWith(beginning));
  assert.equal(found.length, 1, beginning);
  return found[0].split(' ').slice(1);
}

describe('the command that leaves a chain', { concurrency: 1 }, () => {
  const world = ownChain();
  const folder = temporaryFolder();
  const at = (...names) => join(folder, ...names);
  const make = commandOf('testamur leave --trust');
  const check = commandOf('testamur leave --check');
  const offline = commandOf('testamur verify --trust leaving');
  const other = commandOf('testamur-verify-offline --trust leaving');
  /** What each document of the first cohort is worth in the end. */
  const OUTCOMES = { 1: 'suspended', 2: 'revoked', 3: 'superseded', 4: 'valid', 5: 'valid' };
  let keeper;
  let genesis;

  const run = (args, input = '') => startCommand(folder, args, input).ended;
  /** Returns the command of the page for the node and the institution of this chain. */
  const ownMake = (node = world.network.ws('author')) => {
    const own = { 'ws://127.0.0.1:9944': node, 2: '1' };
    return make.map((argument) => own[argument] ?? argument);
  };
  const referenceOf = (file) => referenceOfDocument(readFileSync(at(file)), genesis);

  /** Issues a cohort by the registrar of an institution. */
  async function issue(out, list, name) {
    const sending = ['--node', world.network.ws('author'), '--account', `${name}.json`, '--yes'];
    const { code, said } = await run(
      [
        ...['issue', '--type', '1', '--template', 'water.toml', '--list', list, '--out', out],
        ...sending,
        ...['--document-key', `${name}-documents.json`],
        ...['--account-password', '0', '--document-key-password', '0'],
      ],
      PASSWORD,
    );
    assert.equal(code, 0, said);
  }

  /** Changes credentials by the admin. */
  async function change(...args) {
    const sending = ['--node', world.network.ws('author'), '--account', 'admin.json', '--yes'];
    const { code, said } = await run([...args, ...sending, '--account-password', '0'], PASSWORD);
    assert.equal(code, 0, said);
  }

  before(async () => {
    const institutions = await registerInstitutions(world, [
      { name: 'Rich', allowance: 1_000, operators: 0 },
      { name: 'Poor', allowance: 1_000, operators: 0 },
    ]);
    for (const [place, name] of ['rich', 'poor'].entries()) {
      const documents = pairOf(randomBytes(32));
      const key = multikey('Ed25519', Buffer.from(documents.publicKey));
      await equipRegistrar(world, folder, institutions[place], name, key);
      writeKeystore(folder, `${name}-documents`, documents);
    }
    writeKeystore(folder, 'admin', institutions[0].admin);
    assert.equal((await run(['template', '--example', '--out', 'water.toml'])).code, 0);
    writeFileSync(at('cohort.csv'), listOf(5));
    writeFileSync(at('later.csv'), listOf(3));
    await issue('water-2026', 'cohort.csv', 'rich');
    await issue('physics-2026', 'later.csv', 'rich');
    await issue('foreign', 'later.csv', 'poor');
    await change('suspend', 'water-2026/1.json');
    await change('revoke', '--reason', 'misconduct', 'water-2026/2.json');
    writeFileSync(at('pairs.csv'), 'former,new\nwater-2026/3.json,physics-2026/3.json\n');
    await change('renew', '--pairs', 'pairs.csv');
    keeper = await Keeper.ofFirstBlock(world.rpc);
    genesis = keeper.trusted.genesis;
    const authorities = keeper.trusted.setOf(0n, null).authorities.map((it) => toHex(it.key));
    writeFileSync(at('trust.json'), JSON.stringify({ genesis, authorities }));
    const asked = [questionOf(referenceOf('water-2026/3.json'))];
    await waitFor(
      async () => {
        const [{ outcome, reasons }] = await world.rpc.call('credentials_verify', asked);
        return outcome === 'invalid' && reasons.includes('superseded');
      },
      { what: 'a final verdict of superseded' },
    );
  });

  test('goes on after it was killed', async () => {
    // The node proves no document, so that the run cannot end before it is killed.
    const silent = lyingNode(world.network.ws('author'), {
      answer: (method) => (method === 'credentials_prove' ? null : undefined),
    });
    const started = startCommand(folder, ownMake(await silent.address), '');
    const begun = () => existsSync(at('leaving/manifest.json'));
    await waitFor(async () => begun(), { what: 'the folder to be begun' });
    started.child.kill('SIGKILL');
    assert.equal((await started.ended).signal, 'SIGKILL');
    silent.close();
    const checked = await run(check);
    assert.equal(checked.code, 3, checked.said);
    assert.match(checked.printed, /manifest\.json: the folder was not written to its end/);
    const { code, said, printed } = await run(ownMake());
    assert.equal(code, 0, said);
    assert.match(printed, /^8 documents kept in leaving, each with its proof\.\n/);
    assert.match(printed, /\n8 documents: 5 valid, 3 invalid/);
  });

  test('leaves out the documents of another institution', async () => {
    const { code, said } = await run([...ownMake(), 'foreign']);
    assert.equal(code, 1, said);
    const told = said.match(/was left out: it is a document of institution 2, not of 1\./g);
    assert.equal(told.length, 3, said);
    assert.ok(!existsSync(at('leaving/documents/foreign')));
    assert.equal((await run(check)).code, 0);
  });

  test('is checked with every node switched off', async () => {
    await world.chain.close();
    await world.network.killAll();
    world.chain = undefined;
    const { code, printed, said } = await run(check);
    assert.equal(code, 0, said);
    assert.match(printed, /8 documents: 5 valid, 3 invalid, 0 cannot tell; the folder is whole/);
    for (const name of readdirSync(at('water-2026')).filter((it) => /^\d+\.json$/.test(it))) {
      const kept = readFileSync(at('leaving/documents/water-2026', name));
      assert.ok(kept.equals(readFileSync(at('water-2026', name))), name);
    }
    const verified = await run(offline);
    assert.equal(verified.code, 1, verified.said);
    assert.match(verified.printed, /5 files: 2 valid, 3 invalid, 0 cannot tell/);
    const readme = readFileSync(at('leaving/README.txt'), 'utf8');
    assert.match(readme, /^THE CREDENTIALS OF INSTITUTION 1: Rich\n/);
    const { institution, accreditations } = JSON.parse(readFileSync(at('leaving/record.json')));
    assert.deepEqual([institution.name, accreditations.length], ['Rich', 1]);
  });

  test('two other implementations find the same in the bundles', async () => {
    assert.ok(OTHER_COMMAND, 'TESTAMUR_OFFLINE is the path of testamur-verify-offline');
    const found = spawnSync(OTHER_COMMAND, [...other, '--json'], { cwd: folder, encoding: 'utf8' });
    assert.equal(found.status, 1, found.stderr);
    const answers = JSON.parse(found.stdout);
    assert.equal(answers.length, 5);
    for (const { file, verdict } of answers) {
      const outcome = OUTCOMES[file.match(/(\d+)\.json$/)[1]];
      const is = verdict.outcome === 'valid' ? 'valid' : verdict.reasons[0];
      assert.equal(is, outcome, file);
    }
    const wanted = { now: Date.now(), maxAge: null };
    for (const [number, outcome] of Object.entries(OUTCOMES)) {
      const name = `leaving/documents/water-2026/${number}`;
      const bundle = readFileSync(at(`${name}.testamur`));
      const { verdict } = await checkBundle(bundle, keeper.trusted, wanted);
      const { outcome: is, reasons } = await verdict(questionOf(referenceOf(`${name}.json`)));
      assert.equal(is === 'valid' ? is : reasons[0], outcome, name);
    }
  });

  test('a change of anything in the folder is told', async () => {
    const flip = (file) => {
      const bytes = readFileSync(file);
      bytes[bytes.length >> 1] ^= 1;
      writeFileSync(file, bytes);
    };
    const documents = at('leaving/documents/water-2026');
    const ways = {
      'a document': [() => flip(join(documents, '4.json')), /wrong: .*4\.json: it was changed/],
      'a bundle': [
        () => rmSync(join(documents, '5.testamur')),
        /wrong: .*5\.testamur: it is missing/,
      ],
      'a proof': [() => flip(join(documents, '4.testamur')), /cannot tell: .*4\.json: /],
      'the record': [() => flip(at('leaving/record.json')), /wrong: record\.json: it was changed/],
      'a file more': [
        () => cpSync(at('foreign/1.json'), join(documents, '9.json')),
        /wrong: .*9\.json: it is not among the files that were written/,
      ],
    };
    renameSync(at('leaving'), at('good'));
    for (const [what, [spoil, message]] of Object.entries(ways)) {
      cpSync(at('good'), at('leaving'), { recursive: true });
      spoil();
      const { code, printed } = await run(check);
      assert.equal(code, 1, `${what}: ${printed}`);
      assert.match(printed, message);
      rmSync(at('leaving'), { recursive: true });
    }
    renameSync(at('good'), at('leaving'));
    assert.equal((await run(check)).code, 0);
  });
});

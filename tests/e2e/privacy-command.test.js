// SPDX-License-Identifier: Apache-2.0

// Checks that no byte about a learner leaves the machine but in the files that the command writes.
// Each command runs in a network in which it reaches a node alone, and all that it sends there is
// searched for the values of the learners and for the text of their files.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { referenceOfDocument } from '../client/anchor.js';
import { digestOf } from '../client/digest.js';
import { fromHex } from '../client/hex.js';
import { Keeper, trustFileOf } from '../client/keeper.js';
import { multikey } from '../client/multikey.js';
import { questionOf } from '../client/reference.js';
import { waitFor } from '../network/wait.js';
import { Search } from '../util/search.js';
import { ownChain, registerInstitutions } from './attack/chain.js';
import { OnlyNode } from './onlyNode.js';
import { PASSWORD, equipRegistrar, pairOf, startCommand, writeKeystore } from './registrar.js';
import { temporaryFolder } from './support.js';

/** The least number of bytes that do not occur by chance. */
const SHORTEST = 6;
const HEADER = 'name,email,number,learner_id,award_date,evidence_url,evidence_narrative,grade';
const LEARNERS = [
  ['Zuzanna Żółć-Świętosława', 'zuzanna.zolc', '77120001'],
  ['Ketevan დადიანი', 'ketevan.dadiani', '77120002'],
  ["Máire O'Súilleabháin", 'maire.osuilleabhain', '77120003'],
  ['أمينة الحداد', 'amina.alhaddad', '77120004'],
];
/** The number of learners for whom a second credential is issued. */
const LATER = 3;
/** The requests that ask about places, and what they say of each. */
const QUESTIONS = ['credentials_verify', 'credentials_prove'];
const PLACE = ['institution', 'leaf', 'index', 'size', 'path', 'signedBy'];

const rowOf = ([name, account, number], edition, id = '') =>
  [
    ...[name, `${account}@learners.example.org`, number, id, '2026-07-01'],
    `https://files.example.org/${account}/${edition}`,
    `Report ${edition} of ${name} on the well of her village`,
    'A',
  ].join(',');
const listOf = (rows) => `${[HEADER, ...rows].join('\n')}\n`;

/** Returns all texts in a value of JSON. */
function textsIn(value) {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

/** Returns a value in base64 as it stands within more bytes, which begin at any of three places. */
const within64 = (bytes) =>
  [0, 1, 2].map((skipped) => {
    // The first and the last character have bits of what stands beside the value.
    const text = Buffer.concat([Buffer.alloc(skipped), bytes]).toString('base64');
    const first = Math.ceil((skipped * 8) / 6);
    return text.slice(first, Math.floor(((skipped + bytes.length) * 8) / 6));
  });

/** Returns bytes as they are, in hex, in base64, and in base64url. */
const written = (bytes) => [
  // What is found is told by its text.
  bytes.equals(Buffer.from(String(bytes))) ? String(bytes) : bytes,
  bytes.toString('hex'),
  bytes.toString('hex').toUpperCase(),
  ...within64(bytes),
  ...within64(bytes).map((text) => text.replace(/\+/g, '-').replace(/\//g, '_')),
];

/** Returns a text as JSON and addresses escape it. */
const escapesOf = (text) => [
  encodeURIComponent(text),
  ...['toLowerCase', 'toUpperCase'].map((letters) =>
    text.replace(
      /[^\0-\x7f]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')[letters]()}`,
    ),
  ),
];

/** Returns all forms of a value in which it is looked for, its hash among them. */
const formsOf = (value) =>
  [
    ...(typeof value === 'string' ? escapesOf(value) : []),
    ...written(Buffer.from(value)),
    ...written(createHash('sha256').update(value).digest()),
  ].filter((form) => Buffer.byteLength(form) >= SHORTEST);

/** Returns what of a learner must be nowhere but in her files, given her row and her document. */
function secretsOf(row, text) {
  const [name, email] = row.split(',');
  const document = JSON.parse(text);
  const { id, salt } = document;
  assert.match(id, /^urn:uuid:/);
  const digits = id.replace('urn:uuid:', '').replace(/-/g, '');
  return [
    ...row.split(','),
    ...name.split(/[- ]/),
    email.split('@')[0],
    ...textsIn(document),
    text,
    id.replace('urn:uuid:', ''),
    digits,
    Buffer.from(digits, 'hex'),
    Buffer.from(salt, 'base64url'),
    digestOf(text),
  ].filter((value) => Buffer.byteLength(value) >= SHORTEST);
}

describe('the command on a machine that reaches a node alone', { concurrency: 1 }, () => {
  let network;
  after(() => network?.close());
  const world = ownChain();
  const folder = temporaryFolder();
  const at = (...names) => join(folder, ...names);
  const documentsIn = (name) => readdirSync(at(name)).filter((it) => /^\d+\.json$/.test(it));
  /** What each command has sent, by its name. */
  const sent = {};
  let genesis;
  /** The rows of the first list, and the documents of both. */
  let rows;
  let files;
  let forms;
  let secrets;
  /** The leaf of each document, by each form in which it is looked for. */
  let leafBy;
  let leaves;

  /** Calls the command, records what it sends, and returns what it says. */
  async function call(args, { input = '', code = 0, name = args[0] } = {}) {
    const act = () => startCommand(folder, args, input, network.enter).ended;
    const { result, ...record } = await network.during(act);
    assert.equal(result.code, code, result.said);
    (sent[name] ??= []).push(record);
    return result;
  }
  /** Calls a command that an account signs. */
  const signed = (account, args, options = {}) => {
    const sending = ['--node', world.network.ws('author'), '--account', account, '--yes'];
    const all = [...args, ...sending, '--account-password', '0'];
    return call(all, { input: PASSWORD, ...options });
  };
  const issue = (list, out) => {
    const keys = ['--document-key', 'documents.json', '--document-key-password', '0'];
    const what = ['--type', '1', '--template', 'water.toml', '--list', list, '--out', out];
    return signed('registrar.json', ['issue', ...what, ...keys]);
  };
  const referenceOf = (file) => referenceOfDocument(readFileSync(at(file)), genesis);

  /** Waits until a status is in the last final block that is proven. */
  const untilProven = (file, reason) =>
    waitFor(
      async () => {
        const asked = [questionOf(referenceOf(file))];
        const [verdict] = await world.rpc.call('credentials_verify', asked);
        return verdict.outcome === 'invalid' && verdict.reasons.includes(reason);
      },
      { what: `a final verdict of ${reason}` },
    );

  /** Has an institution, and what it writes before it issues. */
  async function prepare() {
    const [institution] = await registerInstitutions(world, [
      { name: 'Rich', allowance: 1_000, operators: 0 },
    ]);
    const documents = pairOf(randomBytes(32));
    const key = multikey('Ed25519', Buffer.from(documents.publicKey));
    await equipRegistrar(world, folder, institution, 'registrar', key);
    writeKeystore(folder, 'documents', documents);
    writeKeystore(folder, 'admin', institution.admin);
    const { trusted } = await Keeper.ofFirstBlock(world.rpc);
    genesis = trusted.genesis;
    writeFileSync(at('trust.json'), JSON.stringify(trustFileOf(trusted)));
    await call(['template', '--example', '--out', 'water.toml']);
    const { printed } = await call(['design']);
    const start = printed.indexOf('# [message]');
    const message = printed.slice(start).replace(/^# ?/gm, '');
    writeFileSync(at('design.toml'), printed.slice(0, start) + message);
  }

  /** Has a registrar, a learner and an employer call what they call. */
  async function live() {
    const made = await call(['key', 'new', '--out', 'key.json', '--password', '0'], {
      input: PASSWORD,
    });
    const [did] = made.printed.split('\n');
    rows = LEARNERS.map((one, place) => rowOf(one, 'former', place === 0 ? did : ''));
    const later = LEARNERS.slice(0, LATER).map((one) => rowOf(one, 'later'));
    writeFileSync(at('cohort.csv'), listOf(rows));
    writeFileSync(at('later.csv'), listOf(later));
    await call(['check', '--template', 'water.toml', '--list', 'cohort.csv']);
    await issue('cohort.csv', 'water');
    await issue('later.csv', 'later');
    const all = Object.entries({ water: rows, later }).flatMap(([name, lines]) =>
      documentsIn(name).map((file) => [`${name}/${file}`, lines[Number.parseInt(file, 10) - 1]]),
    );
    assert.equal(all.length, LEARNERS.length + LATER);
    files = all.map(([file]) => file);
    await signed('admin.json', ['suspend', 'water/1.json']);
    await signed('admin.json', ['revoke', '--reason', 'misconduct', 'water/2.json']);
    writeFileSync(at('pairs.csv'), 'former,new\nwater/3.json,later/3.json\n');
    await signed('admin.json', ['renew', '--pairs', 'pairs.csv']);
    await untilProven('water/3.json', 'superseded');
    const asking = ['--trust', 'trust.json', '--rpc', world.network.ws('author')];
    await call(['verify', ...asking, 'water', 'later'], { code: 1 });
    const leaving = ['--institution', '1', '--out', 'leaving', 'water', 'later'];
    await call(['leave', ...asking, ...leaving]);
    await call([
      ...['hand-over', '--design', 'design.toml', '--list', 'water/index.csv', '--messages'],
      ...['--badges', '--with-proof', '--out', 'handed', 'leaving/documents/water'],
    ]);
    await call(['show', 'water/1.json']);
    for (const name of ['own.pdf', 'own.png', 'own.svg']) {
      await call(['export', 'water/1.json', '--out', name]);
    }
    await call(['import', 'own.pdf', '--out', 'own.json']);
    const audience = ['--challenge', '8f3a2c', '--domain', 'hr.example.com'];
    const own = ['--key', 'key.json', '--key-password', '0', '--out', 'shown.json'];
    await call(['present', 'water/1.json', ...own, ...audience], { input: PASSWORD });
    await call(['verify', ...asking, ...audience, 'shown.json'], { code: 1 });
    await call(['lint', 'water']);
    return all;
  }

  before(async () => {
    network = await OnlyNode.make(world.network.ws('author'), at('node.sock'));
    await prepare();
    const all = await live();
    const values = all.flatMap(([file, row]) => secretsOf(row, readFileSync(at(file), 'utf8')));
    const letters = readdirSync(at('handed')).filter((name) => name.endsWith('.eml'));
    assert.equal(letters.length, LEARNERS.length);
    const lines = letters.flatMap((name) => readFileSync(at('handed', name), 'utf8').split('\r\n'));
    const long = lines.filter((line) => line.length >= 40);
    forms = new Set([...new Set(values)].flatMap(formsOf).concat(long));
    secrets = new Search(forms);
    const known = files.map((file) => referenceOf(file).leaf);
    leafBy = new Map(known.flatMap((leaf) => written(fromHex(leaf)).map((form) => [form, leaf])));
    leaves = new Search(leafBy.keys());
  });

  /** Returns the requests in what was said, each with its method and its text. */
  const requestsIn = (said) =>
    said.flatMap((bytes) => {
      const [, ...requests] = String(bytes).split(/(?=\{"jsonrpc":)/);
      return requests.map((text) => ({ ...JSON.parse(text), text: Buffer.from(text) }));
    });

  test('the search finds each form of a value', () => {
    const [row] = rows;
    const [name, email, number] = row.split(',');
    const { id, salt } = JSON.parse(readFileSync(at(files[0]), 'utf8'));
    const hash = (value) => createHash('sha256').update(value).digest();
    for (const value of [name, email, number, id, salt]) {
      const escaped = JSON.stringify(value).replace(
        /[^\0-\x7f]/g,
        (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      const planted = {
        text: value,
        escaped,
        hex: Buffer.from(`in a transaction ${value}`).toString('hex'),
        hashed: hash(value),
        'hash in hex': `0x${hash(value).toString('hex')}`,
        'hash in base64url': hash(value).toString('base64url'),
      };
      for (const before of ['', '1', '12']) {
        planted[`base64 after ${before}`] = Buffer.from(`${before}${value}!`).toString('base64');
      }
      for (const [form, it] of Object.entries(planted)) {
        const parts = ['{"params":["', it, '"]}'].map((part) => Buffer.from(part));
        const sentence = Buffer.concat(parts);
        assert.ok(secrets.in(sentence).length > 0, `${value} as ${form}`);
      }
    }
  });

  test('and what a command is made to send, in a transaction and in an address', async () => {
    const email = rows[1].split(',')[1];
    const page = ['institution', 'home-page', `https://hw.example.edu/?${email}`];
    await signed('admin.json', page, { name: 'planted' });
    const address = `${world.network.ws('author')}/${email}`;
    const asking = ['--trust', 'trust.json', '--rpc', address];
    await call(['verify', ...asking, 'later/1.json'], { name: 'planted' });
    const [transaction, question] = sent.planted.map(({ said }) => secrets.inAll(said).map(String));
    assert.ok(transaction.includes(Buffer.from(email).toString('hex')), 'the transaction');
    assert.ok(question.includes(email), 'the address');
    delete sent.planted;
  });

  test('an attempt to reach anything else is counted', async () => {
    const program = `
      require('net').connect(443, '192.0.2.1').on('error', () => {});
      require('net').connect(443, '2001:db8::1').on('error', () => {});
      const socket = require('dgram').createSocket('udp4');
      socket.send('x', 53, '192.0.2.53', () => socket.close());`;
    const [nsenter, ...words] = [...network.enter, process.execPath, '-e', program];
    const other = spawn(nsenter, words, { stdio: 'inherit' });
    const { result, said, tried, datagrams } = await network.during(() => once(other, 'close'));
    assert.deepEqual([result[0], said.length, tried, datagrams], [0, 0, 2, 1]);
  });

  test('no command reaches anything but the node', () => {
    const connections = {};
    for (const [name, records] of Object.entries(sent)) {
      for (const { said, tried, datagrams } of records) {
        assert.deepEqual([tried, datagrams], [said.length, 0], name);
        connections[name] = Math.max(connections[name] ?? 0, tried);
      }
    }
    const asking = ['issue', 'suspend', 'revoke', 'renew', 'verify', 'leave'];
    const offline = ['template', 'design', 'check', 'lint', 'hand-over', 'key', 'show', 'export'];
    const expected = [
      ...asking.map((name) => [name, 1]),
      ...[...offline, 'import', 'present'].map((name) => [name, 0]),
    ];
    assert.deepEqual(connections, Object.fromEntries(expected));
  });

  test('no value of a learner, and no text of her files, is in what a command sends', (t) => {
    for (const [name, records] of Object.entries(sent)) {
      for (const { said } of records) {
        assert.deepEqual(secrets.inAll(said).map(String), [], name);
      }
    }
    const all = Object.values(sent).flatMap((records) => records.flatMap(({ said }) => said));
    const bytes = all.reduce((sum, { length }) => sum + length, 0);
    t.diagnostic(`${all.length} connections, ${bytes} bytes, ${forms.size} forms of values`);
  });

  // A leaf is a hash of a document with its random bits, which docs/verifier.md has a node learn
  // with the place. It is needed to ask about a place, and for nothing else.
  test('leaves are only in questions about the places of documents that were named', () => {
    const given = {
      suspend: ['water/1.json'],
      revoke: ['water/2.json'],
      // What takes its place is named by its number alone.
      renew: ['water/3.json'],
      verify: files,
      leave: files,
    };
    for (const [name, records] of Object.entries(sent)) {
      const said = records.flatMap((record) => record.said);
      const own = (given[name] ?? []).map(referenceOf);
      const known = own.flatMap(({ leaf, path }) => [leaf, ...path]);
      const found = leaves.inAll(said).map((form) => leafBy.get(form));
      assert.deepEqual(
        found.filter((leaf) => !known.includes(leaf)),
        [],
        `${name} sends the leaf of a document that it was not given`,
      );
      // One place stands for those of a batch that share its evidence, whichever was first.
      const isSeen = own.some(({ leaf }) => found.includes(leaf));
      assert.equal(isSeen, own.length > 0, `${name} is seen to ask`);
      for (const { method, params, text } of requestsIn(said)) {
        if (leaves.in(text).length === 0) continue;
        assert.ok(QUESTIONS.includes(method), `${name} sends a leaf by ${method}`);
        for (const place of params[0]) {
          const others = Object.keys(place).filter((member) => !PLACE.includes(member));
          assert.deepEqual(others, [], name);
        }
      }
    }
  });

  test('and what was searched for is all in the files of the registrar', () => {
    const index = readFileSync(at('water/index.csv'), 'utf8');
    for (const row of rows) {
      const [name, email, number] = row.split(',');
      for (const value of [name, email, number]) assert.ok(index.includes(value), value);
    }
    for (const file of files) {
      const found = secrets.in(readFileSync(at(file))).map(String);
      const { id, salt } = JSON.parse(readFileSync(at(file), 'utf8'));
      for (const value of [id, salt]) assert.ok(found.includes(value), file);
    }
  });
});

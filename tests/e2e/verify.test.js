// SPDX-License-Identifier: Apache-2.0

// Verifies documents with the command, as the page for verifiers has it: by a node, by several of
// which one is away or lies, by a report, and without any.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { ownChain } from './attack/chain.js';
import { Cohort } from './cohort.js';
import { lyingNode } from './lyingNode.js';
import { PASSWORD, startCommand } from './registrar.js';
import { REPOSITORY, temporaryFolder } from './support.js';

/** The folder of the documents on the page. */
const DOCUMENTS = 'water-2026';
/** The number of learners. */
const COHORT = 5;
/** The address of the node on the page. */
const NODE = 'ws://127.0.0.1:9944';

const page = readFileSync(join(REPOSITORY, 'docs/verifier.md'), 'utf8');

/** Returns the arguments of the only command on the page that has these parts and none of those. */
function commandOf(parts, without = []) {
  const lines = page.split('\n').filter((line) => line.startsWith('testamur verify '));
  const found = lines.filter(
    (line) =>
      parts.every((part) => line.includes(part)) && !without.some((part) => line.includes(part)),
  );
  assert.equal(found.length, 1, `${parts} without ${without}: ${found.join('\n')}`);
  return found[0].split(' ').slice(1);
}

/** Returns what is printed about a file without what differs from one chain to another. */
const shapeOf = (text) =>
  text
    .replace(/Issued by .*, [A-Z]{2}, institution/, 'Issued by NAME, COUNTRY, institution')
    .replace(/\d{4}-[\d-]*T[\d:.]*Z/g, 'TIME')
    .replace(/(institution|accreditation|block) \d+/g, '$1 NUMBER')
    .replace(/\d+ seconds?/, 'NUMBER seconds');

describe('the command that verifies', { concurrency: 1 }, () => {
  const world = ownChain();
  const folder = temporaryFolder();
  const at = (...names) => join(folder, ...names);
  let cohort;
  let node;

  const run = (args, input = '') => startCommand(folder, args, input).ended;

  /** Calls a command of the page, with another address for the node, and more arguments. */
  const verify = (args, { url = node, more = [] } = {}) => {
    const [name, ...others] = args.map((argument) => (argument === NODE ? url : argument));
    return run([name, ...more, ...others]);
  };
  const byNode = commandOf(['--rpc'], ['--at', '9945', '--json', '--report', '--challenge']);
  const kept = commandOf(['--report']);
  const replay = commandOf(['--replay']);
  const offline = commandOf(['--offline', '--bundle']);

  /** Calls a command of the page, and returns its findings and its exit code. */
  async function findings(args, options = {}) {
    const more = ['--json', ...(options.more ?? [])];
    const { code, said, printed } = await verify(args, { ...options, more });
    assert.ok(printed.startsWith('['), said);
    return { code, said, all: JSON.parse(printed) };
  }

  before(async () => {
    cohort = await Cohort.issue(world, folder, { name: DOCUMENTS, learners: COHORT });
    node = world.network.ws('author');
    await cohort.keep('cohort');
  });

  test('finds a cohort valid through a node', async () => {
    const { code, said, printed } = await verify(byNode);
    assert.equal(code, 0, said);
    assert.match(printed, /^valid {8}water-2026\/1\.json\n/);
    assert.match(printed, /\n {2}Issued by Rich, AT, institution 1 on record, on 20/);
    const [, sample] = page.match(/```text\n([^`]*)```/);
    assert.equal(shapeOf(printed.slice(0, printed.indexOf('\nvalid') + 1)), shapeOf(sample));
    assert.match(printed, /\n5 files: 5 valid, 0 invalid, 0 cannot tell\n$/);
    const { all } = await findings(byNode);
    assert.equal(all.length, COHORT);
    for (const { findings: found, conclusion } of all) {
      assert.equal(conclusion, 'valid');
      assert.equal(found[0].node, node);
      assert.equal(found[0].verdict.documentKey.number, 1);
    }
  });

  test('asks three kinds of questions at most, and names nobody in them', async () => {
    const asked = [];
    const names = [];
    const liar = lyingNode(node, {
      answer: (method, params) => {
        if (method.startsWith('credentials_')) asked.push([method, JSON.stringify(params)]);
        names.push(method);
      },
    });
    try {
      const { all } = await findings(byNode, { url: await liar.address });
      assert.ok(all.every(({ conclusion }) => conclusion === 'valid'));
    } finally {
      liar.close();
    }
    assert.deepEqual(
      asked.map(([method]) => method),
      ['credentials_documentKeys', 'credentials_prove'],
    );
    assert.deepEqual(
      names.filter((name) => !name.startsWith('credentials_')),
      ['chain_getBlockHash'],
    );
    const [, [, question]] = asked;
    const members = Object.keys(JSON.parse(question)[0][0]).sort();
    assert.deepEqual(members, ['index', 'institution', 'leaf', 'path', 'signedBy', 'size']);
    assert.equal(JSON.parse(question)[0].length, 1);
  });

  /** Packs the documents into an archive, and presents them. */
  function carry() {
    const names = readdirSync(at(DOCUMENTS)).filter((name) => name.endsWith('.json'));
    const all = names.map((name) => JSON.parse(readFileSync(at(DOCUMENTS, name), 'utf8')));
    const presentation = { type: ['VerifiablePresentation'], verifiableCredential: all };
    writeFileSync(at('shown.json'), JSON.stringify(presentation));
    const paths = names.map((name) => `${DOCUMENTS}/${name}`);
    const pack = ['-m', 'zipfile', '-c', 'all.zip', ...paths, 'shown.json'];
    const packed = spawnSync('python3', pack, { cwd: folder });
    assert.equal(packed.status, 0, String(packed.stderr));
  }

  test('reads an archive and a presentation with the files, by as few questions', async () => {
    carry();
    const asked = [];
    const liar = lyingNode(node, { answer: (method) => void asked.push(method) });
    try {
      const files = [...byNode, 'all.zip', 'shown.json'];
      const { code, said, all } = await findings(files, { url: await liar.address });
      // Nobody signed the presentations, which says nothing about the credentials in them.
      assert.equal(code, 3, said);
      const isPresentation = ({ file }) => file.endsWith('shown.json');
      assert.equal(all.filter((entry) => !isPresentation(entry)).length, 4 * COHORT);
      for (const entry of all) {
        const expected = isPresentation(entry) ? 'cannotTell' : 'valid';
        assert.equal(entry.conclusion, expected, entry.file);
      }
      const places = all.map(({ file }) => file);
      assert.ok(places.includes('all.zip: 1.json'), places.join(', '));
      assert.ok(places.includes('all.zip: shown.json: credential 5'));
      assert.ok(places.includes('shown.json: credential 1'));
    } finally {
      liar.close();
    }
    assert.deepEqual(
      asked.filter((method) => method.startsWith('credentials_')),
      ['credentials_documentKeys', 'credentials_prove'],
    );
  });

  test('keeps a report that says the same without the node', async () => {
    const { code, said } = await verify(kept);
    assert.equal(code, 0, said);
    assert.match(readFileSync(at('report.csv'), 'utf8'), /\r\nwater-2026\/1\.json,valid,valid,,ws:/);
    const again = await verify(replay);
    assert.equal(again.code, 0, again.said);
    assert.match(again.said, /No node is asked: report\.json has their answers of 20/);
    assert.match(again.printed, /\n5 files: 5 valid, 0 invalid, 0 cannot tell\n$/);
    const print = (argument) => argument.replace('report.json', 'report.pdf');
    const fromPdf = await verify(replay.map(print));
    assert.equal(fromPdf.code, 0, fromPdf.said);
    assert.equal(shapeOf(fromPdf.printed), shapeOf(again.printed));
  });

  test('prints a report that other programs read', () => {
    const read = (command, ...args) => {
      const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder });
      assert.equal(status, 0, `${command}: ${stderr}`);
      return stdout.toString();
    };
    read('qpdf', '--check', 'report.pdf');
    assert.match(read('pdfinfo', 'report.pdf'), /Tagged: +yes\n/);
    const text = read('pdftotext', '-layout', 'report.pdf', '-');
    assert.match(text, /^ *Verification report\n/);
    assert.match(text, /5 files: 5 valid, 0 invalid, 0 cannot tell\. Made at 20/);
    assert.equal(text.match(/Rich, AT, institution 1/g).length, COHORT);
    mkdirSync(at('attached'));
    read('pdfdetach', '-saveall', '-o', at('attached'), 'report.pdf');
    const attached = readFileSync(at('attached', 'report.json'), 'utf8');
    assert.equal(attached, readFileSync(at('report.json'), 'utf8'));
  });

  test('cannot tell by a node that proves nothing', async () => {
    const error = { code: 9007, message: 'the node has no votes for this block' };
    const liar = lyingNode(node, {
      answer: (method) => (method === 'credentials_prove' ? error : undefined),
    });
    try {
      const { code, all } = await findings(byNode, { url: await liar.address });
      assert.equal(code, 3);
      for (const { findings: found } of all) {
        assert.deepEqual(found[0].doubts.map(({ word }) => word), ['nodeCannotTell']);
      }
    } finally {
      liar.close();
    }
  });

  test('is not fooled by a file that was changed, or by one without its signature', async () => {
    const [name] = readdirSync(at(DOCUMENTS)).filter((file) => file.endsWith('.json'));
    const text = readFileSync(at(DOCUMENTS, name), 'utf8');
    const document = JSON.parse(text);
    writeFileSync(at('renamed.json'), text.replaceAll('Water chemistry', 'Brain surgery'));
    const proof = document.proof.filter(({ cryptosuite }) => cryptosuite.startsWith('testamur'));
    writeFileSync(at('unsigned.json'), JSON.stringify({ ...document, proof }));
    const files = [...byNode.slice(0, -1), 'renamed.json', 'unsigned.json'];
    const { code, all } = await findings(files);
    assert.equal(code, 1);
    assert.deepEqual(
      all.map(({ conclusion, findings: [{ objections, doubts }] }) => [
        conclusion,
        [...objections, ...doubts].map(({ word }) => word),
      ]),
      [
        ['cannotTell', ['otherDocument']],
        ['invalid', ['notSigned']],
      ],
    );
  });

  test('judges a presentation for its audience, and the credentials in it by themselves', async () => {
    const asked = commandOf(['--challenge']);
    const after = (option) => asked[asked.indexOf(option) + 1];
    const key = ['--out', 'key.json', '--password', '0'];
    assert.equal((await run(['key', 'new', ...key], PASSWORD)).code, 0);
    const made = await run(
      [
        ...['present', `${DOCUMENTS}/1.json`, `${DOCUMENTS}/2.json`, '--key', 'key.json'],
        ...['--challenge', after('--challenge'), '--domain', after('--domain')],
        ...['--out', 'presentation.json', '--key-password', '0'],
      ],
      PASSWORD,
    );
    assert.equal(made.code, 0, made.said);
    const { code, all } = await findings(asked);
    assert.equal(code, 3);
    const [presentation, ...credentials] = all;
    assert.deepEqual(credentials.map(({ conclusion }) => conclusion), ['valid', 'valid']);
    // The list names no key of a learner, so nobody knows that these are the holder's.
    const doubts = presentation.findings[0].doubts.map(({ word }) => word);
    assert.deepEqual(doubts, ['holderNotNamed', 'holderNotNamed']);
    const other = asked.map((argument) => (argument === after('--challenge') ? 'x' : argument));
    const refused = await findings(other);
    assert.equal(refused.code, 1);
    assert.equal(refused.all[0].findings[0].objections[0].word, 'otherChallenge');
  });

  test('finds the one invalid that was suspended, and what it was before', async () => {
    const time = new Date(Number(await world.chain.time())).toISOString();
    const [{ index }] = cohort.references;
    await cohort.change(index, 'Suspend');
    const { code, said, printed } = await verify(byNode);
    assert.equal(code, 1, said);
    assert.match(printed, /\ninvalid .*|^invalid /);
    assert.match(printed, /Invalid: the institution has suspended it: ask the institution/);
    assert.match(printed, /\n5 files: 4 valid, 1 invalid, 0 cannot tell\n$/);
    const isTime = (argument) => /^20.*Z$/.test(argument);
    const past = commandOf(['--at']).map((argument) => (isTime(argument) ? time : argument));
    const before = await verify(past);
    assert.equal(before.code, 0, before.said);
  });

  /** Returns the command of the page with two nodes, the second of which is this one. */
  const withSecond = (url) =>
    commandOf(['9944', '9945']).map((argument) => (argument.endsWith(':9945') ? url : argument));

  test('says where nodes disagree, as when one shows an earlier block', async () => {
    const liar = lyingNode(node, {
      answer: (method) => (method === 'credentials_prove' ? { result: cohort.former } : undefined),
    });
    try {
      const url = await liar.address;
      const { code, said, all } = await findings(withSecond(url));
      assert.equal(code, 3, said);
      const [differing, ...others] = all.filter(({ disagreement }) => disagreement);
      assert.equal(others.length, 0);
      assert.equal(differing.conclusion, 'cannotTell');
      const found = differing.findings.map((each) => [each.node, each.conclusion]);
      assert.deepEqual(found, [
        [node, 'invalid'],
        [url, 'valid'],
      ]);
      const { printed } = await verify(withSecond(url));
      assert.match(printed, /\n {2}The nodes disagree: compare the blocks that they show/);
    } finally {
      liar.close();
    }
  });

  test('names a node that cannot be reached, and asks the other one', async () => {
    const away = 'ws://127.0.0.1:1';
    const { code, said, all } = await findings(withSecond(away));
    assert.equal(code, 1, said);
    assert.match(said, /the node at ws:\/\/127\.0\.0\.1:1 cannot be reached/);
    for (const { findings: found } of all) {
      assert.deepEqual(found.map((each) => each.node), [node, away]);
      assert.equal(found[1].conclusion, 'cannotTell');
      assert.equal(found[1].doubts[0].word, 'unreachable');
    }
  });

  test('cannot tell when the node is switched off, and tells by bundles all the same', async () => {
    await cohort.keep('later');
    await world.chain.close();
    world.chain = undefined;
    await world.network.stopAll();
    const { code, said, printed } = await verify(byNode);
    assert.equal(code, 3, said);
    assert.match(printed, /Cannot tell: the node at .* cannot be reached/);
    assert.match(printed, /\n5 files: 0 valid, 0 invalid, 5 cannot tell\n$/);

    const replayed = await verify(replay);
    assert.equal(replayed.code, 0, replayed.said);
    assert.match(replayed.printed, /\n5 files: 5 valid, 0 invalid, 0 cannot tell\n$/);

    const then = await verify(offline);
    assert.equal(then.code, 0, then.said);
    assert.match(then.printed, /\n5 files: 5 valid, 0 invalid, 0 cannot tell\n$/);
    const later = offline.map((argument) => argument.replace('cohort.', 'later.'));
    const now = await verify(later);
    assert.equal(now.code, 1, now.said);
    assert.match(now.printed, /\n5 files: 4 valid, 1 invalid, 0 cannot tell\n$/);
    const stale = await verify(offline.map((argument) => (argument === '30d' ? '0s' : argument)));
    assert.equal(stale.code, 3, stale.said);
    assert.match(stale.printed, /Cannot tell: .*older than what is wanted/);
    const keyless = offline.filter((argument) => !['--keys', 'keys.json'].includes(argument));
    const unknown = await verify(keyless);
    assert.equal(unknown.code, 3, unknown.said);
    assert.match(unknown.printed, /nothing says which key that is/);
  });
});

// SPDX-License-Identifier: Apache-2.0

// Certificates, badges and messages are sound elsewhere: Debian's tools for PDF find no fault and
// read text and attachments, a reader of codes finds the reference at the size of a print, and
// Python reads the messages, and the credentials in the badges.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { anchorOf, proofOf } from '../client/anchor.js';
import { leafOf } from '../client/digest.js';
import { Tree } from '../client/merkle.js';
import { RDFC, issued, sign } from './support.js';

const { TESTAMUR_COMMAND: COMMAND } = process.env;
if (COMMAND === undefined) throw new Error('TESTAMUR_COMMAND has to name the command testamur');

const GENESIS = `0x${'ab'.repeat(32)}`;
// The fonts for these are in Debian's package fonts-noto-core.
const NAMES = {
  latin: "Ana Šolová-O'Brien",
  vietnamese: 'Nguyễn Thị Ánh Nguyệt',
  greek: 'Μαρία Παπαδοπούλου',
  cyrillic: 'Наталія Ґонґадзе',
  arabic: 'محمد بن عبد',
  hebrew: 'משה כהן',
  devanagari: 'प्रियंका श्रीवास्तव',
  thai: 'สมชาย ใจดี',
  long: 'Maria '.repeat(30).trim(),
};

const folder = mkdtempSync(join(tmpdir(), 'testamur-handover-'));
after(() => rmSync(folder, { recursive: true }));
const path = (...names) => join(folder, ...names);
const hex = (bytes) => `0x${bytes.toString('hex')}`;
const OPTIONS = { encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'pipe'] };
const tool = (name, ...args) => execFileSync(name, args, OPTIONS);
const handOver = (...args) => {
  const files = ['--design', path('design.toml'), '--out', path('out')];
  return spawnSync(COMMAND, ['hand-over', ...files, ...args], OPTIONS);
};

// A test of testamur-template keeps this file as its example: a document a line.
const examples = new URL('../../client/template/tests/example/documents.jsonl', import.meta.url);
const [example] = readFileSync(examples, 'utf8').split('\n');

/** Returns the example for a learner of a name. */
function documentOf(name) {
  const document = issued(JSON.parse(example));
  const { identifier } = document.credentialSubject;
  identifier.find(({ identityType }) => identityType === 'name').identityHash = name;
  return document;
}

/** Signs the documents, and gives each its anchor in a batch of all of them. */
function batch() {
  const { lines } = sign(Object.values(NAMES).map(documentOf), RDFC);
  const leaves = lines.map((line) => leafOf(line));
  const tree = new Tree(leaves);
  return lines.map((line, index) => {
    const document = JSON.parse(line);
    const reference = {
      institution: 7,
      leaf: hex(leaves[index]),
      index,
      size: lines.length,
      path: tree.path(index).map(hex),
    };
    document.proof = [document.proof, proofOf(anchorOf(GENESIS, reference))].flat();
    return { text: JSON.stringify(document), reference };
  });
}

const files = batch();
const names = Object.keys(NAMES);

test('certificates and messages are written for a batch', () => {
  mkdirSync(path('documents'));
  // The documents have the hash of another address, which the column email would be compared with.
  const rows = ['file,name,contact'];
  for (const [place, name] of names.entries()) {
    writeFileSync(path('documents', `${name}.json`), files[place].text);
    writeFileSync(path('documents', `${name}.testamur`), `a bundle for ${name}`);
    rows.push(`${name}.json,"${NAMES[name]}",${name}@example.org`);
  }
  writeFileSync(path('index.csv'), `${rows.join('\n')}\n`);
  const message =
    '[message]\nfrom = "registrar@hw.example.edu"\nsubject = "Zeugnis für {learner}"\n' +
    'text = """\nDear {learner},\n\n.\n{issuer}"""\n';
  writeFileSync(path('design.toml'), tool(COMMAND, 'design') + message);
  const list = ['--list', path('index.csv'), '--email-column', 'contact'];
  const args = [...list, '--badges', '--messages', '--with-proof', path('documents')];
  const first = handOver(...args);
  equal(first.status, 0, first.stderr);
  match(first.stdout, /: 9 certificates, 9 of them new; 18 badge files, 18 of them new; /);
  match(first.stdout, /; 9 messages, 9 of them new; and mail-merge/);
  const second = handOver(...args);
  match(second.stdout, /: 9 certificates, 0 of them new; 18 badge files, 0 of them new; /);
  match(second.stdout, /; 9 messages, 0 of them new/);
});

test('tools for PDF find no fault, and fonts and tags that they can use', () => {
  for (const name of names) {
    const pdf = path('out', `${name}.pdf`);
    match(tool('qpdf', '--check', pdf), /No syntax or stream encoding errors/);
    const info = tool('pdfinfo', pdf);
    match(info, /^Title: +Water chemistry for practitioners, /m);
    match(info, /^Tagged: +yes$/m);
    match(info, /^Pages: +1$/m);
    const [, , ...fonts] = tool('pdffonts', pdf).trimEnd().split('\n');
    ok(fonts.length >= 2, name);
    for (const font of fonts) match(font, / yes yes yes +\d+ +0$/, font);
  }
});

test('the text of a certificate is the one of the credential, in the order of reading', () => {
  // Marks that end a direction of writing are none of the text.
  const bare = (text) =>
    text.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '').replaceAll(/\s+/g, ' ');
  for (const name of names) {
    const text = bare(tool('pdftotext', path('out', `${name}.pdf`), '-'));
    const parts = ['Höhere Wasserschule', 'Water chemistry', 'is awarded to', bare(NAMES[name])];
    const places = [...parts, 'analyses them by titration'].map((part) => text.indexOf(part));
    ok(
      places.every((place, number) => place > (places[number - 1] ?? -1)),
      `${places} ${text}`,
    );
  }
});

test('the attachments are the files to the byte', () => {
  for (const [place, name] of names.entries()) {
    const own = path(`attached-${name}`);
    mkdirSync(own);
    tool('pdfdetach', '-saveall', '-o', own, path('out', `${name}.pdf`));
    equal(readFileSync(join(own, 'credential.json'), 'utf8'), files[place].text);
    equal(readFileSync(join(own, 'credential.testamur'), 'utf8'), `a bundle for ${name}`);
  }
});

test('the code is read at the size of a print', () => {
  for (const [place, name] of names.entries()) {
    const page = path(`page-${name}`);
    tool('pdftoppm', '-r', '300', '-png', '-singlefile', path('out', `${name}.pdf`), page);
    const options = ['--quiet', '--raw', '-S*.disable', '-Sqrcode.enable'];
    const read = tool('zbarimg', ...options, `${page}.png`);
    deepEqual(JSON.parse(read), files[place].reference);
  }
});

test('a code with an address keeps every character of it', () => {
  const content = '"https://hw.example.edu/v#{id}"';
  writeFileSync(path('link.toml'), tool(COMMAND, 'design').replace('"{reference}"', content));
  const out = ['--design', path('link.toml'), '--out', path('link')];
  tool(COMMAND, 'hand-over', ...out, path('documents'));
  const [pdf, page] = [path('link', 'latin.pdf'), path('link', 'page')];
  tool('pdftoppm', '-r', '150', '-png', '-singlefile', pdf, page);
  const read = tool('zbarimg', '--quiet', '--raw', `${page}.png`).trimEnd();
  const id = encodeURIComponent(JSON.parse(files[0].text).id);
  equal(read, `https://hw.example.edu/v#${id}`);
});

const BADGES = `
import json, struct, sys, xml.etree.ElementTree as tree, zlib
png = open(sys.argv[1] + '.png', 'rb').read()
assert png[:8] == bytes([137, 80, 78, 71, 13, 10, 26, 10])
place, texts, pixels = 8, {}, b''
while place < len(png):
    length, = struct.unpack('>I', png[place:place + 4])
    name, data = png[place + 4:place + 8], png[place + 8:place + 8 + length]
    checksum = png[place + 8 + length:place + 12 + length]
    assert struct.unpack('>I', checksum)[0] == zlib.crc32(name + data), name
    if name == b'IHDR':
        size = struct.unpack('>II', data[:8])
    if name == b'iTXt':
        keyword, rest = data.split(bytes(1), 1)
        assert rest[:4] == bytes(4), 'compressed, or in a language'
        texts[keyword.decode()] = rest[4:].decode()
    if name == b'IDAT':
        pixels += data
    place += 12 + length
assert len(zlib.decompress(pixels)) == size[1] * (1 + 4 * size[0])
svg = tree.parse(sys.argv[1] + '.svg').getroot()
element = svg.findall('{https://purl.imsglobal.org/ob/v3p0}credential')
names = {part.tag.split('}')[1] for part in svg.iter()}
words = {name: svg.find('{http://www.w3.org/2000/svg}' + name).text for name in ('title', 'desc')}
svg = {'credential': [part.text for part in element], 'names': sorted(names), 'words': words}
print(json.dumps({'size': size, 'texts': texts, 'svg': svg}))
`;

test('Python finds the credential in the badges, and nothing that does more than draw', () => {
  for (const [place, name] of names.entries()) {
    const { size, texts, svg } = JSON.parse(tool('python3', '-c', BADGES, path('out', name)));
    const { text } = files[place];
    deepEqual(size, [600, 600]);
    const title = 'Water chemistry for practitioners';
    deepEqual(texts, { Title: title, openbadgecredential: text });
    deepEqual(svg.credential, [text]);
    deepEqual(svg.names, ['credential', 'desc', 'path', 'svg', 'title']);
    deepEqual(svg.words, { title, desc: 'Höhere Wasserschule, EQF 5, 2026' });
  }
});

test('what a learner makes of her credential is read elsewhere, and gives it back', () => {
  const from = path('documents', 'arabic.json');
  for (const name of ['own.pdf', 'own.png', 'own.svg']) {
    tool(COMMAND, 'export', from, '--out', path(name));
    tool(COMMAND, 'import', path(name), '--out', path(`${name}.json`));
    ok(readFileSync(path(`${name}.json`)).equals(readFileSync(from)), name);
  }
  match(tool('qpdf', '--check', path('own.pdf')), /No syntax or stream encoding errors/);
  equal(JSON.parse(tool('python3', '-c', BADGES, path('own'))).size[0], 600);
  tool(COMMAND, 'export', from, '--code', '--out', path('code.png'));
  const read = tool('zbarimg', '--quiet', '--raw', path('code.png'));
  deepEqual(JSON.parse(read), files[names.indexOf('arabic')].reference);
});

const READER = `
import email, email.header, email.policy, json, sys
message = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
assert not message.defects, message.defects
body = message.get_body(('plain',)).get_content()
files = {part.get_filename(): part for part in message.iter_attachments()}
for name, part in files.items():
    assert not part.defects, part.defects
    open(sys.argv[2] + '-' + name, 'wb').write(part.get_payload(decode=True))
# The policy above puts a space into a name of several encoded words, which RFC 2047 joins.
plain = email.message_from_binary_file(open(sys.argv[1], 'rb'))
parts = lambda name: email.header.decode_header(plain[name])
decoded = lambda name: str(email.header.make_header(parts(name)))
head = {name: decoded(name).replace('"', '') for name in ('From', 'To', 'Subject', 'Date')}
print(json.dumps({'head': head, 'body': body, 'files': sorted(files)}))
`;

test('Python reads the messages, and finds the files in them', () => {
  for (const [place, name] of names.entries()) {
    const mail = path('out', `${name}.eml`);
    const read = JSON.parse(tool('python3', '-c', READER, mail, path('mailed')));
    equal(read.head.From, 'Höhere Wasserschule <registrar@hw.example.edu>');
    equal(read.head.To.replaceAll(/\s+/g, ' '), `${NAMES[name]} <${name}@example.org>`);
    equal(read.head.Subject, `Zeugnis für ${NAMES[name]}`);
    ok(Math.abs(Date.parse(read.head.Date) - Date.now()) < 3_600_000);
    equal(read.body.trimEnd(), `Dear ${NAMES[name]},\n\n.\nHöhere Wasserschule`);
    deepEqual(read.files, [`${name}.json`, `${name}.pdf`, `${name}.testamur`]);
    equal(readFileSync(path(`mailed-${name}.json`), 'utf8'), files[place].text);
    ok(readFileSync(path(`mailed-${name}.pdf`)).equals(readFileSync(path('out', `${name}.pdf`))));
  }
});

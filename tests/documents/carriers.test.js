// SPDX-License-Identifier: Apache-2.0

// Other programs read what was baked into pictures here, and what they bake, attach and pack is
// read here: exiftool and pngcheck for PNG, Python for SVG and ZIP, qpdf and poppler for PDF.

import { deepEqual, equal, match } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { badge } from './support.js';

const program = process.env.TESTAMUR_CARRIERS;
if (program === undefined)
  throw new Error('TESTAMUR_CARRIERS has to name the example "carriers" of testamur-carriers');

const folder = mkdtempSync(join(tmpdir(), 'testamur-'));
after(() => rmSync(folder, { recursive: true }));
const at = (name) => join(folder, name);

/** A credential with what is hard to write in XML, in PDFs and in the text of a picture. */
const credential = JSON.stringify({ ...badge(), name: 'Ana ]]> Šolová & <b> 水 🎓' });
writeFileSync(at('credential.json'), credential);

/** Runs a program in the folder, and returns what it prints. */
function run(command, args, input) {
  const options = { cwd: folder, input, maxBuffer: 1 << 28 };
  const { status, stdout, stderr, error } = spawnSync(command, args, options);
  if (error) throw error;
  equal(status, 0, `${command} ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

/** Returns what a file carries: the name and the content of each part, or the word for a fault. */
function list(file) {
  const lines = run(program, ['list'], readFileSync(at(file))).toString().split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

/** Bakes the credential into a picture. */
function bake(picture, baked) {
  writeFileSync(at(baked), run(program, ['bake', 'credential.json'], readFileSync(at(picture))));
}

/** Runs a program in Python, with the folder as its own. */
const python = (lines) => run('python3', ['-c', lines.join('\n')]).toString();

/** Writes a PNG picture of one pixel. */
function writePicture(name) {
  python([
    'import struct, zlib',
    'def chunk(kind, data):',
    "  crc = struct.pack('>I', zlib.crc32(kind + data))",
    "  return struct.pack('>I', len(data)) + kind + data + crc",
    "header = chunk(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 0, 0, 0, 0))",
    "pixel = chunk(b'IDAT', zlib.compress(bytes([0, 127])))",
    "picture = bytes.fromhex('89504e470d0a1a0a') + header + pixel + chunk(b'IEND', b'')",
    `open('${name}', 'wb').write(picture)`,
  ]);
}

test('exiftool and pngcheck read what is baked into a PNG picture', () => {
  writePicture('plain.png');
  bake('plain.png', 'baked.png');
  match(run('pngcheck', ['-vt', 'baked.png']).toString(), /keyword: openbadgecredential/);
  equal(run('exiftool', ['-b', '-Openbadgecredential', 'baked.png']).toString(), credential);
  deepEqual(list('plain.png'), [['', 'noCredential']]);
  deepEqual(list('baked.png'), [['', credential]]);
});

test('a PNG picture that exiftool has changed keeps its credential', () => {
  writePicture('changed.png');
  bake('changed.png', 'changed-baked.png');
  run('exiftool', ['-overwrite_original', '-Comment=hello', 'changed-baked.png']);
  match(run('exiftool', ['changed-baked.png']).toString(), /hello/);
  deepEqual(list('changed-baked.png'), [['', credential]]);
});

test('Python reads what is baked into an SVG picture, and what it writes is read', () => {
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g id="a"/></svg>';
  writeFileSync(at('plain.svg'), drawing);
  bake('plain.svg', 'baked.svg');
  const text = python([
    'import sys, xml.etree.ElementTree as tree',
    "root = tree.parse('baked.svg')",
    "found = root.find('{https://purl.imsglobal.org/ob/v3p0}credential')",
    // ElementTree writes other prefixes, and text instead of a CDATA section.
    "root.write('written.svg', encoding='utf-8', xml_declaration=True)",
    "sys.stdout.buffer.write(found.text.encode())",
  ]);
  equal(text, credential);
  match(readFileSync(at('written.svg'), 'utf8'), /ns1:credential>\{.*&lt;b&gt;/);
  deepEqual(list('baked.svg'), [['', credential]]);
  deepEqual(list('written.svg'), [['', credential]]);
});

test('archives of Python are read', () => {
  python([
    'import zipfile',
    "with zipfile.ZipFile('all.zip', 'w', zipfile.ZIP_DEFLATED) as archive:",
    "  archive.write('credential.json', 'a/Šolová.json')",
    "  archive.writestr('stored.txt', 'text', zipfile.ZIP_STORED)",
    "  archive.writestr('../up.txt', 'text')",
    "  archive.mkdir('empty')",
    "with zipfile.ZipFile('rare.zip', 'w', zipfile.ZIP_LZMA) as archive:",
    "  archive.writestr('a.txt', 'text')",
    "with open('streamed.zip', 'wb') as file, zipfile.ZipFile(file, 'w') as archive:",
    "  file.seekable = lambda: False",
    "  content = open('credential.json', 'rb').read()",
    "  with archive.open('a.json', 'w') as entry: entry.write(content)",
  ]);
  deepEqual(list('all.zip'), [
    ['../up.txt', 'text'],
    ['a/Šolová.json', credential],
    ['stored.txt', 'text'],
  ]);
  deepEqual(list('rare.zip'), [['a.txt', 'notSupported']]);
  deepEqual(list('streamed.zip'), [['a.json', credential]]);
});

/** Writes a PDF of one empty page, as qpdf writes it. */
function writePdf(name) {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<<>>>>',
  ].map((object, place) => `${place + 1} 0 obj${object}endobj\n`);
  const text = `%PDF-1.7\n${objects.join('')}trailer<</Size 4/Root 1 0 R>>`;
  writeFileSync(at('raw.pdf'), text);
  run('qpdf', ['--warning-exit-0', 'raw.pdf', name]);
  run('qpdf', ['--check', name]);
}

test('attachments of qpdf are read from each kind of file that it writes', () => {
  writePdf('plain.pdf');
  deepEqual(list('plain.pdf'), []);
  const name = 'Šolová (水).json';
  const attachment = ['--add-attachment', 'credential.json', `--filename=${name}`, '--'];
  run('qpdf', ['plain.pdf', ...attachment, 'attached.pdf']);
  deepEqual(list('attached.pdf'), [[name, credential]]);
  for (const options of [
    ['--object-streams=generate'],
    ['--linearize'],
    ['--linearize', '--object-streams=generate'],
    ['--qdf'],
    ['--compress-streams=n', '--decode-level=all'],
    ['--newline-before-endstream', '--force-version=2.0'],
  ]) {
    run('qpdf', [...options, 'attached.pdf', 'other.pdf']);
    deepEqual(list('other.pdf'), [[name, credential]], options.join(' '));
  }
  for (const owner of ['owner', ''])
    for (const bits of ['128', '256']) {
      const encrypt = ['--allow-weak-crypto', '--encrypt', '', owner, bits, '--'];
      run('qpdf', [...encrypt, 'attached.pdf', `encrypted-${owner}${bits}.pdf`]);
      deepEqual(list(`encrypted-${owner}${bits}.pdf`), [['', 'encrypted']]);
    }
});

test('attachments of poppler are read, also those of a later save', () => {
  writePdf('page.pdf');
  run('pdfattach', ['page.pdf', 'credential.json', 'one.pdf']);
  deepEqual(list('one.pdf'), [['credential.json', credential]]);
  writeFileSync(at('proof.testamur'), 'a bundle');
  run('pdfattach', ['one.pdf', 'proof.testamur', 'two.pdf']);
  deepEqual(list('two.pdf'), [
    ['credential.json', credential],
    ['proof.testamur', 'a bundle'],
  ]);
  run('qpdf', ['--object-streams=generate', 'two.pdf', 'streams.pdf']);
  deepEqual(list('streams.pdf'), list('two.pdf'));
  run('pdfdetach', ['-save', '1', '-o', 'saved.json', 'streams.pdf']);
  equal(readFileSync(at('saved.json'), 'utf8'), credential);
});

test('bombs are refused within little memory', () => {
  // Half a gigabyte of zeros, which compresses to half a megabyte.
  python([
    'import struct, zipfile, zlib',
    'def bomb(bits):',
    '  packer = zlib.compressobj(6, zlib.DEFLATED, bits)',
    "  return b''.join(packer.compress(bytes(1 << 20)) for _ in range(512)) + packer.flush()",
    'packed = bomb(15)',
    "text = b'iTXtopenbadgecredential\\0\\1\\0\\0\\0' + packed",
    "chunk = struct.pack('>I', len(text) - 4) + text + struct.pack('>I', zlib.crc32(text))",
    "picture = open('plain.png', 'rb').read()",
    "open('bomb.png', 'wb').write(picture[:33] + chunk + picture[33:])",
    "with zipfile.ZipFile('bomb.zip', 'w', zipfile.ZIP_DEFLATED) as archive:",
    "  with archive.open('a.json', 'w') as entry:",
    '    for _ in range(512): entry.write(bytes(1 << 20))',
    'def write(name, rows):',
    "  file, places = b'%PDF-1.7\\n', []",
    '  for number, (head, body) in enumerate(rows, 1):',
    '    places.append(len(file))',
    "    file += b'%d 0 obj' % number + head + body + b'endobj\\n'",
    "  table = b''.join(b'%010d 00000 n\\r\\n' % place for place in places)",
    "  file += b'xref\\n1 %d\\n%s' % (len(places), table) + b'trailer<</Root 1 0 R>>\\n'",
    "  file += b'startxref\\n%d\\n%%%%EOF' % file.index(b'xref\\n1 ')",
    "  open(name, 'wb').write(file)",
    "stream = b'stream\\n' + packed + b'\\nendstream '",
    "head = b'<</Filter/FlateDecode/Length %d>>' % len(packed)",
    "write('bomb.pdf', [(b'<</AF[<</F(a.json)/EF<</F 2 0 R>>>>]>>', b''), (head, stream)])",
    // One long name that is stated for many attachments.
    "names = b'<</Names<</EmbeddedFiles<</Names[' + b'3 0 R 4 0 R ' * 50 + b']>>>>>>'",
    "long = b'(' + b'a' * (8 << 20) + b')'",
    "write('names.pdf', [(names, b''), (head, stream), (long, b''), (b'<</EF<</F 2 0 R>>>>', b'')])",
  ]);
  for (const [name, ...refusal] of [
    ['bomb.png', '', 'tooLarge'],
    ['bomb.zip', '', 'tooLarge'],
    ['bomb.pdf', 'a.json', 'tooLarge'],
    // The name is read for each attachment, and all reading of a file draws on one budget.
    ['names.pdf', '', 'tooComplex'],
  ]) {
    const limited = ['-c', `ulimit -v 160000 && exec "$0" list < ${name}`, program];
    const line = run('sh', limited).toString();
    deepEqual(JSON.parse(line), refusal, name);
  }
});

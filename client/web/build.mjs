// SPDX-License-Identifier: Apache-2.0

// Builds the page into a folder of static files.
//
//   node build.mjs CHECKS.wasm SCANNER.wasm CONFIG.json FOLDER

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { build } from 'esbuild';

import { policyOf, readConfig } from './config.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const [checks, scanner, configuration, folder] = process.argv.slice(2);
if (folder === undefined)
  throw new Error('usage: node build.mjs CHECKS.wasm SCANNER.wasm CONFIG.json FOLDER');

/** Returns the text of a script with all that it imports, for browsers that have WebAssembly and modules. */
async function bundled(entry, define = {}) {
  const { outputFiles } = await build({
    entryPoints: [here(entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    define,
  });
  return outputFiles[0].text;
}

/** Returns a module in WebAssembly as a text. */
const packed = (module) => deflateRawSync(readFileSync(module), { level: 9 }).toString('base64');
/** Returns a value as a text in a script. */
const literal = (value) => JSON.stringify(value);
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Returns the configuration, or ends the build with what is wrong with it. */
function configured() {
  try {
    return readConfig(readFileSync(configuration, 'utf8'));
  } catch (error) {
    process.stderr.write(`${configuration}: ${error.message}\n`);
    process.exit(1);
  }
}

const { accent, ...config } = configured();
const worker = await bundled('src/worker.ts');
const style = readFileSync(here('src/page.css'), 'utf8');
const html = readFileSync(here('index.html'), 'utf8');
const files = {
  'index.html': html
    .replace('{{POLICY}}', escaped(policyOf(config.nodes)))
    .replace('{{NAME}}', escaped(config.name)),
  'page.css': `${style}\n:root { --accent: ${accent}; }\n`,
  'page.js': await bundled('src/main.ts', { WORKER_SOURCE: JSON.stringify(worker) }),
  'checks.js': `globalThis.TESTAMUR_CHECKS = ${literal(packed(checks))};\n`,
  // It is loaded when somebody wants a code read.
  'scanner.js': `globalThis.TESTAMUR_SCANNER = ${literal(packed(scanner))};\n`,
  'config.js': `globalThis.TESTAMUR_CONFIG = ${literal(config)};\n`,
};
mkdirSync(folder, { recursive: true });
for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);

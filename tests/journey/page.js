// SPDX-License-Identifier: Apache-2.0

// The web page on which the files of the demo can be tried: it trusts the validators of the last chapters.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { KEYS, TRUST } from './registrar.js';

const web = (name) => fileURLToPath(new URL(`../../client/web/${name}`, import.meta.url));

/**
 * Builds the page into the folder `page`.
 *
 * @param {object} options
 * @param {string} options.folder that of the demo
 * @param {string} options.checks the path of the module with the checks
 */
export function buildPage({ folder, checks }) {
  const ofRegistrar = (name) => JSON.parse(readFileSync(join(folder, 'registrar', name), 'utf8'));
  const example = JSON.parse(readFileSync(web('config.example.json'), 'utf8'));
  const config = { ...example, name: 'Demo', trust: ofRegistrar(TRUST), keys: [ofRegistrar(KEYS)] };
  const file = join(folder, 'page.json');
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
  const scanner = join(dirname(checks), 'testamur_scanner.wasm');
  const script = [web('build.mjs'), checks, scanner, file, join(folder, 'page')];
  execFileSync(process.execPath, script, { stdio: ['ignore', 'ignore', 'inherit'] });
}

// SPDX-License-Identifier: Apache-2.0

// Helpers for the tests of the operators' files.

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
export const OPS = join(REPOSITORY, 'ops');

/** Returns the text of a file of the repository. */
export const read = (...path) => readFileSync(join(REPOSITORY, ...path), 'utf8');

/** Returns a folder that is removed when the tests of the file are done. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'testamur-ops-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a tool and returns its output and its exit code. A missing tool is an error. */
export const tool = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    execFile(command, args, { timeout: 300_000, ...options }, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT') {
        reject(new Error(`${command} is missing; \`scripts/test --only ops\` fetches it`));
      } else {
        resolve({ code: error ? (error.code ?? 1) : 0, stdout, stderr, output: stdout + stderr });
      }
    });
  });

/** Returns a configuration without its comments. */
export const withoutComments = (text) => text.replace(/^\s*#.*$/gm, '');

/** Returns the options that a role's environment file gives to the node. */
export const optionsOf = (role) =>
  /^TESTAMUR_OPTIONS=(.*)$/m.exec(read('ops/systemd', `${role}.env`))[1].split(' ');

/** Returns the options of the public node, without those for its addresses and its pruning. */
export const publicOptions = () =>
  optionsOf('rpc').filter((option, place, all) => {
    const withValue = /^--(listen-addr|rpc-port|prometheus-port|state-pruning)$/;
    const isPlace = withValue.test(option) || withValue.test(all[place - 1]);
    return option !== '--rpc-external' && !isPlace;
  });

/** Returns the expressions of the dashboard, each with the title of its panel. */
export function dashboardQueries() {
  const { panels } = JSON.parse(read('ops/grafana/testamur.json'));
  return panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr })));
}

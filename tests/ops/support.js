// SPDX-License-Identifier: Apache-2.0

// What the tests of the operators' files share.

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
export const OPS = join(REPOSITORY, 'ops');

/** The text of a file of the repository. */
export const read = (...path) => readFileSync(join(REPOSITORY, ...path), 'utf8');

/** A folder that is gone when the tests of this file are done. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'testamur-ops-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Run a tool; what it wrote, and how it ended. A tool that is missing is an error. */
export const tool = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    execFile(command, args, { timeout: 60_000, ...options }, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT') {
        reject(new Error(`${command} is missing; \`scripts/test --only ops\` fetches it`));
      } else {
        resolve({ code: error ? (error.code ?? 1) : 0, stdout, stderr, output: stdout + stderr });
      }
    });
  });

/** A configuration without its comments. */
export const withoutComments = (text) => text.replace(/^\s*#.*$/gm, '');

/** The options a role's environment file gives to the node. */
export const optionsOf = (role) =>
  /^TESTAMUR_OPTIONS=(.*)$/m.exec(read('ops/systemd', `${role}.env`))[1].split(' ');

/** Expressions of the dashboard, with the panel each stands in. */
export function dashboardQueries() {
  const { panels } = JSON.parse(read('ops/grafana/testamur.json'));
  return panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr })));
}

// SPDX-License-Identifier: Apache-2.0

// Makes the table of known sets of a network, as whoever makes a release does (docs/releases.md).

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../scripts/known-sets', import.meta.url));

/**
 * Runs the script that makes the table.
 *
 * @param {string} node the address of the RPC of a node
 * @param {string} table the file to write
 * @param {...string} trusted the files that say what is trusted
 * @returns {Promise<{ code: number | null, said: string }>} its exit code, `null` after a signal, and what
 *   it said
 */
export const makeTable = (node, table, ...trusted) =>
  new Promise((resolve) => {
    execFile(SCRIPT, [node, table, ...trusted], (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, said: stdout + stderr }),
    );
  });

// SPDX-License-Identifier: Apache-2.0

// The command `testamur` as the journey calls it: each call is shown, and its exit code is checked.

import assert from 'node:assert/strict';
import { join } from 'node:path';

import { PASSWORD, startCommand } from '../e2e/registrar.js';
import { wrap } from '../util/console.js';

/** The longest line that is shown. */
const LONGEST = 100;

/** What is not shown: that nobody is asked, and that passwords come from the standard input. */
const PASSWORDS = ['--password', '--account-password', '--document-key-password', '--key-password'];
const QUIET = ['--yes', ...PASSWORDS, '0'];

/** The command, in the folder of its files. */
export class Tool {
  /**
   * @param {string} folder where the command runs
   * @param {import('../util/console.js').Console} output
   */
  constructor(folder, output) {
    Object.assign(this, { folder, output });
  }

  /** Returns the path of a file in the folder. */
  at(...names) {
    return join(this.folder, ...names);
  }

  /** Runs the command without showing it, and returns what it says and prints. */
  async run(args, expected = 0) {
    const ended = await startCommand(this.folder, args, PASSWORD).ended;
    assert.equal(ended.code, expected, `testamur ${args.join(' ')}: ${ended.said}`);
    return ended;
  }

  /** Shows the command, and runs it. */
  show(args, expected = 0) {
    const shown = args.filter((arg) => !QUIET.includes(arg)).join(' ');
    const [first, ...rest] = wrap(`testamur ${shown}`, LONGEST);
    this.output.note([`$ ${first}`, ...rest].join(' \\\n           '));
    return this.run(args, expected);
  }

  /** Shows lines of what the command said. */
  quote(lines) {
    for (const line of lines.flatMap((text) => wrap(text, LONGEST))) this.output.note(`  ${line}`);
  }
}

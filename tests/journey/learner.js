// SPDX-License-Identifier: Apache-2.0

// A learner with a key of her own, who presents what she has earned by the command `testamur`.

const KEY = 'learner.json';

/** A learner, in the folder of the others. */
export class Learner {
  /** @param {import('./tool.js').Tool} tool */
  constructor(tool) {
    this.tool = tool;
  }

  /** Makes her key, and returns her name by it, which she gives to the registrar. */
  async makeKey() {
    const made = await this.tool.show(['key', 'new', '--out', KEY, '--password', '0']);
    const [name] = made.printed.split('\n');
    return name;
  }

  /** Presents a document to an audience, which is stated as options of the command. */
  present(file, audience, out) {
    const key = ['--key', KEY, '--key-password', '0'];
    return this.tool.show(['present', file, ...key, ...audience, '--out', out]);
  }
}

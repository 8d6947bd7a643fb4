// SPDX-License-Identifier: Apache-2.0

// Prints for people. Colors are for terminals only.

const WIDTH = 96;
const NAME_WIDTH = 36;

/** An error that the user can cure. Its message says how, and no stack is printed. */
export class UserError extends Error {
  name = 'UserError';
}

/** Returns whether a stream is a terminal whose user wants colors. */
export const supportsColor = (stream) =>
  Boolean(stream?.isTTY) && !('NO_COLOR' in process.env) && process.env.TERM !== 'dumb';

/**
 * Ends this process without a word when nobody reads its output any more, as after `| head`. The
 * code is that of a program which the signal SIGPIPE has ended.
 */
export function endWithReader(stream = process.stdout) {
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(128 + 13);
  });
}

/** An output for people. */
export class Console {
  #stream;
  #started = Date.now();
  #paint;

  /** @param {NodeJS.WriteStream} [stream] nothing is written without one */
  constructor(stream) {
    this.#stream = stream;
    const color = supportsColor(stream);
    this.#paint = (code, text) => (color ? `\x1b[${code}m${text}\x1b[0m` : text);
  }

  line(text = '') {
    this.#stream?.write(`${text}\n`);
  }

  title(text, under) {
    this.line();
    this.line(`  ${this.#paint(1, text)}`);
    this.line(`  ${this.#paint(2, under)}`);
  }

  /** Prints a chapter's heading, with the time since the start. */
  chapter(number, text) {
    const elapsed = `after ${((Date.now() - this.#started) / 1_000).toFixed(1)} s`;
    const head = `${number}  ${text}`;
    const dots = '·'.repeat(Math.max(3, WIDTH - head.length - elapsed.length - 6));
    this.line();
    this.line(`  ${this.#paint('1;36', head)} ${this.#paint(2, `${dots} ${elapsed}`)}`);
  }

  /** Prints a claim that was checked. */
  pass(text) {
    this.line(`     ${this.#paint(32, '✓')} ${text}`);
  }

  /** Prints something that was refused as expected. */
  refusal(what, why) {
    this.line(`     ${this.#paint(33, '⊘')} ${what}`);
    for (const part of wrap(`refused: ${why}`, WIDTH - 10)) this.note(`  ${part}`);
  }

  /** Prints a claim that turned out to be false. */
  fail(text) {
    this.line(`     ${this.#paint(31, '✗')} ${text}`);
  }

  note(text) {
    this.line(`       ${this.#paint(2, text)}`);
  }

  /** Prints the verdict on a credential. */
  verdict(name, { outcome, reasons, status, accreditation }) {
    const isValid = outcome === 'valid';
    const word = this.#paint(isValid ? '1;32' : '1;31', outcome.toUpperCase().padEnd(7));
    const why = reasons.map((reason) => explain(reason, status));
    if (accreditation?.then && !accreditation.now) {
      why.push('accredited then, not now');
    }
    const details = why.length > 0 ? this.#paint(2, why.join(' · ')) : '';
    this.line(`       ${word}  ${name.padEnd(NAME_WIDTH)}  ${details}`.trimEnd());
  }

  /** Prints rows of two columns or more, aligned. */
  table(rows) {
    const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
    for (const row of rows) {
      const cells = row.map((cell, column) => cell.padEnd(widths[column]));
      this.line(`       ${cells.join('   ').trimEnd()}`);
    }
  }

  /** Returns the seconds since the start. */
  elapsed() {
    return ((Date.now() - this.#started) / 1_000).toFixed(1);
  }
}

/** Breaks a text into lines of a width. */
export const wrap = (text, width) =>
  text
    .split(' ')
    .reduce(
      ([line, ...done], word) =>
        line.length + 1 + word.length <= width
          ? [`${line} ${word}`, ...done]
          : [word, line, ...done],
      [''],
    )
    .reverse()
    .map((line) => line.trim());

const WORDS = {
  notAnchored: 'this institution never anchored such a credential',
  revoked: 'revoked',
  suspended: 'not to be relied upon for now',
  superseded: 'another credential has taken its place',
  expired: 'its validity has run out',
  voided: 'issued under an accreditation that was voided',
  keyNotAuthorized: 'its key was not one of the institution when it was anchored',
  keyCompromised: 'its key was compromised when it was anchored',
};

const REASONS = {
  unspecified: 'no reason stated',
  issuedInError: 'issued in error',
  misconduct: 'misconduct',
  learnerRequest: "at the learner's request",
  requirementsNotMet: 'requirements no longer met',
  keyCompromise: 'key compromise',
};

const explain = (reason, status) =>
  reason === 'revoked' && status?.reason ? `revoked: ${REASONS[status.reason]}` : WORDS[reason];

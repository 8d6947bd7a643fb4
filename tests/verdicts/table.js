// SPDX-License-Identifier: Apache-2.0

// The table of verdicts: what each verifier says about each fault, and whether that is wrong.

/** The exit code that goes with each answer of the command. */
export const CODES = { valid: 0, invalid: 1, cannotTell: 3 };
const WORDS = { valid: 'valid', invalid: 'invalid', cannotTell: 'cannot tell' };

/** The mark of a wrong answer. */
export const CROSS = '✗';

/** Returns whether an answer of ours is wrong: the answer itself, its exit code or its reason. */
export const isWrong = ({ right, because }, { answer, code, because: stated }) =>
  answer !== right ||
  code !== CODES[right] ||
  (because === undefined ? stated.length > 0 : !stated.includes(because));

/** Returns what others say, and whether that is wrong where the file by itself shows the fault. */
function cellOf({ right, ofFile }, { answer }) {
  const isVerified = answer === 'verified';
  if (!ofFile && isVerified) return 'does not ask';
  return isVerified === (right === 'valid') ? answer : `${answer} ${CROSS}`;
}

/** Returns what ours says. */
function ownCell(asked, found) {
  const wrong = isWrong(asked, found) ? CROSS : '';
  const parts = [WORDS[found.answer], found.code, found.because.join(', '), wrong];
  return parts.filter((part) => part !== '').join(' ');
}

/**
 * Asks every verifier about every case, one after the other.
 *
 * @returns {Promise<{ asked: object, ours: object, others: object[] }[]>} a row for each case
 */
export async function ask(cases, ours, others) {
  const rows = [];
  for (const asked of cases) {
    const row = { asked, ours: await ours.judge(asked), others: [] };
    for (const verifier of others) row.others.push(await verifier.judge(asked));
    rows.push(row);
  }
  return rows;
}

/** Returns the table as rows of cells, the first of which is the header. */
export function tableOf(rows, others) {
  const names = others.map(({ name }) => name.split('/').at(-1));
  const header = ['fault', 'right', 'testamur', ...names];
  const body = rows.map(({ asked, ours, others: theirs }) => [
    asked.fault,
    WORDS[asked.right],
    ownCell(asked, ours),
    ...theirs.map((found) => cellOf(asked, found)),
  ]);
  return [header, ...body];
}

/** Returns the lines of a table, with its columns aligned. */
export function linesOf(table) {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const lineOf = (row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ');
  return table.map((row) => lineOf(row).trimEnd());
}

// SPDX-License-Identifier: Apache-2.0

// Writes the report as text: a table for each table of the rows, with the details folded away
// below.

import { ratioOf, summaryOf } from './ratio.js';
import { capital, inWords, nameInWords, number } from './words.js';

/** The command that runs each mode again. */
const COMMANDS = {
  full: 'scripts/bench',
  quick: 'scripts/bench --quick',
  smoke: 'scripts/bench --smoke',
};

/** The sign between two numbers. */
const TO = ' – ';

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const line = (cells) => `| ${cells.map(cell).join(' | ')} |`;

/** Returns a table without the columns whose cells are all empty. */
function table(heads, rows) {
  const kept = heads.map((_, column) => rows.some((row) => row[column] !== ''));
  const pick = (cells) => cells.filter((_, column) => kept[column]);
  const rule = heads.map((head) => (head.right ? '--:' : '---'));
  return [pick(heads.map(({ text }) => text)), pick(rule), ...rows.map(pick)].map(line).join('\n');
}

const left = (text) => ({ text });
const right = (text) => ({ text, right: true });

/** Returns the name of a row's yardstick, without the series if both have the same. */
function yardstickOf(row, rows) {
  const { label, subject, series } = rows.find(({ id }) => id === row.yardstick);
  return subject !== undefined && series === row.series ? subject : label;
}

function cellsOf(row, rows) {
  const { median, least, greatest } = summaryOf(row.values);
  const ratio = ratioOf(row, rows);
  const isSpread = row.values.length > 1;
  return [
    row.label,
    `**${number(median)}** ${row.unit}`,
    isSpread ? [least, greatest].map(number).join(TO) : '',
    String(row.values.length),
    ratio ? `**${number(ratio.median)}** of ${yardstickOf(row, rows)}` : '',
    ratio && isSpread ? [ratio.least, ratio.greatest].map(number).join(TO) : '',
    row.limit ?? '',
  ];
}

const HEADS = [
  left('what'),
  right('median'),
  right('spread'),
  right('runs'),
  left('ratio'),
  right('its spread'),
  left('limited by'),
];

/** Returns the details of the rows: a column for each name that any of them has. */
function details(rows) {
  const told = rows.filter((row) => row.details !== undefined);
  const names = [...new Set(told.flatMap((row) => Object.keys(row.details)))];
  if (names.length === 0) return [];
  const heads = [left('what'), ...names.map((name) => right(nameInWords(name)))];
  const cells = told.map((row) => [
    row.label,
    ...names.map((name) => (name in row.details ? inWords(row.details[name]) : '')),
  ]);
  return ['<details><summary>more of each</summary>', table(heads, cells), '</details>'];
}

/**
 * Returns the chapter of one table.
 *
 * @param {string} name
 * @param {object[]} rows those of the table
 * @param {object[]} all rows, for yardsticks may be in other tables
 * @param {{ file: string, title: string }[]} pictures
 */
function chapter(name, rows, all, pictures) {
  return [
    `## ${capital(name)}`,
    ...pictures.map(({ file, title }) => `![${title}](${file})`),
    table(
      HEADS,
      rows.map((row) => cellsOf(row, all)),
    ),
    ...details(rows),
  ];
}

function duration(seconds) {
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round(seconds - minutes * 60);
  return minutes === 0 ? `${rest} s` : `${minutes} min ${rest} s`;
}

function head({ machine, commit, mode, startedAt, seconds }) {
  const facts = [
    ['machine', `${machine.cpu}, ${machine.cores} cores, ${number(machine.memoryGiB)} GiB`],
    ['system', `${machine.kernel}, Node.js ${machine.nodejs}`],
    ['commit', commit],
    ['mode', mode],
    ['when', `${startedAt}, for ${duration(seconds)}`],
    ['again', `\`${COMMANDS[mode] ?? COMMANDS.full}\``],
  ];
  return [
    '# What the chain bears',
    table([left(''), left('')], facts).replace('|  |  |', '| | |'),
    'Node and client share the machine. ' +
      'A figure is the median of its runs, the spread goes from the least to the greatest. ' +
      'A ratio is the median of the ratios of the runs, each taken against the same run of its ' +
      'yardstick: a machine that is slow for a while is slow for both.',
  ];
}

/** Returns the names of the tables in the order in which they first occur. */
export const tablesOf = (rows) => [...new Set(rows.map(({ table: name }) => name))];

/**
 * Returns the whole report.
 *
 * @param {object} results
 * @param {(table: string) => { file: string, title: string }[]} picturesOf
 */
export function reportOf(results, picturesOf = () => []) {
  const { rows } = results;
  const chapters = tablesOf(rows).flatMap((name) =>
    chapter(
      name,
      rows.filter((row) => row.table === name),
      rows,
      picturesOf(name),
    ),
  );
  return `${[...head(results), ...chapters].join('\n\n')}\n`;
}

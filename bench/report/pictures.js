// SPDX-License-Identifier: Apache-2.0

// Chooses the charts of a table: the figures of each unit, their ratios to yardsticks, and the
// latencies of answers.

import { chart } from './chart.js';
import { ratioOf, summaryOf } from './ratio.js';
import { capital, number, slug } from './words.js';

/** The fewest figures that make a chart. */
const FEWEST = 2;

const plain = (words) => words.replaceAll('`', '');

const place = (row) => ({ subject: plain(row.subject ?? row.label), series: row.series });

const isDrawable = ({ least }) => Number.isFinite(least) && least > 0;

const RUNS = 'Dots are medians, lines go from the least to the greatest of the runs.';

/** The unit of a rate that says what is counted. */
const COUNTED = /[^1]\/s$/;

/** Returns the group of a unit: all rates share one chart, whatever they count. */
const familyOf = ({ unit }) => (unit.endsWith('/s') ? 'per second' : unit);

function figures(table, rows) {
  const families = [...new Set(rows.map(familyOf))];
  return families.map((family) => ({
    name: slug(`${table} ${family}`),
    title: `${capital(table)}: ${family}`,
    note: RUNS,
    unit: `${family} (logarithmic)`,
    marks: rows
      .filter((row) => familyOf(row) === family)
      .map((row) => ({ row, ...summaryOf(row.values) }))
      .map(({ row, median, least, greatest }) => ({
        ...place(row),
        value: median,
        least,
        greatest,
        text: COUNTED.test(row.unit) ? `${number(median)} ${row.unit}` : undefined,
      })),
  }));
}

function ratios(table, rows, all) {
  const marks = rows
    .map((row) => ({ row, ratio: ratioOf(row, all) }))
    .filter(({ ratio }) => ratio !== undefined)
    .map(({ row, ratio: { median, least, greatest } }) => {
      const of = all.find(({ id }) => id === row.yardstick);
      const isSameSeries = of.series === row.series && of.subject !== undefined;
      const against = plain(isSameSeries ? of.subject : of.label);
      return {
        ...place(row),
        under: `of ${against}`,
        value: median,
        least,
        greatest,
        text: `× ${number(median)}`,
      };
    });
  return {
    name: slug(`${table} ratios`),
    title: `${capital(table)}: ratio to the yardstick`,
    note: `${RUNS} A ratio is of figures of the same run.`,
    unit: 'times the yardstick (logarithmic)',
    base: 1,
    marks,
  };
}

function latencies(table, rows) {
  const marks = rows
    .filter(({ details }) => details?.p50ms !== undefined && details.p95ms !== undefined)
    .map((row) => ({
      ...place(row),
      least: row.details.p50ms,
      value: row.details.p50ms,
      greatest: row.details.p95ms,
      text: `${number(row.details.p50ms)} to ${number(row.details.p95ms)}`,
    }));
  return {
    name: slug(`${table} latency`),
    title: `${capital(table)}: how long an answer takes`,
    note: 'From the dot on, half of the answers take longer; from the end of the line on, 1 in 20.',
    unit: 'milliseconds (logarithmic)',
    marks,
  };
}

/**
 * Returns the charts of a table.
 *
 * @returns {{ file: string, title: string, svg: string }[]}
 */
export function picturesOf(table, all) {
  const rows = all.filter((row) => row.table === table);
  return [...figures(table, rows), ratios(table, rows, all), latencies(table, rows)]
    .map((drawing) => ({ ...drawing, marks: drawing.marks.filter(isDrawable) }))
    .filter(({ marks }) => marks.length >= FEWEST)
    .map(({ name, ...drawing }) => ({
      file: `${name}.svg`,
      title: drawing.title,
      svg: chart(drawing),
    }));
}

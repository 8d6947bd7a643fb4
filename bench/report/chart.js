// SPDX-License-Identifier: Apache-2.0

// Draws the one kind of chart: a lane for each figure, with a dot on a logarithmic axis and a line
// from its least to its greatest value. Lanes of one subject are grouped, and those of one series
// have one color.

import { axisOf } from './axis.js';
import { COLORS, element, line, picture, text } from './svg.js';
import { number } from './words.js';

const WIDTH = 900;
const MARGIN = 24;
const LANE = 17;
/** The space above and below the lanes of a subject. */
const GAP = 7;
const TEXT_LINE = 15;
const LETTER = 6.9;
/** The most letters in a line of a subject's name. */
const LONGEST = 38;

/** Breaks a text into lines of at most `longest` letters. */
function wrap(sentence, longest) {
  const lines = [''];
  for (const word of sentence.split(' ')) {
    const last = lines.length - 1;
    const joined = lines[last] === '' ? word : `${lines[last]} ${word}`;
    if (joined.length <= longest || lines[last] === '') lines[last] = joined;
    else lines.push(word);
  }
  return lines;
}

/** Returns the lines of text left of the lanes of a subject. */
function namesOf(subject, marks) {
  const { under } = marks.find((mark) => mark.subject === subject);
  const lines = (sentence, isFaint) =>
    sentence === undefined ? [] : wrap(sentence, LONGEST).map((line) => ({ words: line, isFaint }));
  return [...lines(subject, false), ...lines(under, true)];
}

const lengthOf = ({ length }) => length;
const unique = (list) => [...new Set(list)];

/** Draws the names of the series, each with its color. */
function legend(series, top) {
  let x = MARGIN;
  return series.flatMap((name, place) => {
    const at = x;
    x += 22 + name.length * LETTER + 14;
    return [
      element('circle', { class: `c${place % COLORS}`, cx: at + 5, cy: top - 4, r: 4.5 }),
      text(at + 15, top, name),
    ];
  });
}

const words = (mark) => mark.text ?? number(mark.value);

/** Draws the lane of one mark. */
function lane(mark, y, { place, left, base, color }) {
  const at = (value) => left + place(value);
  const parts = [];
  if (base !== undefined) {
    const width = { 'stroke-width': 7, 'stroke-opacity': 0.35 };
    parts.push(line(at(base), y, at(mark.value), y, { class: color, ...width }));
  }
  parts.push(line(at(mark.least), y, at(mark.greatest), y, { class: color, 'stroke-width': 2 }));
  parts.push(element('circle', { class: color, cx: at(mark.value), cy: y, r: 4.5 }));
  const end = at(Math.max(mark.greatest, mark.value, base ?? 0)) + 9;
  parts.push(text(end, y + 4, words(mark), { class: 'value' }));
  return parts;
}

/**
 * Draws a chart.
 *
 * @param {object} options
 * @param {string} options.title
 * @param {string} options.note explains dots and lines
 * @param {string} options.unit along the axis
 * @param {number} [options.base] where bars begin, if there are any
 * @param {object[]} options.marks each `{ subject, series, least, value, greatest }`, with an
 *   optional line `under` the subject, and an optional `text` instead of the value
 */
export function chart({ title, note, unit, base, marks }) {
  const subjects = unique(marks.map(({ subject }) => subject));
  const series = unique(marks.map((mark) => mark.series)).filter(Boolean);
  const names = subjects.map((subject) => namesOf(subject, marks));
  const left = MARGIN + LETTER * Math.max(...names.flat().map((name) => name.words.length)) + 14;
  // The greatest value still needs room for its text to the right of the axis.
  const width = WIDTH - left - MARGIN - LETTER * Math.max(...marks.map(words).map(lengthOf));

  const values = marks.flatMap(({ least, value, greatest }) => [least, value, greatest]);
  const { ticks, place } = axisOf(base === undefined ? values : [...values, base], width);

  const top = MARGIN + 12 + 22 + (series.length > 0 ? 28 : 4) + 14;
  const parts = [];
  let y = top;
  for (const [row, subject] of subjects.entries()) {
    const lanes = marks.filter((mark) => mark.subject === subject);
    const height = 2 * GAP + Math.max(lanes.length * LANE, names[row].length * TEXT_LINE);
    const middle = y + height / 2;
    const firstLine = middle - ((names[row].length - 1) * TEXT_LINE) / 2 + 4;
    names[row].forEach((name, at) => {
      const kind = name.isFaint ? 'end faint' : 'end';
      parts.push(text(left - 14, firstLine + at * TEXT_LINE, name.words, { class: kind }));
    });
    const firstLane = middle - ((lanes.length - 1) * LANE) / 2;
    lanes.forEach((mark, at) => {
      const color = `c${Math.max(0, series.indexOf(mark.series)) % COLORS}`;
      parts.push(...lane(mark, firstLane + at * LANE, { place, left, base, color }));
    });
    y += height;
    if (row < subjects.length - 1)
      parts.push(line(MARGIN, y, WIDTH - MARGIN, y, { class: 'grid' }));
  }
  const bottom = y + 4;

  const grid = ticks.flatMap((tick) => {
    const x = left + place(tick);
    return [
      line(x, top, x, bottom, { class: tick === base ? 'base' : 'grid' }),
      text(x, bottom + 16, number(tick), { class: 'faint middle' }),
    ];
  });
  const heading = [
    text(MARGIN, MARGIN + 12, title, { class: 'title' }),
    text(MARGIN, MARGIN + 32, note, { class: 'faint' }),
    ...(series.length > 0 ? legend(series, MARGIN + 58) : []),
    text(left + width / 2, bottom + 36, unit, { class: 'middle' }),
  ];
  return picture({ width: WIDTH, height: bottom + 36 + MARGIN - 8, title }, [
    ...heading,
    ...grid,
    ...parts,
  ]);
}

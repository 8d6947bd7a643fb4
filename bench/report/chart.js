// SPDX-License-Identifier: Apache-2.0

// Describes the one kind of chart to ECharts, which draws it: a lane for each figure, with a dot on
// a logarithmic axis and a line from its least to its greatest value. Lanes of one subject are
// grouped, and those of one series have one color.

import { LinesChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

import { axisOf } from './axis.js';
import { COLORS, finished } from './colors.js';
import { number } from './words.js';

use([LinesChart, ScatterChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

const WIDTH = 900;
const MARGIN = 24;
const LANE = 17;
/** The height of the names of subjects, and the most letters in a line of them. */
const TEXT_LINE = 15;
const LONGEST = 38;
const LETTER = 6.9;
/** The lanes that stay empty between two subjects. */
const GAP = 0.8;
/** The space between names and lanes. */
const SPACE = 14;
const DOT = 9;

const FONT = { fontFamily: "system-ui, 'DejaVu Sans', sans-serif", fontSize: 12 };
const SMALL = { fontSize: 11, color: COLORS.faint };

const unique = (list) => [...new Set(list)];
const widthOf = (texts) => LETTER * Math.max(...texts.map(({ length }) => length));
const words = (mark) => mark.text ?? number(mark.value);

/** Breaks a text into lines of at most {@link LONGEST} letters. */
function linesOf(text = '') {
  const lines = [];
  for (const word of text.split(' ')) {
    const joined = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length === 0 || joined.length > LONGEST) lines.push(word);
    else lines[lines.length - 1] = joined;
  }
  return text === '' ? [] : lines;
}

/** Returns the subjects in their order, each with its lanes and their places on the axis. */
function subjectsOf(marks) {
  let top = 0;
  return unique(marks.map(({ subject }) => subject)).map((subject) => {
    const lanes = marks.filter((mark) => mark.subject === subject);
    const names = linesOf(subject);
    const under = linesOf(lanes[0].under);
    const text = ((names.length + under.length) * TEXT_LINE) / LANE;
    const height = GAP + Math.max(lanes.length, text);
    const middle = top + height / 2;
    const first = middle - (lanes.length - 1) / 2;
    const end = (top += height);
    const placed = lanes.map((mark, at) => ({ ...mark, lane: first + at }));
    return { names, under, middle, end, marks: placed };
  });
}

/** Returns the axis along which the lanes are stacked: it names the subjects and separates them. */
function subjectAxis(subjects, width) {
  const line = { color: COLORS.border };
  const byMiddle = new Map(subjects.map((subject) => [subject.middle, subject]));
  return {
    type: 'value',
    inverse: true,
    min: 0,
    max: subjects.at(-1).end,
    axisLine: { show: false },
    // The ticks extend the lines between subjects to the left of the axis.
    axisTick: {
      customValues: subjects.slice(0, -1).map(({ end }) => end),
      length: width,
      lineStyle: line,
    },
    splitLine: { lineStyle: line },
    axisLabel: {
      customValues: [...byMiddle.keys()],
      formatter: (middle) => {
        const { names, under } = byMiddle.get(middle);
        return [...names, ...under.map((line) => `{faint|${line}}`)].join('\n');
      },
      color: COLORS.text,
      margin: SPACE,
      lineHeight: TEXT_LINE,
      rich: { faint: SMALL },
    },
  };
}

/** Returns the axis of the values. */
function valueAxis({ from, to, ticks }, unit) {
  return {
    type: 'log',
    min: from,
    max: to,
    name: unit,
    nameLocation: 'middle',
    nameGap: 30,
    nameTextStyle: { color: COLORS.text },
    axisLine: { show: false },
    axisTick: { show: false, customValues: ticks },
    axisLabel: { ...SMALL, customValues: ticks, formatter: number },
    splitLine: { lineStyle: { color: COLORS.border } },
  };
}

/** Returns a series of straight lines, each with its color and from one value to another. */
const lines = (data, width, style) => ({
  type: 'lines',
  coordinateSystem: 'cartesian2d',
  data: data.map(({ color, ends }) => ({ coords: ends, lineStyle: { color } })),
  lineStyle: { width, opacity: 1, ...style },
});

/** Returns what shows ratios: a bar from the base to each value, and a line at the base. */
function bars(marks, base, end) {
  const ends = ({ lane, value }) => [base, value].map((x) => [x, lane]);
  const line = [0, end].map((lane) => [base, lane]);
  return [
    lines([{ color: COLORS.faint, ends: line }], 1, { type: [3, 3] }),
    lines(
      marks.map((mark) => ({ color: mark.color, ends: ends(mark) })),
      7,
      { opacity: 0.35 },
    ),
  ];
}

/** Returns the lines from the least to the greatest values. */
const spreads = (marks) =>
  lines(
    marks.map(({ color, lane, least, greatest }) => ({
      color,
      ends: [least, greatest].map((x) => [x, lane]),
    })),
    2,
  );

/** Returns the dots of one series, which the legend names. */
const dots = (name, color, marks) => ({
  type: 'scatter',
  name,
  data: marks.map(({ value, lane }) => [value, lane]),
  symbolSize: DOT,
  itemStyle: { color, opacity: 1 },
});

/** Returns the texts of marks. Invisible dots carry them, so that they are beside the lines. */
const texts = (marks, base = 0) => ({
  type: 'scatter',
  data: marks.map((mark) => ({
    value: [Math.max(mark.value, mark.greatest, base), mark.lane],
    name: words(mark),
  })),
  symbolSize: DOT,
  itemStyle: { color: 'transparent', opacity: 1 },
  label: {
    ...{ show: true, position: 'right', formatter: '{b}', fontSize: 11, color: COLORS.text },
    ...{ textBorderColor: COLORS.ground, textBorderWidth: 3 },
  },
});

/** Returns the title of a chart with the note below it. */
const heading = (title, note) => ({
  text: title,
  subtext: note,
  ...{ left: MARGIN, top: MARGIN, padding: 0, itemGap: 8, borderColor: 'transparent' },
  textStyle: { fontSize: 16, fontWeight: 600, color: COLORS.text },
  subtextStyle: SMALL,
});

/** Returns the legend of some series. */
const legend = (names) => ({
  data: names,
  selectedMode: false,
  borderColor: 'transparent',
  ...{ left: MARGIN, top: MARGIN + 48, padding: 0, itemGap: 30, itemWidth: DOT, itemHeight: DOT },
  textStyle: { color: COLORS.text },
});

/**
 * Draws a chart.
 *
 * @param {object} options
 * @param {string} options.title which screen readers read aloud
 * @param {string} options.note explains dots and lines
 * @param {string} options.unit along the axis
 * @param {number} [options.base] where bars begin, if there are any
 * @param {object[]} options.marks each `{ subject, series, least, value, greatest }`, with an
 *   optional line `under` the subject, and an optional `text` instead of the value
 * @returns {string} SVG
 */
export function chart({ title, note, unit, base, marks }) {
  const series = unique(marks.map((mark) => mark.series));
  const names = series.filter(Boolean);
  const colorOf = (name) => COLORS.series[series.indexOf(name) % COLORS.series.length];
  const subjects = subjectsOf(marks);
  const placed = subjects.flatMap((subject) =>
    subject.marks.map((mark) => ({ ...mark, color: colorOf(mark.series) })),
  );
  const { end } = subjects.at(-1);
  const values = marks.flatMap(({ least, value, greatest }) => [least, value, greatest]);
  const axis = axisOf(base === undefined ? values : [...values, base]);

  const top = MARGIN + (names.length > 0 ? 76 : 48);
  const left = SPACE + widthOf(subjects.flatMap((subject) => [...subject.names, ...subject.under]));
  const drawing = init(null, null, {
    ...{ renderer: 'svg', ssr: true, width: WIDTH, height: Math.round(top + end * LANE + 60) },
  });
  drawing.setOption({
    animation: false,
    backgroundColor: COLORS.ground,
    textStyle: FONT,
    title: heading(title, note),
    legend: legend(names),
    grid: {
      left: MARGIN + left,
      // The text of the greatest value is to the right of the axis.
      right: MARGIN + widthOf(marks.map(words)),
      top,
      height: end * LANE,
      outerBoundsMode: 'none',
    },
    xAxis: valueAxis(axis, unit),
    yAxis: subjectAxis(subjects, left),
    series: [
      ...(base === undefined ? [] : bars(placed, base, end)),
      spreads(placed),
      ...series.map((name) =>
        dots(
          name,
          colorOf(name),
          placed.filter((mark) => mark.series === name),
        ),
      ),
      texts(placed, base),
    ].map((one) => ({ ...one, silent: true })),
  });
  const svg = drawing.renderToSVGString();
  drawing.dispose();
  return finished(svg, title);
}

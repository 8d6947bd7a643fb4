// SPDX-License-Identifier: Apache-2.0

// Defines the colors of charts, and finishes what ECharts draws. Charts are shown on pages of any
// color, so each has its own background, which is dark if the reader has asked for dark pages.

/** The colors, each for light and for dark pages. */
const PAIRS = {
  text: ['#1f2328', '#f0f6fc'],
  faint: ['#59636e', '#9198a1'],
  ground: ['#ffffff', '#0d1117'],
  border: ['#d1d9e0', '#3d444d'],
};

/**
 * The colors of series, which can be told apart on either background and by the color-blind.
 */
const SERIES = [
  ['#1f77c9', '#79b8ff'],
  ['#0b3f7a', '#2f81f7'],
  ['#e08a1e', '#ffc46b'],
  ['#9c4a00', '#e0781e'],
  ['#2b8a5f', '#56d394'],
  ['#8250b8', '#be8fff'],
];

const light = ([color]) => color;

/** The colors of light pages, with which charts are drawn. */
export const COLORS = {
  ...Object.fromEntries(Object.entries(PAIRS).map(([name, pair]) => [name, light(pair)])),
  series: SERIES.map(light),
};

/**
 * A style that turns a drawing with {@link COLORS} dark. The drawing names its colors in
 * attributes, which yield to a style, so programs that know no styles show the light colors.
 */
const DARK_STYLE = `@media (prefers-color-scheme: dark) {
${[...Object.values(PAIRS), ...SERIES]
  .flatMap(([from, to]) =>
    ['fill', 'stroke'].map((name) => `  [${name}="${from}"] { ${name}: ${to} }`),
  )
  .join('\n')}
}`;

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

/** Adds to a drawing what ECharts does not: its title for screen readers, and its dark colors. */
export function finished(svg, title) {
  return `${svg
    .replace('<svg ', `<svg role="img" aria-label="${escaped(title)}" `)
    .replace('>', `>\n<style>\n${DARK_STYLE}\n</style>`)
    // Some programs ignore this attribute, and the text would be too high there.
    .replaceAll('dominant-baseline="central"', 'dy="0.35em"')}\n`;
}

// SPDX-License-Identifier: Apache-2.0

// Implements as much of SVG as the charts need. They are shown on pages of any color, so each has
// its own background, which is dark if the reader has asked for dark pages.

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes text for SVG. */
export const escape = (text) => String(text).replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

const attribute = ([name, value]) =>
  ` ${name}="${escape(typeof value === 'number' ? Number(value.toFixed(1)) : value)}"`;

/** Returns an element with attributes around text that is escaped already. */
export function element(name, attributes, inside) {
  const head = `<${name}${Object.entries(attributes).map(attribute).join('')}`;
  return inside === undefined ? `${head}/>` : `${head}>${inside}</${name}>`;
}

/** Returns a text element. */
export const text = (x, y, words, attributes = {}) =>
  element('text', { x, y, ...attributes }, escape(words));

/** Returns a line element. */
export const line = (x1, y1, x2, y2, attributes) =>
  element('line', { x1, y1, x2, y2, ...attributes });

/**
 * The number of colors for series. They can be told apart on either background and by the
 * color-blind.
 */
export const COLORS = 6;

const STYLE = `
  text { font: 12px system-ui, 'DejaVu Sans', sans-serif; fill: #1f2328 }
  .title { font-size: 16px; font-weight: 600 }
  .faint { font-size: 11px; fill: #59636e }
  .value { font-size: 11px; paint-order: stroke; stroke: #ffffff; stroke-width: 3px }
  .end { text-anchor: end }
  .middle { text-anchor: middle }
  .ground { fill: #ffffff; stroke: #d1d9e0 }
  .grid { stroke: #d1d9e0 }
  .base { stroke: #59636e; stroke-dasharray: 3 3 }
  .c0 { fill: #1f77c9; stroke: #1f77c9 }
  .c1 { fill: #0b3f7a; stroke: #0b3f7a }
  .c2 { fill: #e08a1e; stroke: #e08a1e }
  .c3 { fill: #9c4a00; stroke: #9c4a00 }
  .c4 { fill: #2b8a5f; stroke: #2b8a5f }
  .c5 { fill: #8250b8; stroke: #8250b8 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .faint { fill: #9198a1 }
    .value { stroke: #0d1117 }
    .ground { fill: #0d1117; stroke: #3d444d }
    .grid { stroke: #30363d }
    .base { stroke: #9198a1 }
    .c0 { fill: #79b8ff; stroke: #79b8ff }
    .c1 { fill: #2f81f7; stroke: #2f81f7 }
    .c2 { fill: #ffc46b; stroke: #ffc46b }
    .c3 { fill: #e0781e; stroke: #e0781e }
    .c4 { fill: #56d394; stroke: #56d394 }
    .c5 { fill: #be8fff; stroke: #be8fff }
  }
`;

/** Returns a whole picture; screen readers read its title aloud. */
export function picture({ width, height, title }, parts) {
  const ground = element('rect', {
    class: 'ground',
    x: 0.5,
    y: 0.5,
    width: width - 1,
    height: height - 1,
    rx: 8,
  });
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'aria-label': title,
  };
  const inside = [element('style', {}, STYLE), ground, ...parts].join('\n');
  return `${element('svg', attributes, `\n${inside}\n`)}\n`;
}

// SPDX-License-Identifier: Apache-2.0

// Draws a code (QR) as SVG.

import type { Code } from './module';

const SVG = 'http://www.w3.org/2000/svg';

/** Returns the code as a picture, with its white margin. */
export function drawn({ side, millimetres, runs }: Code, name: string): SVGSVGElement {
  const element = <K extends 'svg' | 'title' | 'rect' | 'path'>(
    tag: K,
    attributes: Record<string, string | number>,
  ) => {
    const one = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, String(value));
    return one;
  };
  const picture = element('svg', {
    ...{ viewBox: `0 0 ${side} ${side}`, width: `${millimetres}mm`, height: `${millimetres}mm` },
    ...{ role: 'img', 'aria-label': name, 'shape-rendering': 'crispEdges' },
  });
  const title = element('title', {});
  title.textContent = name;
  const squares = runs.map(([row, first, length]) => `M${first} ${row}h${length}v1h-${length}z`);
  // The colours are a part of the code, and the same in a dark page.
  const ground = element('rect', { width: side, height: side, fill: '#ffffff' });
  picture.append(title, ground, element('path', { d: squares.join(''), fill: '#000000' }));
  return picture as SVGSVGElement;
}

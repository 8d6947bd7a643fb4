// SPDX-License-Identifier: Apache-2.0

// Pictures of files, which a browser draws as images, in which nothing runs.

import { h } from './view/dom';

/** The kinds of files that are pictures. */
const TYPES: Record<string, string> = { png: 'image/png', svg: 'image/svg+xml' };

/** Returns the type of the picture that a document lies in, if it lies in one and in nothing else. */
export const pictureType = (within: string[]): string | undefined =>
  within.length === 1 ? TYPES[within[0] ?? ''] : undefined;

/** Returns a picture in which a document lies, if it lies in one and in nothing else. */
export function picture(
  within: string[],
  content: Uint8Array,
  alt: string,
): HTMLElement | undefined {
  const type = pictureType(within);
  if (type === undefined) return undefined;
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const image = h('img', { src: url, alt });
  const release = () => URL.revokeObjectURL(url);
  image.addEventListener('load', release);
  image.addEventListener('error', release);
  return image;
}

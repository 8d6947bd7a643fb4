// SPDX-License-Identifier: Apache-2.0

// Pictures as grey values, in which the checks look for codes. A picture is drawn on a canvas that nobody sees.

import type { Readable } from '../files';
import { h } from '../view/dom';
import { firstFiles, type Code } from './content';

/** A picture as a byte for each pixel, row by row. */
export interface Grey {
  width: number;
  height: number;
  grey: Uint8Array;
}

/** Reads the codes in a picture. */
export type ReadCodes = (picture: Grey) => Promise<Code[]>;

/** The most bytes, and the most pixels, of a picture that is looked at. */
const MAX_BYTES = 20 << 20;
const MAX_PIXELS = 50_000_000;
/**
 * The pixels of the longer side in which a picture is looked at, one after the other until a code is found. The reader
 * misses a code of many squares at some sizes and reads it at others, also at larger ones than that of the picture.
 */
const SIDES = [1_200, 3_600, 2_000, 2_800];
/** The most by which a picture is enlarged. */
const MAX_SCALE = 4;
/** The most pictures among the files of one hand-over in which codes are looked for. */
const MAX_PICTURES = 20;
/** The names of files that may be pictures of a code. */
const PICTURE = /\.(jpe?g|png)$/i;
/** The beginning of the keyword of each picture that carries a badge, which the checks open themselves. */
const BADGE = 'openbadge';

/** Returns a drawing as grey values, with this number of pixels in its longer side, or fewer if it is small. */
export function greyOf(
  drawn: CanvasImageSource,
  width: number,
  height: number,
  side: number,
): Grey {
  const scale = Math.min(MAX_SCALE, side / Math.max(width, height));
  const size = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const context = h('canvas', size).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('the browser draws no picture');
  // What is transparent is seen as white.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, size.width, size.height);
  context.drawImage(drawn, 0, 0, size.width, size.height);
  const { data } = context.getImageData(0, 0, size.width, size.height);
  const grey = new Uint8Array(size.width * size.height);
  for (let place = 0; place < grey.length; place++) {
    const [red, green, blue] = [data[place * 4], data[place * 4 + 1], data[place * 4 + 2]];
    grey[place] = ((red ?? 0) * 77 + (green ?? 0) * 150 + (blue ?? 0) * 29) >> 8;
  }
  return { ...size, grey };
}

/** Returns the codes in a picture of the kind that its first bytes say, or none if it is not looked at. */
export async function codesOfPicture(content: Uint8Array, read: ReadCodes): Promise<Code[]> {
  const size = sizeOf(content);
  if (size === undefined || content.length > MAX_BYTES) return [];
  if (size.width * size.height > MAX_PIXELS) return [];
  const blob = new Blob([content as BlobPart], { type: size.type });
  const drawn = await createImageBitmap(blob).catch(() => undefined);
  if (drawn === undefined) return [];
  try {
    for (const side of SIDES) {
      const codes = await read(greyOf(drawn, drawn.width, drawn.height, side));
      if (codes.length > 0) return codes;
    }
    return [];
  } finally {
    drawn.close();
  }
}

/** Returns files in which a picture of a code is replaced by what the code carries. */
export async function withCodes(files: Readable[], read: ReadCodes): Promise<Readable[]> {
  const found: Readable[] = [];
  let looked = 0;
  for (const file of files) {
    const isPicture = PICTURE.test(file.name) && looked < MAX_PICTURES;
    const content = isPicture ? await file.read().catch(() => undefined) : undefined;
    if (content === undefined || hasBadge(content)) {
      found.push(file);
      continue;
    }
    looked++;
    // A check that fails on a picture leaves it to the checks of files.
    const codes = await codesOfPicture(content, read).catch(() => []);
    found.push(...(firstFiles(codes, file.name) ?? [file]));
  }
  return found;
}

const hasBadge = (content: Uint8Array) =>
  new TextDecoder('latin1').decode(content).includes(BADGE);

/** The segments of a JPEG among those of frames that begin none. */
const NO_FRAMES = [0xffc4, 0xffc8, 0xffcc];

/** Returns the kind and the size of a picture in PNG or JPEG, before the browser is made to decode it. */
function sizeOf(content: Uint8Array): { type: string; width: number; height: number } | undefined {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  if (content.length >= 24 && view.getUint32(0) === 0x89504e47)
    return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
  if (content.length < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  // The size stands in the first segment that begins a frame; each segment before it states its length.
  for (let at = 2; at + 9 <= content.length; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && !NO_FRAMES.includes(marker);
    if (isFrame)
      return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker < 0xffc0) return undefined;
  }
  return undefined;
}

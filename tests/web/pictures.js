// SPDX-License-Identifier: Apache-2.0

// Pictures of codes, which `qrencode` makes, and what a camera sees of them.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/** The size of what the camera sees. */
const [WIDTH, HEIGHT] = [640, 480];
const [BLACK, WHITE] = [30, 220];

/** Returns a picture of a code in PNG. */
export const codeInPng = (text) =>
  execFileSync('qrencode', ['-t', 'PNG', '-s', '4', '-o', '-', '--', text]);

/** Returns the squares of a code, row by row: whether each of them is dark. */
function squares(text) {
  const options = ['-t', 'ASCII', '-m', '4', '-o', '-', '--', text];
  const rows = execFileSync('qrencode', options, { encoding: 'utf8' }).trimEnd().split('\n');
  // Each square has two characters.
  return rows.map((row) => [...row.matchAll(/../g)].map(([two]) => two === '##'));
}

/** Returns the brightness of each pixel of a code in the middle of what a camera sees. */
export function frameOf(text) {
  const rows = squares(text);
  const scale = Math.floor((HEIGHT - 20) / rows.length);
  const [left, top] = [WIDTH, HEIGHT].map((side) => (side - rows.length * scale) >> 1);
  const at = (x, y) => rows[Math.floor((y - top) / scale)]?.[Math.floor((x - left) / scale)];
  const pixels = Array.from({ length: WIDTH * HEIGHT }, (_, place) =>
    at(place % WIDTH, Math.floor(place / WIDTH)) ? BLACK : WHITE,
  );
  return Buffer.from(pixels);
}

/** Returns the brightness of each pixel of noise, which is the same in each run. */
export function noise() {
  let state = 20_261_129;
  const pixels = Array.from({ length: WIDTH * HEIGHT }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
  return Buffer.from(pixels);
}

/** Writes a video in YUV4MPEG2 that a camera of Chromium plays over and over. */
export function writeVideo(path, ...frames) {
  const colours = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const parts = frames.flatMap((frame) => [Buffer.from('FRAME\n'), frame, colours]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(path, Buffer.concat([head, ...parts]));
}

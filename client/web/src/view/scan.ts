// SPDX-License-Identifier: Apache-2.0

// The ways to hand over a code: the camera, with its picture and what ends it, and a picture of the code.

import { Camera } from '../codes/camera';
import { firstFiles, type Code } from '../codes/content';
import { codesOfPicture, type ReadCodes } from '../codes/picture';
import type { Readable } from '../files';
import type { Words } from '../words';
import { button, h } from './dom';

/** Takes what a code carries. */
export interface CodeTaker {
  readCodes: ReadCodes;
  take(files: Readable[]): Promise<void>;
}

/** The name under which what a code carries is shown. */
const STEM = 'code';

/** Returns the ways to hand over a code. */
export function scanning(words: Words, taker: CodeTaker): HTMLElement {
  const { scan } = words.texts;
  const status = h('p', { role: 'status', id: 'scan-status' });
  const say = (text: string) => (status.textContent = text);
  const takeCodes = (codes: Code[]) => {
    const files = firstFiles(codes, STEM);
    say(files === undefined ? without(words, codes) : '');
    if (files !== undefined) void taker.take(files);
  };
  const video = h('video', { playsinline: true, 'aria-label': scan.video });
  video.muted = true;
  let camera: Camera | undefined;
  const stop = button(scan.stop, () => camera?.stop(), { id: 'scan-stop' });
  const view = h('div', { class: 'camera', hidden: true }, video, stop);
  const start = button(scan.camera, async () => {
    if (camera !== undefined) return camera.stop();
    camera = new Camera(video, taker.readCodes);
    view.hidden = false;
    say(scan.looking);
    const found = await camera.run();
    camera = undefined;
    // What is hidden cannot keep the focus.
    const isFocused = document.activeElement === stop;
    view.hidden = true;
    if (isFocused) start.focus();
    if (typeof found === 'string') say(scan.stopped[found]);
    else takeCodes(found);
  });
  start.id = 'scan';
  const input = h('input', {
    type: 'file',
    id: 'code-picture',
    accept: 'image/png,image/jpeg',
    hidden: true,
  });
  input.addEventListener('change', async () => {
    const [file] = input.files ?? [];
    if (file === undefined) return;
    const content = new Uint8Array(await file.arrayBuffer().catch(() => new ArrayBuffer(0)));
    input.value = '';
    takeCodes(await codesOfPicture(content, taker.readCodes).catch(() => []));
  });
  const ways = h(
    'div',
    { class: 'ways' },
    start,
    button(scan.picture, () => input.click()),
    input,
  );
  return h('div', { class: 'scan' }, ways, view, status, h('p', { class: 'note' }, scan.note));
}

/** Returns why codes carry nothing that can be checked. */
function without(words: Words, codes: Code[]): string {
  const { scan } = words.texts;
  const [code] = codes;
  if (code === undefined) return scan.noCode;
  if (code.kind !== 'link' || !URL.canParse(code.text)) return scan.noCredential;
  return words.fill(scan.link, { host: new URL(code.text).host });
}

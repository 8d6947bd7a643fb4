// SPDX-License-Identifier: Apache-2.0

// The camera, which runs from a click until a code is found, the visitor stops it, or the page is hidden. Its frames
// are looked at in this tab and leave it for nowhere.

import type { Code } from './content';
import { greyOf, type ReadCodes } from './picture';

/** Why the camera does not run, or runs no more. */
export type Stopped =
  | 'insecure'
  | 'refused'
  | 'none'
  | 'busy'
  | 'ended'
  | 'hidden'
  | 'notFound'
  | 'failed'
  | 'stopped';

/** The time between two frames that are looked at, and between two looks at what ends the camera, in milliseconds. */
const PAUSE = 120;
/** The time after which nobody holds a code before the camera any more, in milliseconds. */
const PATIENCE = 120_000;
/** The pixels of the longer side of frames that are looked at, which take turns. */
const SIDES = [1_280, 1_920, 960];
/** The checks of frames that may fail one after the other. */
const MAX_FAILURES = 3;
const REASONS: Record<string, Stopped> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
};

/** A camera that shows its picture in a video, and looks for codes in it. */
export class Camera {
  #stream: MediaStream | undefined;
  #why: Stopped | undefined;
  #end: (why: Stopped) => void = () => undefined;
  /** The reason for the end, for which no frame that is being looked at is waited for. */
  readonly #ended = new Promise<Stopped>((resolve) => (this.#end = resolve));

  constructor(
    readonly video: HTMLVideoElement,
    readonly read: ReadCodes,
  ) {}

  /** Ends the camera. */
  stop(why: Stopped = 'stopped'): void {
    this.#why ??= why;
    this.#end(this.#why);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.video.srcObject = null;
  }

  /** Runs until codes are found, and returns them, or the reason why there are none. */
  async run(): Promise<Code[] | Stopped> {
    const onHidden = () => document.hidden && this.stop('hidden');
    document.addEventListener('visibilitychange', onHidden);
    const until = performance.now() + PATIENCE;
    const watch = setInterval(() => {
      if (!this.video.isConnected) this.stop();
      else if (performance.now() > until) this.stop('notFound');
    }, PAUSE);
    try {
      return await Promise.race([this.#ended, this.#start().then(() => this.#look())]);
    } catch (error) {
      return REASONS[error instanceof DOMException ? error.name : ''] ?? 'busy';
    } finally {
      this.stop();
      clearInterval(watch);
      document.removeEventListener('visibilitychange', onHidden);
    }
  }

  async #start(): Promise<void> {
    // Browsers give no camera to a page that came over a network without encryption.
    if (navigator.mediaDevices === undefined) return this.stop('insecure');
    const wanted = { facingMode: 'environment', width: { ideal: 1_920 } };
    this.#stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
    // The visitor may have gone on while the browser asked her.
    if (this.#why !== undefined) return this.stop();
    for (const track of this.#stream.getTracks()) track.onended = () => this.stop('ended');
    this.video.srcObject = this.#stream;
    await this.video.play();
  }

  async #look(): Promise<Code[] | Stopped> {
    let failures = 0;
    let frames = 0;
    while (this.#why === undefined) {
      const { videoWidth, videoHeight } = this.video;
      if (videoWidth > 0) {
        const side = SIDES[frames++ % SIDES.length] ?? videoWidth;
        const frame = greyOf(this.video, videoWidth, videoHeight, side);
        const codes = await this.read(frame).catch(() => undefined);
        if (this.#why === undefined && codes !== undefined && codes.length > 0) return codes;
        failures = codes === undefined ? failures + 1 : 0;
        if (failures > MAX_FAILURES) this.stop('failed');
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    return this.#why;
  }
}

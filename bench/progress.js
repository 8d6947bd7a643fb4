// SPDX-License-Identifier: Apache-2.0

// How far it has come: one line in place where there is a terminal, and elsewhere a line now and
// then, so that nobody wonders whether it still runs.

/** Where there is no terminal: no line sooner than this after another, and none later. */
const PAUSE = 5_000;
const SILENCE = 15_000;
const REFRESH = 1_000;

export class Progress {
  #out;
  #started = Date.now();
  #text = '';
  #printedAt = 0;
  #timer;

  /** @param {NodeJS.WriteStream} out */
  constructor(out) {
    this.#out = out;
    this.#timer = setInterval(() => this.#remind(), REFRESH).unref();
  }

  /** Something that is done and stays to be read. */
  line(text) {
    this.#out.write(`${this.#out.isTTY ? '\r\x1b[K' : ''}${this.#stamp} ${text}\n`);
    this.#printedAt = Date.now();
    this.#text = '';
  }

  /** What goes on now. */
  update = (text) => {
    this.#text = text;
    if (this.#out.isTTY) this.#show();
    else if (Date.now() - this.#printedAt >= PAUSE) this.#show();
  };

  end() {
    clearInterval(this.#timer);
    if (this.#out.isTTY) this.#out.write('\r\x1b[K');
  }

  /** Seconds since the beginning. */
  get seconds() {
    return (Date.now() - this.#started) / 1_000;
  }

  get #stamp() {
    const seconds = Math.floor(this.seconds);
    const minutes = String(Math.floor(seconds / 60)).padStart(3);
    return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
  }

  #remind() {
    if (this.#text === '') return;
    if (this.#out.isTTY || Date.now() - this.#printedAt >= SILENCE) this.#show();
  }

  #show() {
    const text = `${this.#stamp} ${this.#text}`;
    this.#printedAt = Date.now();
    if (!this.#out.isTTY) this.#out.write(`${text}\n`);
    else this.#out.write(`\r\x1b[K${text.slice(0, (this.#out.columns ?? 80) - 1)}`);
  }
}

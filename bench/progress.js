// SPDX-License-Identifier: Apache-2.0

// Shows the progress: on a terminal one line in place, elsewhere a line now and then, so that
// nobody wonders whether it still runs.

/** Without a terminal, the shortest and the longest time between two lines, in milliseconds. */
const PAUSE = 5_000;
const SILENCE = 15_000;
const REFRESH = 1_000;

/** A progress display on a stream. */
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

  /** Prints a line that stays. */
  line(text) {
    this.#out.write(`${this.#out.isTTY ? '\r\x1b[K' : ''}${this.#stamp} ${text}\n`);
    this.#printedAt = Date.now();
    this.#text = '';
  }

  /** Replaces the description of what is going on. */
  update = (text) => {
    this.#text = text;
    if (this.#out.isTTY) this.#show();
    else if (Date.now() - this.#printedAt >= PAUSE) this.#show();
  };

  end() {
    clearInterval(this.#timer);
    if (this.#out.isTTY) this.#out.write('\r\x1b[K');
  }

  /** The seconds since the start. */
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

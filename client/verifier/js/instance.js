// SPDX-License-Identifier: Apache-2.0

// Calls a module in WebAssembly that takes requests and returns answers in JSON, such as `verifier.wasm`.

/** The bytes of a length at the beginning of an answer and of each part of a request. */
const LENGTH = 4;

/** A module with its memory, which is made anew after a call that failed. */
export class Instance {
  #module;
  #exports;

  /** @param {WebAssembly.Module} module a module that imports nothing */
  constructor(module) {
    this.#module = module;
  }

  /**
   * Returns the text that a function of the module answers with.
   *
   * @param {string} name the function
   * @param {Uint8Array[]} parts the parts of the request
   */
  call(name, parts) {
    try {
      return this.#answer(name, parts);
    } catch (error) {
      // The memory of an instance that trapped is in an unknown state.
      this.#exports = undefined;
      throw error;
    }
  }

  #answer(name, parts) {
    this.#exports ??= new WebAssembly.Instance(this.#module, {}).exports;
    const { memory, allocate, release } = this.#exports;
    const length = parts.reduce((sum, part) => sum + LENGTH + part.length, 0);
    // Addresses are unsigned, and JavaScript is given them signed.
    const request = allocate(length) >>> 0;
    // Each call may replace the buffer of the memory, so no view outlives a call.
    let view = new DataView(memory.buffer);
    let place = request;
    for (const part of parts) {
      view.setUint32(place, part.length, true);
      new Uint8Array(memory.buffer).set(part, place + LENGTH);
      place += LENGTH + part.length;
    }
    const answer = this.#exports[name](request, length) >>> 0;
    view = new DataView(memory.buffer);
    const size = view.getUint32(answer, true);
    const written = new Uint8Array(memory.buffer, answer + LENGTH, size);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(written);
    release(answer, LENGTH + size);
    return text;
  }
}

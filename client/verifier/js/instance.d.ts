// SPDX-License-Identifier: Apache-2.0

/** A module with its memory, which is made anew after a call that failed. */
export class Instance {
  /** Creates an instance of a module that imports nothing. */
  constructor(module: WebAssembly.Module);

  /** Returns the text that a function of the module answers with. */
  call(name: string, parts: Uint8Array[]): string;
}

// SPDX-License-Identifier: Apache-2.0

// The worker in which files are opened and checked, so that the page can end it. The module
// imports nothing, so that what is in a file reaches no network and no storage.

import { Instance } from '../../verifier/js/instance.js';

/** A call of a function of the checks. */
export interface Call {
  name: string;
  parts: Uint8Array[];
}

/** The answer to a call: the text, or the reason why there is none. */
export type Reply = { text: string } | { failed: string };

let instance: Instance | undefined;

self.onmessage = ({ data }: MessageEvent<WebAssembly.Module | Call>) => {
  if (data instanceof WebAssembly.Module) {
    instance = new Instance(data);
    return;
  }
  let reply: Reply;
  try {
    if (instance === undefined) throw new Error('the worker has no module');
    reply = { text: instance.call(data.name, data.parts) };
  } catch (error) {
    reply = { failed: String(error) };
  }
  self.postMessage(reply);
};

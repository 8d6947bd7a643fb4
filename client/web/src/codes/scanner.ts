// SPDX-License-Identifier: Apache-2.0

// The reader of codes, a module of its own: it is loaded when a picture is to be looked at, and not with the page.

import { callOnce } from '../once';
import { compiled } from '../unpacking';
import type { Code } from './content';
import type { Grey } from './picture';

declare global {
  /** The reader of codes, which `scanner.js` states: a module in WebAssembly, deflated, in base64. */
  var TESTAMUR_SCANNER: string | undefined;
}

const encoder = new TextEncoder();
let loading: Promise<WebAssembly.Module> | undefined;

/** Returns the codes in a picture. */
export async function readCodes({ width, height, grey }: Grey): Promise<Code[]> {
  loading ??= load();
  // What could not be loaded is asked for again.
  loading.catch(() => (loading = undefined));
  const parts = [encoder.encode(JSON.stringify({ width, height })), grey];
  const answer = JSON.parse(await callOnce(await loading, { name: 'codes', parts }));
  if (answer.codes === undefined) throw new Error('the reader of codes has failed');
  return answer.codes;
}

/** Loads the module, from the folder of the page. A page from a disk reads scripts and nothing else. */
async function load(): Promise<WebAssembly.Module> {
  const script = document.createElement('script');
  script.src = 'scanner.js';
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error('scanner.js is missing'));
    document.head.append(script);
  });
  if (globalThis.TESTAMUR_SCANNER === undefined) throw new Error('scanner.js is damaged');
  return compiled(globalThis.TESTAMUR_SCANNER);
}

// SPDX-License-Identifier: Apache-2.0

// Calls of a module in a worker of their own, which is ended after the call, with all that it knew.

import type { Call, Reply } from './worker';

/** The source of the worker, which the build puts here. */
declare const WORKER_SOURCE: string;

/** The time after which a call is believed to hang, in milliseconds. A password takes a few seconds. */
const PATIENCE = 60_000;

/** Returns the answer of a module to a call. Secrets are moved to the worker, so that the page has no copy of them. */
export async function callOnce(
  compiled: WebAssembly.Module,
  call: Call,
  secrets: Uint8Array[] = [],
): Promise<string> {
  const url = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: 'text/javascript' }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  try {
    return await answerOf(worker, compiled, call, secrets);
  } finally {
    worker.terminate();
  }
}

/** Returns what a worker answers to the only call that it gets. */
function answerOf(
  worker: Worker,
  compiled: WebAssembly.Module,
  call: Call,
  secrets: Uint8Array[],
): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('it took too long')), PATIENCE);
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      clearTimeout(timer);
      if ('failed' in data) reject(new Error(data.failed));
      else resolve(data.text);
    };
    worker.onerror = ({ message }) => {
      clearTimeout(timer);
      reject(new Error(message));
    };
    worker.postMessage(compiled);
    worker.postMessage(
      call,
      secrets.map(({ buffer }) => buffer as ArrayBuffer),
    );
  });
}

// SPDX-License-Identifier: Apache-2.0

// Waiting for what other processes do: with a deadline, and with word of how far it has come.

import { setTimeout as delay } from 'node:timers/promises';

/** The length of a slot, in milliseconds. */
export const SLOT = 3_000;

/**
 * How long to wait for another process, in milliseconds, unless a test says otherwise. Whoever waits
 * goes on as soon as there is an answer, so this only decides how long a slow machine may take.
 */
export const TIMEOUT = 300_000;

/** Something that waiting does not cure. */
export class Unrecoverable extends Error {
  name = 'Unrecoverable';
}

/**
 * Ask again and again until there is an answer that is not empty, and give that.
 *
 * A question that fails is asked again: processes that come and go answer with errors for a while.
 *
 * @param {() => Promise<any>} ask
 * @param {object} options
 * @param {string} options.what for the error: what was waited for
 * @param {number} [options.patience] in milliseconds
 * @param {number} [options.interval] between two questions, in milliseconds
 * @param {() => string} [options.progress] how far it has come, for the error
 */
export async function waitFor(
  ask,
  { what, timeout = TIMEOUT, interval = 250, progress = () => '' },
) {
  const deadline = Date.now() + timeout;
  let problem;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) return answer;
      problem = undefined;
    } catch (error) {
      if (error instanceof Unrecoverable) throw error;
      problem = error;
    }
    if (Date.now() > deadline) {
      const details = [progress(), problem?.message].filter(Boolean).join('; ');
      throw new Error(
        `waited ${timeout / 1_000} s in vain for ${what}${details ? ` (${details})` : ''}`,
        { cause: problem },
      );
    }
    await delay(interval);
  }
}

// SPDX-License-Identifier: Apache-2.0

// Waits for other processes, with a timeout, and with the progress in the error.

import { setTimeout as delay } from 'node:timers/promises';

/** The length of a slot, in milliseconds. */
export const SLOT = 3_000;

/**
 * The default timeout, in milliseconds. A wait ends as soon as there is an answer, so this only
 * decides how slow a machine may be.
 */
export const TIMEOUT = 300_000;

/** An error that waiting does not cure. */
export class Unrecoverable extends Error {
  name = 'Unrecoverable';
}

/**
 * Asks again and again until there is an answer that is not empty, and returns it.
 *
 * After an error it asks again as well, because processes that come and go answer with errors for a
 * while.
 *
 * @param {() => Promise<any>} ask
 * @param {object} options
 * @param {string} options.what for the error: what was waited for
 * @param {number} [options.timeout] in milliseconds
 * @param {number} [options.interval] between two attempts, in milliseconds
 * @param {() => string} [options.progress] for the error: how far it has come
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

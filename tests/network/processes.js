// SPDX-License-Identifier: Apache-2.0

// Controls processes. One that was started here is ended when this process ends, unless it is
// detached. One that an earlier command started is recognized by its id, its start time and a word
// of its command line, so that no signal ever reaches another process that was given the same id.

import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const children = new Set();
// However this process ends, it ends the children that are not detached.
process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));
for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
]) {
  process.once(signal, () => process.exit(128 + number));
}

/**
 * Starts a program that writes to a log.
 *
 * @param {string[]} command the program and its arguments
 * @param {object} options
 * @param {string} options.log file of the log, appended to
 * @param {object} [options.env] more variables for the environment
 * @param {boolean} [options.detached] whether it goes on when this process ends
 * @returns {{ child: import('node:child_process').ChildProcess, ended: Promise<string> }} `ended`
 *   resolves to a signal's name, to `code 1`, or to the reason why it never ran
 */
export function launch([program, ...args], { log, env = {}, detached = false }) {
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'a');
  const child = spawn(program, args, {
    detached,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  children.add(child);
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  }).then((how) => {
    children.delete(child);
    return how;
  });
  return { child, ended };
}

/** Returns whether a child is still there. */
export const isChildRunning = (child) => children.has(child);

/** Lets a child go on after this process. */
export function detach(child) {
  children.delete(child);
  child.unref();
}

/**
 * Returns when a process started, in ticks since the machine did, or `undefined` if there is none.
 */
export function startTimeOf(pid) {
  let stat;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The second field is the name in parentheses, which may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return 'ZX'.includes(fields[0]) && isZombie(pid) ? undefined : Number(fields[19]);
}

/**
 * Returns whether a process that has ended holds nothing any more, and only waits to be reaped. Its
 * first thread may have ended long before the others, which have files and ports open.
 */
function isZombie(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).length <= 1;
  } catch {
    return true;
  }
}

function commandLineOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/**
 * Returns a record by which a later command recognizes a process.
 *
 * @param {number} pid
 * @param {string} mark a word of its command line that no other process has, such as a folder
 */
export const recordOf = (pid, mark) => ({ pid, started: startTimeOf(pid) ?? null, mark });

/** Returns whether the process of a record is still there, and is the one that was recorded. */
export function isAlive(record) {
  if (!Number.isSafeInteger(record?.pid) || record.pid <= 1) return false;
  if (startTimeOf(record.pid) !== record.started) return false;
  const words = commandLineOf(record.pid);
  // A process that becomes another program, as below `ip netns exec`, has no words for a moment.
  return words.includes(record.mark) || words.join('') === '';
}

/**
 * Sends a signal to the process of a record if it is still that one, and returns whether it was.
 */
export function signal(record, name) {
  if (!isAlive(record)) return false;
  try {
    process.kill(record.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
    return false;
  }
  return true;
}

/** Waits until the process of a record is gone, and returns whether it went in time. */
export async function waitForExit(record, timeout) {
  const deadline = Date.now() + timeout;
  // A process that is exiting has no command line any more, so only its start time is compared.
  while (record?.started && startTimeOf(record.pid) === record.started) {
    if (Date.now() > deadline) return false;
    await delay(50);
  }
  return true;
}

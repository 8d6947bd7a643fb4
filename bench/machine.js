// SPDX-License-Identifier: Apache-2.0

// What this machine is, and what a process takes of it.

import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';

import { rounded } from '../tests/util/statistics.js';

/** Ticks of the kernel's clock in a second, for whoever reads /proc. */
const TICKS = 100;
const BLOCK = 512;
const GIB = 2 ** 30;

export const describeMachine = () => ({
  cpu: cpus()[0]?.model.trim() || 'unknown',
  cores: cpus().length,
  memoryGiB: rounded(totalmem() / GIB, 3),
  kernel: `${type()} ${release()}`,
  nodejs: process.version,
});

/** The commit that is checked out, with a word where it has been changed since. */
export function commitOf(folder) {
  const git = (...words) =>
    execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8' }).trim();
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
    return `${git('rev-parse', 'HEAD')}${changed ? ' with changes' : ''}`;
  } catch {
    return 'unknown';
  }
}

/** Seconds of processor time that a process has used, in its own code and in the kernel. */
export function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the name in parentheses, which may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Bytes of memory that a process holds now, and the most that it ever held. */
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const found = (field) => new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)[1];
  const bytes = (field) => Number(found(field)) * 1024;
  return { now: bytes('VmRSS'), most: bytes('VmHWM') };
}

/** Bytes on the disk of the files below a folder; of those that `counts` says yes to. */
export function diskBytes(folder, counts = () => true) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += diskBytes(path, counts);
    else if (counts(entry.name)) bytes += sizeOf(path);
  }
  return bytes;
}

/** A database makes and removes files while we look. */
function sizeOf(path) {
  try {
    return lstatSync(path).blocks * BLOCK;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return 0;
  }
}

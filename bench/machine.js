// SPDX-License-Identifier: Apache-2.0

// Describes this machine and reads what a process uses of it.

import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';

import { rounded } from '../tests/util/statistics.js';

/** Clock ticks in a second, the unit of processor times in /proc. */
const TICKS = 100;
const BLOCK = 512;
const GIB = 2 ** 30;

/** Describes the machine for the report. */
export const describeMachine = () => ({
  cpu: cpus()[0]?.model.trim() || 'unknown',
  cores: cpus().length,
  memoryGiB: rounded(totalmem() / GIB, 3),
  kernel: `${type()} ${release()}`,
  nodejs: process.version,
});

/** Returns the commit that is checked out, and marks it if files have changed since. */
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

/** Returns the seconds of processor time that a process has used, in user and in kernel mode. */
export function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the name in parentheses, which may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Returns the bytes of memory that a process holds now, and its peak. */
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const found = (field) => new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)[1];
  const bytes = (field) => Number(found(field)) * 1024;
  return { now: bytes('VmRSS'), most: bytes('VmHWM') };
}

/** Returns the bytes on disk of the files below a folder whose names satisfy `counts`. */
export function diskBytes(folder, counts = () => true) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += diskBytes(path, counts);
    else if (counts(entry.name)) bytes += sizeOf(path);
  }
  return bytes;
}

/** Returns the size of a file on disk, or 0 if the database has removed it meanwhile. */
function sizeOf(path) {
  try {
    return lstatSync(path).blocks * BLOCK;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return 0;
  }
}

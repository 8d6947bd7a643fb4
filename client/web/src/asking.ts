// SPDX-License-Identifier: Apache-2.0

// Asks a node about many files in few inquiries. A file that a check cannot be done with takes nothing from others.

import { CheckFailed, type Checker } from './checker';
import type { NodeClient } from './node';
import type { Audience, Entry, Handed } from './types';

/** An inquiry at a node about files. */
export interface Inquiry<File> {
  checker: Checker;
  node: NodeClient;
  audience: Audience;
  /** Reads a file, or returns nothing if it cannot be read. */
  read: (file: File) => Promise<Handed | undefined>;
  /** Takes what is found about a file, or why nothing is. */
  take: (file: File, found: Entry[] | Failure) => void;
  /** Returns whether somebody still waits for the answers. */
  isWanted: () => boolean;
}

/** The reason why a node could not be asked about a file. */
export interface Failure {
  word: string;
  message: string;
}

/** Asks a node about files, as many at a time as the checks take. */
export async function askAbout<File>(files: File[], inquiry: Inquiry<File>): Promise<void> {
  let left = files;
  while (left.length > 0 && inquiry.isWanted()) left = await askSome(left, inquiry);
}

/** Asks about the first of some files, and returns those that are left. */
async function askSome<File>(files: File[], inquiry: Inquiry<File>): Promise<File[]> {
  const gathering = inquiry.checker.gather(inquiry.audience);
  const gathered: File[] = [];
  let next = 0;
  try {
    for (let isFull = false; !isFull && next < files.length && inquiry.isWanted(); ) {
      const file = files[next++] as File;
      const handed = await inquiry.read(file);
      if (handed === undefined) {
        inquiry.take(file, { word: 'unreadable', message: '' });
        continue;
      }
      gathered.push(file);
      isFull = await gathering.add(handed);
    }
    if (!inquiry.isWanted()) return [];
    const found = gathered.length === 0 ? [] : await gathering.ask(inquiry.node);
    gathered.forEach((file, place) => inquiry.take(file, found[place] ?? []));
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error;
    await askEach(gathered, inquiry, error);
  }
  return files.slice(next);
}

/** Asks about each of the files with which an inquiry failed by itself. */
async function askEach<File>(
  files: File[],
  inquiry: Inquiry<File>,
  { word, message }: CheckFailed,
): Promise<void> {
  const [only] = files;
  if (files.length === 1) return inquiry.take(only as File, { word, message });
  for (const file of files) if (inquiry.isWanted()) await askSome([file], inquiry);
}

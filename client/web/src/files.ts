// SPDX-License-Identifier: Apache-2.0

// Files that the visitor hands over. What they are is decided by the checks; here they are only put beside each
// other by their names, and read no further than any of them may be long.

import type { Handed, NamedFile } from './types';

/** The most files at a time. */
export const MAX_FILES = 5_000;
/** One byte more than the largest file that the checks open, by which they see that there is more. */
const MAX_BYTES = (256 << 20) + 1;
/** The ends of the names of files that lie beside a document (docs/offline.md). */
const BESIDE = ['.anchor.json', '.reference.json', '.testamur'];
/** The end of the name of a bundle. */
const BUNDLE = '.testamur';
/** The ends of the names of files that may hold documents, by which those in a folder are chosen. */
const HOLDERS = /\.(json|pdf|png|svg|zip)$/i;

/** Something that can be read: a file of the disk, or a text that was pasted. */
export interface Readable {
  name: string;
  read(): Promise<Uint8Array>;
}

/** A file that is to be checked, with those that may belong to it. */
export interface Chosen {
  file: Readable;
  beside: Readable[];
}

/** A folder that the browser does not let the page read. */
export class FolderUnread extends Error {
  constructor(readonly folder: string) {
    super(folder);
    this.name = 'FolderUnread';
  }
}

const readableOf = (file: File): Readable => ({
  name: file.name,
  read: async () => new Uint8Array(await file.slice(0, MAX_BYTES).arrayBuffer()),
});

/** Returns a text as something that can be read. */
export function readableText(name: string, text: string): Readable {
  return { name, read: async () => new TextEncoder().encode(text) };
}

/** Returns the files of an input, of which those in folders are chosen as the command does. */
export function filesOfInput(list: FileList | null): Readable[] {
  const files = [...(list ?? [])];
  const inFolder = (file: File) => file.webkitRelativePath !== '';
  const isChosen = (file: File) => !inFolder(file) || isWanted(file.webkitRelativePath);
  return files.filter(isChosen).map(readableOf);
}

/** Returns whether a file of a folder is wanted: one at its top that may hold a document, or lies beside one. */
function isWanted(path: string): boolean {
  const isAtTop = path.split('/').length === 2;
  return isAtTop && (HOLDERS.test(path) || path.endsWith(BUNDLE));
}

/** Returns the files that were dropped, with those at the top of a folder. */
export async function filesOfDrop(data: DataTransfer): Promise<Readable[]> {
  // The items are gone after the first wait, so all entries are taken at once.
  const items = [...data.items].filter(({ kind }) => kind === 'file');
  // A page from a disk gets no file from an entry, so that entries are for folders only.
  const entries = items.map((item) => {
    const entry = item.webkitGetAsEntry();
    return entry?.isDirectory ? (entry as FileSystemDirectoryEntry) : item.getAsFile();
  });
  const found: Readable[] = [];
  for (const entry of entries) {
    if (entry === null) continue;
    if (entry instanceof File) found.push(readableOf(entry));
    else
      found.push(
        ...(await inFolder(entry).catch(() => {
          throw new FolderUnread(entry.name);
        })),
      );
    if (found.length > MAX_FILES) break;
  }
  return found;
}

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

/** Returns the files at the top of a folder that are wanted. */
async function inFolder(folder: FileSystemDirectoryEntry): Promise<Readable[]> {
  const reader = folder.createReader();
  const found: Readable[] = [];
  // A reader returns the entries in parts, of which the last is empty.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0 || found.length > MAX_FILES) return found;
    for (const entry of part)
      if (entry.isFile && isWanted(`${folder.name}/${entry.name}`))
        found.push(readableOf(await fileOf(entry as FileSystemFileEntry)));
  }
}

/** Returns files with others, of which one takes the place of a file of its name. */
export function joined(files: Readable[], others: Readable[]): Readable[] {
  const names = new Set(others.map(({ name }) => name));
  return [...files.filter(({ name }) => !names.has(name)), ...others];
}

/** Returns whether a file is one that lies beside a document, by its name. */
export const isBeside = ({ name }: Readable) => BESIDE.some((end) => name.endsWith(end));

/** Returns the name of a file without its end. */
const stemOf = (name: string) => name.replace(/\.[^.]*$/, '');

/**
 * Puts files beside each other: with each one go those that have its name with another end, and the bundle, if
 * there is one alone. A file that lies beside one which is there is not checked by itself.
 */
export function choose(files: Readable[]): Chosen[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const bundles = files.filter(({ name }) => name.endsWith(BUNDLE));
  const others = bundles.length === 1 ? bundles : [];
  const chosen: Chosen[] = [];
  const belonging = new Set<Readable>(others);
  const isBeside = ({ name }: Readable) => BESIDE.some((end) => name.endsWith(end));
  for (const file of files.filter((one) => !isBeside(one))) {
    const own = BESIDE.map((end) => byName.get(stemOf(file.name) + end));
    const beside = [...new Set([...own, ...others])].filter((one) => one !== undefined);
    for (const one of beside) belonging.add(one);
    chosen.push({ file, beside });
  }
  if (chosen.length === 0) belonging.clear();
  const left = files.filter((one) => isBeside(one) && !belonging.has(one));
  return [...chosen, ...left.map((file) => ({ file, beside: [] }))];
}

/** Reads a file, with those that may belong to it. */
export async function readChosen({ file, beside }: Chosen): Promise<Handed> {
  const read = async (one: Readable): Promise<NamedFile> => ({
    name: one.name,
    content: await one.read(),
  });
  return { file: await read(file), beside: await Promise.all(beside.map(read)) };
}

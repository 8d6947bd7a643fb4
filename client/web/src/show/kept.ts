// SPDX-License-Identifier: Apache-2.0

// The database with the files that a learner keeps in this browser, if she says so. Nothing is made here before: not
// even an empty database.

/** The name of the database, and of its only store. */
const DATABASE = 'testamur-own-files';
const STORE = 'files';

/** A file that is kept. */
export interface KeptFile {
  name: string;
  content: Uint8Array;
}

/** Whether the page is opened from a disk. Browsers share what such pages store with all others of the disk. */
export const isFromDisk = () => location.protocol === 'file:';

/** Returns whether the browser can keep something for this page, and say whether it does. */
export function canKeep(): boolean {
  try {
    return !isFromDisk() && typeof indexedDB.databases === 'function';
  } catch {
    return false;
  }
}

/** Returns what a request leads to. */
function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser gives no reason'));
  });
}

/** Uses the database, which is made if it is not there. */
async function use<T>(act: (database: IDBDatabase) => Promise<T>): Promise<T> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'name' });
  const database = await done(request);
  try {
    return await act(database);
  } finally {
    // A connection that stays open would keep the database from being erased.
    database.close();
  }
}

/** Returns whether anything is kept. */
async function isThere(): Promise<boolean> {
  if (!canKeep()) return false;
  return (await indexedDB.databases()).some(({ name }) => name === DATABASE);
}

/** Returns the files that are kept. */
export async function keptFiles(): Promise<KeptFile[]> {
  if (!(await isThere())) return [];
  return use((database) => done(database.transaction(STORE).objectStore(STORE).getAll()));
}

/** Keeps these files and no others. All of them are kept, or what was kept before. */
export function keepFiles(files: KeptFile[]): Promise<void> {
  return use(
    (database) =>
      new Promise((resolve, reject) => {
        const change = database.transaction(STORE, 'readwrite');
        change.oncomplete = () => resolve();
        change.onabort = () => reject(change.error ?? new Error('the browser gives no reason'));
        const store = change.objectStore(STORE);
        try {
          store.clear();
          for (const { name, content } of files) store.put({ name, content });
        } catch (error) {
          // What was kept before would be gone otherwise.
          change.abort();
          reject(error);
        }
      }),
  );
}

/** Erases all that is kept, with the database. */
export async function eraseKept(): Promise<void> {
  const request = indexedDB.deleteDatabase(DATABASE);
  await new Promise<void>((resolve, reject) => {
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('the browser gives no reason'));
    request.onblocked = () => reject(new Error('another window has this page open: close it'));
  });
}

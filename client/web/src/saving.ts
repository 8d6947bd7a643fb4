// SPDX-License-Identifier: Apache-2.0

// Saves files of the visitor.

import { h } from './view/dom';

/** The time after which the browser has begun to read a file, in milliseconds. */
const UNTIL_READ = 60_000;

/** Saves a file under a name, where the visitor keeps what she downloads. */
export function save(name: string, type: string, content: string | Uint8Array): void {
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), UNTIL_READ);
}

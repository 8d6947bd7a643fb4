// SPDX-License-Identifier: Apache-2.0

// Turns the content of codes, by its kind, into files that can be checked.

import { readableText, type Readable } from '../files';
import { filesOfLink } from '../link';

/** A code that was read in a picture. */
export interface Code {
  kind: 'link' | 'reference' | 'document' | 'other';
  text: string;
}

/** Returns the files that a code carries, named by this stem, or `undefined` if it carries none. */
export function filesOfCode({ kind, text }: Code, stem: string): Readable[] | undefined {
  if (kind === 'reference') return [readableText(`${stem}.reference.json`, text)];
  if (kind === 'document') return [readableText(`${stem}.json`, text)];
  // No link is opened: only what stands behind its `#` is looked at.
  if (kind === 'link' && URL.canParse(text)) return filesOfLink(new URL(text).hash, stem);
  return undefined;
}

/** Returns the files of the first code that carries any. */
export function firstFiles(codes: Code[], stem: string): Readable[] | undefined {
  return codes.map((code) => filesOfCode(code, stem)).find((files) => files !== undefined);
}

// SPDX-License-Identifier: Apache-2.0

// A link that carries a credential behind its `#`, which browsers send to nobody:
//
//   #credential=uBASE64URL[&bundle=uBASE64URL]
//
// The letter `u` says that what follows is base64url without padding, as in the text form of a bundle.

import { fromBase64url, toBase64url } from './base64url';
import { readableText, type Readable } from './files';

/** The most characters of a link that are read. */
const MAX_LINK = 2 << 20;

/** Returns what a link carries as files with this stem, or `undefined` if it carries nothing. */
export function filesOfLink(hash: string, stem = 'link'): Readable[] | undefined {
  if (hash.length > MAX_LINK) return undefined;
  const members = new URLSearchParams(hash.replace(/^#/, ''));
  const credential = members.get('credential');
  if (credential === null) return undefined;
  const files: Readable[] = [{ name: `${stem}.json`, read: async () => bytesOf(credential) }];
  const bundle = members.get('bundle');
  if (bundle !== null) files.push(readableText(`${stem}.testamur`, bundle));
  return files;
}

/** Returns the address of a page with a credential, and its bundle, behind the `#`. */
export function linkOf(page: string, credential: Uint8Array, bundle?: Uint8Array): string {
  const members = [`credential=u${toBase64url(credential)}`];
  if (bundle !== undefined) members.push(`bundle=u${toBase64url(bundle)}`);
  return `${page.replace(/#.*$/, '')}#${members.join('&')}`;
}

/** Returns the bytes of a text in base64url; of one that is none, its own, which the checks refuse. */
function bytesOf(text: string): Uint8Array {
  try {
    return fromBase64url(text.replace(/^u/, ''));
  } catch {
    return new TextEncoder().encode(text);
  }
}

// SPDX-License-Identifier: Apache-2.0

// Bytes as text in base64url without padding.

/** The bytes that are made text at a time: a call takes only so many arguments. */
const CHUNK = 0x8000;

/** Returns bytes as text. */
export function toBase64url(bytes: Uint8Array): string {
  let letters = '';
  for (let place = 0; place < bytes.length; place += CHUNK)
    letters += String.fromCharCode(...bytes.subarray(place, place + CHUNK));
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Returns the bytes of a text, or throws if it is none of bytes. */
export function fromBase64url(text: string): Uint8Array {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

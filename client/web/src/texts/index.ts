// SPDX-License-Identifier: Apache-2.0

// The languages of the page. Another one is a file with its texts and a line here.

import { de } from './de';
import { en } from './en';
import type { Texts } from './texts';

export const LANGUAGES: Record<string, Texts> = { en, de };
/** The language of sentences that have no translation. */
export const ENGLISH = 'en';

/** Returns the language that a visitor prefers of those that there are, or the one of the page. */
export function preferred(wanted: readonly string[], otherwise: string): string {
  const own = wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '');
  const found = [...own, otherwise].find((tag) => Object.hasOwn(LANGUAGES, tag));
  return found ?? ENGLISH;
}

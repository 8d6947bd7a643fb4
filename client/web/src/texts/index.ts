// SPDX-License-Identifier: Apache-2.0

// The languages of the page. Another one is a file with its texts, one with its reasons, and a line here.

import { ar } from './ar';
import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import type { Texts } from './texts';

export const LANGUAGES: Record<string, Texts> = { en, de, fr, es, ar };
/** The language of sentences that have no translation. */
export const ENGLISH = 'en';

/** Returns the language that a visitor prefers of those that there are, or the one of the page. */
export function preferred(wanted: readonly string[], otherwise: string): string {
  const own = wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '');
  const found = [...own, otherwise].find((tag) => Object.hasOwn(LANGUAGES, tag));
  return found ?? ENGLISH;
}

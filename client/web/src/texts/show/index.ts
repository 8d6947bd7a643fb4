// SPDX-License-Identifier: Apache-2.0

// The languages of the view Show.

import { ar } from './ar';
import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import type { ShowTexts } from './texts';

export const SHOW_LANGUAGES: Record<string, ShowTexts> = { en, de, fr, es, ar };

/** Returns the texts of a language. */
export const showTexts = (locale: string): ShowTexts => SHOW_LANGUAGES[locale] ?? en;

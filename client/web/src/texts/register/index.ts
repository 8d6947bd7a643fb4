// SPDX-License-Identifier: Apache-2.0

// The languages of the view Register.

import { ar } from './ar';
import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import type { RegisterTexts } from './texts';

export const REGISTER_LANGUAGES: Record<string, RegisterTexts> = { en, de, fr, es, ar };

/** Returns the texts of a language. */
export const registerTexts = (locale: string): RegisterTexts => REGISTER_LANGUAGES[locale] ?? en;

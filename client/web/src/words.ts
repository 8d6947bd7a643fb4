// SPDX-License-Identifier: Apache-2.0

// What is found, in the words of a language.

import { isolated } from './isolation';
import { ENGLISH, LANGUAGES } from './texts';
import { sentenceWord } from './texts/reasons/words';
import { fill, plural, type Plural, type Texts } from './texts/texts';
import type { Finding, Reason } from './types';

/** A text, with its language where it is another one than that of the page. */
export interface Worded {
  text: string;
  lang?: string;
}

/** The units of an age, from the largest one, with their lengths in milliseconds. */
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** A language, with what it says. */
export class Words {
  readonly texts: Texts;
  /** The language with the region of the visitor, by which numbers and times are written. */
  readonly #region: string;

  constructor(readonly locale: string) {
    const isOwn = (tag: string) => tag.toLowerCase().split('-')[0] === locale;
    this.#region = navigator.languages.find(isOwn) ?? locale;
    this.texts = LANGUAGES[locale] ?? (LANGUAGES[ENGLISH] as Texts);
  }

  /** Returns a text with values in the places of their names, each of which is isolated. */
  fill(text: string, values: Record<string, string | number>): string {
    const shown = Object.entries(values).map(([name, it]) => [name, this.isolated(it)] as const);
    return fill(text, Object.fromEntries(shown));
  }

  /** Returns a value that moves nothing around it in a sentence of this language. */
  isolated(value: string | number): string {
    return isolated(String(value), this.texts.direction);
  }

  plural(texts: Plural, count: number): string {
    return plural(this.#region, texts, count);
  }

  /** Returns an age in the unit in which a person states it. */
  age(milliseconds: number): string {
    const unit = UNITS.find(([, length]) => milliseconds >= 2 * length) ?? UNITS[3];
    const format = new Intl.NumberFormat(this.#region, {
      style: 'unit',
      unit: unit[0],
      unitDisplay: 'long',
    });
    return format.format(Math.floor(milliseconds / unit[1]));
  }

  /** Returns a moment in the time zone of the visitor, or the text itself if it is none. */
  time(text: string): string {
    const time = new Date(text);
    if (Number.isNaN(time.getTime())) return text;
    const format = { dateStyle: 'medium', timeStyle: 'long' } as const;
    return new Intl.DateTimeFormat(this.#region, format).format(time);
  }

  /**
   * Returns the day of a moment in UTC, which it names, or the text itself if it is none. An end at midnight is the
   * same day for everybody.
   */
  day(text: string): string {
    const time = new Date(text);
    if (Number.isNaN(time.getTime())) return text;
    const format = { dateStyle: 'long', timeZone: 'UTC' } as const;
    return `${new Intl.DateTimeFormat(this.#region, format).format(time)} (UTC)`;
  }

  /** Returns the name of a country, or its code if it is none that the browser knows. */
  country(code: string): string {
    try {
      return new Intl.DisplayNames(this.#region, { type: 'region' }).of(code) ?? code;
    } catch {
      return code;
    }
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.#region).format(value);
  }

  /** Returns a number by which something is called, in the digits of the visitor; another text as it is. */
  numeral(value: number | string): string {
    const isNumber = /^\d{1,15}$/.test(String(value));
    const format = new Intl.NumberFormat(this.#region, { useGrouping: false });
    return isNumber ? format.format(Number(value)) : String(value);
  }

  /** Returns the sentence for a reason: that of this language, or the English one of the checks. */
  reason({ word, message }: Reason, finding: Finding): Worded {
    const why = word === 'revoked' ? finding.verdict?.status?.reason : undefined;
    const reasons: Record<string, string | undefined> = this.texts.reasons;
    const own = (why && reasons[`revoked.${why}`]) || reasons[sentenceWord(word)];
    const text = own ?? message;
    const sentence = `${text.charAt(0).toLocaleUpperCase(this.locale)}${text.slice(1)}.`;
    return own === undefined && this.locale !== ENGLISH
      ? { text: sentence, lang: ENGLISH }
      : { text: sentence };
  }
}

// SPDX-License-Identifier: Apache-2.0

// The members that the texts of each language have, and how they are filled in.

import type { Stopped } from '../codes/camera';
import type { Conclusion } from '../types';
import type { Reasons } from './reasons/words';

/** A text for each category of numbers of a language, of which `other` is always there. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

export interface Texts {
  direction: 'ltr' | 'rtl';
  /** The name of the language in itself. */
  language: string;
  title: string;
  lead: string;
  choose: Record<
    | 'heading'
    | 'drop'
    | 'files'
    | 'folder'
    | 'kinds'
    | 'paste'
    | 'pasteLabel'
    | 'check'
    | 'presented'
    | 'presentedNote'
    | 'challenge'
    | 'domain',
    string
  >;
  scan: Record<
    | 'camera'
    | 'picture'
    | 'note'
    | 'stop'
    | 'video'
    | 'looking'
    | 'noCode'
    | 'link'
    | 'noCredential',
    string
  > & { stopped: Record<Stopped, string> };
  languageLabel: string;
  clear: string;
  progress: Plural;
  checking: string;
  counted: Plural;
  tooMany: Plural;
  nothing: string;
  failed: string;
  folderFailed: string;
  keysTaken: string;
  keysFrom: string;
  noTrust: string;
  badTrust: string;
  noChecks: string;
  conclusion: Record<Conclusion, { word: string; sentence: string }>;
  presented: string;
  sections: Record<
    'reasons' | 'madeFor' | 'earned' | 'issuer' | 'path' | 'moment' | 'others' | 'picture',
    string
  >;
  madeFor: Record<'challenge' | 'domain' | 'none', string>;
  unconfirmed: string;
  earned: Record<
    | 'name'
    | 'learner'
    | 'description'
    | 'criteria'
    | 'level'
    | 'levelValue'
    | 'workload'
    | 'levelOnRecord'
    | 'workloadOnRecord'
    | 'outcomes'
    | 'awarded'
    | 'validUntil',
    string
  >;
  issuer: Record<'name' | 'country' | 'number' | 'issuedAt' | 'again' | 'stated', string>;
  path: Record<
    | 'council'
    | 'institution'
    | 'accreditation'
    | 'then'
    | 'now'
    | 'inForce'
    | 'notInForce'
    | 'credential',
    string
  > & { states: Record<string, string> };
  moment: Record<'block' | 'bundle' | 'node' | 'file' | 'none' | 'bundleName', string>;
  ask: Record<'button' | 'all' | 'node' | 'privacy' | 'asking', string>;
  notJudged: string;
  table: Record<
    | 'caption'
    | 'file'
    | 'answer'
    | 'issuer'
    | 'achievement'
    | 'asOf'
    | 'reasons'
    | 'filter'
    | 'all'
    | 'search'
    | 'sort'
    | 'more'
    | 'csv'
    | 'print',
    string
  > & { shown: Plural };
  back: string;
  /** The sentences for reasons by their words, where the English one of the checks does not do. */
  reasons: Partial<Reasons>;
  footer: string;
}

/** The texts of a language other than English, which has a sentence for each common reason. */
export interface Translated extends Texts {
  reasons: Reasons;
}

/** Returns a text with values in the places of their names. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

/** Returns the text for a number, by the rules of a language. */
export function plural(locale: string, texts: Plural, count: number): string {
  const text = texts[new Intl.PluralRules(locale).select(count)] ?? texts.other;
  return fill(text, { n: new Intl.NumberFormat(locale).format(count) });
}

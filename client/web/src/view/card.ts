// SPDX-License-Identifier: Apache-2.0

// The card of a document: its verdict in a large word, and all that stands behind it.

import type { Words } from '../words';
import type { Audience, Entry, Finding, Stated, Verdict } from '../types';
import { isHigher } from '../merge';
import { h, isolate, live, section, terms } from './dom';

/** The signs of the conclusions, by which they are told apart without colour. */
export const SIGNS = { valid: '✓', invalid: '✕', cannotTell: '?' } as const;
/** The kinds of files that show something which was not compared. */
const NOT_JUDGED = ['pdf', 'png', 'svg'];
/** The word for a file in which nothing is presented although somebody wants to know who presents. */
const NOT_PRESENTED = 'notPresented';
/** The beginning of names of institutions on chains, which are compared with the record. */
const OF_CHAINS = 'did:testamur:';
/** A finding that tells nothing. */
export const EMPTY: Finding = {
  node: null,
  conclusion: 'cannotTell',
  objections: [],
  doubts: [],
  verdict: null,
  age: null,
  checkedAt: 0,
};

/** Returns the finding that says what a document is worth. */
export function decisive({ findings, ranks }: Entry): Finding {
  let highest = 0;
  ranks.forEach((rank, position) => {
    if (!isHigher(ranks[highest] ?? [0, 0], rank)) highest = position;
  });
  return findings[highest] ?? EMPTY;
}

/** Returns the card of a document. `picture` is the address of the image in its file, if it is one. */
export function card(words: Words, entry: Entry, picture?: string): HTMLElement {
  const { texts } = words;
  const finding = decisive(entry);
  const { word, sentence } = texts.conclusion[finding.conclusion];
  const others = entry.findings.filter((other) => other !== finding);
  const isPresentation = entry.statedHolder !== null;
  return h(
    'article',
    { class: `card ${finding.conclusion}`, 'data-conclusion': finding.conclusion },
    h('p', { class: 'file' }, isolate(entry.file)),
    h(
      'h2',
      { class: 'verdict', tabindex: -1 },
      h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[finding.conclusion]),
      ` ${word}`,
    ),
    h('p', { class: 'sentence' }, isPresentation ? texts.presented : sentence),
    (isPresentation || finding.doubts.some(({ word }) => word === NOT_PRESENTED)) &&
      madeFor(words, entry.audience),
    reasons(words, finding),
    earned(words, entry.stated, finding),
    issuer(words, entry, finding.verdict),
    path(words, finding.verdict),
    section(texts.sections.moment, ...moment(words, finding)),
    others.length > 0 && section(texts.sections.others, ...others.map((it) => other(words, it))),
    ...notJudged(words, entry),
    picture !== undefined &&
      section(texts.sections.picture, h('img', { src: picture, alt: texts.sections.picture })),
  );
}

/** Returns what a presentation had to be made for when it was checked. */
function madeFor({ texts }: Words, { challenge, domain }: Audience): HTMLElement {
  const { sections, madeFor: names } = texts;
  const list = terms([
    [names.challenge, challenge || names.none],
    [names.domain, domain || names.none],
  ]);
  return section(sections.madeFor, list);
}

/** Returns the reasons of a finding. */
function reasons(words: Words, finding: Finding): HTMLElement | undefined {
  const all = [...finding.objections, ...finding.doubts];
  if (all.length === 0) return undefined;
  const list = h('ul', { class: 'reasons' });
  for (const reason of all) {
    const { text, lang } = words.reason(reason, finding);
    list.append(h('li', { lang, dir: lang && 'ltr', 'data-word': reason.word }, text));
  }
  return section(words.texts.sections.reasons, list);
}

/** Returns what was earned, which holds if the document is valid. */
export function earned(words: Words, stated: Stated | null, finding: Finding): HTMLElement | undefined {
  if (stated === null) return undefined;
  const { earned: names, sections, unconfirmed } = words.texts;
  const type = finding.verdict?.type;
  const onRecord = type?.workload ? `${words.number(type.workload / 100)} ECTS` : null;
  const unit = stated.creditUnit ?? '';
  const lang = stated.language ?? undefined;
  const own = (text: string | null) => text && isolate(text, { lang });
  const items = stated.outcomes.map((outcome) => h('li', {}, isolate(outcome)));
  const level = (n: number | string) => words.fill(names.levelValue, { n: words.numeral(n) });
  const outcomes = h('ul', { lang }, ...items);
  const list = terms([
    [names.name, own(stated.name)],
    [names.learner, stated.learner],
    [names.description, own(stated.description)],
    [names.level, stated.level && level(stated.level)],
    [names.levelOnRecord, type?.level ? level(type.level) : null],
    [names.workload, stated.credits === null ? null : `${words.number(stated.credits)} ${unit}`],
    [names.workloadOnRecord, onRecord],
    [names.outcomes, stated.outcomes.length > 0 ? outcomes : null],
    [names.criteria, own(stated.criteria)],
    [names.awarded, stated.awarded && words.day(stated.awarded)],
    [names.validUntil, stated.validUntil && words.day(stated.validUntil)],
  ]);
  if (list === undefined) return undefined;
  const isConfirmed = finding.conclusion === 'valid';
  return section(sections.earned, !isConfirmed && h('p', { class: 'note' }, unconfirmed), list);
}

/** Returns who issued a document, as it is on record, and as the file says. */
function issuer(words: Words, entry: Entry, verdict: Verdict | null): HTMLElement | undefined {
  const { issuer: names, sections } = words.texts;
  const onRecord = verdict?.institution;
  const stated = entry.statedIssuer?.startsWith(OF_CHAINS) ? null : entry.statedIssuer;
  const by = verdict?.reissue?.by;
  const list = terms([
    [names.name, onRecord?.name],
    [names.country, onRecord && words.country(onRecord.country)],
    [names.number, onRecord && words.numeral(onRecord.id)],
    [names.issuedAt, verdict?.issuedAt && words.time(verdict.issuedAt)],
    ['', by === undefined ? null : words.fill(names.again, { n: words.numeral(by) })],
    [names.stated, stated],
  ]);
  return list && section(sections.issuer, list);
}

/** Returns the path from the council down to the document, then and now. */
function path(words: Words, verdict: Verdict | null): HTMLElement | undefined {
  const accreditation = verdict?.accreditation;
  if (!accreditation) return undefined;
  const { path: names, sections } = words.texts;
  const list = h('ol', { class: 'path' }, h('li', {}, names.council));
  for (const step of accreditation.path.toReversed()) {
    const state = names.states[step.state] ?? step.state;
    const grant = words.fill(names.accreditation, { n: words.numeral(step.id), state });
    const holder = words.fill(names.institution, { n: words.numeral(step.holder) });
    list.append(h('li', { 'data-state': step.state }, holder, h('small', {}, grant)));
  }
  list.append(h('li', {}, names.credential));
  const inForce = (is: boolean) => (is ? names.inForce : names.notInForce);
  const times = terms([
    [words.fill(names.then, { day: words.day(accreditation.since) }), inForce(accreditation.then)],
    [names.now, inForce(accreditation.now)],
  ]);
  return section(sections.path, list, times);
}

/** Returns the block that shows all this, its age, and how it was proven. */
function moment(words: Words, finding: Finding): HTMLElement[] {
  const { verdict, age, node, checkedAt, conclusion } = finding;
  const { moment: names } = words.texts;
  const isOfFile = conclusion !== 'cannotTell';
  if (verdict === null || age === null) return [h('p', {}, isOfFile ? names.file : names.none)];
  const { blockNumber, time } = verdict.asOf;
  // A page that stays open shows no old proof as a new one.
  const block = () =>
    words.fill(names.block, {
      n: words.number(blockNumber),
      time: time === null ? '' : words.time(time),
      age: words.age(age + Math.max(0, Date.now() - checkedAt)),
    });
  const source = node === null ? names.bundle : words.fill(names.node, { node });
  return [live(h('p'), block), h('p', {}, source)];
}

/** Returns what another source shows than the one that counts. */
function other(words: Words, finding: Finding): HTMLElement {
  const { conclusion, moment: names } = words.texts;
  const source = finding.node ?? names.bundleName;
  const heading = `${words.isolated(source)}: ${conclusion[finding.conclusion].word}`;
  const reason = reasons(words, finding)?.querySelector('ul') ?? undefined;
  return h('div', { class: 'other' }, h('h4', {}, heading), reason, ...moment(words, finding));
}

/** Returns what was not compared with the document in a file. */
function notJudged(words: Words, { within }: Entry): HTMLElement[] {
  const kinds = within.filter((kind) => NOT_JUDGED.includes(kind));
  const text = (kind: string) => words.fill(words.texts.notJudged, { kind: kind.toUpperCase() });
  return kinds.map((kind) => h('p', { class: 'note' }, text(kind)));
}

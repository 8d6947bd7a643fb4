// SPDX-License-Identifier: Apache-2.0

// One institution with its grants, and one credential type with those who may issue it.

import { h, section, terms } from '../view/dom';
import { toNext, workload } from './lists';
import type { Shown } from './shown';
import { tree } from './tree';
import type { Grant, InstitutionFound, TypeFound } from './types';

/** Returns an institution with what it was given, what it gave, and what it may issue. */
export function institution(shown: Shown, found: InstitutionFound): HTMLElement[] {
  const { words, texts } = shown;
  const { institution: names, columns } = texts;
  const { institution: record, institutions } = found;
  const list = terms([
    [columns.number, String(record.id)],
    [columns.country, words.country(record.country)],
    [columns.state, texts.states[record.state]],
    [names.since, shown.time(record.since)],
    [names.registered, shown.time(record.registeredAt)],
    [names.page, record.uri],
  ]);
  const grants = (all: Grant[], none: string) =>
    all.length === 0 ? h('p', {}, none) : tree(shown, all, institutions);
  const rights = found.mayIssue.map(({ id, accreditation }) =>
    h(
      'li',
      {},
      shown.lead(words.fill(texts.type.heading, { n: id }), { type: { id, from: 1 } }),
      ` ${words.fill(names.right, { n: accreditation })}`,
    ),
  );
  const { typesFrom } = found;
  return [
    h('h2', { tabindex: -1 }, h('bdi', {}, record.name)),
    list ?? h('p'),
    section(
      names.mayIssue,
      rights.length === 0 ? h('p', {}, names.noType) : h('ul', { class: 'rights' }, ...rights),
      typesFrom !== null &&
        h('p', { class: 'note' }, words.fill(names.typesFrom, { n: typesFrom })),
    ),
    section(
      names.held,
      !found.all && h('p', { class: 'note' }, names.notAll),
      grants(found.held, names.noneHeld),
    ),
    ...(found.all ? [section(names.given, grants(found.given, names.noneGiven))] : []),
  ];
}

/** Returns a credential type with those institutions of a page that may issue it. */
export function credentialType(shown: Shown, { credentialType: record, issuers }: TypeFound) {
  const { words, texts } = shown;
  const { type: names, columns, states, kinds } = texts;
  const { owner } = record;
  const byInstitution = (n: number) =>
    shown.lead(words.fill(texts.tree.holder, { n }), { institution: n });
  const list = terms([
    [columns.kind, kinds[record.kind]],
    [columns.level, record.level === null ? null : words.number(record.level)],
    [columns.workload, workload(shown, record.workload)],
    [columns.state, states[record.state]],
    [names.retired, shown.time(record.retiredAt)],
    [names.owner, owner === null ? names.council : byInstitution(owner)],
    [texts.institution.registered, shown.time(record.registeredAt)],
    [names.definition, record.uri],
    [names.hash, record.contentHash],
  ]);
  const rows = issuers.items.map(({ id, name, accreditation }) =>
    h(
      'li',
      {},
      shown.lead(name, { institution: id }),
      ` ${words.fill(texts.institution.right, { n: accreditation })}`,
    ),
  );
  return [
    h('h2', { tabindex: -1 }, words.fill(names.heading, { n: record.id })),
    list ?? h('p'),
    section(
      names.issuers,
      rows.length === 0 ? h('p', {}, names.noIssuer) : h('ul', { class: 'rights' }, ...rows),
      ...toNext(shown, issuers.next, (from) => ({ type: { id: record.id, from } })),
    ),
  ];
}

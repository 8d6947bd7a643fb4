// SPDX-License-Identifier: Apache-2.0

// Accreditations as a tree from the council down: lists within lists, which screen readers count.

import { h } from '../view/dom';
import type { Shown } from './shown';
import type { Grant, GrantStep, Institutions } from './types';

/** A place in the tree; without a record where only grants below it were asked about. */
interface Place {
  step: GrantStep;
  grant?: Grant;
  below: number[];
}

/** Returns the tree of grants, each below the one by whose right it was given. */
export function tree(shown: Shown, grants: Grant[], institutions: Institutions): HTMLElement {
  const places = new Map<number, Place>();
  const roots: number[] = [];
  for (const grant of grants)
    for (const step of grant.path.toReversed()) {
      if (places.has(step.id)) continue;
      places.set(step.id, { step, below: [] });
      const above = 'accreditation' in step.grantor ? step.grantor.accreditation : undefined;
      const parent = above === undefined ? undefined : places.get(above);
      (parent?.below ?? roots).push(step.id);
    }
  for (const grant of grants) Object.assign(places.get(grant.id) ?? {}, { grant });
  const list = (ids: number[]): HTMLElement =>
    h(
      'ul',
      {},
      ...ids.map((id) => {
        const { step, grant, below } = places.get(id) as Place;
        const parts = grant === undefined ? [] : details(shown, grant);
        return h(
          'li',
          { 'data-state': step.state, 'data-grant': id },
          heading(shown, step, institutions),
          ...parts,
          below.length > 0 && list(below),
        );
      }),
    );
  const council = h('p', { class: 'council' }, shown.words.texts.path.council);
  return h('div', { class: 'tree' }, council, list(roots));
}

/** Returns who holds a grant, and its state in a word. */
function heading(shown: Shown, { id, holder, state }: GrantStep, institutions: Institutions) {
  const { words, texts } = shown;
  const { path } = words.texts;
  const name = institutions[holder]?.name ?? words.fill(texts.tree.holder, { n: holder });
  const said = words.fill(path.accreditation, { n: id, state: path.states[state] ?? state });
  return h('p', {}, shown.lead(name, { institution: holder }), ' ', h('strong', {}, said));
}

/** Returns whether a grant is in force, its terms and its history. */
function details(shown: Shown, grant: Grant): HTMLElement[] {
  const { words, texts } = shown;
  const { tree: names, lapses } = texts;
  const { lapse, scope, rights } = grant;
  const why = lapse && (lapses[lapse.reason] ?? lapse.reason);
  const force = lapse
    ? words.fill(names.lapsed, { n: lapse.accreditation, why: why ?? '' })
    : names.inForce;
  const list = scope === 'any' ? '' : scope.join(', ');
  const types = scope === 'any' ? names.anyType : words.fill(names.types, { list });
  const from = words.time(grant.validFrom);
  const terms = [
    types,
    words.fill(names.window, { from, until: words.time(grant.validUntil) }),
    rights.attest && names.mayIssue,
    rights.delegation > 0 && words.fill(names.mayAccredit, { n: rights.delegation }),
  ];
  const history = events(shown, grant).map((event) => h('li', {}, event));
  return [
    h('p', { class: 'force', 'data-lapse': lapse?.reason }, `${lapse ? '✕' : '✓'} ${force}`),
    h('p', { class: 'note' }, terms.filter((term) => term !== false).join(' · ')),
    h('ul', { class: 'history' }, ...history),
  ];
}

/** Returns what happened to a grant, as far as its record tells. */
function events({ words, texts: { tree: names } }: Shown, grant: Grant): string[] {
  const at = (text: string, time: string | null) =>
    time === null ? undefined : words.fill(text, { time: words.time(time) });
  const ends: Record<string, string | undefined> = {
    suspended:
      grant.suspendedBy === 'council' ? names.suspendedByCouncil : names.suspendedByGrantor,
    withdrawn: names.withdrawn,
    declined: names.declined,
  };
  const end = ends[grant.state];
  const all = [
    at(names.offered, grant.offeredAt),
    at(names.accepted, grant.acceptedAt),
    grant.narrowings > 0 ? words.fill(names.narrowed, { n: grant.narrowings }) : undefined,
    end && at(end, grant.since),
    at(names.void, grant.voidFrom),
  ];
  return all.filter((event) => event !== undefined);
}

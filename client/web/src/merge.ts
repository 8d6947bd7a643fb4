// SPDX-License-Identifier: Apache-2.0

// What was found before stays beside what a node shows: no later answer takes away what was proven, and a call that
// fails takes nothing away.

import type { Entry, Finding, Rank } from './types';

/** Returns whether a rank is higher than another one. */
export const isHigher = (one: Rank, other: Rank) =>
  one[0] === other[0] ? one[1] > other[1] : one[0] > other[0];

/**
 * Returns entries of a file with what nodes proved before about it. Nothing older than `maxAge` in milliseconds says
 * any more that something is valid; null is for any age.
 */
export function withEarlier(former: Entry[], entries: Entry[], maxAge: number | null): Entry[] {
  if (former.length !== entries.length) return entries;
  return entries.map((entry, place) => {
    const kept = { findings: [...entry.findings], ranks: [...entry.ranks] };
    former[place]?.findings.forEach((finding, position) => {
      const rank = former[place]?.ranks[position];
      if (rank === undefined || !isKept(finding, rank, entry, maxAge)) return;
      // Of equal ranks the later finding counts, which is that of the present node.
      kept.findings.unshift(finding);
      kept.ranks.unshift(rank);
    });
    return { ...entry, ...kept };
  });
}

/** Returns whether an earlier finding is kept beside those of an entry. */
function isKept(finding: Finding, rank: Rank, entry: Entry, maxAge: number | null): boolean {
  const { node, age, checkedAt, conclusion } = finding;
  if (node === null || age === null || conclusion === 'cannotTell') return false;
  const isOld = maxAge !== null && age + Math.max(0, Date.now() - checkedAt) > maxAge;
  if (isOld && conclusion === 'valid') return false;
  const present = entry.findings.findIndex((other) => other.node === node);
  return present === -1 || isHigher(rank, entry.ranks[present] ?? [0, 0]);
}

/** Returns entries of a file with the reason why a node could not be asked about it. */
export function withDoubt(former: Entry[], node: string, word: string, message: string): Entry[] {
  return former.map((entry) => ({
    ...entry,
    findings: [...entry.findings, unproven(node, word, message)],
    ranks: [...entry.ranks, [0, 0]],
  }));
}

/** Returns the finding of a source that could not be judged. */
export function unproven(node: string | null, word: string, message: string): Finding {
  return {
    node,
    conclusion: 'cannotTell',
    objections: [],
    doubts: [{ word, message }],
    verdict: null,
    age: null,
    checkedAt: Date.now(),
  };
}

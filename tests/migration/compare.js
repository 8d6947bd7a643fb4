// SPDX-License-Identifier: Apache-2.0

// Compares verdicts of a node with those of the former one, whose JSON has fewer members.

import assert from 'node:assert/strict';

/** Returns a value with those members only that the former value has. */
function narrowed(value, former) {
  if (former === null || typeof former !== 'object' || value === null || typeof value !== 'object') {
    return value;
  }
  if (Array.isArray(former)) return value.map((item, place) => narrowed(item, former[place]));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name in former)
      .map(([name, member]) => [name, narrowed(member, former[name])]),
  );
}

/** Returns a verdict without the block of which it is. */
const undated = ({ asOf: _, ...verdict }) => verdict;

/** Checks that verdicts say the same as former ones, of whatever block. */
export function compareVerdicts(verdicts, former, what) {
  assert.equal(verdicts.length, former.length, what);
  verdicts.forEach((verdict, place) => {
    const [now, then] = [undated(verdict), undated(former[place])];
    assert.deepEqual(narrowed(now, then), then, `${what}, reference ${place}`);
  });
}

/** Returns how many verdicts are valid, and how many have each reason. */
export function outcomesOf(verdicts) {
  const counts = {};
  for (const { outcome, reasons } of verdicts) {
    for (const word of reasons.length > 0 ? reasons : [outcome]) {
      counts[word] = (counts[word] ?? 0) + 1;
    }
  }
  return counts;
}

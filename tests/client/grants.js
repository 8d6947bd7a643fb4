// SPDX-License-Identifier: Apache-2.0

// What the path of a grant says: the grant and those above it, up to one that the council gave. The
// rules are those of `docs/spec/verdict.md`.

/** Returns why a grant by itself is not in force, or `null` if it is. */
export function lapseOf({ state, validFrom, validUntil }, now) {
  if (state.kind !== 'active') return state.kind;
  if (now < validFrom) return 'notYetValid';
  return now >= validUntil ? 'expired' : null;
}

/** Returns whether what stands under a path since a moment is void. */
export const isVoid = (path, since) =>
  path.some(({ state: { voidFrom = null } }) => voidFrom !== null && voidFrom <= since);

/** Returns whether a grant has the right to attest. One with levels of 0 has no right at all. */
const attests = ({ rights: { kind, levels } }) =>
  kind === 'attest' || (kind === 'attestAndAccredit' && levels > 0);

const levelsOf = ({ rights: { levels = 0 } }) => levels;

const covers = ({ scope }, type) => scope.kind === 'any' || scope.types.includes(type);

/** Returns whether the holder of the first grant of a path may anchor a type now. */
export const mayAnchor = (path, type, now) =>
  attests(path[0]) &&
  path.every(
    (grant, above) =>
      lapseOf(grant, now) === null && levelsOf(grant) >= above && covers(grant, type),
  );

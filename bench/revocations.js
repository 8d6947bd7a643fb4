// SPDX-License-Identifier: Apache-2.0

// The ways to revoke. Each issuer has one large cohort, and every way takes from a part of it that
// no other way touches, since what is revoked cannot be revoked again.

import { revoking } from './calls.js';

/** Statuses that are stored together, and changes that one call takes. */
const CHUNK = 256;
const MANY = 256;
export const COHORT = 4_000_000;

/** Chunks of a cohort for single revocations, and for whole chunks; the rest is for the others. */
const FOR_SINGLES = 256;
const FOR_WHOLE = 8_192;

const upTo = (count) => Array.from({ length: count }, (_, place) => place);

/** The places in a cohort that the call of this number revokes. */
const PLACES = {
  single: (turn) => [turn],
  whole: (turn) => upTo(MANY).map((place) => (FOR_SINGLES + turn) * CHUNK + place),
  apart: (turn) => {
    const group = FOR_SINGLES + FOR_WHOLE + Math.floor(turn / CHUNK) * MANY;
    return upTo(MANY).map((place) => (group + place) * CHUNK + (turn % CHUNK));
  },
};

export const REVOCATIONS = [
  { id: 'revoke-1', label: 'one per call', changes: 1, places: PLACES.single },
  { id: 'revoke-256', label: '256 of one chunk per call', changes: MANY, places: PLACES.whole },
  {
    id: 'revoke-256-apart',
    label: '256 per call, each in a chunk of its own',
    changes: MANY,
    places: PLACES.apart,
  },
];

/**
 * These ways, each with what makes its calls.
 *
 * @param {import('../tests/client/chain.js').Chain} chain
 * @param {Map<object, Buffer>} cohorts the root of each issuer's
 */
export function revocationsOf(chain, cohorts) {
  return REVOCATIONS.map((way) => {
    const makers = new Map(
      [...cohorts].map(([issuer, root]) => [
        issuer,
        { call: revoking(chain.calls, root), turn: 0 },
      ]),
    );
    const make = (issuer) => {
      const maker = makers.get(issuer);
      return { bytes: maker.call(way.places(maker.turn++)), roots: [] };
    };
    return { ...way, make };
  });
}

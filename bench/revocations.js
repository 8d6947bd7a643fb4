// SPDX-License-Identifier: Apache-2.0

// Defines the ways to revoke. Each issuer has one large cohort, and every way has a part of it to
// itself, because a credential cannot be revoked twice.

import { revoking } from './calls.js';

/** The statuses in a chunk, and the changes in a call. */
const CHUNK = 256;
const MANY = 256;
/** The size of each issuer's cohort. */
export const COHORT = 4_000_000;

/**
 * The chunks of a cohort for single revocations and for whole chunks; the others are for the third
 * way.
 */
const FOR_SINGLES = 256;
const FOR_WHOLE = 8_192;

const upTo = (count) => Array.from({ length: count }, (_, place) => place);

/** The indices of a cohort that a call revokes, by its number. */
const PLACES = {
  single: (turn) => [turn],
  whole: (turn) => upTo(MANY).map((place) => (FOR_SINGLES + turn) * CHUNK + place),
  apart: (turn) => {
    const group = FOR_SINGLES + FOR_WHOLE + Math.floor(turn / CHUNK) * MANY;
    return upTo(MANY).map((place) => (group + place) * CHUNK + (turn % CHUNK));
  },
};

/** The ways to revoke, each with the indices that a call revokes. */
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
 * Returns the ways, each with a maker of its calls.
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

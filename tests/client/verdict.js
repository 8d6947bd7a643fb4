// SPDX-License-Identifier: Apache-2.0

// The verdict on a credential, from the bytes of the state, as `docs/spec/verdict.md` defines it.

import { evidenceOf } from './evidence.js';
import { factsOf, NO_FACTS } from './facts.js';
import { isVoid } from './grants.js';
import { isRevoked, STATUSES } from './status.js';

export { CannotTell } from './stored.js';

/** Returns the status that counts: that of the batch, unless the credential itself is revoked. */
function effectiveStatus({ status, batch: { revoked } }) {
  if (isRevoked(status)) return { state: 'revoked', reason: STATUSES[status] };
  if (revoked !== null) return { state: 'revoked', reason: revoked.reason };
  return { state: STATUSES[status], reason: null };
}

const isExpired = ({ batch: { validUntil }, now }) => validUntil !== null && now >= validUntil;

/** Returns whether a key that the question names was no key for credentials at the anchoring. */
function isNotAuthorized({ documentKey, anchoredAt }) {
  if (documentKey === undefined) return false;
  if (documentKey?.purpose !== 'credentials') return true;
  const { since, until } = documentKey;
  return anchoredAt < since || (until !== null && anchoredAt >= until);
}

/** Returns whether a key that the question names was compromised at the anchoring. */
function isCompromised({ documentKey, anchoredAt }) {
  const since = documentKey?.compromisedSince ?? null;
  return since !== null && anchoredAt >= since;
}

/** The reasons against a credential that is anchored, in the order in which they are given. */
const REASONS = {
  revoked: ({ effective }) => effective.state === 'revoked',
  suspended: ({ effective }) => effective.state === 'suspended',
  superseded: ({ effective }) => effective.state === 'superseded',
  expired: isExpired,
  voided: ({ path, since }) => isVoid(path, since),
  keyNotAuthorized: isNotAuthorized,
  keyCompromised: isCompromised,
};

/**
 * Returns the verdict on one credential, as `credentials_verify` in `docs/rpc.md` writes it in
 * JSON, without the block that it is as of.
 *
 * @param {object} state the state of one block
 * @param {(key: string) => Uint8Array | null | Promise<Uint8Array | null>} state.get returns the
 *     value under a key in hex, or `null` for none
 * @param {() => object | Promise<object>} state.runtime returns `specName` and `specVersion` of the
 *     code in that state, which `state_getRuntimeVersion` states, and the `meaning` that it states
 *     in `CredentialsApi_contract`
 * @param {() => bigint} [state.time] returns the time of the block where it is known already. Evidence of
 *     block 0, which has no time, does not cover the number of the block.
 * @param {object} question a reference, with `signedBy` (a Multikey) if it is about a key too
 * @throws {CannotTell}
 */
export async function verdict(state, question) {
  const { now, found } = await evidenceOf(state, question);
  if (found?.batch.size !== question.size) {
    return { outcome: 'invalid', reasons: ['notAnchored'], ...NO_FACTS };
  }
  const credential = { ...found, now, effective: effectiveStatus(found) };
  const reasons = Object.keys(REASONS).filter((reason) => REASONS[reason](credential));
  return { outcome: reasons.length === 0 ? 'valid' : 'invalid', reasons, ...factsOf(credential) };
}

// SPDX-License-Identifier: Apache-2.0

// The facts of a verdict, as `credentials_verify` in `docs/rpc.md` writes them in JSON.

import { isVoid, lapseOf, mayAnchor } from './grants.js';
import { toHex } from './hex.js';

/** The last moment that is written; those after it are written like it. */
const LAST = BigInt(Date.parse('9999-12-31T23:59:59.999Z'));

/** Returns a moment in RFC 3339, and `null` for none. */
const timeOf = (moment) =>
  moment === null ? null : new Date(Number(moment < LAST ? moment : LAST)).toISOString();

/** Returns the members of a verdict on a credential that is not anchored. */
export const NO_FACTS = {
  status: null,
  issuedAt: null,
  validUntil: null,
  institution: null,
  type: null,
  accreditation: null,
  documentKey: null,
  custodialChange: null,
  reissue: null,
};

/** Returns the facts about a credential that is anchored. */
export const factsOf = (found) => ({
  status: statusIn(found),
  issuedAt: timeOf(found.batch.issuedAt),
  validUntil: timeOf(found.batch.validUntil),
  institution: institutionIn(found.institution),
  type: typeIn(found.type),
  accreditation: accreditationIn(found),
  documentKey: found.documentKey ? documentKeyIn(found.documentKey) : null,
  custodialChange: found.custodialChange && {
    ...found.custodialChange,
    at: timeOf(found.custodialChange.at),
  },
  reissue: found.reissue && reissueIn(found.reissue, found.institution.id),
});

const reissueIn = ({ by, at, root, index }, institution) => ({
  by,
  at: timeOf(at),
  former: { institution, root: toHex(root), index },
});

const statusIn = ({ effective: { state, reason }, successor, batch: { revoked } }) => ({
  state,
  reason,
  successor: successor && { ...successor, root: toHex(successor.root) },
  batchRevoked: revoked && {
    reason: revoked.reason,
    at: timeOf(revoked.at),
    successor: revoked.successor && toHex(revoked.successor),
  },
});

const institutionIn = ({ id, name, uri, country, state }) => ({
  id,
  name,
  uri,
  country: new TextDecoder().decode(country),
  state: state.kind,
});

const typeIn = ({ registeredAt: _, contentHash, defaultValidity, state, ...type }) => ({
  ...type,
  contentHash: toHex(contentHash),
  defaultValidity: defaultValidity === null ? null : Number(defaultValidity),
  state: state.kind,
});

/** Returns what a verdict says of the grant under which a credential stands. */
const accreditationIn = ({ batch, path, anchoringPath, since, type, now }) => ({
  id: path[0].id,
  since: timeOf(since),
  former: batch.attestedAgain && formerIn(batch, anchoringPath),
  then: !isVoid(path, since),
  now: mayAnchor(path, type.id, now),
  path: path.map((grant) => grantIn(grant, now)),
});

const formerIn = ({ accreditation, issuedAt, attestedAgain }, anchoringPath) => ({
  id: attestedAgain.former,
  loss: attestedAgain.loss,
  anchored: accreditation,
  voided: isVoid(anchoringPath, issuedAt),
});

const grantIn = ({ id, holder, grantor, state, validFrom, validUntil }, now) => ({
  id,
  holder,
  grantor: grantorIn(grantor),
  state: state.kind,
  since: timeOf(state.since ?? null),
  suspendedBy: suspendedByIn(state),
  voidFrom: timeOf(state.voidFrom ?? null),
  validFrom: timeOf(validFrom),
  validUntil: timeOf(validUntil),
  lapse: lapseOf({ state, validFrom, validUntil }, now),
});

const grantorIn = ({ kind, institution, accreditation }) =>
  kind === 'council' ? { council: true } : { institution, accreditation };

const suspendedByIn = ({ kind, byCouncil }) => {
  if (kind !== 'suspended') return null;
  return byCouncil ? 'council' : 'grantor';
};

const documentKeyIn = ({ number, purpose, since, until, compromisedSince }) => ({
  number,
  purpose,
  since: timeOf(since),
  until: timeOf(until),
  compromisedSince: timeOf(compromisedSince),
});

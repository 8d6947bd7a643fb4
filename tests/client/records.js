// SPDX-License-Identifier: Apache-2.0

// The codecs of the records of which verdicts are made, as `docs/spec/records.md` defines them. A
// moment is a BigInt of milliseconds.

import {
  bool,
  bytes,
  compact,
  list,
  Malformed,
  oneOf,
  option,
  struct,
  text,
  u16,
  u32,
  u64,
  u8,
  word,
} from './scale.js';
import { CHUNK_BYTES, STATUSES, unpack } from './status.js';

/** The number of the layout that this file describes. */
export const LAYOUT = 2;

/** The most bytes of a legal name, of an address, and of the name of a runtime. */
const MAX_NAME = 128;
const MAX_ADDRESS = 256;
const MAX_SPEC_NAME = 2 ** 32;
/** The most types of a scope. */
const MAX_SCOPE = 64;

const moment = u64;
const hash = bytes(32);
const account = bytes(32);
const [institutionId, accreditationId, typeId] = [u32, u32, u32];

export const layout = u16;
export const time = moment;
export const blockNumber = u32;
export const lastUpgrade = struct({ specVersion: compact, specName: text(MAX_SPEC_NAME) });

const custody = struct({
  custodian: institutionId,
  since: moment,
  until: moment,
  statusChanges: u32,
  reissues: u32,
});

export const institution = struct({
  name: text(MAX_NAME),
  uri: text(MAX_ADDRESS),
  country: bytes(2),
  admin: account,
  state: oneOf(
    { kind: 'active' },
    { kind: 'suspended', since: moment },
    { kind: 'closed', since: moment },
  ),
  registeredAt: moment,
  allowance: u32,
  operators: u32,
  held: u32,
  dualAuthorization: bool,
  custody: option(custody),
});

export const accreditation = struct({
  holder: institutionId,
  grantor: oneOf(
    { kind: 'council' },
    { kind: 'institution', institution: institutionId, accreditation: accreditationId },
  ),
  scope: oneOf({ kind: 'types', types: list(MAX_SCOPE, typeId) }, { kind: 'any' }),
  rights: oneOf(
    { kind: 'none' },
    { kind: 'attest' },
    { kind: 'accredit', levels: u8 },
    { kind: 'attestAndAccredit', levels: u8 },
  ),
  validFrom: moment,
  validUntil: moment,
  state: oneOf(
    { kind: 'offered' },
    { kind: 'declined', since: moment },
    { kind: 'active' },
    { kind: 'suspended', since: moment, byCouncil: bool },
    { kind: 'withdrawn', since: moment, voidFrom: option(moment) },
  ),
  offeredAt: moment,
  acceptedAt: option(moment),
  narrowings: u32,
  parentNarrowings: u32,
});

export const credentialType = struct({
  owner: option(institutionId),
  kind: word('unstated', 'microCredential', 'certificate', 'badge'),
  contentHash: hash,
  uri: text(MAX_ADDRESS),
  level: option(u8),
  workload: option(u32),
  defaultValidity: option(u64),
  state: oneOf({ kind: 'active' }, { kind: 'retired', since: moment }),
  registeredAt: moment,
});

const revocation = struct({
  reason: word(
    'unspecified',
    'issuedInError',
    'misconduct',
    'learnerRequest',
    'requirementsNotMet',
    'keyCompromise',
  ),
  at: moment,
  successor: option(hash),
});

const attestation = struct({
  accreditation: accreditationId,
  since: moment,
  former: accreditationId,
  loss: word('voided', 'withdrawn', 'expired', 'narrowed'),
});

export const batch = struct({
  accreditation: accreditationId,
  type: typeId,
  size: u32,
  issuedAt: moment,
  validUntil: option(moment),
  revoked: option(revocation),
  attestedAgain: option(attestation),
});

/** Returns the codec of a chunk, of which the status at one place is taken. */
export const statusAt = (place) => (input) => {
  const code = unpack(input.take(CHUNK_BYTES))[place];
  if (code >= STATUSES.length) throw new Malformed(`the code ${code} is reserved`);
  return code;
};

export const successor = struct({ institution: institutionId, root: hash, index: u32 });

export const custodialChange = struct({ by: institutionId, at: moment, ended: bool });

export const reissue = struct({ by: institutionId, at: moment, root: hash, index: u32 });

const documentKeyFields = struct({
  number: u32,
  purpose: word('unstated', 'credentials', 'statusLists'),
  since: moment,
  until: option(moment),
  compromisedSince: option(moment),
});

/** Takes the record of a document key, which must be one that a call can have written. */
export const documentKey = (input) => {
  const record = documentKeyFields(input);
  const { number, purpose, since, until, compromisedSince } = record;
  const endsBefore = [until, compromisedSince].some((end) => end !== null && end < since);
  if (number === 0 || purpose === 'unstated' || endsBefore) {
    throw new Malformed('no key has this number, this purpose, or these moments');
  }
  return record;
};

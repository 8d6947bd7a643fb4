// SPDX-License-Identifier: Apache-2.0

// Encodes the records of which verdicts are made, for tests that write them into a state. It shares
// nothing with the decoders that they test.

import { compact, u32, u64, u8 } from '../client/bytes.js';
import { pack } from '../client/status.js';

/** Encodes a text, or bytes that stand in the place of one. */
const text = (value) => {
  const bytes = Buffer.from(value);
  return Buffer.concat([compact(bytes.length), bytes]);
};

const option = (encode, value) =>
  value === null ? u8(0) : Buffer.concat([u8(1), encode(value)]);

const hash = (hex) => Buffer.from(hex.slice(2), 'hex');

/** Encodes a variant: its code, and its fields. */
const variant = (code, ...fields) => Buffer.concat([u8(code), ...fields]);

export const encode = {
  institution: ({ name, uri, country, state, custody = null }) =>
    Buffer.concat([
      ...[text(name), text(uri), Buffer.from(country), Buffer.alloc(32, 0xaa)],
      ...[state, u64(2), u32(3), u32(4), u32(5), u8(1)],
      option(
        (it) =>
          Buffer.concat([u32(it.custodian), u64(it.since), u64(it.until), u32(9), u32(10)]),
        custody,
      ),
    ]),
  custodialChange: ({ by, at, ended }) => Buffer.concat([u32(by), u64(at), u8(ended ? 1 : 0)]),
  reissue: ({ by, at, former, index }) =>
    Buffer.concat([u32(by), u64(at), hash(former), u32(index)]),
  accreditation: ({ holder, grantor, scope, rights, from, until, state }) =>
    Buffer.concat([
      u32(holder),
      grantor === null ? variant(0) : variant(1, u32(grantor[0]), u32(grantor[1])),
      scope === null ? variant(1) : variant(0, compact(scope.length), ...scope.map(u32)),
      ...[Buffer.from(rights), u64(from), u64(until), state],
      ...[u64(11), option(u64, 12), u32(13), u32(14)],
    ]),
  credentialType: ({ owner, kind, uri, level, workload, validity, state }) =>
    Buffer.concat([
      ...[option(u32, owner), u8(kind), Buffer.alloc(32, 0xbb), text(uri), option(u8, level)],
      ...[option(u32, workload), option(u64, validity), state, u64(9)],
    ]),
  batch: ({ accreditation, type, size, issuedAt, validUntil, revoked, attestedAgain }) =>
    Buffer.concat([
      ...[u32(accreditation), u32(type), u32(size), u64(issuedAt), option(u64, validUntil)],
      option((it) => variant(it.reason, u64(it.at), option(hash, it.successor)), revoked),
      option(
        (it) => Buffer.concat([u32(it.accreditation), u64(it.since), u32(it.former), u8(it.loss)]),
        attestedAgain,
      ),
    ]),
  chunk: (codes) => pack(Array.from({ length: 256 }, (_, place) => codes[place] ?? 0)),
  successor: ({ institution, root, index }) =>
    Buffer.concat([u32(institution), hash(root), u32(index)]),
  documentKey: ({ number, purpose, since, until, compromisedSince }) =>
    Buffer.concat([
      ...[u32(number), u8(purpose), u64(since), option(u64, until), option(u64, compromisedSince)],
    ]),
  lastUpgrade: ({ specVersion, specName }) =>
    Buffer.concat([compact(specVersion), text(specName)]),
};

/** The states of accreditations. */
export const OFFERED = variant(0);
export const declined = (at) => variant(1, u64(at));
export const ACTIVE = variant(2);
export const suspended = (since, byCouncil) => variant(3, u64(since), u8(byCouncil ? 1 : 0));
export const withdrawn = (at, voidFrom = null) => variant(4, u64(at), option(u64, voidFrom));
/** The states of institutions and types: active, and suspended or retired. */
export const IN_ORDER = variant(0);
export const endedAt = (moment) => variant(1, u64(moment));
/** The state of a closed institution. */
export const closedAt = (moment) => variant(2, u64(moment));

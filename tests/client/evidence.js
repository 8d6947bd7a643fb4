// SPDX-License-Identifier: Apache-2.0

// Reads the records of which the verdict on one credential is made, as `docs/spec/verdict.md` lists
// them.

import { fromHex, toHex } from './hex.js';
import { rootOf } from './merkle.js';
import { LAYOUT } from './records.js';
import { isRevoked, STATUSES } from './status.js';
import * as stored from './stored.js';
import { CannotTell, RecordReader } from './stored.js';

/** The number of the meaning of the records that this implementation knows. */
const MEANING = 1;
/** The most grants of a path. */
const MAX_PATH = 5;

/**
 * Returns the time of the block and what is `found`, which is `null` if there is no such batch.
 *
 * @param {object} state see `verdict`
 * @param {object} question
 * @throws {CannotTell}
 */
export async function evidenceOf({ get, runtime, time }, question) {
  const reader = new RecordReader(get);
  const now = await (time ?? timeOf)(reader);
  await ensureReadable(reader, await runtimeOf(runtime));
  const { institution, leaf, index, size, path } = question;
  const root = rootOf(fromHex(leaf), index, size, path.map(fromHex));
  if (root === null) return { now, found: null };
  const place = { institution, root: toHex(root) };
  const batch = await reader.find(stored.batch(place));
  return { now, found: batch && (await foundIn(reader, question, place, batch)) };
}

/** Returns the time of the block, which is 0 in block 0 and in no other. */
async function timeOf(reader) {
  const now = await reader.find(stored.time);
  if (now) return now;
  const number = await reader.find(stored.blockNumber);
  if (number) throw new CannotTell(stored.time.name, 'is missing');
  return 0n;
}

/** Returns what the runtime of the state says of itself. */
async function runtimeOf(runtime) {
  try {
    return await runtime();
  } catch (error) {
    throw new CannotTell('the runtime', 'cannot be read', error);
  }
}

/** Throws unless the records have been migrated, and have the layout and meaning known here. */
async function ensureReadable(reader, { specName, specVersion, meaning }) {
  const last = await reader.require(stored.lastUpgrade);
  if (last.specName !== specName || last.specVersion < specVersion) {
    throw new CannotTell('the state', 'is not migrated to its runtime yet');
  }
  const layout = await reader.find(stored.layout);
  if (layout !== LAYOUT) throw new CannotTell(stored.layout.name, `is ${layout}, not ${LAYOUT}`);
  if (meaning !== MEANING) {
    throw new CannotTell('the meaning of the records', `is ${meaning}, not ${MEANING}`);
  }
}

/** Returns the records about a credential of a batch. */
async function foundIn(reader, { institution: id, index, signedBy }, place, batch) {
  const institution = await reader.require(stored.institution(id));
  const type = await reader.require(stored.credentialType(batch.type));
  const { attestedAgain } = batch;
  const standing = attestedAgain ?? { accreditation: batch.accreditation, since: batch.issuedAt };
  const path = await pathOf(reader, standing.accreditation);
  const anchoringPath = attestedAgain && (await pathOf(reader, batch.accreditation));
  const hadCustodian = institution.custody !== null;
  const reissue =
    hadCustodian && batch.size === 1 ? await reader.find(stored.reissue(place)) : null;
  // The own status is the code of active where there is no chunk.
  const status = (await reader.find(stored.status(place, index))) ?? 0;
  const successor = await successorOf(reader, place, index, { status, batch });
  // It is `undefined` if the question names no key, and `null` if the institution has no such key.
  // What a custodian issued again is signed with a key of the custodian.
  const signer = reissue?.by ?? id;
  const documentKey =
    signedBy === undefined ? undefined : await reader.find(stored.documentKey(signer, signedBy));
  const change = hadCustodian ? await reader.find(stored.custodialChange(place, index)) : null;
  return {
    batch,
    institution: { id, ...institution },
    type: { id: batch.type, ...type },
    since: standing.since,
    path,
    anchoringPath,
    status,
    successor,
    documentKey,
    custodialChange: change,
    reissue,
    anchoredAt: reissue?.at ?? batch.issuedAt,
  };
}

/** Returns a grant and those above it, up to the one that the council gave. */
async function pathOf(reader, accreditation) {
  const path = [];
  for (let id = accreditation; ;) {
    const record = stored.accreditation(id);
    const grant = await reader.require(record);
    if (path.length === MAX_PATH) throw new CannotTell(record.name, 'is malformed');
    path.push({ id, ...grant });
    if (grant.grantor.kind === 'council') return path;
    id = grant.grantor.accreditation;
  }
}

/** Returns the successor of a credential, which a superseded one must have. */
async function successorOf(reader, place, index, { status, batch }) {
  const record = stored.successor(place, index);
  if (STATUSES[status] === 'superseded') return reader.require(record);
  return isRevoked(status) || batch.revoked ? reader.find(record) : null;
}

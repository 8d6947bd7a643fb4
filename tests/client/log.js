// SPDX-License-Identifier: Apache-2.0

// The log of events, as `docs/spec/log.md` defines it: leaves, the tree as it grows, proofs, and an
// audit of all that happened to an institution. Proofs are checked from the recursive definitions of
// RFC 9162, section 2.1, from the top down, where the chain's own crate works from the bottom up.

import { leafHash, nodeHash, sha256 } from './hash.js';
import { fromHex, toHex } from './hex.js';

/** The largest power of two below a number above 1. Sizes may exceed 32 bits. */
const split = (size) => {
  let below = 1;
  while (below * 2 < size) below *= 2;
  return below;
};

const isSize = (value) => Number.isSafeInteger(value) && value >= 0;

/**
 * Returns the entry of an event, 52 bytes.
 *
 * @param {{ sequence: number, block: number, time: number, event: Uint8Array }} entry `event` has the
 *   bytes of the event in `System.Events`; `time` is that of its block in milliseconds
 */
export function entryOf({ sequence, block, time, event }) {
  const place = Buffer.alloc(20);
  place.writeBigUInt64LE(BigInt(sequence), 0);
  place.writeUInt32LE(block, 8);
  place.writeBigUInt64LE(BigInt(time), 12);
  return Buffer.concat([place, sha256(event)]);
}

/** Returns the leaf of an event. */
export const logLeaf = (entry) => leafHash(entryOf(entry));

/** Returns MTH(D[n]) of section 2.1.1, whatever the size. */
export function logRoot(leaves) {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0];
  const left = split(leaves.length);
  return nodeHash(logRoot(leaves.slice(0, left)), logRoot(leaves.slice(left)));
}

/** A log that grows. Like the chain, it keeps the roots of complete subtrees only. */
export class Log {
  size = 0;
  /** The complete subtrees, from the first to the last: the number of leaves and the root of each. */
  #peaks = [];

  /** Appends a leaf. */
  push(leaf) {
    this.size += 1;
    this.#peaks.push({ leaves: 1, root: leaf });
    while (this.#peaks.at(-1).leaves === this.#peaks.at(-2)?.leaves) {
      const right = this.#peaks.pop();
      const left = this.#peaks.pop();
      this.#peaks.push({ leaves: 2 * left.leaves, root: nodeHash(left.root, right.root) });
    }
  }

  get peaks() {
    return this.#peaks.map(({ root }) => root);
  }

  get root() {
    if (this.size === 0) return sha256();
    return this.peaks.reduceRight((right, left) => nodeHash(left, right));
  }

  /** Returns a log that goes on where one of the chain stands, by the answer of `credentials_log`. */
  static from({ size, peaks, root }) {
    const log = new Log();
    log.size = size;
    let rest = size;
    for (const peak of peaks) {
      if (rest === 0) throw new Error('there are more peaks than the size has');
      const leaves = split(rest + 1);
      log.#peaks.push({ leaves, root: fromHex(peak) });
      rest -= leaves;
    }
    if (rest !== 0 || toHex(log.root) !== root) throw new Error('the peaks do not fit the size');
    return log;
  }
}

/** Returns PATH(m, D[n]) of section 2.1.3.1. */
export function inclusionProof(leaves, index) {
  if (!isSize(index) || index >= leaves.length) throw new RangeError(`no leaf ${index}`);
  if (leaves.length === 1) return [];
  const left = split(leaves.length);
  return index < left
    ? [...inclusionProof(leaves.slice(0, left), index), logRoot(leaves.slice(left))]
    : [...inclusionProof(leaves.slice(left), index - left), logRoot(leaves.slice(0, left))];
}

/** Returns whether a leaf stands at an index of a log of this size and root. */
export function isIncluded(leaf, index, size, path, root) {
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  const rest = [...path];
  const walk = (place, length) => {
    if (length === 1) return leaf;
    const left = split(length);
    const sibling = rest.pop();
    if (!sibling) return null;
    const below = place < left ? walk(place, left) : walk(place - left, length - left);
    if (!below) return null;
    return place < left ? nodeHash(below, sibling) : nodeHash(sibling, below);
  };
  const found = walk(index, size);
  return rest.length === 0 && found !== null && Buffer.compare(found, root) === 0;
}

/** Returns PROOF(m, D[n]) of section 2.1.4.1; it is empty for a log of no events. */
export function consistencyProof(leaves, former) {
  if (!isSize(former) || former > leaves.length) throw new RangeError(`no log of ${former}`);
  const prove = (part, size, isWhole) => {
    if (size === part.length) return isWhole ? [] : [logRoot(part)];
    const left = split(part.length);
    return size <= left
      ? [...prove(part.slice(0, left), size, isWhole), logRoot(part.slice(left))]
      : [...prove(part.slice(left), size - left, false), logRoot(part.slice(0, left))];
  };
  return former === 0 ? [] : prove(leaves, former, true);
}

/** Returns whether a log continues a former one: nothing of that was changed, left out or moved. */
export function isConsistent(former, present, proof) {
  if (!isSize(former.size) || !isSize(present.size) || former.size > present.size) return false;
  const same = (one, other) => Buffer.compare(one, other) === 0;
  if (former.size === 0) return proof.length === 0 && same(former.root, sha256());
  if (former.size === present.size) return proof.length === 0 && same(former.root, present.root);
  const rest = [...proof];
  // Returns the roots of a part of the former log, and of the present one there.
  const walk = (size, length, isWhole) => {
    if (size === length) {
      const known = isWhole ? former.root : rest.pop();
      return known && [known, known];
    }
    const left = split(length);
    const sibling = rest.pop();
    if (!sibling) return undefined;
    if (size <= left) {
      const below = walk(size, left, isWhole);
      return below && [below[0], nodeHash(below[1], sibling)];
    }
    const below = walk(size - left, length - left, false);
    return below && below.map((root) => nodeHash(sibling, root));
  };
  const roots = walk(former.size, present.size, true);
  return (
    rest.length === 0 &&
    roots !== undefined &&
    same(roots[0], former.root) &&
    same(roots[1], present.root)
  );
}

/** The fields whose institution an event concerns, besides `grantor`. */
const CONCERNED = ['institution', 'custodian', 'owner', 'holder'];

/** Returns the institutions that an event of the pallet concerns, each once. */
export function institutionsOf(event) {
  const concerned = new Set();
  for (const [place, field] of event.meta.fields.entries()) {
    const name = field.name.unwrapOr('').toString();
    const value = event.data[place];
    if (CONCERNED.includes(name)) {
      const id = value.isSome === undefined ? value : value.unwrapOr(null);
      if (id !== null) concerned.add(id.toNumber());
    }
    if (name === 'grantor' && value.isInstitution) {
      concerned.add(value.asInstitution.institution.toNumber());
    }
  }
  return concerned;
}

/**
 * Reads the events of all blocks after genesis, up to a block, in their order. It takes a node that
 * has the states of these blocks, which an archive has.
 *
 * @returns {Promise<{ sequence, block, time, event: Buffer, institutions: Set<number> }[]>}
 */
export async function readEvents(api, last) {
  const genesis = await api.rpc.credentials.log(null, { hash: api.genesisHash.toHex() });
  let sequence = genesis.toJSON().size;
  const entries = [];
  for (let block = 1; block <= last; block++) {
    const at = await api.at(await api.rpc.chain.getBlockHash(block));
    const [records, now] = await Promise.all([at.query.system.events(), at.query.timestamp.now()]);
    for (const { event } of records) {
      if (event.section !== 'credentials') continue;
      entries.push({
        sequence: sequence++,
        block,
        time: now.toNumber(),
        event: Buffer.from(event.toU8a()),
        institutions: institutionsOf(event),
      });
    }
  }
  return entries;
}

/** The entries are not those of the log: something was left out, added, changed or moved. */
export class AuditFailed extends Error {
  name = 'AuditFailed';
}

/**
 * Checks that entries are all that happened since a log stood at `from`, and returns the log.
 *
 * @param {{ size, peaks, root }} from the answer of `credentials_log` where the entries begin, such
 *   as at genesis
 * @param {{ size, root }} to the answer at the block of the audit
 * @throws {AuditFailed}
 */
export function audit(entries, from, to) {
  const log = Log.from(from);
  for (const entry of entries) log.push(logLeaf(entry));
  if (log.size !== to.size) {
    throw new AuditFailed(`the log has ${to.size} events, and ${log.size} are on the list`);
  }
  if (toHex(log.root) !== to.root) {
    throw new AuditFailed('the list has as many events as the log, and not the same');
  }
  return log;
}

/**
 * Returns the number of the first block whose events a list lacks, or has wrongly, and `undefined`
 * for a complete list.
 *
 * @param {(block: number) => Promise<{ size, root }>} logAt the log at a block
 * @param {number} first the block of `from`
 */
export async function firstDifference(entries, from, last, logAt, first = 0) {
  const agrees = async (block) => {
    const log = Log.from(from);
    for (const entry of entries) if (entry.block <= block) log.push(logLeaf(entry));
    const { size, root } = await logAt(block);
    return log.size === size && toHex(log.root) === root;
  };
  if (await agrees(last)) return undefined;
  if (!(await agrees(first))) return first;
  let [good, bad] = [first, last];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (await agrees(middle)) good = middle;
    else bad = middle;
  }
  return bad;
}

// SPDX-License-Identifier: Apache-2.0

// Sets of authorities, the votes by which a block is final, and hand-offs, as docs/bundle.md defines
// them.

import { createPublicKey, verify } from 'node:crypto';

import { compact, u32, u64, u8 } from './bytes.js';
import { blake2, readChange } from './evidenceCodec.js';
import { toHex } from './hex.js';
import { ensure } from './refusal.js';

const PRECOMMIT = 1;
const SLOT_DURATION = 3_000n;
const sum = (numbers) => numbers.reduce((sofar, number) => sofar + number, 0n);
const isAscending = (votes) =>
  votes.every(({ voter }, place) => place === 0 || votes[place - 1].voter < voter);

/** Encodes authorities as the chain does. */
export const encodeAuthorities = (authorities) =>
  Buffer.concat([
    compact(authorities.length),
    ...authorities.flatMap(({ key, weight }) => [key, u64(weight)]),
  ]);

/** A set of authorities that can decide. */
export class AuthoritySet {
  /** @throws {Refusal} */
  constructor(id, authorities) {
    const total = sum(authorities.map(({ weight }) => weight));
    const keys = new Set(authorities.map(({ key }) => toHex(key)));
    const isSound = authorities.every(({ weight }) => weight > 0n) && total < 2n ** 64n;
    const isSet = authorities.length > 0 && keys.size === authorities.length;
    ensure(isSound && isSet, 'malformed', 'these authorities are no set');
    this.id = id;
    this.authorities = authorities;
    this.threshold = total - (total - 1n) / 3n;
  }

  /** The hash by which a table names it, in hex. */
  get hash() {
    return toHex(blake2(Buffer.concat([u64(this.id), encodeAuthorities(this.authorities)])));
  }
}

/** Returns whether a key has signed a message, by node's own Ed25519. */
export function isSigned(key, message, signature) {
  try {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') };
    return verify(null, message, createPublicKey({ key: jwk, format: 'jwk' }), signature);
  } catch {
    return false;
  }
}

/** Checks who votes, and returns the weight of all votes. */
function weightOf(set, { votes, laterVotes }) {
  const voters = new Set();
  let weight = 0n;
  for (const { voter } of [...votes, ...laterVotes]) {
    const authority = set.authorities[voter];
    ensure(authority, 'forgedStranger', `voter ${voter}`);
    ensure(!voters.has(voter), 'forgedRepeatedVote', `voter ${voter}`);
    voters.add(voter);
    weight += authority.weight;
  }
  ensure(isAscending(votes) && isAscending(laterVotes), 'malformed', 'voters do not ascend');
  return weight;
}

/** Returns the headers from a descendant down to the child of a block, or refuses the vote. */
function wayDown(headers, target, block) {
  const way = [];
  for (let hash = target; !hash.equals(block.hash); ) {
    const header = headers.get(toHex(hash));
    const last = way.at(-1);
    const isNext = header && (last === undefined || header.number === last.number - 1);
    ensure(isNext && header.number > block.number, 'forgedAncestry', 'the headers lead elsewhere');
    way.push(header);
    hash = header.parent;
  }
  const isChild = way.length > 0 && way.at(-1).number === block.number + 1;
  ensure(isChild, 'forgedAncestry', 'the headers lead elsewhere');
  return way;
}

/** Returns the blocks that later votes are for, all of which must lead to a block. */
function laterTargets(set, { laterVotes, ancestry }, block) {
  const headers = new Map(ancestry.map((header) => [toHex(header.hash), header]));
  ensure(headers.size === ancestry.length, 'forgedUnusedAncestry', 'a header is there twice');
  const ways = laterVotes.map(({ target }) => wayDown(headers, target, block));
  const used = new Set(ways.flat());
  ensure(used.size === headers.size, 'forgedUnusedAncestry', 'no vote needs a header');
  for (const child of new Set(ways.map((way) => way.at(-1)))) {
    const voters = laterVotes.filter((_, place) => ways[place].at(-1) === child);
    const weight = sum(voters.map(({ voter }) => set.authorities[voter].weight));
    ensure(weight < set.threshold, 'forgedVotesForChild', 'the votes are for a child');
  }
  return ways.map(([target]) => target);
}

/**
 * Checks that votes of a set make a block final.
 *
 * @throws {Refusal}
 */
export function checkVotes(set, justification, block) {
  const { round, votes, laterVotes } = justification;
  const weight = weightOf(set, justification);
  ensure(weight >= set.threshold, 'forgedTooFewVotes', `${weight} of ${set.threshold}`);
  ensure(votes.length > 0, 'forgedNoVoteForBlock', 'all votes are for later blocks');
  const targets = laterTargets(set, justification, block);
  const cast = [
    ...votes.map((vote) => ({ ...vote, for: block })),
    ...laterVotes.map((vote, place) => ({ ...vote, for: targets[place] })),
  ];
  for (const { voter, signature, for: target } of cast) {
    const message = Buffer.concat([
      ...[u8(PRECOMMIT), target.hash, u32(target.number), u64(round), u64(set.id)],
    ]);
    const { key } = set.authorities[voter];
    ensure(isSigned(key, message, signature), 'forgedSignature', `voter ${voter}`);
  }
}

const ofEngine = ({ digest }, kind, engine) =>
  digest.filter((item) => item.kind === kind && item.engine.toString('latin1') === engine);

/** Returns the authorities to which a block hands over. */
function nextAuthorities(header) {
  let first = null;
  for (const { data } of ofEngine(header, 4, 'FRNK')) {
    const change = readChange(data);
    ensure(!change.forced, 'forcedChange', `block ${header.number}`);
    if (change.authorities) first ??= change;
  }
  ensure(first !== null, 'forgedNoHandOff', `block ${header.number}`);
  ensure(first.delay === 0, 'delayedChange', `block ${header.number}`);
  return first.authorities;
}

/** Checks that a block says that it is of the chain with a genesis hash, since votes do not say it. */
function ensureChain(header, genesis) {
  const [item] = ofEngine(header, 4, 'TSTM');
  ensure(item, 'chainUnstated', `block ${header.number}`);
  ensure(item.data.length === 32, 'malformed', 'the chain is no hash');
  const found = toHex(item.data);
  ensure(found === genesis, 'otherChain', `it begins with ${found}`);
}

/** Returns the end of the slot of a block in milliseconds. */
function slotEnd(header) {
  const [item] = ofEngine(header, 6, 'aura');
  ensure(item?.data.length === 8, 'malformed', `block ${header.number} has no slot`);
  const end = (item.data.readBigUInt64LE() + 1n) * SLOT_DURATION;
  ensure(end < 2n ** 64n, 'malformed', `the slot of block ${header.number} never ends`);
  return end;
}

/**
 * Returns the set to which a set hands over on the chain with a genesis hash, and the end of the slot in
 * which it does.
 *
 * @throws {Refusal}
 */
export function checkHandOff(set, { header, justification }, genesis) {
  const authorities = nextAuthorities(header);
  ensureChain(header, genesis);
  const until = slotEnd(header);
  checkVotes(set, justification, header);
  return { next: new AuthoritySet(set.id + 1n, authorities), until };
}

// SPDX-License-Identifier: Apache-2.0

// What a verifier trusts: the genesis hash and a table of sets of authorities, as docs/bundle.md
// defines it.

import { LIMITS, readFile } from './evidenceCodec.js';
import { AuthoritySet, checkHandOff } from './finality.js';
import { ensure } from './refusal.js';

/** A row of the table: `set` is a BigInt, and what is not known is `null`. */
const rowOf = (set, { first, forcedIn }) => ({
  ...{ set: set.id, first, last: null, until: null, forcedIn, hash: set.hash },
});

/** How the set of the genesis block began. */
const OF_CHAIN = { first: 1, since: null, forcedIn: null };

/** Returns whether a set that has ended did so after the one before, or with it if it finalized nothing. */
function endsInOrder({ first, last, until }, before) {
  if (last < first - 1) return false;
  if (before === null) return true;
  return last < first ? until === before : until > before;
}

/** Returns whether a row says where its set began as it can have begun. */
function beginsInOrder({ set, first, forcedIn }) {
  if (set === 0n && (first !== 1 || forcedIn !== null)) return false;
  return first > 0 && (forcedIn === null || forcedIn >= first);
}

/** Returns whether a row comes after another one. A set that finalized nothing handed over to none. */
const follows = (row, before) =>
  before.last !== null &&
  row.set === before.set + 1n &&
  row.first === before.last + 1 &&
  (row.forcedIn !== null || before.first < row.first);

export class TrustRoot {
  /** The sets of which more than the hash is known, by their numbers. */
  #sets = new Map();

  /**
   * @param {string} genesis the hash of block 0, in hex
   * @param {object[]} table the rows, which this object changes
   * @param {bigint | null} since the end of the slot of the block before the first row, if it is known
   * @throws {Refusal} if a row does not follow the one before it, has a last block without an end, or ends
   *   before the one before it
   */
  constructor(genesis, table, since = null) {
    this.genesis = genesis;
    this.table = table;
    this.since = since;
    ensure(table.length <= LIMITS.rows, 'tooLarge', `${table.length} rows`);
    ensure(table.length > 0, 'malformed', 'a table without a row');
    for (const [place, row] of table.entries()) {
      const before = table[place - 1];
      const isNext = before === undefined || follows(row, before);
      const isWhole = (row.last === null) === (row.until === null);
      const isAfter = row.last === null || endsInOrder(row, this.#endBefore(place));
      ensure(isNext, 'malformed', `set ${row.set} does not follow the one before`);
      ensure(beginsInOrder(row), 'malformed', `the beginning of set ${row.set}`);
      ensure(isWhole && isAfter, 'malformed', `the end of set ${row.set}`);
    }
  }

  /** Returns the trust in block 0 with its authorities. */
  static atGenesis(genesis, authorities) {
    return TrustRoot.pinned(genesis, new AuthoritySet(0n, authorities), OF_CHAIN);
  }

  /**
   * Returns the trust in a set that somebody vouches for.
   *
   * @param {string} genesis the hash of block 0, in hex
   * @param {AuthoritySet} set
   * @param {object} beginning how the set began
   * @param {number} beginning.first the first block that it finalized
   * @param {bigint | null} beginning.since the end of the slot of the block before, if it is known
   * @param {number | null} beginning.forcedIn the block in which it was forced upon the chain; null if the
   *   set before handed over to it
   */
  static pinned(genesis, set, beginning) {
    const root = new TrustRoot(genesis, [rowOf(set, beginning)], beginning.since);
    root.#sets.set(set.id, set);
    return root;
  }

  /**
   * Adds a set that somebody vouches for after the last one, with its beginning, of which the end of the
   * slot of the block before has to be known.
   *
   * @throws {Refusal}
   */
  vouch(set, beginning) {
    const { first, since } = beginning;
    ensure(set.id > 0n && first > 0, 'malformed', 'nothing is before it');
    ensure(since !== null, 'malformed', 'the end of the set before is not stated');
    const former = this.#row(set.id - 1n);
    ensure(former, 'unknownSet', `set ${set.id - 1n}`);
    ensure(first >= former.first, 'forgedOutsideSet', `block ${first - 1} of set ${former.set}`);
    const row = rowOf(set, beginning);
    const isNext = beginsInOrder(row) && follows(row, { ...former, last: first - 1 });
    ensure(isNext, 'malformed', `the beginning of set ${set.id}`);
    this.#add(former, first - 1, since, set, row);
    this.#sets.set(set.id, set);
  }

  #row(set) {
    return this.table[Number(set - this.table[0].set)];
  }

  /** Returns a set, whose authorities a file may carry. */
  setOf(id, carried) {
    const row = this.#row(id);
    ensure(row, 'unknownSet', `set ${id}`);
    if (carried === null) {
      ensure(this.#sets.has(id), 'incomplete', `only the hash of set ${id} is known`);
      return this.#sets.get(id);
    }
    const set = new AuthoritySet(id, carried);
    ensure(set.hash === row.hash, 'forgedAuthorities', `they are not those of set ${id}`);
    return set;
  }

  /** Checks that a set finalized a block of this number. */
  ensureFinalizedBy(id, number) {
    const row = this.#row(id);
    ensure(row, 'unknownSet', `set ${id}`);
    const isInside = number >= row.first && number <= (row.last ?? Infinity);
    ensure(isInside, 'forgedOutsideSet', `block ${number} of set ${id}`);
  }

  /** Returns the end of the set before the one at a place of the table, or `null`. */
  #endBefore(place) {
    return place === 0 ? this.since : this.table[place - 1].until;
  }

  /** Checks that a block of this number can be of this time, by the ends of the sets around it. */
  ensureTimeOf(number, time) {
    const place = this.table.findLastIndex(({ first }) => first <= number);
    const from = place < 0 ? null : this.#endBefore(place);
    const until = place < 0 ? (this.since ?? this.table[0].until) : this.table[place].until;
    ensure(from === null || time >= from, 'forgedBeforeSet', `${time} of block ${number}`);
    ensure(until === null || time < until, 'forgedAfterSet', `${time} of block ${number}`);
  }

  /**
   * Follows a file of hand-offs. What precedes one that is refused stays learnt.
   *
   * @throws {Refusal}
   */
  learn(file) {
    const { firstSet, authorities, handOffs } = readFile('handOffs', file);
    let set = this.setOf(firstSet, authorities);
    this.#sets.set(set.id, set);
    for (const handOff of handOffs) {
      const { number } = handOff.header;
      this.ensureFinalizedBy(set.id, number);
      const { forcedIn } = this.#row(set.id);
      ensure(forcedIn === null || number > forcedIn, 'forgedVoidChange', `block ${number}`);
      const { next, until } = checkHandOff(set, handOff, this.genesis);
      this.#add(this.#row(set.id), number, until, next);
      this.#sets.set(next.id, next);
      set = next;
    }
  }

  /** Adds the set after one that ended, or compares both with the table. */
  #add(row, last, until, next, beginning = rowOf(next, { first: last + 1, forcedIn: null })) {
    const { first, forcedIn } = beginning;
    ensure(first < 2 ** 32, 'malformed', 'no block follows');
    const known = this.#row(next.id);
    const isSame =
      known === undefined ||
      (known.first === first && known.hash === next.hash && known.forcedIn === forcedIn);
    const isLast = row.last === null || (row.last === last && row.until === until);
    ensure(isSame, 'forgedKnownSet', `set ${next.id} is known otherwise`);
    const isFull = known === undefined && this.table.length >= LIMITS.rows;
    ensure(!isFull, 'tooLarge', 'the table is full');
    ensure(isLast, 'forgedKnownSet', `set ${row.set} is known to have ended otherwise`);
    const before = this.#endBefore(this.table.indexOf(row));
    const isAfter = endsInOrder({ ...row, last, until }, before);
    ensure(isAfter, 'forgedBeforeSet', `set ${row.set} ends before it began`);
    Object.assign(row, { last, until });
    if (known === undefined) this.table.push(beginning);
  }
}

// SPDX-License-Identifier: Apache-2.0

// What a verifier trusts: the genesis hash and a table of sets of authorities, as docs/bundle.md
// defines it.

import { LIMITS, readFile } from './evidenceCodec.js';
import { AuthoritySet, checkHandOff, slotEnd } from './finality.js';
import { ensure } from './refusal.js';

/** A row of the table: `set` is a BigInt, and what is not known is `null`. */
const rowOf = (set, first) => ({ set: set.id, first, last: null, until: null, hash: set.hash });

export class TrustRoot {
  /** The sets of which more than the hash is known, by their numbers. */
  #sets = new Map();

  /**
   * @param {string} genesis the hash of block 0, in hex
   * @param {object[]} table the rows, which this object changes
   */
  constructor(genesis, table) {
    this.genesis = genesis;
    this.table = table;
  }

  /** Returns the trust in block 0 with its authorities. */
  static atGenesis(genesis, authorities) {
    return TrustRoot.pinned(genesis, new AuthoritySet(0n, authorities), 1);
  }

  /** Returns the trust in a set that somebody vouches for, and the first block that it finalized. */
  static pinned(genesis, set, first) {
    const root = new TrustRoot(genesis, [rowOf(set, first)]);
    root.#sets.set(set.id, set);
    return root;
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

  /** Checks that a set can have finalized a block of this time. */
  ensureBeforeEndOf(id, time) {
    const { until } = this.#row(id);
    ensure(until === null || time < until, 'forgedAfterSet', `${time} in set ${id}`);
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
      this.ensureFinalizedBy(set.id, handOff.header.number);
      const next = checkHandOff(set, handOff);
      this.#add(set.id, handOff.header, next);
      this.#sets.set(next.id, next);
      set = next;
    }
  }

  #add(id, header, next) {
    const [until, first] = [slotEnd(header), header.number + 1];
    ensure(first < 2 ** 32, 'malformed', 'no block follows');
    const [row, known] = [this.#row(id), this.#row(next.id)];
    const isSame = known === undefined || (known.first === first && known.hash === next.hash);
    const isLast = [null, header.number].includes(row.last) && [null, until].includes(row.until);
    ensure(isSame && isLast, 'forgedKnownSet', `set ${next.id} is known otherwise`);
    if (known !== undefined) return;
    ensure(this.table.length < LIMITS.rows, 'tooLarge', 'the table is full');
    Object.assign(row, { last: header.number, until });
    this.table.push(rowOf(next, first));
  }
}

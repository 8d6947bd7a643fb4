// SPDX-License-Identifier: Apache-2.0

// A verifier that trusts the first block of a chain, and keeps the bundles that nodes make for it.

import assert from 'node:assert/strict';

import { checkBundle } from './bundle.js';
import { MARKS } from './evidenceCodec.js';
import { fromHex, toHex } from './hex.js';
import { questionOf } from './reference.js';
import { bytes, decode, list, struct, u64 } from './scale.js';
import { AUTHORITIES_KEY } from './storage.js';
import { TrustRoot } from './trustRoot.js';

/** The authorities of GRANDPA, as the state holds them. */
const authorities = list(1_024, struct({ key: bytes(32), weight: u64 }));

const fileOf = (kind, hex) => Buffer.concat([MARKS[kind], fromHex(hex)]);

/** Returns the bundle in an answer of `credentials_prove`. */
export const bundleOf = ({ evidence }) => fileOf('bundle', evidence);

/** Returns the hand-offs in an answer of `credentials_authoritySets`. */
export const handOffsOf = ({ handOffs }) => fileOf('handOffs', handOffs);

/** Returns what a file for the commands says that is trusted: a chain, and its first validators. */
export const trustFileOf = (trusted) => ({
  genesis: trusted.genesis,
  authorities: trusted.setOf(0n, null).authorities.map(({ key }) => toHex(key)),
});

export class Keeper {
  /** The bundles, with the references and with what the node said as of the same block. */
  kept = [];

  constructor(trusted) {
    this.trusted = trusted;
  }

  /** Returns a verifier that trusts the first block of a node that has its state. */
  static async ofFirstBlock(rpc) {
    const genesis = await rpc.call('chain_getBlockHash', 0);
    const stored = await rpc.call('state_getStorage', AUTHORITIES_KEY, genesis);
    return new Keeper(TrustRoot.atGenesis(genesis, decode(authorities, fromHex(stored))));
  }

  /** Learns all sets of authorities that a node can hand over, and returns how many were new. */
  async learn(rpc) {
    const before = this.trusted.table.length;
    for (let from = Number(this.trusted.table.at(-1).set); from !== null; ) {
      const page = await rpc.call('credentials_authoritySets', from);
      this.trusted.learn(handOffsOf(page));
      from = page.next;
    }
    return this.trusted.table.length - before;
  }

  /**
   * Keeps the bundle of some references as of a block, or the last one, with what the node says as of
   * the same block. Returns that block as the answer names it.
   */
  async keep(rpc, references, at = null) {
    const answer = await rpc.call('credentials_prove', references.map(questionOf), at);
    const { blockHash } = answer.asOf;
    const verdicts = await rpc.call('credentials_verify', references.map(questionOf), blockHash);
    this.kept.push({ bundle: bundleOf(answer), references, verdicts });
    return answer.asOf;
  }

  /** Checks, without any node, that each bundle still shows what its node said. */
  async check() {
    const wanted = { now: Date.now(), maxAge: null };
    for (const { bundle, references, verdicts } of this.kept) {
      const shown = await checkBundle(bundle, this.trusted, wanted);
      for (const [place, { asOf, ...said }] of verdicts.entries()) {
        assert.equal(shown.asOf.hash, asOf.blockHash);
        assert.deepEqual(await shown.verdict(references[place]), said);
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

// Verification without a server, as docs/bundle.md defines it: from a bundle and a trust root to the
// verdicts of verdict.js over the state that the bundle proves.

import { readFile } from './evidenceCodec.js';
import { checkVotes } from './finality.js';
import { toHex } from './hex.js';
import * as records from './records.js';
import { ensure, Refusal } from './refusal.js';
import { blockHashKey } from './storage.js';
import { lastUpgrade, layout, RecordReader, time } from './stored.js';
import { Trie } from './trie.js';
import { CannotTell, verdict } from './verdict.js';

/** The runtimes that are understood: those of the table in docs/spec/README.md. */
const RUNTIMES = [{ specName: 'testamur', specVersion: 2, layout: 2, meaning: 1 }];
/** The layout before, which a runtime of this one migrates. */
const FORMER_LAYOUT = records.LAYOUT - 1;
const MAX_AHEAD = 30_000n;
/** The number of blocks before it that a state remembers, besides the first one of all. */
const REMEMBERED_BLOCKS = 4_096;

/** Returns the hash of a block that a state remembers. */
function remembered(trie, number) {
  const hash = trie.get(blockHashKey(number));
  ensure(hash?.length === 32, 'incomplete', `the hash of block ${number} is not there`);
  return hash;
}

/** Returns what reads of a state find, with the refusals of the proof in the place of `CannotTell`. */
async function reading(read) {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CannotTell)) throw error;
    throw error.cause instanceof Refusal
      ? error.cause
      : new Refusal('damaged', error.message, error);
  }
}

/** Returns the runtime of a state, with the meaning of its records. */
async function runtimeOf(reader) {
  const last = await reader.require(lastUpgrade);
  const known = RUNTIMES.find(
    ({ specName, specVersion }) =>
      specName === last.specName && specVersion === last.specVersion,
  );
  const name = `${last.specName} ${last.specVersion}`;
  ensure(known, 'runtimeNotUnderstood', name);
  const stored = await reader.require(layout);
  ensure(stored !== FORMER_LAYOUT, 'upgradePending', `${name} is migrating`);
  ensure(stored === known.layout, 'runtimeNotUnderstood', `${name} in layout ${stored}`);
  return { ...last, meaning: known.meaning };
}

/** Returns the time of a block, which is 0 in block 0 alone. */
async function timeOf(reader, number) {
  const found = await reader.find(time);
  if (found) return found;
  ensure(number === 0, 'damaged', 'the time of the block is missing');
  return 0n;
}

/** Returns the block that evidence shows, with its part of the state. */
function shownBy({ header, proof, past }, trusted) {
  const trie = new Trie(proof, header.stateRoot);
  const genesis = toHex(remembered(trie, 0));
  ensure(genesis === trusted.genesis, 'otherChain', `it begins with ${genesis}`);
  if (past === null) return { header, trie };
  const { number, hash } = past.header;
  const isPast = remembered(trie, number).equals(hash);
  const age = header.number - number;
  const canBe = number === 0 || (age > 0 && age <= REMEMBERED_BLOCKS);
  ensure(isPast && canBe, 'forgedPast', `block ${number} is another one, or none of the past`);
  return { header: past.header, trie: new Trie(past.proof, past.header.stateRoot) };
}

function ensureAge(moment, { now, maxAge }) {
  ensure(moment <= BigInt(now) + MAX_AHEAD, 'inTheFuture', `${moment}`);
  const isOld = maxAge !== null && moment < BigInt(now) - BigInt(maxAge);
  ensure(!isOld, 'tooOld', `${moment}`);
}

/**
 * Checks a bundle.
 *
 * @param {Buffer} file
 * @param {import('./trustRoot.js').TrustRoot} trusted
 * @param {{ now: number, maxAge: number | null }} wanted the clock of the verifier, and the greatest
 *     age that it accepts, in milliseconds
 * @returns {Promise<object>} the moment, `asOf`, and `verdict`, which gives the verdict on a
 *     reference of the verifier's own or refuses the question
 * @throws {Refusal}
 */
export async function checkBundle(file, trusted, wanted) {
  const evidence = readFile('bundle', file);
  const { setId, authorities, header: finalized, justification } = evidence;
  const set = trusted.setOf(setId, authorities);
  trusted.ensureFinalizedBy(setId, finalized.number);
  checkVotes(set, justification, finalized);
  const { header, trie } = shownBy(evidence, trusted);
  const replaces = header.digest.some(({ kind }) => kind === 8);
  ensure(!replaces, 'upgradePending', `block ${header.number} replaces the runtime`);
  const get = (key) => trie.get(key);
  const reader = new RecordReader(get);
  const runtime = await reading(() => runtimeOf(reader));
  const moment = await reading(() => timeOf(reader, header.number));
  trusted.ensureTimeOf(header.number, moment);
  ensureAge(moment, wanted);
  const state = { get, runtime: () => runtime, time: () => moment };
  return {
    asOf: {
      number: header.number,
      hash: toHex(header.hash),
      time: Number(moment),
      setId: Number(setId),
      finalized: { number: finalized.number, hash: toHex(finalized.hash) },
      runtime: runtime.specVersion,
    },
    verdict: (reference) => reading(() => verdict(state, reference)),
  };
}

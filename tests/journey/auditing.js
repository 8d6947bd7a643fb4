// SPDX-License-Identifier: Apache-2.0

// The chapter in which an auditor checks that a list of events is all that ever happened to an
// institution, and finds the one that is left out.

import assert from 'node:assert/strict';

import { sha256 } from '../client/hash.js';
import { fromHex, toHex } from '../client/hex.js';
import {
  audit,
  AuditFailed,
  consistencyProof,
  firstDifference,
  inclusionProof,
  isConsistent,
  isIncluded,
  logLeaf,
  readEvents,
} from '../client/log.js';

/** The log of an institution before it is registered. */
const EMPTY = { size: 0, root: toHex(sha256()), peaks: [] };

/** Has an auditor read the events of the university, and then a list that lacks a revocation. */
export async function auditing(context) {
  const { api, chain, facts } = context;
  const { number } = await api.rpc.chain.getHeader(await api.rpc.chain.getFinalizedHead());
  const last = number.toNumber();
  const logOf = async (institution, block) => {
    const hash = (await api.rpc.chain.getBlockHash(block)).toHex();
    return (await chain.read('log', institution, { hash })) ?? EMPTY;
  };
  const logAt = (block) => logOf(facts.university, block);
  const [from, to] = [await logAt(0), await logAt(last)];
  const all = await readEvents(api, last);
  const of = (institution) => all.filter(({ institutions }) => institutions.has(institution));
  const entries = of(facts.university);
  const leaves = entries.map(logLeaf);

  await context.check(
    `the ${entries.length} events of the university are all that happened to it, by 32 bytes of ` +
      'the chain',
    () => assert.equal(audit(entries, from, to).size, entries.length),
  );
  const ofCollege = of(facts.college);
  const [before, after] = [await logOf(facts.college, 0), await logOf(facts.college, last)];
  await context.check(
    `and the ${ofCollege.length} of the college, with what it did as the custodian`,
    () => assert.equal(audit(ofCollege, before, after).size, ofCollege.length),
  );
  await context.check('one of them is proven by its path alone, at any later block', () => {
    const index = entries.length - 1;
    const path = inclusionProof(leaves, index);
    assert.ok(isIncluded(leaves[index], index, to.size, path, fromHex(to.root)));
  });
  const middle = await logAt(Math.floor(last / 2));
  await context.check('nothing was rewritten since the audit before', () => {
    const former = { size: middle.size, root: fromHex(middle.root) };
    const present = { size: to.size, root: fromHex(to.root) };
    assert.ok(isConsistent(former, present, consistencyProof(leaves, middle.size)));
  });

  const left = entries[Math.floor(entries.length / 2)];
  const list = entries.filter((entry) => entry !== left);
  const found = await firstDifference(list, from, last, logAt);
  await context.check(
    `a list that lacks one event is found out, and the block that it lacks it from: ${found}`,
    () => {
      assert.throws(() => audit(list, from, to), AuditFailed);
      assert.equal(found, left.block);
    },
  );
}

// SPDX-License-Identifier: Apache-2.0

// Two nodes that are asked the same in turn: the node before the present layout, which
// `scripts/rehearse-migration` builds, and the present one. Each has a development chain of its own.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { account, connect } from '../client/chain.js';
import { Council } from '../client/council.js';
import { YEAR } from '../journey/context.js';
import { DATA_STEWARDSHIP, definitionOf, UNIVERSITY } from '../journey/fixtures.js';
import { startNode } from '../network/node.js';

/** An allowance that no measurement uses up. */
const ENDLESS = 2 ** 32 - 1;
/** The right to issue, as each of the two runtimes names it. */
const RIGHTS = { former: { attest: true, delegation: 0 }, present: 'Attest' };

/** The numbers of institution, type and grant, the first of each chain. */
export const FIRST = 1;
export const admin = account('//University');

/** Has a university accredited on a fresh chain, and returns the connection to it. */
async function accredit(node, kind) {
  const chain = await connect(node.ws);
  const { calls } = chain;
  const council = new Council(chain, [account('//Alice')]);
  await council.decide(calls.registerInstitution(UNIVERSITY, admin.address, ENDLESS));
  await council.decide(calls.registerType(definitionOf(DATA_STEWARDSHIP, 6)));
  await chain.settled();
  const from = await chain.time();
  const window = { validFrom: from, validUntil: from + YEAR };
  const terms = { scope: { Types: [FIRST] }, rights: RIGHTS[kind], ...window };
  await council.decide(calls.offerAccreditation(FIRST, null, terms));
  await chain.send(calls.acceptAccreditation(FIRST), admin);
  await chain.settled();
  return chain;
}

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

/** Asks each of two subjects in turn, and returns the median and the least time of each. */
async function times(subjects, rounds) {
  const found = subjects.map(() => []);
  for (let round = 0; round < rounds; round++) {
    // Each of them begins every other round.
    const order = round % 2 === 0 ? [0, 1] : [1, 0];
    for (const place of order) {
      const begin = performance.now();
      await subjects[place]();
      found[place].push(performance.now() - begin);
    }
  }
  return found.map((all) => ({ median: median(all), least: Math.min(...all) }));
}

/**
 * Starts both nodes, and prints how long each takes for the same work.
 *
 * @param {string[]} binaries of the former and the present node
 * @param {number} rounds
 * @param {(chain: object, node: object) => Promise<Record<string, () => Promise<void>>>} prepare
 *   returns the work by its name, for one node
 * @param {object} [options] of the nodes
 */
export async function compare(binaries, rounds, prepare, options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'compare-'));
  const nodes = [];
  try {
    const works = [];
    for (const [place, kind] of ['former', 'present'].entries()) {
      process.env.TESTAMUR_NODE = binaries[place];
      const files = { base: join(folder, kind), log: join(folder, `${kind}.log`) };
      const node = await startNode({ ...files, ...options });
      nodes.push(node);
      const chain = await accredit(node, kind);
      works.push(await prepare(chain, node));
      await chain.close();
    }
    for (const name of Object.keys(works[0])) {
      const subjects = works.map((work) => work[name]);
      // A node compiles its runtime and fills its caches first.
      await times(subjects, 10);
      const [former, present] = await times(subjects, rounds);
      const shown = [former.median, present.median, former.least, present.least];
      const [a, b, c, d] = shown.map((time) => time.toFixed(2));
      const ratios = [present.median / former.median, present.least / former.least];
      const [middle, least] = ratios.map((ratio) => ratio.toFixed(3));
      console.log(`${name}: medians ${a} and ${b} ms, ${middle}; least ${c} and ${d} ms, ${least}`);
    }
  } finally {
    await Promise.all(nodes.map((node) => node.kill()));
    rmSync(folder, { recursive: true, force: true });
  }
}

// SPDX-License-Identifier: Apache-2.0

// Signs transactions before the clock runs, and hands them over as fast as nodes take them.

import { setImmediate as yieldToEvents } from 'node:timers/promises';

import { Rpc } from '../tests/client/rpc.js';
import { UserError } from '../tests/util/console.js';

/** The number of connections, and of transactions in each request. */
const LANES = 4;
const TOGETHER = 64;
/** The number of signatures after which other events are handled. */
const STRETCH = 500;

/**
 * Signs transactions of many accounts in turn.
 *
 * @param {import('./world.js').World} world
 * @param {(issuer: object) => { bytes: Buffer, roots: Buffer[] }} make the next call of an issuer
 * @param {number} count
 * @param {object} [options]
 * @param {(text: string) => void} [options.report]
 * @param {object[]} [options.accounts] that sign; all by default
 * @returns the transactions, each with its institution and the roots that it anchors
 */
export async function presign(world, make, count, { report, accounts = world.accounts } = {}) {
  const signed = [];
  while (signed.length < count) {
    const end = Math.min(count, signed.length + STRETCH);
    while (signed.length < end) {
      // Each account uses one lane only, so that its transactions arrive in their order.
      const turn = signed.length % accounts.length;
      const { issuer, signer } = accounts[turn];
      const { bytes, roots } = make(issuer);
      const hex = world.builder.sign(bytes, signer);
      signed.push({ hex, roots, institution: issuer.institution, lane: turn % LANES });
    }
    report?.(`signed ${signed.length} of ${count}`);
    await yieldToEvents();
  }
  return signed;
}

/** Hands transactions over to the nodes, and resolves when all are in a pool. */
export async function submit(world, signed) {
  const lanes = Array.from({ length: LANES }, () => []);
  for (const { hex, lane } of signed) lanes[lane].push(hex);
  const urls = world.rpcUrls;
  await Promise.all(lanes.map((lane, place) => sendAll(urls[place % urls.length], lane)));
}

/**
 * Sends to every node what it may have lost; a node that still has it answers with an error that is
 * ignored.
 */
export async function submitAgain(world, hexes) {
  await Promise.all(world.rpcUrls.map((url) => sendAll(url, hexes, () => undefined)));
}

async function sendAll(url, lane, judge = check) {
  const rpc = new Rpc(url);
  try {
    for (const body of bodiesOf(lane)) {
      const answers = await rpc.exchange(body).catch(tolerate);
      if (answers) judge(answers);
    }
  } finally {
    rpc.close();
  }
}

/**
 * Ignores a request without an answer: it may have arrived all the same, and otherwise it is sent
 * again.
 */
function tolerate(error) {
  if (!/^no answer within/.test(error.message)) throw error;
}

const bodiesOf = (lane) =>
  Array.from({ length: Math.ceil(lane.length / TOGETHER) }, (_, place) => {
    const part = lane.slice(place * TOGETHER, (place + 1) * TOGETHER);
    const requests = part.map(
      (hex, id) =>
        `{"jsonrpc":"2.0","id":${id},"method":"author_submitExtrinsic","params":["${hex}"]}`,
    );
    return `[${requests.join(',')}]`;
  });

function check(answers) {
  const refused = [answers].flat().filter(({ error }) => error);
  if (refused.length === 0) return;
  const [{ error }] = refused;
  const why = [error.message, error.data].filter(Boolean).join(': ');
  throw new UserError(`the pool refused ${refused.length} of ${answers.length}: ${why}`);
}

// SPDX-License-Identifier: Apache-2.0

// Drives a run: it hands over transactions that were signed before, follows the blocks that take
// them, and reads what the nodes spend on it.

import assert from 'node:assert/strict';

import { toHex } from '../tests/client/hex.js';
import { byLabel, increases, read } from '../tests/client/metrics.js';
import { sum } from '../tests/util/statistics.js';
import { followBlocks, readBlock } from './blocks.js';
import { cpuSeconds } from './machine.js';
import { submit, submitAgain } from './sending.js';

const REASONS = 'substrate_proposer_end_proposal_reason';
/** The number of transactions of a run that are looked up in the state afterwards. */
const SAMPLE = 300;

/** Reads what the nodes have spent and counted so far. */
async function gauge(world) {
  const ports = world.names.map((name) => world.network.node(name).ports.prometheus);
  const samples = (await Promise.all(ports.map((port) => read(port)))).flat();
  const cpu = sum(world.names.map((name) => cpuSeconds(world.pid(name))));
  return { cpu, reasons: byLabel(samples, REASONS, 'reason') };
}

/**
 * Hands over signed transactions and waits until all of them are in blocks that stay.
 *
 * @returns {Promise<{ blocks: object[], cpu: number, reasons: object, handedOver: number,
 *   sentAgain: number }>} the blocks of the run; seconds of processor time of the nodes; why
 *   proposers ended their blocks; seconds until everything was in a pool; how many transactions a
 *   pool had lost
 */
export async function drive(world, signed, report) {
  const after = await readBlock(world, await world.stableHead());
  const before = await gauge(world);
  const started = Date.now();
  let handedOver;
  let sentAgain = 0;
  const again = async (missing) => {
    // While transactions are still being handed over, none counts as lost.
    if (handedOver === undefined) return;
    sentAgain += missing.length;
    await submitAgain(world, missing);
  };
  const sent = signed.map(({ hex }) => hex);
  const [, blocks] = await Promise.all([
    submit(world, signed).then(() => (handedOver = (Date.now() - started) / 1_000)),
    followBlocks(world, { after, sent, again, report }),
  ]);
  const { cpu, reasons } = await gauge(world);
  return {
    blocks,
    cpu: cpu - before.cpu,
    reasons: increases(before.reasons, reasons),
    handedOver,
    sentAgain,
  };
}

/** Checks, for a sample of the transactions that anchor, that their last root is in the state. */
export async function confirm(world, signed) {
  const { api, rpc } = world;
  const step = Math.max(1, Math.floor(signed.length / SAMPLE));
  const sample = signed.filter(({ roots }, place) => roots.length > 0 && place % step === 0);
  if (sample.length === 0) return;
  const keys = sample.map(({ institution, roots }) =>
    api.query.credentials.batches.key(institution, toHex(roots.at(-1))),
  );
  const at = await rpc.call('chain_getBlockHash', await world.stableHead());
  const [{ changes }] = await rpc.call('state_queryStorageAt', keys, at);
  const missing = changes.filter(([, value]) => value === null).length;
  assert.equal(missing, 0, `${missing} of ${keys.length} transactions did not anchor their batch`);
}

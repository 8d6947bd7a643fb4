// SPDX-License-Identifier: Apache-2.0

// Measures how long transactions take to execute, compared with the weight that the chain declares
// for them.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

import { account } from '../../client/chain.js';
import { fromHex, toHex } from '../../client/hex.js';
import { median } from '../../util/statistics.js';
import { AUTHOR, metric, nextNonce, sign } from './chain.js';

/** The number of runs of a measurement. */
const RUNS = 15;

/** The runtime's answer to a transaction that was executed successfully. */
const DONE = /^0x0000$/;
/** The beginning of its answer to one that was refused. */
const REFUSED = /^0x01/;
/** The metric for the time that the author took for all its blocks, in seconds. */
const BUILT = 'substrate_proposer_block_constructed_sum';

const PER_MILLISECOND = 1e9;

/** Returns the same transaction with a bad signature. */
function forged(hex, { publicKey }) {
  const bytes = fromHex(hex);
  // The signature follows the account and a byte for its kind.
  bytes[bytes.indexOf(Buffer.from(publicKey)) + 32 + 1 + 7] ^= 0x10;
  return toHex(bytes);
}

/**
 * Makes blocks until the best one has room. A dry run goes on in the state of the best block, in which
 * the weight of that block still counts: a change of sessions declares a whole one.
 */
async function untilRoom({ chain }) {
  const { api } = chain;
  const most = api.consts.system.blockWeights.maxBlock.refTime.toBigInt();
  for (;;) {
    const { normal, operational, mandatory } = await api.query.system.blockWeight();
    const parts = [normal, operational, mandatory];
    const used = parts.reduce((sum, part) => sum + part.refTime.toBigInt(), 0n);
    if (used < most / 10n) return;
    await chain.send(api.tx.system.remark('0x'), account('//Alice'));
  }
}

/**
 * Measures the processor time of a node for a transaction, in milliseconds: `refused` to receive it,
 * decode it and refuse it for its signature, and `executed` to execute it besides.
 *
 * A transaction of 4 MB takes 60 ms to be refused, give or take five, and few to be executed. The
 * shortest of either kind may come from different minutes, so that their difference is off by as much
 * as 5 ms. Each run therefore compares two that follow one another, in turns the one or the other
 * first, and the median of their differences counts.
 */
async function dryRuns({ rpc }, pid, hex, signer, runs) {
  const bad = forged(hex, signer);
  const dry = async (transaction, expected) => {
    let answer;
    const time = await cpuTimeDuring(
      pid,
      async () => (answer = await rpc.call('system_dryRun', transaction)),
    );
    assert.match(answer, expected);
    return time;
  };
  const [refused, differences] = [[], []];
  for (let run = 0; run < runs; run++) {
    const times = {};
    const inTurn = run % 2 === 0 ? ['bad', 'good'] : ['good', 'bad'];
    for (const kind of inTurn)
      times[kind] = kind === 'good' ? await dry(hex, DONE) : await dry(bad, REFUSED);
    if (times.bad <= 0 || times.good <= 0) continue;
    refused.push(times.bad);
    differences.push(times.good - times.bad);
  }
  assert.ok(differences.length > runs / 2, 'too many threads ended during the runs');
  return { refused: shortest(refused), executed: Math.max(0, median(differences)) };
}

/**
 * Measures the processor time of a node for a transaction in the state of the best block, without
 * consequence, as {@link dryRuns} does.
 */
export async function dryRun(world, hex, signer, { runs = RUNS } = {}) {
  const { pid } = world.network.node(AUTHOR).process;
  await untilRoom(world);
  return dryRuns(world, pid, hex, signer, runs);
}

/**
 * Measures the processor time of a node to receive a transaction, decode it and refuse it for its
 * signature, in milliseconds.
 */
export async function refusal({ network, rpc }, hex, signer, { runs = RUNS } = {}) {
  const { pid } = network.node(AUTHOR).process;
  const bad = forged(hex, signer);
  const times = [];
  for (let run = 0; run < runs; run++) {
    let answer;
    times.push(
      await cpuTimeDuring(pid, async () => (answer = await rpc.call('system_dryRun', bad))),
    );
    assert.match(answer, REFUSED);
  }
  return shortest(times);
}

/**
 * Executes a transaction, first several times without consequence, then in a block of its own.
 *
 * A run without consequence does all that a block's author does with a transaction, except for the
 * writes to the database. The time of a transaction that is refused for its signature is deducted:
 * it covers the way to the node and back, and decoding, which each transaction is charged for
 * alike.
 *
 * @returns {Promise<{ declared: number, took: number, mostTime: number, block: { declared: number, took: number,
 *   work: number }, proof: number, bytes: number, inclusion: object }>} in milliseconds, and in
 *   bytes
 */
export async function measure(world, call, signer, { runs = RUNS } = {}) {
  const { chain, rpc, network } = world;
  const { api } = chain;
  const { pid } = network.node(AUTHOR).process;
  await untilRoom(world);
  const hex = sign(chain, call, signer, await nextNonce(rpc, signer));
  const { executed } = await dryRuns(world, pid, hex, signer, runs);

  const before = await buildTime(world);
  let inclusion;
  const work = await cpuTimeDuring(pid, async () => (inclusion = await chain.submit(hex)));
  const building = (await buildTime(world)) - before;
  const at = await api.at(inclusion.block);
  const whole = await at.query.system.blockWeight();
  const { dispatchInfo } = inclusion.events.find(
    ({ method }) => method === 'ExtrinsicSuccess',
  ).data;
  const limits =
    api.consts.system.blockWeights.perClass[dispatchInfo.class.toString().toLowerCase()];
  const base = limits.baseExtrinsic.refTime.toBigInt();
  return {
    name: `${call.method.section}.${call.method.method}`,
    declared: milliseconds(dispatchInfo.weight.refTime.toBigInt() - base),
    took: executed,
    most: milliseconds(limits.maxExtrinsic.unwrapOr(limits.maxTotal.unwrap()).refTime.toBigInt()),
    proof: dispatchInfo.weight.proofSize.toNumber(),
    bytes: inclusion.bytes,
    mostBytes:
      api.consts.system.blockLength.max[dispatchInfo.class.toString().toLowerCase()].toNumber(),
    mostTime: milliseconds(api.consts.system.blockWeights.maxBlock.refTime.toBigInt()),
    block: {
      declared: milliseconds(
        ['normal', 'operational', 'mandatory'].reduce(
          (total, kind) => total + whole[kind].refTime.toBigInt(),
          0n,
        ),
      ),
      // This includes any attempt at a block that had no transaction left.
      took: building * 1_000,
      // This is all that the node did meanwhile, including the pool and the propagation of the
      // block.
      work,
    },
    inclusion,
  };
}

/**
 * Returns the processor time that a process used while something was done, in milliseconds. Other
 * load on the machine does not count, however long it takes.
 */
async function cpuTimeDuring(pid, act) {
  const before = cpuTimeOf(pid);
  await act();
  return cpuTimeOf(pid) - before;
}

/**
 * Returns the processor time of the threads of a process, in milliseconds; the system counts
 * nanoseconds.
 */
const cpuTimeOf = (pid) =>
  readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + timeOfThread(pid, thread), 0) / 1e6;

/** Returns the processor time of a thread in nanoseconds; 0 if it has ended since it was listed. */
function timeOfThread(pid, thread) {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'ESRCH') throw error;
    return 0;
  }
}

/**
 * Returns the shortest valid time. A thread that ended during a run takes its time along, which
 * makes the run invalid.
 */
const shortest = (times) => Math.min(...times.filter((time) => time > 0));

const buildTime = (world) => metric(world, AUTHOR, BUILT);

const milliseconds = (refTime) => Number(refTime) / PER_MILLISECOND;

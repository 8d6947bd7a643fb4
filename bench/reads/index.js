// SPDX-License-Identifier: Apache-2.0

// Reads: measures how fast a node answers verifiers, compared with its answers to other questions.

import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

import { cpuSeconds } from '../machine.js';
import { ClientProcess } from './client-process.js';
import { CASES, planOf } from './plan.js';
import { idleRow, rowsOf } from './rows.js';
import { subjectOf } from './subject.js';

/**
 * Options for the node that is asked: 100 connections of the bench, and those that exist besides.
 */
export const nodeOptions = ['--rpc-max-connections', '200'];

export const part = { name: 'reads', title: 'Reads', run };

async function run({ mode, world, progress }) {
  const plan = planOf(mode);
  const { network } = world;
  const [name] = network.names;
  const { pid } = network.node(name).process;
  const { hostname: host, port } = new URL(network.http(name));
  const client = new ClientProcess({ host, port: Number(port), pid });
  try {
    const rows = [];
    for (const size of plan.sizes) {
      rows.push(...(await readsAmong(size, { plan, world, client, pid, progress })));
    }
    return rows;
  } finally {
    client.close();
  }
}

/** Measures everything with `size` batches on the chain. */
async function readsAmong(size, { plan, world, client, pid, progress }) {
  const words = `${size.toLocaleString('en')} batches`;
  progress(`anchoring ${words}`);
  await client.setSubject(
    await subjectOf(world, size, (text) => progress(`anchoring ${words}: ${text}`)),
  );

  progress(`${words}: nothing is asked`);
  const idle = await idleShare(pid, plan.idle);
  const measured = CASES.map((one) => [one, []]);
  for (let run = 1; run <= plan.runs; run++) {
    for (const [{ question, transport, connections, long, id }, results] of measured) {
      progress(`${words}, run ${run} of ${plan.runs}: ${id}`);
      const span = long ? plan.longSpan : plan.span;
      results.push(
        await client.ask({ question, transport, connections, warmUp: plan.warmUp, span }),
      );
    }
  }
  const about = { size, machine: availableParallelism() };
  return [...rowsOf(measured, about), idleRow([idle], about)];
}

/** Returns the processor time that an idle process uses, in milliseconds a second. */
async function idleShare(pid, span) {
  const before = { used: cpuSeconds(pid), at: performance.now() };
  await delay(span);
  const seconds = (performance.now() - before.at) / 1_000;
  return ((cpuSeconds(pid) - before.used) * 1_000) / seconds;
}

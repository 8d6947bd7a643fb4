// SPDX-License-Identifier: Apache-2.0

// Importing: measures how fast a new node takes over the chain that the other parts have made,
// block by block from a peer, and from a file.

import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { launch } from '../../tests/network/processes.js';
import { readNumber } from '../../tests/network/status.js';
import { waitFor } from '../../tests/network/wait.js';
import { isSigned } from '../blocks.js';
import { MODES } from '../modes.js';
import { PRUNING } from '../world.js';

export const part = { name: 'importing', title: 'Importing', run };

const FULL_SYNC = ['--sync', 'full'];
/** Half an hour, which is enough for a very slow machine. */
const TIMEOUT = 1_800_000;
const PAUSE = 50;
const MIB = 2 ** 20;

async function run({ mode, world, progress }) {
  const { runs, atLeast, atMost } = MODES[mode].importing;
  const { network, rpc } = world;
  progress(`waiting for ${atLeast} blocks`);
  await network.untilFinal(atLeast, { timeout: TIMEOUT });
  const best = (await network.finalized(world.names[0])).number;
  const target = Math.min(best, atMost);
  const transactions = await count(rpc, target, progress);
  const found = { peer: [], file: [] };
  for (let turn = 1; turn <= runs; turn++) {
    const report = (text) => progress(`run ${turn} of ${runs}: ${text}`);
    const name = `newcomer-${turn}`;
    found.peer.push(await fromPeer(network, name, target, report));
    const file = join(network.folder, `${name}.blocks`);
    await command(
      network,
      name,
      ['export-blocks', '--to', String(target), '--binary', file],
      report,
    );
    const base = join(network.folder, `${name}-from-file`);
    const words = ['import-blocks', '--binary', file];
    found.file.push(await command(network, name, words, report, base));
    found.bytes = statSync(file).size;
    for (const path of [file, base, network.node(name).base]) {
      rmSync(path, { recursive: true, force: true });
    }
  }
  const details = { blocks: target, transactions, fileMiB: found.bytes / MIB };
  return [
    ...rowsOf('peer', 'from a peer, `--sync full`', found.peer, details),
    ...rowsOf('file', 'from a file, `import-blocks`', found.file, details),
  ];
}

/** Counts the transactions in the blocks up to a number. */
async function count(rpc, target, progress) {
  let transactions = 0;
  for (let number = 1; number <= target; number++) {
    const hash = await rpc.call('chain_getBlockHash', number);
    const { block } = await rpc.call('chain_getBlock', hash);
    transactions += block.extrinsics.filter(isSigned).length;
    if (number % 20 === 0) progress(`counting transactions: ${number} of ${target} blocks`);
  }
  return transactions;
}

/**
 * Syncs a new node from its peers, and ends it.
 *
 * @returns {Promise<number>} seconds from its first answer until it has imported that many blocks
 */
async function fromPeer(network, name, target, report) {
  report('starting a new node');
  await network.define({ name, role: 'full', options: [...FULL_SYNC, ...PRUNING] });
  await network.start(name);
  const begin = performance.now();
  let height = 0;
  await waitFor(
    async () => {
      height = await readNumber(network.rpc(name));
      report(`${height} of ${target} blocks from a peer`);
      return height >= target;
    },
    {
      what: `a new node to import ${target} blocks`,
      timeout: TIMEOUT,
      interval: PAUSE,
      progress: () => `it has ${height}`,
    },
  );
  const seconds = (performance.now() - begin) / 1_000;
  await network.stop(name);
  return seconds;
}

/**
 * Runs a command on the data of a node, or on those in another folder, and returns the seconds that
 * it took.
 */
async function command(network, name, words, report, base = network.node(name).base) {
  const { binary, spec } = network;
  const log = join(network.folder, `${name}-${words[0]}.log`);
  const where = ['--chain', spec, '--base-path', base, ...PRUNING];
  const begin = performance.now();
  report(words[0]);
  const { ended } = launch([binary, ...words, ...where], { log });
  const how = await ended;
  if (how !== 'code 0') throw new Error(`\`${words[0]}\` ended with ${how}; its log is ${log}`);
  return (performance.now() - begin) / 1_000;
}

const rowsOf = (id, label, seconds, details) =>
  [
    ['blocks', details.blocks],
    ['transactions', details.transactions],
  ].map(([unit, amount]) => ({
    table: `importing ${unit}`,
    id: `import-${unit}-${id}`,
    label,
    unit: `${unit}/s`,
    values: seconds.map((one) => amount / one),
    details,
  }));

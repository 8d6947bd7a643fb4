// SPDX-License-Identifier: Apache-2.0

// Has the node before the present layout and the present one execute blocks in turn, from the first
// hook to the last: one of 400 anchorings of single credentials, one with a single anchoring, as a
// cohort has it, and one without any. What they write to the database is not included.
//
//   node tests/tools/compare-anchoring.js FORMER PRESENT [ROUNDS]

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

import { toHex } from '../client/hex.js';
import { waitFor } from '../network/wait.js';
import { admin, compare, FIRST } from './former.js';

const COUNTS = [0, 1, 400];

/** Returns a question that has a node execute a block once more, on the state before it. */
function execution(api, rpc, { header, extrinsics }) {
  // The seal is no part of what the runtime executes.
  const logs = header.digest.logs.filter((log) => !log.isSeal);
  const bare = { ...header.toJSON(), digest: { logs } };
  const block = api.createType('Block', { header: bare, extrinsics }).toHex();
  const parent = header.parentHash.toHex();
  return () => rpc.call('state_call', 'Core_execute_block', block, parent);
}

/** Has a block written with so many anchorings and no other transaction, and returns it. */
async function blockOf(chain, count) {
  const { api, calls, provider } = chain;
  const { genesisHash, runtimeVersion } = api;
  let nonce = (await api.rpc.system.accountNextIndex(admin.address)).toNumber();
  const signed = () => {
    const batch = { root: toHex(randomBytes(32)), size: 1_000, validity: 'Never' };
    const options = { nonce, genesisHash, blockHash: genesisHash, runtimeVersion };
    nonce += 1;
    return calls.anchor(FIRST, FIRST, batch).sign(admin, options).toHex();
  };
  const transactions = Array.from({ length: count }, signed);
  const head = async () => (await api.rpc.chain.getHeader()).number.toNumber();
  const before = await head();
  await waitFor(async () => (await head()) > before, { what: 'a block', interval: 20 });
  const from = (await head()) + 1;
  await Promise.all(transactions.map((one) => provider.send('author_submitExtrinsic', [one])));
  await waitFor(async () => (await head()) >= from + 1, { what: 'a block with them' });
  for (let number = from - 1; number <= from + 1; number++) {
    const hash = await api.rpc.chain.getBlockHash(number);
    const { block } = await api.rpc.chain.getBlock(hash);
    if (block.extrinsics.filter(({ isSigned }) => isSigned).length === count) return block;
  }
  return undefined;
}

async function prepare(chain, node) {
  const works = {};
  for (const count of COUNTS) {
    const what = `a block of ${count}`;
    // A slow machine may need another try to get them into one block.
    const block = await waitFor(() => blockOf(chain, count), { what });
    works[`execution of a block with ${count}`] = execution(chain.api, node.rpc, block);
  }
  for (const work of Object.values(works)) assert.equal(await work(), '0x');
  return works;
}

const [former, present, rounds = '31'] = process.argv.slice(2);
if (present === undefined) throw new Error('expected the paths of the former and the present node');
await compare([former, present], Number(rounds), prepare, { sealing: 'consensus' });

// SPDX-License-Identifier: Apache-2.0

// Cuts the connection on which the command follows a transaction. Whether the node has it or not, the
// command finds out what became of it, and does nothing twice.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { account } from '../client/chain.js';
import { ownChain } from './attack/chain.js';
import { lyingNode } from './lyingNode.js';
import { PASSWORD, startCommand, writeKeystore } from './registrar.js';
import { temporaryFolder } from './support.js';

const SUBMISSION = 'author_submitAndWatchExtrinsic';
const AGAIN = 'author_submitExtrinsic';

describe('a transaction whose connection is lost', { concurrency: 1 }, () => {
  const world = ownChain({ sealing: 'instant' });
  const folder = temporaryFolder();

  /** Registers an institution through a node, by the only member of the council. */
  const register = (node, name) =>
    startCommand(
      folder,
      [
        ...['institution', 'register', '--name', name, '--country', 'NL', '--allowance', '10'],
        ...['--admin', account(`//${name}`).address, '--motion', 'propose', '--node', node],
        ...['--account', 'Alice.json', '--account-password', '0', '--yes'],
      ],
      PASSWORD,
    ).ended;
  const nameOf = async (id) => (await world.rpc.call('credentials_institution', id))?.name;

  /** Starts a node that cuts the first connection on which a transaction is sent, which may get lost. */
  function cuttingNode(isLost) {
    const counts = { [SUBMISSION]: 0, [AGAIN]: 0 };
    const isFirst = (method) => method === SUBMISSION && counts[SUBMISSION] === 1;
    const answer = (method) => {
      if (method in counts) counts[method] += 1;
      return isLost && isFirst(method) ? null : undefined;
    };
    return { ...lyingNode(world.network.ws('author'), { answer, cuts: isFirst }), counts };
  }

  before(() => writeKeystore(folder, 'Alice', account('//Alice')));

  for (const [id, isLost, what] of [
    [1, false, 'is found when the node had it'],
    [2, true, 'is sent once more when the node never had it'],
  ]) {
    test(what, async () => {
      const node = cuttingNode(isLost);
      try {
        const { code, said } = await register(await node.address, `School ${id}`);
        assert.equal(code, 0, said);
        assert.match(said, /searching the blocks over a new one/);
        assert.match(said, /Final in block \d+\./);
        assert.deepEqual(node.counts, { [SUBMISSION]: 1, [AGAIN]: 1 });
        assert.equal(await nameOf(id), `School ${id}`);
        assert.equal(await nameOf(id + 1), undefined);
      } finally {
        node.close();
      }
    });
  }
});

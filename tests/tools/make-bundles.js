// SPDX-License-Identifier: Apache-2.0

// Runs a network of four validators, has one of them change its keys, and writes the bundles that a
// node makes before and after, with what it said. It takes three minutes, and each run makes others.
//
//   node tools/make-bundles.js > ../proof/tests/network.json

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { account, connect } from '../client/chain.js';
import { Council } from '../client/council.js';
import { toHex } from '../client/hex.js';
import { bundleOf, handOffsOf, Keeper } from '../client/keeper.js';
import { countValid, Issuer, verdictsOf } from '../network/issuer.js';
import { announceKeys } from '../faults/validators.js';
import { Network } from '../network/network.js';
import { waitFor } from '../network/wait.js';

const SECRETS = ['//Alice', '//Bob', '//Charlie', '//Dave'];
const textOf = (file) => `u${file.toString('base64url')}`;

const folder = mkdtempSync(join(tmpdir(), 'testamur-bundles-'));
const network = await Network.create({ folder });
try {
  await network.startAll();
  await network.converged({ above: 1 });
  const rpc = network.rpc('archive');
  const chain = await connect(network.ws('archive'));
  const issuer = await Issuer.register(chain, new Council(chain, SECRETS.map(account)));
  const kept = await issuer.anchor();
  const revoked = await issuer.anchor();
  const nobodys = { ...kept, leaf: `0x${'ab'.repeat(32)}` };
  const references = [kept, revoked, nobodys];
  /** Waits until as many of the credentials are valid as of the last final block. */
  const untilValid = (count) =>
    waitFor(
      async () => {
        const { hash } = await network.converged();
        return countValid(await verdictsOf(rpc, references, hash)) === count;
      },
      { what: `${count} valid credentials`, interval: 1_000 },
    );

  const bundles = [];
  /** Keeps a bundle of all references, as of a block or the last one, with what the node says. */
  const keep = async (name, at = null) => {
    const answer = await rpc.call('credentials_prove', references, at);
    const { blockHash } = answer.asOf;
    const verdicts = await rpc.call('credentials_verify', references, blockHash);
    bundles.push({ name, file: textOf(bundleOf(answer)), references, verdicts });
    return blockHash;
  };
  await untilValid(2);
  const first = await keep('of the first set');
  await issuer.revoke(revoked);
  await untilValid(1);
  await keep('after a revocation');
  await keep('of a past moment, before the revocation', first);
  await announceKeys(network, chain, 'bob');
  await waitFor(async () => (await rpc.call('credentials_authoritySets')).count > 0, {
    what: 'a hand-off',
    interval: 1_000,
  });
  const hasNewSet = async () => (await rpc.call('credentials_prove', references)).setId > 0;
  await waitFor(hasNewSet, { what: 'votes of the new set', interval: 1_000 });
  await keep('of the second set');
  await keep('of a past moment of the first set, by the second', first);

  const { trusted } = await Keeper.ofFirstBlock(rpc);
  const { authorities } = trusted.setOf(0n, null);
  const handOffs = textOf(handOffsOf(await rpc.call('credentials_authoritySets')));
  const keys = authorities.map(({ key }) => toHex(key));
  const made = { genesis: trusted.genesis, authorities: keys, handOffs, bundles };
  process.stdout.write(`${JSON.stringify(made, null, 2)}\n`);
  await chain.close();
} finally {
  await network.killAll();
  rmSync(folder, { recursive: true, force: true });
}

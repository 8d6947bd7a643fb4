// SPDX-License-Identifier: Apache-2.0

// The chapters on a network that votes, so that its answers can be proven: a registrar and an
// employer at work with the command `testamur`, and then the same without any server.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { account, connect } from '../client/chain.js';
import { Council } from '../client/council.js';
import { toHex } from '../client/hex.js';
import { Issuer } from '../network/issuer.js';
import { Network } from '../network/network.js';
import { Employer } from './employer.js';
import { Offline } from './offline.js';
import { Registrar } from './registrar.js';

const SECRETS = ['//Alice', '//Bob', '//Charlie', '//Dave'];

/**
 * Plays the chapters on a network of their own, and returns the command line by which a user
 * verifies the credentials of the last one.
 *
 * @param {object} options
 * @param {string} options.folder for the files; those of the network are removed unless it fails
 * @param {import('../util/console.js').Console} options.output
 * @param {number} options.number that of the first of these chapters
 * @param {{ verifier: string, command: string }} options.programs the folder of the verifier in
 *   WebAssembly, and the path of `testamur-verify-offline`
 */
export async function voting({ folder, output, number, programs }) {
  // No other network has this first block, so that nothing of one chain is taken for something of
  // another, as of `scripts/localnet`.
  const mark = toHex(randomBytes(16));
  const network = await Network.create({ folder: join(folder, 'network'), mark });
  try {
    return await playChapters({ network, folder, output, number, programs });
  } catch (error) {
    await network.killAll();
    throw error;
  }
}

async function playChapters({ network, folder, output, number, programs }) {
  output.chapter(number, 'A registrar at work');
  output.note('The node so far sealed its blocks itself; nobody voted on them, so nothing can');
  output.note('be proven of them. Here, four validators vote, and an archive node answers.');
  await network.startAll();
  await network.converged();
  const chain = await connect(network.ws('archive'));
  try {
    return await playOn({ chain, network, folder, output, number, programs });
  } finally {
    // A connection that is left open would look for its node for ever.
    await chain.close();
  }
}

async function playOn({ chain, network, folder, output, number, programs }) {
  const council = new Council(chain, SECRETS.map(account));
  const issuer = await Issuer.register(chain, council);
  const node = { ws: network.ws('archive'), rpc: network.rpc('archive') };
  const files = join(folder, 'registrar');
  const registrar = new Registrar({ chain, council, node, folder: files, output });
  await registrar.found();
  await registrar.prepare();
  await registrar.issueCohort();
  await registrar.handOver();

  output.chapter(number + 1, 'An employer asks');
  const employer = new Employer(registrar);
  await employer.verify();
  await employer.presentation();
  await employer.changes();
  await employer.tampered();
  await employer.keep();

  output.chapter(number + 2, 'Without a server');
  const play = new Offline({ network, folder: join(folder, 'offline'), output, ...programs });
  await play.issue(chain, issuer);
  await chain.close();
  await play.fetch();
  await play.listenToLiar();
  await network.stopAll();
  const states = await network.statuses();
  assert.ok(states.every(({ state }) => state === 'stopped'));
  output.pass('the network is switched off');
  await play.verifyWithoutServer();
  await employer.verifyWithoutServer();
  await network.remove();
  return play.commandLine;
}

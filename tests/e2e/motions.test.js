// SPDX-License-Identifier: Apache-2.0

// A council of several members decides with the command: each makes the call from its own arguments.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { account } from '../client/chain.js';
import { ownChain } from './attack/chain.js';
import { PASSWORD, startCommand, writeKeystore } from './registrar.js';
import { temporaryFolder } from './support.js';

const MEMBERS = ['Alice', 'Bob', 'Charlie', 'Dave'];

describe('motions with the command', { concurrency: 1 }, () => {
  const world = ownChain({ sealing: 'instant' });
  const folder = temporaryFolder();

  /** Takes a step of a motion as a member, and checks how that ends. */
  async function step(member, code, pattern, name, args) {
    const sending = ['--node', world.network.ws('author'), '--account', `${member}.json`];
    const all = [...args, '--motion', name, ...sending, '--account-password', '0', '--yes'];
    const ended = await startCommand(folder, all, PASSWORD).ended;
    assert.equal(ended.code, code, ended.said);
    assert.match(ended.said, pattern);
  }

  const register = (name) => [
    ...['institution', 'register', '--name', name, '--country', 'NL', '--allowance', '10'],
    ...['--admin', account(`//${name}`).address],
  ];
  const nameOf = async (id) => (await world.rpc.call('credentials_institution', id))?.name;

  before(async () => {
    for (const member of MEMBERS) writeKeystore(folder, member, account(`//${member}`));
    const { api } = world.chain;
    const [, ...others] = MEMBERS.map((member) => account(`//${member}`).address);
    const seats = others.map((address) => api.tx.councilMembership.addMember(address));
    await world.council.decideFinal(api.tx.utility.batchAll(seats));
    assert.equal((await api.query.council.members()).length, MEMBERS.length);
  });

  test('two thirds of the seats carry what each of them has stated', async () => {
    const school = register('School');
    await step('Alice', 0, /takes 3 of 4 votes/, 'propose', school);
    await step('Bob', 1, /is open already/, 'propose', school);
    await step('Alice', 0, /0 for it and 0 against it; it takes 3/, 'approve', school);
    await step('Alice', 0, /has voted so already/, 'approve', school);
    await step('Alice', 1, /Council\.TooEarly/, 'close', school);
    // Whoever states anything else votes for nothing.
    await step('Bob', 1, /no motion is open for this/, 'approve', register('Schoo1'));
    await step('Bob', 0, /1 for it and 0 against it/, 'approve', school);
    await step('Charlie', 0, /This is a vote against it/, 'reject', school);
    await step('Dave', 0, /2 for it and 1 against it/, 'approve', school);
    assert.equal(await nameOf(1), undefined);
    await step('Charlie', 0, /It is institution 1\./, 'close', school);
    assert.equal(await nameOf(1), 'School');
    await step('Charlie', 1, /no motion is open for this/, 'close', school);
  });

  test('a motion that has no power is not voted for, and is got rid of', async () => {
    const { api, calls } = world.chain;
    const call = calls.suspendInstitution(1);
    const weak = api.tx.council.propose(2, call, call.method.encodedLength);
    await world.chain.sendFinal(weak, account('//Dave'));
    const suspend = ['institution', 'suspend', '1'];
    await step('Alice', 1, /states 2 votes as enough, and it takes 3/, 'approve', suspend);
    await step('Alice', 1, /Council\.TooEarly/, 'close', suspend);
    for (const member of ['Alice', 'Bob', 'Charlie']) {
      await step(member, 0, /a vote against it/, 'reject', suspend);
    }
    await step('Alice', 1, /was not carried/, 'close', suspend);
    const preview = /As the node says, institution 1 is .* \(NL\), which may act\.[^]*takes 3 of 4 votes/;
    await step('Alice', 0, preview, 'propose', suspend);
  });

  test('a motion may be carried, and its call fail', async () => {
    const nobody = ['institution', 'suspend', '7'];
    await step('Alice', 0, /no institution 7\.[^]*takes 3 of 4 votes/, 'propose', nobody);
    for (const member of ['Alice', 'Bob', 'Charlie']) {
      await step(member, 0, /a vote for it/, 'approve', nobody);
    }
    await step('Dave', 1, /carried, and its call failed: .*InstitutionNotFound/, 'close', nobody);
  });

  test('a motion that is rejected changes nothing', async () => {
    const close = ['institution', 'close', '1'];
    await step('Alice', 0, /takes 3 of 4 votes/, 'propose', close);
    for (const member of ['Bob', 'Charlie']) {
      await step(member, 0, /a vote against it/, 'reject', close);
    }
    await step('Dave', 1, /was not carried/, 'close', close);
    assert.equal((await world.rpc.call('credentials_institution', 1)).state, 'active');
  });
});

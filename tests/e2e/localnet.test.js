// SPDX-License-Identifier: Apache-2.0

// Runs scripts/localnet, command by command, as a user types them.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { account, connect, PoolRefusal } from '../client/chain.js';
import { findBinary, isFree } from '../network/node.js';
import { isAlive, signal } from '../network/processes.js';
import { TIMEOUT, waitFor } from '../network/wait.js';
import { REPOSITORY, temporaryFolder } from './support.js';

const SCRIPT = join(REPOSITORY, 'scripts/localnet');
const ENVIRONMENT = { ...process.env, TESTAMUR_NODE: findBinary() };
const NAMES = ['alice', 'bob', 'charlie', 'dave', 'archive'];

/** Returns an offset for every port so that all of them are free. */
async function freeOffset() {
  for (let offset = 1_000; offset < 30_000; offset += 100) {
    const ports = [9_615, 9_944, 30_333].flatMap((first) =>
      NAMES.map((_, place) => first + offset + place),
    );
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return offset;
  }
  throw new Error('no fifteen free ports');
}

describe('scripts/localnet', { concurrency: 1 }, () => {
  // Hooks run in the order of their registration, so this one comes before the folder is removed.
  after(() => {
    // This ends whatever a failed test has left.
    if (existsSync(join(folder, 'network.json'))) {
      records().forEach((record) => signal(record, 'SIGKILL'));
    }
  });
  const folder = join(temporaryFolder(), 'network');
  let offset;

  const localnet = (...args) =>
    new Promise((resolve) => {
      execFile(
        SCRIPT,
        [...args, '--dir', folder],
        { env: ENVIRONMENT, timeout: 600_000 },
        (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  const succeed = async (...args) => {
    const { code, stdout, stderr } = await localnet(...args);
    assert.equal(code, 0, `${args.join(' ')}: ${stderr}${stdout}`);
    return stdout;
  };
  const fail = async (pattern, ...args) => {
    const { code, stdout, stderr } = await localnet(...args);
    assert.equal(code, 1, `${args.join(' ')}: ${stdout}`);
    assert.match(stderr, pattern);
  };
  const statuses = async () => JSON.parse(await succeed('status', '--json'));
  const statusOf = async (name) => (await statuses()).find((status) => status.name === name);
  const nodeUrl = (place) => `ws://127.0.0.1:${9_944 + offset + place}`;
  const records = () =>
    JSON.parse(readFileSync(join(folder, 'network.json'), 'utf8')).nodes.map(
      (node) => node.process,
    );

  test('says what it does, and what it does not know', async () => {
    const { stdout } = await localnet('-h');
    assert.match(stdout, /^A network of your own/);
    await fail(/does not know "begin"/, 'begin');
    await fail(/takes no name/, 'start', 'alice');
    await fail(/needs the name of a node/, 'kill');
    await fail(/does not know "--fast"/, 'start', '--fast');
    await fail(/leads to no port/, 'start', '--offset', '-1');
    await fail(/there is no network in .*`scripts\/localnet start` makes one/, 'status');
  });

  test('leaves a folder alone that is not its own', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'thesis.txt'), 'three years of work');
    await fail(/holds something that is no network/, 'start');
    assert.equal(readFileSync(join(folder, 'thesis.txt'), 'utf8'), 'three years of work');
    rmSync(folder, { recursive: true });
  });

  test('a port that is taken is named, and nothing starts', async () => {
    offset = await freeOffset();
    const port = 9_945 + offset;
    const other = createServer();
    await new Promise((listening) => other.listen(port, '127.0.0.1', listening));
    await fail(
      new RegExp(`taken by other programs: port ${port}\\.`),
      'start',
      '--offset',
      String(offset),
    );
    await new Promise((closed) => other.close(closed));
    assert.ok(!existsSync(folder), 'a network was made');
    await fail(/there is no network in/, 'stop');
  });

  test('start: five nodes that know each other and make blocks final', async () => {
    const shown = await succeed('start', '--offset', String(offset));
    for (const name of NAMES) assert.match(shown, new RegExp(`^  ${name} +\\w+ +running`, 'm'));
    assert.match(shown, new RegExp(nodeUrl(0)));
    assert.ok(!shown.includes('\x1b'), 'no colours without a terminal');
    const found = await statuses();
    assert.deepEqual(
      found.map(({ name, role, state, inSet, author }) => ({ name, role, state, inSet, author })),
      NAMES.map((name) => {
        const isValidator = name !== 'archive';
        const role = isValidator ? 'validator' : 'archive';
        return { name, role, state: 'running', inSet: isValidator, author: isValidator };
      }),
    );
    assert.ok(found.every(({ finalized }) => finalized >= 1));
    const authored = found.map((status) => status.authored ?? 0).reduce((sum, one) => sum + one);
    assert.ok(authored >= 1, 'the chain counts who has written blocks');
    assert.ok(records().every(isAlive));
    await fail(/runs already/, 'start');
  });

  test('each has its own log, and its metrics', async () => {
    assert.match(await succeed('logs', 'charlie'), /Running Testamur Local Testnet/);
    const metrics = await fetch(`http://127.0.0.1:${9_616 + offset}/metrics`);
    assert.match(await metrics.text(), /substrate_block_height\{status="finalized"/);
    await fail(/there is no node eve: there are alice/, 'logs', 'eve');
  });

  test('kill, status, restart: it comes back and catches up', async () => {
    const { pid } = await statusOf('bob');
    assert.match(await succeed('kill', 'bob'), new RegExp(`process ${pid}`));
    assert.equal((await statusOf('bob')).state, 'stopped');
    assert.match(await succeed('status'), /bob +validator +stopped +–/);
    await fail(/bob is not running/, 'kill', 'bob');

    const { finalized } = await statusOf('alice');
    await waitFor(async () => (await statusOf('alice')).finalized > finalized, {
      what: 'finality with three of four',
    });
    await succeed('restart', 'bob');
    await waitFor(async () => (await statusOf('bob')).finalized > finalized, {
      what: 'bob to catch up',
    });
    assert.notEqual((await statusOf('bob')).pid, pid);
  });

  test('of two that one account signs with one nonce, on two nodes, one gets in', async () => {
    const chains = await Promise.all([0, 1].map((at) => connect(nodeUrl(at))));
    const [first] = chains;
    const { nonce } = await first.api.query.system.account(account('//Alice').address);
    const outcomes = await Promise.allSettled(
      chains.map(async (chain, at) => {
        const call = chain.api.tx.system.remarkWithEvent(`machine ${at}`);
        return chain.submit((await call.signAsync(account('//Alice'), { nonce })).toHex());
      }),
    );
    await Promise.all(chains.map((chain) => chain.close()));
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const { reason } = outcomes.find(({ status }) => status === 'rejected');
    assert.ok(reason instanceof PoolRefusal, reason);
  });

  test('follow: table after table, until it is interrupted', async () => {
    const child = spawn(SCRIPT, ['follow', '--dir', folder], { env: ENVIRONMENT });
    let shown = '';
    child.stdout.on('data', (data) => (shown += data));
    const closed = new Promise((resolve) => child.once('close', (code) => resolve(code)));
    await waitFor(() => (shown.match(/5 of 5 nodes run/g) ?? []).length >= 2, {
      what: 'two tables',
    });
    child.kill('SIGINT');
    assert.equal(
      await Promise.race([closed, delay(TIMEOUT, 'it did not end', { ref: false })]),
      130,
    );
    assert.ok(records().every(isAlive), 'the nodes go on');
  });

  test('stop --keep-data and start again: it goes on where it was', async () => {
    const { finalized } = await statusOf('archive');
    const before = records();
    assert.match(
      await succeed('stop', '--keep-data'),
      /Stopped alice, bob, charlie, dave, archive/,
    );
    assert.ok(!before.some(isAlive));
    await succeed('start');
    assert.ok((await statusOf('archive')).finalized >= finalized);
  });

  test('stop: nothing is left', async () => {
    const before = records();
    await succeed('stop');
    assert.ok(!before.some(isAlive));
    assert.ok(!existsSync(folder));
  });
});

// SPDX-License-Identifier: Apache-2.0

// The council upgrades the runtime of the running network, with a migration and with the next version
// of the API for readers. No node stops, none is restarted, and credentials that were issued before
// keep their verdicts: the nodes, whose binary is older than the runtime, ask it.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { connect } from '../client/chain.js';
import { toHex } from '../client/hex.js';
import { Keeper } from '../client/keeper.js';
import { SLOT, waitFor } from '../network/wait.js';
import { slowness } from '../util/yardstick.js';
import { countValid, verdictsOf } from '../network/issuer.js';
import { ALL_NODES, setUpIssuer, ownNetwork, seconds, watchFinality } from './support.js';

/** The share of the council that may act as root. */
const SHARE = 3 / 4;
/** The label of the status list of the credentials that are issued before. */
const LABEL = `0x${'5a'.repeat(16)}`;
/** The longest pause of finality, in milliseconds: every node compiles the new runtime once. */
const LIMIT = 10 * SLOT;

function nextRuntime() {
  const { TESTAMUR_NEXT_RUNTIME: file } = process.env;
  if (file && existsSync(file)) return readFileSync(file);
  throw new Error(
    'the rehearsal needs a runtime to upgrade to: TESTAMUR_NEXT_RUNTIME names none; ' +
      '`scripts/faults` builds it',
  );
}

/** Returns the name and the time of the last change of each compiled runtime in a folder. */
function compiledRuntimes(folder) {
  const modules = join(folder, 'compiled', 'modules');
  return readdirSync(modules, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.stats'))
    .map(({ parentPath, name }) => `${name} ${statSync(join(parentPath, name)).mtimeMs}`)
    .sort();
}

/** Returns how long a node has compiled the next runtime, in milliseconds, or `undefined`. */
function compiledIn(network, name) {
  const found = /Compiled the next runtime, .*, in (\d+) ms/.exec(network.logSinceStart(name));
  return found ? Number(found[1]) : undefined;
}

describe('an upgrade of the runtime', { concurrency: 1 }, () => {
  const world = ownNetwork('upgrade');
  let code;
  let earlier;
  let versions;

  // A folder of its own, in which no earlier run has left the next runtime.
  const modules = mkdtempSync(join(tmpdir(), 'testamur-modules-'));
  process.env.TESTAMUR_MODULE_CACHE = modules;
  after(() => rmSync(modules, { recursive: true, force: true }));

  before(async () => {
    code = nextRuntime();
    await setUpIssuer(world);
  });

  const specOf = async (name) => (await world.network.status(name)).spec;

  /** Returns the versions of the runtime APIs at a block, by their identifiers. */
  const apisAt = async (hash) =>
    new Map((await world.network.rpc('archive').call('state_getRuntimeVersion', hash)).apis);

  /** Returns the number of the first block whose state holds the new runtime. */
  async function upgradedAt() {
    const rpc = world.network.rpc('archive');
    const isNew = async (number) => {
      const hash = await rpc.call('chain_getBlockHash', number);
      return (await rpc.call('state_getRuntimeVersion', hash)).specVersion > versions.before;
    };
    let [low, high] = [0, (await world.network.finalized('archive')).number];
    assert.ok(await isNew(high), 'the upgrade is final');
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (await isNew(middle)) high = middle;
      else low = middle;
    }
    return high;
  }

  /** Returns one question with each method, as of a block or a time. */
  function questionsAt(at) {
    const [reference] = world.issuer.references;
    const { institution, leaf } = reference;
    return [
      ['verify', [reference], at],
      ['institution', institution, at],
      ['accreditation', 1, at],
      ['type', 1, at],
      ['batch', institution, leaf, at],
      ['statuses', institution, leaf, 0, 1, at],
      ['issuers', null, null, null, at],
      ['types', null, null, at],
      ['isAuthorized', institution, 1, at],
      ['batches', institution, null, null, at],
      ['accreditationsGiven', institution, null, null, at],
      ['documentKeys', institution, null, null, at],
      ['statusList', institution, LABEL, null, null, at],
      ['log', null, at],
    ];
  }

  test('credentials are issued before', async () => {
    const { network, issuer } = world;
    for (let count = 0; count < 5; count++) await issuer.anchor();
    await issuer.list(LABEL);
    earlier = await waitFor(
      async () => {
        const { hash } = await network.converged();
        const verdicts = await verdictsOf(network.rpc('archive'), issuer.references, hash);
        return countValid(verdicts) === 5 && { hash, verdicts };
      },
      { what: 'five final credentials', interval: 1_000 },
    );
    const archive = network.rpc('archive');
    world.keeper = await Keeper.ofFirstBlock(archive);
    await world.keeper.keep(archive, issuer.references, earlier.hash);
    versions = { before: await specOf('archive') };
  });

  test('three quarters of the council authorize it, any member applies it, nobody stops', async (t) => {
    const { network, chain, council, members } = world;
    const { api } = chain;
    const ceiling = (await api.query.consortium.settings()).ceiling.toNumber();
    const pids = ALL_NODES.map((name) => network.node(name).process.pid);
    const watch = watchFinality(network, 'archive');
    const begin = performance.now();
    const authorize = api.tx.system.authorizeUpgrade(api.registry.hash(code).toHex());
    await council.decideAll([api.tx.consortium.dispatchAsRoot(authorize)], SHARE);
    const authorized = performance.now();
    await chain.sendFinal(api.tx.system.applyAuthorizedUpgrade(toHex(code)), members[3]);
    await waitFor(
      async () =>
        (await Promise.all(ALL_NODES.map(specOf))).every((spec) => spec > versions.before),
      { what: 'the new version everywhere', interval: 500 },
    );
    const applied = performance.now();
    const { number } = await network.finalized('archive');
    await network.converged({ above: number + 4 });
    const pause = await watch();
    versions.after = await specOf('archive');
    t.diagnostic(
      `spec version ${versions.before} to ${versions.after}; authorized after ` +
        `${seconds(authorized - begin)}, applied everywhere ${seconds(applied - authorized)} later; ` +
        `longest pause of finality ${seconds(pause)}`,
    );
    const compiled = new Map(ALL_NODES.map((name) => [name, compiledIn(network, name)]));
    const prepared = ALL_NODES.filter((name) => compiled.get(name) !== undefined);
    t.diagnostic(`compiled it before it was applied: ${prepared.join(', ')}`);
    assert.ok(prepared.includes('archive'), 'the node that was handed the transaction');
    assert.equal(versions.after, versions.before + 1);
    // Here the upgrade is applied as soon as it is authorized, so nodes may have to wait for their
    // compiler. Its time is that of this machine in this minute.
    const compiler = Math.max(...prepared.map((name) => compiled.get(name)));
    const limit = LIMIT * slowness() + compiler;
    const told = `finality paused for ${seconds(pause)}, and ${seconds(limit)} is the most`;
    assert.ok(pause <= limit, told);
    assert.deepEqual(
      ALL_NODES.map((name) => network.node(name).process.pid),
      pids,
    );
    assert.ok(
      ALL_NODES.every((name) => network.isRunning(name)),
      'the same processes',
    );

    // The new connection has the metadata of the new runtime.
    await chain.close();
    world.chain = await connect(network.ws('archive'));
    const settings = await world.chain.api.query.consortium.settings();
    assert.equal(settings.ceiling.toNumber(), ceiling + 1, 'the migration ran, once');
  });

  test('of the block that replaced the runtime nothing is told, and of those around it all', async () => {
    const { network, issuer } = world;
    const archive = network.rpc('archive');
    const upgraded = await upgradedAt();
    const hashes = await Promise.all(
      [-1, 0, 1].map((step) => archive.call('chain_getBlockHash', upgraded + step)),
    );
    const [before, at, after] = hashes;
    const [{ asOf }] = await verdictsOf(archive, issuer.references, after);
    // A moment before the next block is a moment after this one.
    const time = new Date(Date.parse(asOf.time) - 1).toISOString();
    for (const name of ALL_NODES) {
      const rpc = network.rpc(name);
      for (const [method, ...params] of [...questionsAt(at), ...questionsAt({ time })]) {
        await assert.rejects(
          rpc.call(`credentials_${method}`, ...params),
          ({ code, message }) => code === 9005 && /replaced the runtime/.test(message),
          `${name}: ${method}`,
        );
      }
      for (const [method, ...params] of [...questionsAt(before), ...questionsAt(after)]) {
        assert.ok(await rpc.call(`credentials_${method}`, ...params), `${name}: ${method}`);
      }
      assert.equal(countValid(await verdictsOf(rpc, issuer.references, before)), 5);
      assert.equal(countValid(await verdictsOf(rpc, issuer.references, after)), 5);
    }
    // The runtime itself says so too: an error, the third of `QueryError`.
    const verdicts = (hash) => archive.call('state_call', 'CredentialsApi_verify', '0x00', hash);
    assert.equal(await verdicts(at), '0x0102');
    assert.equal(await verdicts(after), '0x0000');
  });

  test('the runtime speaks a newer version of the API, and the nodes ask it', async (t) => {
    const { network } = world;
    const { hash } = await network.converged();
    const [then, now] = [await apisAt(earlier.hash), await apisAt(hash)];
    const raised = [...now].filter(([api, version]) => then.get(api) !== version);
    assert.equal(raised.length, 1, 'one API has another version');
    const [[api, version]] = raised;
    assert.equal(version, then.get(api) + 1);
    // Its records mean something else, and readers of version 2 may call it.
    const archive = network.rpc('archive');
    const contract = await archive.call('state_call', 'CredentialsApi_contract', '0x', hash);
    assert.equal(contract, '0x0200000002000000');
    for (const name of ALL_NODES) {
      for (const [method, ...params] of questionsAt(hash)) {
        const answer = await network.rpc(name).call(`credentials_${method}`, ...params);
        assert.ok(answer, `${name}: ${method}`);
      }
    }
    t.diagnostic(`API ${api} went from version ${then.get(api)} to ${version}`);
  });

  test('what was issued before is worth what it was, on every node', async () => {
    const { network, issuer } = world;
    const { hash } = await network.converged();
    for (const name of ALL_NODES) {
      const rpc = network.rpc(name);
      // An answer as of a past block is the same as it was then.
      assert.deepEqual(
        await verdictsOf(rpc, issuer.references, earlier.hash),
        earlier.verdicts,
        name,
      );
      const now = await verdictsOf(rpc, issuer.references, hash);
      const plain = (verdicts) => verdicts.map(({ asOf, ...verdict }) => verdict);
      assert.deepEqual(plain(now), plain(earlier.verdicts), name);
    }
  });

  test('what was proven before holds, and is proven again; what is new is not proven', async () => {
    const { network, issuer, keeper } = world;
    const archive = network.rpc('archive');
    await keeper.learn(archive);
    // The state of that block is the former runtime's; the final block that vouches for it is not.
    await keeper.keep(archive, issuer.references, earlier.hash);
    await keeper.check();
    const refused = (at, reason) =>
      assert.rejects(
        archive.call('credentials_prove', issuer.references, at),
        ({ code, message }) => code === 9005 && reason.test(message),
      );
    await refused(null, /mean what this node does not know/);
    const at = await archive.call('chain_getBlockHash', await upgradedAt());
    await refused(at, /replaced the runtime/);
  });

  test('credentials are issued after', async () => {
    const { network, issuer } = world;
    issuer.use(world.chain);
    await issuer.anchor();
    await waitFor(
      async () => {
        const { hash } = await network.converged();
        return countValid(await verdictsOf(network.rpc('dave'), issuer.references, hash)) === 6;
      },
      { what: 'the sixth to be final', interval: 1_000 },
    );
  });

  test('a node that is restarted compiles nothing', async (t) => {
    const { network } = world;
    await network.stop('dave');
    const compiled = compiledRuntimes(modules);
    assert.ok(compiled.length >= 2, `the runtimes before and after: ${compiled.length}`);
    const begin = performance.now();
    await network.start('dave');
    assert.equal(await specOf('dave'), versions.after);
    t.diagnostic(`answered ${seconds(performance.now() - begin)} after its start`);
    assert.deepEqual(compiledRuntimes(modules), compiled);
  });

  test('a node with the binary of before follows the chain from its beginning', async (t) => {
    const { network } = world;
    const { number } = await network.converged();
    const begin = performance.now();
    await network.add({ name: 'eve', role: 'archive' });
    await network.converged({ above: number });
    t.diagnostic(
      `it had ${number} blocks of both versions after ${seconds(performance.now() - begin)}`,
    );
    assert.equal(await specOf('eve'), versions.after);
  });
});

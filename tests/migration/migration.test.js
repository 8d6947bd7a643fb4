// SPDX-License-Identifier: Apache-2.0

// A chain with data of layout 1 gets the present runtime, on running nodes. The council upgrades it, the
// records are migrated in steps, and nobody reads anything wrongly: at each block, a node tells what
// the former node told before, or that it cannot tell. One node keeps the former binary throughout.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { account, connect } from '../client/chain.js';
import { Council } from '../client/council.js';
import { toHex } from '../client/hex.js';
import { Network } from '../network/network.js';
import { waitFor } from '../network/wait.js';
import { compareVerdicts, outcomesOf } from './compare.js';
import { ACTIVE_GRANT, COLLEGE, definition, Register, UNIVERSITY } from './register.js';
import { dumpState, layoutAt } from './state.js';

const FOLDER = fileURLToPath(new URL('../../.testamur/migration', import.meta.url));
const { TESTAMUR_NODE, TESTAMUR_FORMER_NODE, TESTAMUR_RUNTIME, TESTAMUR_FIXTURE } = process.env;
/** The number of batches besides those that are looked at, so that there are several steps. */
const BATCHES = Number(process.env.TESTAMUR_BATCHES ?? 40_960);
/** The share of the council that may act as root. */
const SHARE = 3 / 4;

const MEMBERS = ['alice', 'bob', 'charlie', 'dave'];
const MIGRATED = [...MEMBERS, 'archive'];
/** The node that keeps the former binary. */
const FORMER = 'former';

for (const [name, file] of Object.entries({
  TESTAMUR_NODE,
  TESTAMUR_FORMER_NODE,
  TESTAMUR_RUNTIME,
})) {
  if (!file || !existsSync(file)) {
    throw new Error(`${name} names no file: \`scripts/rehearse-migration\` builds all three`);
  }
}

const begun = performance.now();
const say = (text) => {
  const seconds = Math.round((performance.now() - begun) / 1_000);
  process.stderr.write(`${String(seconds).padStart(5)} s  ${text}\n`);
};

describe('a chain of layout 1 gets the present runtime', { concurrency: 1 }, () => {
  const world = {};
  const figures = { batches: BATCHES };

  before(async () => {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    process.env.TESTAMUR_NODE = TESTAMUR_FORMER_NODE;
    const archive = { role: 'archive', options: ['--pool-limit', '65536'] };
    world.network = await Network.create({
      folder: FOLDER,
      members: [
        ...MEMBERS.map((name) => ({
          name,
          role: 'validator',
          secret: `//${name[0].toUpperCase()}${name.slice(1)}`,
          options: ['--state-pruning', 'archive'],
        })),
        { name: 'archive', ...archive },
        { name: FORMER, ...archive },
      ],
    });
    say('the network of the former node starts');
    await world.network.startAll();
    await world.network.converged({ above: 1 });
    world.chain = await connect(world.network.ws('archive'));
    world.members = MEMBERS.map((name) => account(`//${name[0].toUpperCase()}${name.slice(1)}`));
    world.council = new Council(world.chain, world.members);
  });

  after(async () => {
    await world.chain?.close();
    await world.network?.killAll();
    writeFileSync(join(FOLDER, 'figures.json'), `${JSON.stringify(figures, null, 2)}\n`);
  });

  const rpc = (name) => world.network.rpc(name);
  const hashOf = (number, name = 'archive') => rpc(name).call('chain_getBlockHash', number);
  const ask = (name, hash, references = world.references) =>
    rpc(name).call('credentials_verify', references, hash);
  /** Asks a node as of a block, and returns the verdicts or the code and the text of the error. */
  const tryAsk = async (name, hash) => {
    try {
      return { verdicts: await ask(name, hash) };
    } catch (error) {
      return { code: error.code, message: error.message };
    }
  };

  test('the former node has records in every state, and its verdicts are noted', async (t) => {
    const { network, chain, council } = world;
    world.register = await Register.fill(chain, council, say);
    world.references = world.register.all;
    // The grant and the batch with an early end are over when the verdicts are noted.
    await waitFor(
      async () => {
        const [over, expired] = [world.register.references.over, world.register.references.expired];
        const verdicts = await ask(FORMER, (await network.finalized(FORMER)).hash, [over, expired]);
        return !verdicts[1].accreditation.now && verdicts[0].reasons.includes('expired');
      },
      { what: 'the end of a grant and of a batch', interval: 1_000 },
    );
    const { number, hash } = await network.converged();
    world.noted = { number, hash, verdicts: await ask(FORMER, hash) };
    const outcomes = outcomesOf(world.noted.verdicts);
    t.diagnostic(`verdicts of block ${number}: ${JSON.stringify(outcomes)}`);
    for (const reason of ['revoked', 'suspended', 'superseded', 'expired', 'voided', 'notAnchored']) {
      assert.ok(outcomes[reason] > 0, `a credential that is ${reason}`);
    }
    assert.ok(outcomes.valid > 0);
    if (TESTAMUR_FIXTURE) {
      const state = await dumpState(rpc('archive'), hash);
      const fixture = { references: world.references, verdicts: world.noted.verdicts, state };
      writeFileSync(TESTAMUR_FIXTURE, `${JSON.stringify(fixture, null, 1)}\n`);
      say(`the state of block ${number} is in ${TESTAMUR_FIXTURE}`);
    }
  });

  test('a motion is open, and there are many batches', async () => {
    const { chain, members, register } = world;
    const { tx } = chain.api;
    // The same bytes are another call of the new runtime, or none.
    const call = tx.credentials.setAllowance(COLLEGE, 7);
    await chain.send(tx.council.propose(3, call, call.method.encodedLength), members[1]);
    assert.equal((await chain.api.query.council.proposals()).length, 1);
    say(`${BATCHES} batches`);
    const areIn = await register.anchorMany(BATCHES, ACTIVE_GRANT);
    await waitFor(areIn, { what: 'all batches', interval: 1_000 });
    await chain.settled();
  });

  test('nodes get the present binary, and tell of blocks of the former runtime what was told', async () => {
    const { network, noted } = world;
    await world.chain.close();
    world.chain = undefined;
    for (const name of MIGRATED) {
      say(`${name} gets the present binary`);
      await network.stop(name);
      network.node(name).binary = TESTAMUR_NODE;
      await network.start(name);
      await network.converged({ above: noted.number });
    }
    const { hash } = await network.converged();
    for (const name of MIGRATED) {
      compareVerdicts(await ask(name, noted.hash), noted.verdicts, `${name}, as of then`);
      compareVerdicts(await ask(name, hash), await ask(FORMER, hash), `${name}, as of now`);
      // Other questions are for the former runtime, which the present node cannot ask.
      await assert.rejects(rpc(name).call('credentials_institution', UNIVERSITY, hash), {
        code: 9005,
      });
    }
  });

  test('the council upgrades the runtime, and each block tells the same or that it cannot tell', async (t) => {
    const { network, members, noted } = world;
    const code = readFileSync(TESTAMUR_RUNTIME);
    world.chain = await connect(network.ws('archive'));
    const { api } = world.chain;
    world.council = new Council(world.chain, members);
    const authorize = api.tx.system.authorizeUpgrade(api.registry.hash(code).toHex());
    await world.council.decideAll([api.tx.consortium.dispatchAsRoot(authorize)], SHARE);
    say('authorized');
    world.upgraded = await world.apply(code);
    say(`applied in block ${world.upgraded}`);

    const told = [];
    let pending;
    for (let number = world.upgraded - 2; ; number++) {
      const hash = await waitFor(() => hashOf(number), { what: `block ${number}`, interval: 100 });
      await waitFor(() => hashOf(number, FORMER).then((other) => other === hash), {
        what: `block ${number} at the former node`,
        interval: 100,
      });
      const [present, former, layout] = await Promise.all([
        tryAsk('archive', hash),
        tryAsk(FORMER, hash),
        layoutAt(rpc('archive'), hash),
      ]);
      told.push({ number, hash, present, former, layout });
      say(
        `block ${number}: layout ${layout}; ` +
          `present node: ${present.code ?? 'tells'}; former node: ${former.code ?? 'tells'}`,
      );
      // A transaction for the new runtime is sent while the records are migrated.
      if (number === world.upgraded + 1) pending = world.submitDuring(number);
      if (layout === 2 && number > told.find((it) => it.layout === 2).number + 2) break;
      assert.ok(number < world.upgraded + 600, 'the migration ends');
    }
    world.told = told;
    await pending;

    const complete = told.find(({ layout }) => layout === 2).number;
    const spoken = { present: [], former: [] };
    for (const { number, present, former } of told) {
      for (const [node, answer] of Object.entries({ present, former })) {
        if (answer.verdicts) {
          compareVerdicts(answer.verdicts, noted.verdicts, `block ${number}, ${node} node`);
          spoken[node].push(number);
        } else {
          assert.equal(answer.code, 9005, `block ${number}, ${node} node: ${answer.message}`);
        }
      }
    }
    const numbers = told.map(({ number }) => number);
    const outside = numbers.filter((number) => number < world.upgraded || number >= complete);
    assert.deepEqual(spoken.present, outside, 'the present node tells of all other blocks');
    assert.deepEqual(
      spoken.former,
      numbers.filter((number) => number < world.upgraded),
      'the former node tells of none from the upgrade on',
    );
    Object.assign(figures, await world.measure(complete));
    t.diagnostic(JSON.stringify(figures));
  });

  /**
   * Applies the authorized upgrade, and returns the number of the block that did. The client decodes
   * nothing of that block, whose events are of the former runtime and whose metadata are not.
   */
  world.apply = async (code) => {
    const { api, provider } = world.chain;
    const specAt = async (number) => {
      const hash = await waitFor(() => hashOf(number), { what: `block ${number}`, interval: 100 });
      return (await rpc('archive').call('state_getRuntimeVersion', hash)).specVersion;
    };
    let number = await world.network.best('archive');
    const former = await specAt(number);
    const call = api.tx.system.applyAuthorizedUpgrade(toHex(code));
    const signed = await call.signAsync(world.members[3], { nonce: -1 });
    await provider.send('author_submitExtrinsic', [signed.toHex()]);
    while ((await specAt(number)) === former) number += 1;
    await world.chain.close();
    return number;
  };

  /** Sends a transaction of the new runtime while the migration goes on; it must be included after. */
  world.submitDuring = async () => {
    const chain = await connect(world.network.ws('archive'));
    try {
      const call = chain.calls.registerType(definition('Badge', 4));
      const sentAt = (await chain.api.rpc.chain.getHeader()).number.toNumber();
      const inclusion = await chain.send(call, world.register.admins[UNIVERSITY]);
      world.kept = { sentAt, includedAt: inclusion.number };
      say(`sent at block ${sentAt}, included in block ${inclusion.number}`);
    } finally {
      await chain.close();
    }
  };

  /** Returns the figures of the migration, which ended with block `complete`. */
  world.measure = async (complete) => {
    const { upgraded, network } = world;
    const chain = await connect(network.ws('archive'));
    const steps = [];
    try {
      for (let number = upgraded - 1; number <= complete + 1; number++) {
        const at = await chain.api.at(await hashOf(number));
        const time = (await at.query.timestamp.now()).toNumber();
        const { mandatory } = await at.query.system.blockWeight();
        steps.push({ number, time, milliseconds: mandatory.refTime.toNumber() / 1e9 });
      }
    } finally {
      await chain.close();
    }
    const at = (number) => steps.find((step) => step.number === number);
    const logs = MEMBERS.map((name) => network.logSinceStart(name)).join('\n');
    /** Returns the longest time that an author took for a block of a number, as their logs say. */
    const authored = (number) => {
      const line = new RegExp(`Prepared block for proposing at ${number} \\((\\d+) ms\\)`, 'g');
      return Math.max(...[...logs.matchAll(line)].map(([, milliseconds]) => Number(milliseconds)));
    };
    const of = steps.filter(({ number }) => number > upgraded && number <= complete);
    return {
      upgraded,
      complete,
      blocks: complete - upgraded,
      secondsOfCannotTell: (at(complete).time - at(upgraded).time) / 1_000,
      stepMilliseconds: of.map(({ milliseconds }) => Math.round(milliseconds)),
      authoringMilliseconds: of.map(({ number }) => authored(number)),
      log: network
        .logSinceStart('archive')
        .split('\n')
        .filter((line) => /Migrated/.test(line)),
    };
  };

  test('a transaction that was sent meanwhile was kept', () => {
    const { sentAt, includedAt } = world.kept;
    assert.ok(sentAt < figures.complete, `sent at ${sentAt}`);
    assert.ok(includedAt > figures.complete, `included in ${includedAt}`);
  });

  test('every node tells the same as before, of now and of then', async () => {
    const { network, noted, told } = world;
    const { hash } = await network.converged({ names: MIGRATED, above: figures.complete });
    for (const name of MIGRATED) {
      compareVerdicts(await ask(name, hash), noted.verdicts, name);
      compareVerdicts(await ask(name, noted.hash), noted.verdicts, `${name}, as of then`);
      for (const { number, hash: of, present } of told) {
        const again = await tryAsk(name, of);
        assert.equal(again.code, present.code, `${name}, block ${number}`);
        if (again.verdicts) compareVerdicts(again.verdicts, present.verdicts, `${name}, ${number}`);
      }
    }
    compareVerdicts(await ask(FORMER, noted.hash), noted.verdicts, 'the former node, as of then');
  });

  test('the rest is as it should be: motions, indices, logs', async () => {
    const { network } = world;
    world.chain = await connect(network.ws('archive'));
    const { query } = world.chain.api;
    assert.equal((await query.council.proposals()).length, 0, 'the open motion is closed');
    const offers = await query.credentials.openOffers(COLLEGE, 1);
    assert.equal(offers.length, 8, 'as many as one institution may have open');
    const { held } = (await query.credentials.institutions(COLLEGE)).unwrap();
    assert.equal(held.toNumber(), 11, 'all offers keep their places');
    const college = world.register.admins[COLLEGE];
    const last = (await query.credentials.nextAccreditationId()).unwrap().toNumber() - 1;
    await world.chain.send(world.chain.calls.acceptAccreditation(last), college);
    const log = await rpc('archive').call('credentials_log', COLLEGE);
    assert.ok(log.size >= 1, 'the log of the college has begun');
  });

  test('a new node follows the chain from its beginning', async (t) => {
    const { network, noted } = world;
    const { number } = await network.converged({ names: MIGRATED });
    const start = performance.now();
    process.env.TESTAMUR_NODE = TESTAMUR_NODE;
    await network.add({ name: 'eve', role: 'archive', binary: TESTAMUR_NODE });
    await network.converged({ names: ['archive', 'eve'], above: number });
    const seconds = (performance.now() - start) / 1_000;
    t.diagnostic(`it had ${number} blocks after ${seconds.toFixed(1)} s`);
    compareVerdicts(await ask('eve', noted.hash), noted.verdicts, 'eve, as of then');
  });
});

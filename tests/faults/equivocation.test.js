// SPDX-License-Identifier: Apache-2.0

// One validator's session keys run on two machines, because somebody restored a backup and forgot
// the first one. The two write two blocks for one slot, or cast two votes in one round. This is
// reported on the chain, the validator is disabled and retired, and the network goes on.

import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { SLOT, waitFor } from '../network/wait.js';
import { slowness } from '../util/yardstick.js';
import { connectClient, ALL_NODES, ownNetwork, seconds, VALIDATORS } from './support.js';
import { accountOf, turns, waitForSet } from './validators.js';

const WRITING = 'aura:equivocatio';
const VOTING = 'grandpa:equivoca';
/**
 * Without the key to vote with, only two blocks for one slot can be proved. With all keys the two
 * machines also vote differently, each for its own block, and either may be proved first.
 */
const CASES = [
  { does: 'writes', lacks: ['gran'], provable: [WRITING] },
  { does: 'writes and votes', lacks: [], provable: [WRITING, VOTING] },
];

for (const { does, lacks, provable } of CASES) {
  describe(`one key on two machines, and the second ${does}`, { concurrency: 1 }, () => {
    const world = ownNetwork(`equivocation-${does.replaceAll(' ', '-')}`);
    before(() => connectClient(world));

    /** Returns the matching events of the final blocks from a number on. */
    async function eventsSince(first, wanted) {
      const { chain, network } = world;
      const last = (await network.finalized('archive')).number;
      const found = [];
      for (let number = first; number <= last; number++) {
        const at = await chain.api.at(await chain.api.rpc.chain.getBlockHash(number));
        for (const { event } of await at.query.system.events()) {
          if (wanted(event)) found.push({ number, event });
        }
      }
      return { found, last };
    }

    test('it is reported on the chain and acted on', async (t) => {
      const { network } = world;
      await network.untilFinal(3);
      const first = (await network.finalized('archive')).number;
      const begin = performance.now();
      const twin = { name: 'twin', role: 'validator', secret: '//Dave' };
      const { base } = await network.define(twin);
      for (const type of lacks) removeKey(base, type);
      await network.start('twin');
      let from = first;
      const { number, event } = await waitFor(
        async () => {
          const { found, last } = await eventsSince(
            from,
            ({ section, method }) => section === 'consortium' && method === 'OffenceActedOn',
          );
          from = last + 1;
          return found[0];
        },
        { what: 'the offence to be acted on', interval: 1_000 },
      );
      t.diagnostic(
        `acted on in block ${number}, ${seconds(performance.now() - begin)} after the twin's start`,
      );
      assert.equal(event.data.validator.toString(), accountOf('dave').address);
      const { found } = await eventsSince(
        first,
        ({ section, method }) => section === 'offences' && method === 'Offence',
      );
      const kinds = found.map((one) => one.event.data.kind.toUtf8());
      t.diagnostic(`kinds: ${kinds.join(', ')}`);
      assert.ok(kinds.length > 0, 'the offence is on record');
      for (const kind of kinds) assert.ok(provable.includes(kind), kind);
      assert.equal(found[0].number, number, 'what is acted on is what was reported');
      world.reported = number;
    });

    test('the validator is disabled, and retired at the next change of sessions but one', async (t) => {
      const { chain, network } = world;
      const { api } = chain;
      const at = await api.at(await api.rpc.chain.getBlockHash(world.reported));
      const validators = (await at.query.session.validators()).map(String);
      const disabled = (await at.query.session.disabledValidators()).map((entry) =>
        (Array.isArray(entry) ? entry[0] : entry).toNumber(),
      );
      const place = validators.indexOf(accountOf('dave').address);
      assert.ok(place >= 0 && disabled.includes(place), `disabled: ${disabled}`);
      assert.ok(
        !(await at.query.consortium.validators()).map(String).includes(accountOf('dave').address),
        'the council finds him retired',
      );
      const begin = performance.now();
      const left = await waitForSet(chain, VALIDATORS, (set) => !set.includes('dave'), {
        what: 'him to leave the set',
      });
      t.diagnostic(
        `out of the set in session ${left.session}, ${seconds(performance.now() - begin)} later`,
      );
      assert.deepEqual((await network.status('alice')).inSet, true);
      const last = (await network.finalized('archive')).number;
      const his = (await turns(chain, VALIDATORS, world.reported, last)).filter(
        ({ turn }) => turn === 'dave',
      );
      t.diagnostic(`${his.length} turns of his after the report`);
      assert.ok(his.length > 0);
      assert.ok(
        his.every((one) => one.number === undefined),
        'he writes no block after the report',
      );
    });

    test('the network goes on', async (t) => {
      const { network } = world;
      const others = ALL_NODES.filter((name) => name !== 'dave');
      const { number } = await network.finalized('alice');
      const begin = performance.now();
      await network.converged({ names: others, above: number + 6 });
      const each = (performance.now() - begin) / 6;
      t.diagnostic(`a block final every ${seconds(each)} with the remaining three`);
      assert.ok(each < 3 * SLOT * slowness());
    });
  });
}

/**
 * Removes the key of a type from a node's keystore, where file names begin with the type in hex.
 */
function removeKey(base, type) {
  const [chain] = readdirSync(join(base, 'chains'));
  const keystore = join(base, 'chains', chain, 'keystore');
  const files = readdirSync(keystore).filter((name) =>
    name.startsWith(Buffer.from(type).toString('hex')),
  );
  assert.equal(files.length, 1);
  rmSync(join(keystore, files[0]));
}

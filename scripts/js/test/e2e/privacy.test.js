// SPDX-License-Identifier: Apache-2.0

// Nothing about a learner reaches the chain or the node. After the journey, all that the node has
// kept is searched for every value of the list of learners, and for what their files contain.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { UNIVERSITY } from '../../journey/cast.js';
import { journey } from '../../journey/index.js';
import { digestOf } from '../../lib/digest.js';
import { fromHex } from '../../lib/hex.js';
import { Search } from '../../lib/search.js';
import { ownNode } from './support.js';

const CONTROL = 'a control value that a member put on the chain on purpose';

/** What must be nowhere. Grades are too short to tell from chance, and stand in no other column. */
function secretsOf(credentials) {
  return credentials.flatMap(({ learner, text }) => {
    const { grade: _, ...values } = learner;
    const uuid = JSON.parse(text).id.replace('urn:uuid:', '');
    const digest = digestOf(text);
    return [
      ...Object.values(values),
      values.email.split('@')[0],
      `${values.givenName} ${values.familyName}`,
      uuid,
      uuid.replace(/-/g, ''),
      Buffer.from(uuid.replace(/-/g, ''), 'hex'),
      digest,
      digest.toString('hex'),
    ];
  });
}

/** Every file below a folder. */
const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });

describe('privacy', { concurrency: 1 }, () => {
  const world = ownNode();
  const sent = [];
  let stage;
  let secrets;
  let controls;
  let everything;

  before(async () => {
    const record = ({ provider }) => {
      for (const method of ['send', 'subscribe']) {
        const original = provider[method].bind(provider);
        provider[method] = (...args) => {
          sent.push(Buffer.from(JSON.stringify(args)));
          return original(...args);
        };
      }
    };
    const folder = join(world.folder, 'journey');
    stage = await journey({ node: world.node, folder, onConnect: record });
    const { chain, accounts, facts } = stage;
    await chain.sendFinal(chain.api.tx.system.remark(CONTROL), accounts.council);
    const { single, cohort, late, shortLived } = facts;
    const all = [single, ...cohort, ...late, shortLived];
    secrets = new Search(secretsOf(all));
    // What is public and must be found where everything else is looked for: or the search is blind.
    controls = {
      remark: new Search([CONTROL]),
      state: new Search([UNIVERSITY.name, fromHex(single.reference.leaf), fromHex(facts.cohortRoot)]),
    };
    everything = await readChain(world.node.rpc);
  });
  after(() => stage?.chain.close());

  /** All blocks with their events, and all keys and values of the last state, as bytes. */
  async function readChain(rpc) {
    const { api } = stage;
    const eventsKey = api.query.system.events.key();
    const head = await rpc.call('chain_getHeader');
    const blocks = [];
    for (let number = 0; number <= Number(head.number); number++) {
      const hash = await rpc.call('chain_getBlockHash', number);
      const { block } = await rpc.call('chain_getBlock', hash);
      const events = await rpc.call('state_getStorage', eventsKey, hash);
      const digests = block.header.digest.logs;
      blocks.push(...[...block.extrinsics, ...digests, events ?? '0x'].map(fromHex));
    }
    const at = await rpc.call('chain_getBlockHash', Number(head.number));
    const state = [];
    for (let last = null; ; ) {
      const keys = await rpc.call('state_getKeysPaged', '0x', 1_000, last, at);
      for (const key of keys) {
        state.push(fromHex(key), fromHex((await rpc.call('state_getStorage', key, at)) ?? '0x'));
      }
      if (keys.length < 1_000) break;
      last = keys[keys.length - 1];
    }
    return { blocks, state };
  }

  const findIn = (search, parts) => [...new Set(parts.flatMap((part) => search.in(part)))];

  test('the search finds what is there', () => {
    const { learner } = stage.facts.cohort[5];
    const planted = Buffer.concat([Buffer.alloc(999, 0xee), Buffer.from(learner.email), Buffer.alloc(9)]);
    assert.ok(secrets.in(planted).includes(learner.email));
    assert.deepEqual(findIn(controls.remark, everything.blocks), [CONTROL]);
    assert.equal(findIn(controls.state, everything.state).length, 3);
  });

  test('no learner in any block, event, key or value of the chain', (t) => {
    assert.deepEqual(findIn(secrets, everything.blocks), []);
    assert.deepEqual(findIn(secrets, everything.state), []);
    t.diagnostic(`${everything.blocks.length} parts of blocks, ${everything.state.length / 2} records`);
  });

  test('no learner in any request that the clients sent', (t) => {
    assert.ok(sent.length > 50);
    assert.deepEqual(findIn(secrets, sent), []);
    const leaf = stage.facts.single.reference.leaf;
    assert.ok(findIn(new Search([leaf]), sent).length > 0, 'requests were recorded');
    t.diagnostic(`${sent.length} requests`);
  });

  test('no learner in any file of the node, its log included', async (t) => {
    await stage.chain.close();
    await world.node.stop();
    const files = [...filesBelow(world.node.base), world.node.log];
    let control = 0;
    let bytes = 0;
    for (const file of files) {
      const content = readFileSync(file);
      bytes += content.length;
      assert.deepEqual(secrets.in(content), [], file);
      control += controls.remark.in(content).length;
    }
    assert.ok(control > 0, 'the control value is in the database, uncompressed like all small values');
    t.diagnostic(`${files.length} files, ${(bytes / 2 ** 20).toFixed(1)} MiB`);
  });

  test('and they are all in the files of the registrar', () => {
    const { single, cohort } = stage.facts;
    const folder = join(world.folder, 'journey/credentials');
    for (const { name, learner } of [single, ...cohort]) {
      const content = readFileSync(join(folder, `${name}.json`));
      assert.ok(content.includes(learner.email) && content.includes(learner.birthDate), name);
      assert.ok(secrets.in(content).length > 5);
    }
  });
});

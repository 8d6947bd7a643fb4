// SPDX-License-Identifier: Apache-2.0

// Checks that nothing about a learner reaches the chain or the node. After the journey, all that
// the node has stored is searched for every value of the list of learners, and for the contents of
// their files.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { readBlocks, readState } from '../client/dump.js';
import { fromHex } from '../client/hex.js';
import { UNIVERSITY } from '../journey/fixtures.js';
import { journey } from '../journey/index.js';
import { secretsOf } from '../journey/privacy.js';
import { Search } from '../util/search.js';
import { ownNode } from './support.js';

const CONTROL = 'a control value that a member put on the chain on purpose';

/** Returns every file below a folder. */
const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });

describe('privacy', { concurrency: 1 }, () => {
  const world = ownNode();
  const sent = [];
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
    world.context = await journey({ node: world.node, folder, onConnect: record });
    const { chain, accounts, facts } = world.context;
    await chain.sendFinal(chain.api.tx.system.remark(CONTROL), accounts.council);
    const { single, cohort, late, shortLived, corrected, replaced } = facts;
    const all = [single, ...cohort, ...late, shortLived, corrected, ...replaced];
    secrets = new Search(all.flatMap(secretsOf));
    // Public values must be found wherever the others are looked for; otherwise the search is
    // blind.
    controls = {
      remark: new Search([CONTROL]),
      state: new Search([
        UNIVERSITY.name,
        fromHex(single.reference.leaf),
        fromHex(facts.cohortRoot),
      ]),
    };
    everything = { blocks: await readBlocks(chain), state: await readState(chain) };
  });
  test('the search finds what is there', () => {
    const { learner } = world.context.facts.cohort[5];
    const planted = Buffer.concat([
      Buffer.alloc(999, 0xee),
      Buffer.from(learner.email),
      Buffer.alloc(9),
    ]);
    assert.ok(secrets.in(planted).includes(learner.email));
    assert.deepEqual(controls.remark.inAll(everything.blocks), [CONTROL]);
    assert.equal(controls.state.inAll(everything.state).length, 3);
  });

  test('no learner in any block, event, key or value of the chain', (t) => {
    assert.deepEqual(secrets.inAll(everything.blocks), []);
    assert.deepEqual(secrets.inAll(everything.state), []);
    t.diagnostic(
      `${everything.blocks.length} parts of blocks, ${everything.state.length / 2} records`,
    );
  });

  test('no learner in any request that polkadot.js sent, as text or as hex', (t) => {
    assert.ok(sent.length > 50);
    assert.deepEqual(secrets.inAll(sent), []);
    const leaf = world.context.facts.single.reference.leaf;
    assert.ok(new Search([leaf]).inAll(sent).length > 0, 'requests were recorded');
    // Transactions travel as hex, including those that the pool refused.
    const hex = sent.flatMap((request) => [...String(request).matchAll(/0x((?:[0-9a-f]{2})+)/gi)]);
    const bytes = hex.map(([, digits]) => Buffer.from(digits, 'hex'));
    assert.deepEqual(secrets.inAll(bytes), []);
    assert.deepEqual(controls.remark.inAll(bytes), [CONTROL], 'transactions were recorded');
    t.diagnostic(`${sent.length} requests`);
  });

  /** Searches all files of the node, and returns their number and size as text. */
  function searchFiles() {
    const contents = [...filesBelow(world.node.base), world.node.log].map((file) => {
      const content = readFileSync(file);
      assert.deepEqual(secrets.in(content), [], file);
      return content;
    });
    const bytes = contents.reduce((sum, { length }) => sum + length, 0);
    // Small values are not compressed, so the control value is there as it was sent.
    const control = controls.remark.inAll(contents);
    assert.deepEqual(control, [CONTROL], 'the control value is in the database');
    return `${contents.length} files, ${(bytes / 2 ** 20).toFixed(1)} MiB`;
  }

  test('no learner in any file of the node, its log included', async (t) => {
    await world.context.chain.close();
    await world.node.stop();
    t.diagnostic(searchFiles());
  });

  test('nor when the database has been opened again and put its journal into its tables', async (t) => {
    await world.start();
    await world.node.stop();
    t.diagnostic(searchFiles());
  });

  test('and they are all in the files of the registrar', () => {
    const { single, cohort } = world.context.facts;
    const folder = join(world.folder, 'journey/credentials');
    for (const { name, learner } of [single, ...cohort]) {
      const content = readFileSync(join(folder, `${name}.json`));
      assert.ok(content.includes(learner.email) && content.includes(learner.birthDate), name);
      assert.ok(secrets.in(content).length > 5);
    }
  });
});

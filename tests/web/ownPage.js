// SPDX-License-Identifier: Apache-2.0

// The page of an institution with a cohort on a real chain, and a node in between that may lie.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';

import { ownChain } from '../e2e/attack/chain.js';
import { Cohort } from '../e2e/cohort.js';
import { lyingNode } from '../e2e/lyingNode.js';
import { temporaryFolder } from '../e2e/support.js';
import { buildPage, filesAt, ownBrowser, serve } from './support.js';

/** The number of learners. */
export const COHORT = 3;

/**
 * Provides the page for all tests of a file: its server, a cohort with a bundle and the keys, and
 * the address of a node, which answers a question with what `answer` returns, if anything. The first learners have the
 * names `ids`.
 */
export function ownPage(ids = []) {
  const world = ownChain();
  const browser = ownBrowser();
  const folder = temporaryFolder();
  const at = (...names) => join(folder, ...names);
  const document = (name = '1.json') => at('water', name);
  /** Returns the bundle and the keys, without which a document proves nothing. */
  const others = () => filesAt(at('cohort.testamur'), at('keys.json'));
  const own = {
    ...{ world, browser, at, document, others },
    answer: () => undefined,
    bytes: (path) => readFileSync(path),
    /** Returns a document with all that it takes. */
    complete: () => [...filesAt(document()), ...others()],
    /** Opens the page, lets a function use it, and closes it. */
    async visit(use, url = own.server.url, options = {}) {
      const opened = await browser.open(url, options);
      try {
        return await use(opened);
      } finally {
        await opened.close();
      }
    },
  };

  before(async () => {
    own.cohort = await Cohort.issue(world, folder, {
      name: 'water',
      learners: COHORT,
      ids,
    });
    await own.cohort.keep('cohort');
    own.liar = lyingNode(world.network.ws('author'), {
      answer: (method, params) => own.answer(method, params),
    });
    own.node = await own.liar.address;
    const members = { name: 'Höhere Wasserschule', trust: own.cohort.trust, nodes: [own.node] };
    own.server = await serve(buildPage(at('page'), members));
  });
  after(() => {
    own.server?.close();
    own.liar?.close();
  });
  return own;
}

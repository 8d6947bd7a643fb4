// SPDX-License-Identifier: Apache-2.0

// Plays the whole life of a cohort of credentials on a running node, as an outside client.

import { fileURLToPath } from 'node:url';

import { connect } from '../client/chain.js';
import { Console } from '../util/console.js';
import { auditing } from './auditing.js';
import { Context } from './context.js';
import { custody } from './custody.js';
import { accreditation, consortium } from './founding.js';
import { cohort, single } from './issuing.js';
import { keys } from './keys.js';
import { listed, published } from './listing.js';
import { privacy } from './privacy.js';
import { forgery, refusals } from './refusals.js';
import { repair } from './repair.js';
import { expiry, shortLived, statuses } from './statuses.js';
import { theft } from './theft.js';
import { history, withdrawal } from './withdrawal.js';

const data = (name) => fileURLToPath(new URL(`../data/${name}`, import.meta.url));

export const LEARNERS = data('learners.csv');
export const MISTAKES = data('learners-with-mistakes.csv');

/** The chapters, each with its title. */
export const CHAPTERS = [
  ['A consortium', consortium],
  ['Who may issue what', accreditation],
  ['One credential', single],
  [
    'A cohort',
    async (context) => {
      await cohort(context);
      await listed(context);
    },
  ],
  [
    'What becomes of them',
    async (context) => {
      await shortLived(context);
      await statuses(context);
      await expiry(context);
      await published(context);
    },
  ],
  [
    'What is refused',
    async (context) => {
      await forgery(context);
      await refusals(context);
    },
  ],
  ['A stolen key, and its repair', theft],
  ['An accreditation is withdrawn', withdrawal],
  ['What was true before', history],
  ['The damage is repaired', repair],
  ['The keys that sign the files', keys],
  ['The university closes', custody],
  ['An auditor looks at all that happened', auditing],
  ['What the chain knows of the learners', privacy],
];

/**
 * Plays the journey.
 *
 * @param {object} options
 * @param {{ ws: string, http: string }} options.node a fresh development chain
 * @param {string} options.folder for the credential files
 * @param {Console} [options.output] silent by default
 * @param {(chain) => void} [options.onConnect] is given the connection before anything is sent
 * @returns {Promise<Context>} the result; the caller closes `context.chain`
 */
export async function journey({ node, folder, output = new Console(), onConnect }) {
  const chain = await connect(node.ws);
  try {
    onConnect?.(chain);
    const context = new Context({ chain, output, folder, learners: LEARNERS, mistakes: MISTAKES });
    context.http = node.http;
    for (const [place, [title, play]] of CHAPTERS.entries()) {
      output.chapter(place + 1, title);
      await play(context);
    }
    return context;
  } catch (error) {
    await chain.close();
    throw error;
  }
}

// SPDX-License-Identifier: Apache-2.0

// Starts a node, plays the journey on it and shows it. `scripts/demo` builds what this needs.
//
//   node demo.js [--folder DIR] [--port PORT] [--keep]

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { isFree, startNode } from '../network/node.js';
import { endWithReader, UserError, Console } from '../util/console.js';
import { hideMethodsOfTheSdk } from '../util/warnings.js';
import { CHAPTERS, journey } from './index.js';
import { buildPage } from './page.js';
import { CERTIFICATES, COHORT } from './registrar.js';
import { voting } from './voting.js';

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '.testamur/demo' },
    port: { type: 'string', default: '9944' },
    keep: { type: 'boolean', default: false },
  },
});
/** The variables that name what `scripts/demo` has built besides the node. */
const BUILT = ['TESTAMUR_VERIFIER', 'TESTAMUR_OFFLINE', 'TESTAMUR_COMMAND', 'TESTAMUR_CHECKS'];
const folder = resolve(values.folder);
const port = Number(values.port);
const output = new Console(process.stdout);
hideMethodsOfTheSdk();
endWithReader();

try {
  await main();
} catch (error) {
  output.line();
  output.fail(error instanceof UserError ? error.message : error.stack);
  process.exitCode = 1;
}

async function main() {
  if (!(await isFree(port))) {
    throw new UserError(
      `port ${port} is taken, perhaps by a node that an earlier --keep left running; ` +
        '`scripts/demo --stop` ends that one',
    );
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  output.title(
    'Testamur',
    'The life of a cohort of credentials, on a node of your own. Every line was checked.',
  );
  const log = join(folder, 'node.log');
  const node = await startNode({ base: join(folder, 'node'), log, port, detached: values.keep });
  let context;
  try {
    context = await journey({ node, folder, output });
    await withVotes();
    await summary(context);
    await context.chain.close();
  } catch (error) {
    output.note(`the node's log is ${relative('.', log)}`);
    // A connection that is left open would keep this process, and look for the node for ever.
    await context?.chain.close();
    await node.stop();
    throw error;
  }
  if (values.keep) {
    writeFileSync(join(folder, 'node.pid'), `${node.pid}\n`);
    lookAround(node);
    node.detach();
  } else {
    await node.stop();
  }
}

/** Plays the last chapters, for which this process needs what `scripts/demo` has built. */
async function withVotes() {
  const { TESTAMUR_VERIFIER: verifier, TESTAMUR_OFFLINE: command } = process.env;
  const missing = BUILT.filter((name) => process.env[name] === undefined);
  if (missing.length > 0) {
    throw new UserError(`not set: ${missing.join(', ')}; run scripts/demo, which builds them`);
  }
  const programs = { verifier, command };
  const parts = await voting({ folder, output, number: CHAPTERS.length + 1, programs });
  output.note('by hand, for these credentials, which are on another chain than those of before:');
  output.note(parts.join(' \\\n         '));
  buildPage({ folder, checks: process.env.TESTAMUR_CHECKS });
}

async function summary({ chain, facts, verified }) {
  const head = await chain.api.rpc.chain.getHeader();
  const issued = facts.cohort.length + facts.late.length + facts.signed.length + 5;
  output.line();
  output.line('  ' + '─'.repeat(92));
  output.table([
    ['credentials issued', String(issued)],
    ['verified', `${verified.credentials.toLocaleString('en')} times in ${verified.calls} calls`],
    ['transactions for the cohort', `1, of ${facts.cost.bytes} bytes`],
    ['blocks', head.number.toString()],
    ['token, balance, fees', 'none'],
    ['time', `${output.elapsed()} s`],
  ]);
  output.line();
  output.table([
    ["the learners' files", `${within('credentials')}/`],
    ['one of each verdict', `${within('examples')}/`],
    ['made by the command', `${within('registrar', COHORT)}/`],
    ['certificates', `${within('registrar', CERTIFICATES, '*.pdf')}, with messages beside them`],
    ['badges', `${within('registrar', CERTIFICATES, '*.png')} and *.svg`],
    ['reports', `${within('registrar', 'report.pdf')}, report.csv and report.json`],
    ['a page that checks them', `${within('page', 'index.html')}, for a browser`],
  ]);
  output.note(`Open the page from the disk, or by "scripts/serve-page ${within('page')}", and drop the`);
  output.note('certificates on it: each carries its proof, so no node is needed.');
}

/** Returns the path of something that the demo leaves, as a user types it. */
function within(...names) {
  return relative('.', join(folder, ...names));
}

function lookAround(node) {
  const examples = within('examples');
  const curl = (body) =>
    `curl -s -H 'Content-Type: application/json' ${node.http} -d '{"jsonrpc":"2.0","id":1,${body}}'`;
  output.line();
  output.line(`  The node goes on, as process ${node.pid}. \`scripts/demo --stop\` ends it.`);
  output.line();
  output.line('  In a browser:');
  output.line(`    https://polkadot.js.org/apps/?rpc=${node.ws}`);
  output.note(
    'Developer, Chain state, credentials: the records. Network, Explorer: what happened.',
  );
  output.line();
  output.line(
    '  Is this credential valid? Put voided, revoked, superseded, expired or forged for valid:',
  );
  output.line(
    `    ${curl(`"method":"credentials_verify","params":[['"$(cat ${examples}/valid.reference.json)"']]`)}`,
  );
  output.line('  Who issued it?');
  output.line(`    ${curl('"method":"credentials_institution","params":[2]')}`);
  output.line('  By what right?');
  output.line(`    ${curl('"method":"credentials_accreditation","params":[2]')}`);
  output.line();
}

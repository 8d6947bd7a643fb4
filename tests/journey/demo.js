// SPDX-License-Identifier: Apache-2.0

// Starts a node, plays the journey on it and shows it. `scripts/demo` builds what this needs.
//
//   node demo.js [--folder DIR] [--port PORT] [--keep]

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { isFree, startNode } from '../network/node.js';
import { Complaint, Say } from '../util/console.js';
import { journey } from './index.js';

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '.testamur/demo' },
    port: { type: 'string', default: '9944' },
    keep: { type: 'boolean', default: false },
  },
});
const folder = resolve(values.folder);
const port = Number(values.port);
const say = new Say(process.stdout);

try {
  await main();
} catch (error) {
  say.line();
  say.cross(error instanceof Complaint ? error.message : error.stack);
  process.exitCode = 1;
}

async function main() {
  if (!(await isFree(port))) {
    throw new Complaint(
      `port ${port} is taken, perhaps by a node that an earlier --keep left running; ` +
        '`scripts/demo --stop` ends that one',
    );
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  say.title(
    'Testamur',
    'The life of a cohort of credentials, on a node of your own. Every line was checked.',
  );
  const log = join(folder, 'node.log');
  const node = await startNode({ base: join(folder, 'node'), log, port, outlive: values.keep });
  let stage;
  try {
    stage = await journey({ node, folder, say });
    await summary(stage);
    await stage.chain.close();
  } catch (error) {
    say.note(`the node's log is ${relative('.', log)}`);
    await node.stop();
    throw error;
  }
  if (values.keep) {
    writeFileSync(join(folder, 'node.pid'), `${node.pid}\n`);
    lookAround(node);
    node.leave();
  } else {
    await node.stop();
  }
}

async function summary({ chain, facts, verified }) {
  const head = await chain.api.rpc.chain.getHeader();
  say.line();
  say.line('  ' + '─'.repeat(92));
  say.table([
    ['credentials issued', String(facts.cohort.length + facts.late.length + 3)],
    ['verified', `${verified.credentials.toLocaleString('en')} times in ${verified.calls} calls`],
    ['transactions for the cohort', `1, of ${facts.cost.bytes} bytes`],
    ['blocks', head.number.toString()],
    ['token, balance, fees', 'none'],
    ['time', `${say.elapsed()} s`],
  ]);
  say.line();
  say.note(`the learners' files: ${relative('.', join(folder, 'credentials'))}/`);
  say.note(`one of each verdict: ${relative('.', join(folder, 'examples'))}/`);
}

function lookAround(node) {
  const examples = relative('.', join(folder, 'examples'));
  const curl = (body) =>
    `curl -s -H 'Content-Type: application/json' ${node.http} -d '{"jsonrpc":"2.0","id":1,${body}}'`;
  say.line();
  say.line(`  The node goes on, as process ${node.pid}. \`scripts/demo --stop\` ends it.`);
  say.line();
  say.line('  In a browser:');
  say.line(`    https://polkadot.js.org/apps/?rpc=${node.ws}`);
  say.note('Developer, Chain state, credentials: the records. Network, Explorer: what happened.');
  say.line();
  say.line(
    '  Is this credential valid? Put voided, revoked, superseded, expired or forged for valid:',
  );
  say.line(
    `    ${curl(`"method":"credentials_verify","params":[['"$(cat ${examples}/valid.reference.json)"']]`)}`,
  );
  say.line('  Who issued it?');
  say.line(`    ${curl('"method":"credentials_institution","params":[2]')}`);
  say.line('  By what right?');
  say.line(`    ${curl('"method":"credentials_accreditation","params":[2]')}`);
  say.line();
}

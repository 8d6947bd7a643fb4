// SPDX-License-Identifier: Apache-2.0

// Runs the W3C's test suite for Bitstring Status Lists on what the command issues and publishes: the
// entries in a document, and the lists that they name, fetched over HTTPS from a web server of static
// files. The suite has no release to install, so whoever runs this states where a clone of it is, with
// its packages installed, in TESTAMUR_STATUS_SUITE (docs/testing.md).

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';

import { Keeper, trustFileOf } from '../client/keeper.js';
import { documentKey, multikey } from '../client/multikey.js';
import { ownChain, registerInstitutions } from '../e2e/attack/chain.js';
import {
  PASSWORD,
  equipRegistrar,
  listOf,
  pairOf,
  startCommand,
  writeKeystore,
} from '../e2e/registrar.js';
import { temporaryFolder } from '../e2e/support.js';
import { waitFor } from '../network/wait.js';
import { UserError } from '../util/console.js';

const run = promisify(execFile);
const { TESTAMUR_STATUS_SUITE: SUITE } = process.env;

/**
 * The groups of the suite that look at entries and lists. The others post a credential of theirs to a
 * server that signs, or verifies, whatever it is given. The command is no such server.
 */
const GROUPS =
  'Data Model: BitstringStatusList |Algorithm: Generate Algorithm|Algorithm: Bitstring Generation';

/** Starts a web server of a folder, which also answers the request to issue with these entries. */
async function serve(folder, entriesOf) {
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-keyout', key, '-out', cert, '-days', '1', '-subj', '/CN=localhost'],
  ]);
  const answer = async (request) => {
    if (request.method === 'GET') return readFileSync(join(folder, 'site', request.url));
    const parts = [];
    for await (const part of request) parts.push(part);
    const { credential } = JSON.parse(Buffer.concat(parts));
    return JSON.stringify({ ...credential, credentialStatus: entriesOf() });
  };
  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(cert) },
    (request, response) =>
      answer(request).then(
        (body) => response.setHeader('content-type', 'application/json').end(body),
        () => response.writeHead(404).end(),
      ),
  );
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

describe('the suite of the W3C for status lists', { concurrency: 1 }, () => {
  if (!SUITE || !existsSync(join(SUITE, 'tests/10-data_model.js'))) {
    throw new UserError('TESTAMUR_STATUS_SUITE names no clone of the suite: see docs/testing.md');
  }
  const world = ownChain();
  const folder = temporaryFolder();
  let server;
  let entries;

  after(() => server.close());

  before(async () => {
    const [institution] = await registerInstitutions(world, [
      { name: 'Uni', allowance: 1_000, operators: 1 },
    ]);
    const pairs = { documents: pairOf(randomBytes(32)), lists: pairOf(randomBytes(32)) };
    const keyOf = (pair) => multikey('Ed25519', Buffer.from(pair.publicKey));
    for (const [name, pair] of Object.entries(pairs)) writeKeystore(folder, name, pair);
    await equipRegistrar(world, folder, institution, 'registrar', keyOf(pairs.documents));
    const { calls } = world.chain;
    const key = documentKey(keyOf(pairs.lists));
    await world.chain.sendFinal(calls.addDocumentKey(key, 'StatusLists'), institution.admin);
    const { trusted } = await Keeper.ofFirstBlock(world.rpc);
    writeFileSync(join(folder, 'trust.json'), JSON.stringify(trustFileOf(trusted)));

    server = await serve(folder, () => entries);
    const host = `https://localhost:${server.address().port}`;
    const node = world.network.ws('author');
    const call = async (...args) => {
      const result = await startCommand(folder, args, PASSWORD).ended;
      assert.equal(result.code, 0, result.said);
      return result.printed;
    };
    writeFileSync(join(folder, 'roster.csv'), listOf(4));
    await call('template', '--example', '--out', 'template.toml');
    await call(
      ...['issue', '--type', '1', '--template', 'template.toml', '--list', 'roster.csv'],
      ...['--out', 'issued', '--node', node, '--account', 'registrar.json', '--yes'],
      ...['--document-key', 'documents.json', '--status-host', host, '--both-lists'],
      ...['--account-password', '0', '--document-key-password', '0'],
    );
    const [file] = readdirSync(join(folder, 'issued')).filter((name) => /^\d+\.json$/.test(name));
    const document = JSON.parse(readFileSync(join(folder, 'issued', file)));
    entries = document.credentialStatus;
    await waitFor(
      async () =>
        (
          await call(
            ...['status', 'publish', '--rpc', node, '--trust', 'trust.json', '--institution', '1'],
            ...['--did', document.issuer.id, '--host', host, '--out', 'site'],
            ...['--key', 'lists.json', '--key-password', '0'],
          )
        ).includes('of 4 places'),
      { what: 'the lists in a proven block' },
    );
  });

  test('finds nothing in entries and lists', async (t) => {
    const endpoint = `https://localhost:${server.address().port}/issue`;
    const implementation = {
      name: 'Testamur',
      implementation: 'testamur',
      issuers: [{ id: 'did:web:uni.example', endpoint, tags: ['BitstringStatusList'] }],
    };
    const settings = { settings: {}, implementations: [implementation] };
    const configuration = `module.exports = ${JSON.stringify(settings)};\n`;
    writeFileSync(join(folder, 'localConfig.cjs'), configuration);
    // The suite looks for its configuration here.
    const env = { ...process.env, APP_ROOT_PATH: folder };
    const program = join(SUITE, 'node_modules/mocha/bin/mocha.js');
    const options = ['tests', '--reporter', 'json', '--grep', GROUPS, '--timeout', '60000'];
    const { stdout } = await run(process.execPath, [program, ...options], {
      cwd: SUITE,
      env,
    }).catch((failed) => failed);
    const { stats, failures, pending } = JSON.parse(stdout.slice(stdout.indexOf('{')));
    for (const { fullTitle, err } of failures) t.diagnostic(`${fullTitle}: ${err.message}`);
    for (const { fullTitle } of pending) t.diagnostic(`left out by the suite: ${fullTitle}`);
    t.diagnostic(`${stats.passes} passed, ${stats.pending} left out, ${stats.failures} failed`);
    assert.equal(stats.failures, 0);
    assert.ok(stats.passes >= 10, 'the suite has looked at something');
  });
});

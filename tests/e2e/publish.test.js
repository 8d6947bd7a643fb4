// SPDX-License-Identifier: Apache-2.0

// Publishes the status lists and the DID document of an institution with the command, as a machine
// on the web does, and has the libraries of others check credentials by these files.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';

import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import { DataIntegrityProof as OtherProof } from '@digitalcredentials/data-integrity';
import { cryptosuite as otherCryptosuite } from '@digitalcredentials/eddsa-rdfc-2022-cryptosuite';
import { checkStatus as otherCheckStatus } from '@digitalcredentials/vc-bitstring-status-list';

import { referenceOfDocument } from '../client/anchor.js';
import { didDocument } from '../client/did.js';
import { leafHash } from '../client/hash.js';
import { toHex } from '../client/hex.js';
import { Keeper, trustFileOf } from '../client/keeper.js';
import { Tree } from '../client/merkle.js';
import { documentKey, multikey } from '../client/multikey.js';
import {
  bitstring,
  decodeList,
  newLabel,
  readStatusList,
  statusEntries,
} from '../client/statusList.js';
import { waitFor } from '../network/wait.js';
import { loaderOf } from '../util/documentLoader.js';
import { ownChain, registerInstitutions } from './attack/chain.js';
import { lyingNode } from './lyingNode.js';
import {
  PASSWORD,
  equipRegistrar,
  listOf as rosterOf,
  pairOf,
  startCommand,
  writeKeystore,
} from './registrar.js';
import { REPOSITORY, temporaryFolder } from './support.js';

const DID = 'did:web:uni.example:registry';
const HOST = 'https://status.uni.example';
const PURPOSES = ['revocation', 'suspension'];
const page = readFileSync(join(REPOSITORY, 'docs/status-lists.md'), 'utf8');

describe('the command that publishes status lists', { concurrency: 1 }, () => {
  const world = ownChain();
  const folder = temporaryFolder();
  const at = (...names) => join(folder, ...names);
  const label = newLabel();
  const keys = Object.fromEntries(
    ['credentials', 'lists', 'retired', 'unknown'].map((name) => [name, pairOf(randomBytes(32))]),
  );
  const keyOf = (pair) => multikey('Ed25519', Buffer.from(pair.publicKey));
  let institution;
  let node;
  let roots;

  /** The command on the page, and its options with their values. */
  const [, commands, values] = page.match(/^testamur (status publish) (.*)$/m);
  const options = Object.fromEntries(values.match(/--\S+ \S+/g).map((pair) => pair.split(' ')));

  /** Calls the command of the page on this chain, with other values for some of its options. */
  function publish(changes = {}, more = []) {
    const own = { '--rpc': node, '--institution': '1', '--did': DID, '--key-password': '0' };
    const all = Object.entries({ ...options, ...own, ...changes }).flat();
    return startCommand(folder, [...commands.split(' '), ...all, ...more], PASSWORD).ended;
  }

  const pathOf = (purpose, of = label) => `status/1/${of.slice(2)}/${purpose}`;
  const readFile = (path, site = 'site') => JSON.parse(readFileSync(at(site, path), 'utf8'));
  const listOf = (purpose, of) => readFile(pathOf(purpose, of));

  /** Returns what loads what is published in a folder under a name, and nothing else. */
  const publishedIn = (site, did, path) =>
    loaderOf((name) => {
      if (name === did) return readFile(path, site);
      return name.startsWith(`${HOST}/`) ? readFile(name.slice(HOST.length + 1), site) : undefined;
    });

  /** Returns what both libraries say about the credential at a place, for each purpose. */
  async function statusesElsewhere(place) {
    const list = { host: HOST, institution: 1, label };
    const credential = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential'],
      issuer: { id: DID },
      credentialSubject: {},
      credentialStatus: statusEntries(list, place),
    };
    return statusesOf(credential, publishedIn('site', DID, 'registry/did.json'));
  }

  /** Returns what both libraries say about a credential, for each purpose that it names. */
  async function statusesOf(credential, documentLoader) {
    const ours = { credential, documentLoader };
    const results = [
      await checkStatus({ ...ours, suite: new DataIntegrityProof({ cryptosuite }) }),
      await otherCheckStatus({
        ...ours,
        suite: new OtherProof({ cryptosuite: otherCryptosuite }),
      }),
    ];
    return results.map((result) => {
      assert.ok(result.results, result.error?.stack);
      // The second library says of each entry whether its bit is clear.
      return result.results.map(({ status, verified }) => status ?? !verified);
    });
  }

  /** Waits until the last block that is proven has a list of so many places. */
  const untilListed = (end, of = label) =>
    waitFor(
      async () => {
        const found = await world.rpc.call('credentials_statusList', 1, of);
        return found?.end === end;
      },
      { what: `a list of ${end} places` },
    );

  before(async () => {
    const [rich] = await registerInstitutions(world, [
      { name: 'Rich', allowance: 1_000, operators: 1 },
    ]);
    institution = rich;
    node = world.network.ws('author');
    for (const [name, pair] of Object.entries(keys)) writeKeystore(folder, name, pair);
    const { api, calls } = world.chain;
    const add = (pair, purpose) => calls.addDocumentKey(documentKey(keyOf(pair)), purpose);
    // A key of P-256, of the example in docs/spec/document-keys.md.
    const p256 = 'zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169';
    await world.chain.sendFinal(
      api.tx.utility.batchAll([
        add(keys.credentials, 'Credentials'),
        add(keys.lists, 'StatusLists'),
        add(keys.retired, 'StatusLists'),
        calls.addDocumentKey(documentKey(p256), 'Credentials'),
      ]),
      rich.admin,
    );
    const retired = documentKey(keyOf(keys.retired));
    await world.chain.sendFinal(calls.retireDocumentKey(retired), rich.admin);
    const trees = [300, 7].map(
      (size) => new Tree(Array.from({ length: size }, () => leafHash(randomBytes(32)))),
    );
    roots = trees.map((tree) => toHex(tree.root));
    const anchors = trees.map((tree) => ({
      root: toHex(tree.root),
      size: tree.size,
      validity: 'Never',
    }));
    const [operator] = rich.operators;
    await world.chain.sendFinal(
      api.tx.utility.batchAll([
        calls.anchorMany(rich.grant, 1, anchors),
        calls.listBatches(label, 0, roots),
      ]),
      operator,
    );
    const { trusted } = await Keeper.ofFirstBlock(world.rpc);
    writeFileSync(at('trust.json'), JSON.stringify(trustFileOf(trusted)));
    await untilListed(307);
  });

  test('writes lists for both purposes and the DID document, all from proven state', async () => {
    const { code, said, printed } = await publish();
    assert.equal(code, 0, said);
    const lines = printed.trimEnd().split('\n');
    assert.deepEqual(lines, [
      'registry/did.json  https://uni.example/registry/did.json  4 keys on record',
      ...PURPOSES.map(
        (purpose) => `${pathOf(purpose)}  ${HOST}/${pathOf(purpose)}  0 of 307 places set`,
      ),
    ]);
    const { items } = await world.rpc.call('credentials_documentKeys', 1);
    const genesis = await world.rpc.call('chain_getBlockHash', 0);
    const expected = didDocument({ did: DID, genesis, id: 1, keys: items });
    assert.deepEqual(readFile('registry/did.json'), expected);
    const { id, issuer, validFrom, validUntil, credentialSubject } = listOf('suspension');
    assert.equal(id, `${HOST}/${pathOf('suspension')}`);
    assert.equal(issuer, DID);
    assert.equal(Date.parse(validUntil) - Date.parse(validFrom), 7_200_000);
    assert.equal(credentialSubject.ttl, 3_600_000);
    assert.equal(decodeList(credentialSubject.encodedList).length, 16_384);
    assert.deepEqual(await statusesElsewhere(3), [
      [false, false],
      [false, false],
    ]);
  });

  test('shows what was changed, and both libraries read it', async () => {
    const { calls } = world.chain;
    const [operator] = institution.operators;
    const changes = [
      { index: 3, change: 'Suspend' },
      { index: 299, change: { Revoke: 'Misconduct' } },
    ];
    await world.chain.sendFinal(calls.changeStatuses(roots[0], changes), operator);
    const revoked = await world.chain.sendFinal(
      calls.revokeBatch(roots[1], 'IssuedInError', null),
      institution.admin,
    );
    assert.ok(revoked);
    const read = (method, ...params) => world.rpc.call(`credentials_${method}`, ...params);
    await waitFor(
      async () => {
        const { code, said, printed } = await publish();
        assert.equal(code, 0, said);
        return printed.includes('8 of 307 places set');
      },
      { what: 'a proven block with the changes' },
    );
    const list = await readStatusList(read, 1, label);
    for (const purpose of PURPOSES) {
      const bits = decodeList(listOf(purpose).credentialSubject.encodedList);
      assert.ok(bits.equals(bitstring(list, purpose)), purpose);
    }
    const [none, suspended, final] = [[false, false], [false, true], [true, true]];
    const expectations = [[0, none], [3, suspended], [299, final], [306, final]];
    for (const [place, expected] of expectations) {
      assert.deepEqual(await statusesElsewhere(place), [expected, expected], `${place}`);
    }
  });

  test('publishes every list, unless some are named', async () => {
    const { calls } = world.chain;
    const labels = [newLabel(), newLabel()];
    const [operator] = institution.operators;
    for (const other of labels) {
      await world.chain.sendFinal(calls.listBatches(other, 0, [roots[1]]), operator);
    }
    await waitFor(
      async () => {
        const { printed } = await publish({ '--out': 'all' });
        return printed.trimEnd().split('\n').length === 7;
      },
      { what: 'three lists' },
    );
    const { code, printed } = await publish({ '--out': 'one' }, ['--list', labels[0]]);
    assert.equal(code, 0);
    assert.equal(printed.trimEnd().split('\n').length, 3);
    const missing = await publish({ '--out': 'none' }, ['--list', newLabel()]);
    assert.equal(missing.code, 1);
    assert.match(missing.said, /the institution has no status list with the label 0x/);
  });

  test('is not fooled by a node that keeps something to itself', async () => {
    const lies = {
      'a list that it leaves out': (method) =>
        method === 'state_getKeysPaged' ? { result: ['0x00'].slice(1) } : undefined,
      'a proof that it leaves out': (method) =>
        method === 'state_getReadProof' ? { result: { at: label, proof: [] } } : undefined,
      'parts that it leaves out': (method) =>
        method === 'credentials_statusList' ? { result: { items: 1 } } : undefined,
      'an error': (method) =>
        method === 'state_getReadProof' ? { code: 4003, message: 'discarded' } : undefined,
    };
    for (const [what, answer] of Object.entries(lies)) {
      const liar = lyingNode(node, { answer });
      try {
        const { code, said } = await publish({ '--rpc': await liar.address, '--out': 'lied' });
        assert.equal(code, 3, `${what}: ${said}`);
        assert.throws(() => readFileSync(at('lied', 'registry/did.json')));
      } finally {
        liar.close();
      }
    }
  });

  test('refuses keys that are not on record for status lists', async () => {
    for (const [name, message] of [
      ['unknown', /is not on record for the institution/],
      ['credentials', /is on record for credentials, and status lists are signed with a key/],
      ['retired', /is retired or compromised on record/],
    ]) {
      const { code, said } = await publish({ '--key': `${name}.json`, '--out': 'refused' });
      assert.equal(code, 1, said);
      assert.match(said, message);
    }
    const nobody = await publish({ '--institution': '9' });
    assert.equal(nobody.code, 1);
    assert.match(nobody.said, /institution 9 is not on record/);
    const wrong = [{ '--did': 'did:web:..' }, { '--host': 'http://a' }, { '--ttl': 'any' }];
    for (const changes of wrong) assert.equal((await publish(changes)).code, 2);
    const old = await publish({ '--max-age': '0s' });
    assert.equal(old.code, 3);
    assert.match(old.said, /older than what is wanted/);
  });

  test('replaces its own files only, and none by an earlier block', async () => {
    const path = at('site', pathOf('suspension'));
    const before = readFileSync(path, 'utf8');
    const later = { ...JSON.parse(before), validFrom: '9999-01-01T00:00:00Z' };
    writeFileSync(path, JSON.stringify(later));
    const refused = await publish();
    assert.equal(refused.code, 3);
    assert.match(refused.said, /shows a later block than the node does/);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, 'a thesis');
    const other = await publish();
    assert.equal(other.code, 2);
    assert.match(other.said, /is there already, and it is another file than this one would be/);
    assert.equal(readFileSync(path, 'utf8'), 'a thesis');
    writeFileSync(path, before);
    assert.equal((await publish()).code, 0);
  });

  for (const [more, purposes] of [
    [[], ['suspension']],
    [['--both-lists'], PURPOSES],
  ]) {
    test(`the documents that it issues name ${purposes.join(' and ')}`, async () => {
      const name = `named-${purposes.length}`;
      const documents = pairOf(randomBytes(32));
      await equipRegistrar(world, folder, institution, name, keyOf(documents));
      writeKeystore(folder, `${name}-documents`, documents);
      writeFileSync(at(`${name}.csv`), rosterOf(4));
      const template = `${name}.toml`;
      await startCommand(folder, ['template', '--example', '--out', template], '').ended;
      const issued = await startCommand(
        folder,
        [
          ...['issue', '--type', '1', '--template', template, '--list', `${name}.csv`],
          ...['--out', name, '--node', node, '--account', `${name}.json`, '--yes'],
          ...['--document-key', `${name}-documents.json`, '--status-host', HOST, ...more],
          ...['--account-password', '0', '--document-key-password', '0'],
        ],
        PASSWORD,
      ).ended;
      assert.equal(issued.code, 0, issued.said);
      const root = issued.printed.match(/root (0x[0-9a-f]{64})/)[1];
      const label = issued.printed.match(/Named status list: (0x[0-9a-f]{32})\./)[1];
      const changes = [
        { index: 0, change: 'Suspend' },
        { index: 3, change: { Revoke: 'Misconduct' } },
      ];
      const change = world.chain.calls.changeStatuses(root, changes);
      await world.chain.sendFinal(change, institution.operators[0]);
      const files = readdirSync(at(name)).filter((file) => /^\d+\.json$/.test(file));
      const texts = files.map((file) => readFileSync(at(name, file)));
      const did = JSON.parse(texts[0]).issuer.id;
      await waitFor(
        async () => {
          const { printed } = await publish({ '--did': did, '--out': name }, ['--list', label]);
          return printed.includes('2 of 4 places set');
        },
        { what: 'a proven block with the changes' },
      );
      const loader = publishedIn(name, did, '.well-known/did.json');
      const genesis = await world.rpc.call('chain_getBlockHash', 0);
      for (const text of texts) {
        const { index } = referenceOfDocument(text, genesis);
        const all = { revocation: index === 3, suspension: index === 0 || index === 3 };
        const expected = purposes.map((purpose) => all[purpose]);
        assert.deepEqual(await statusesOf(JSON.parse(text), loader), [expected, expected]);
      }
      const linted = await startCommand(folder, ['lint', `${name}/${files[0]}`], '').ended;
      assert.equal(linted.code, 0, linted.said);
    });
  }
});

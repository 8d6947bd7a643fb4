// SPDX-License-Identifier: Apache-2.0

// The life of a cohort with the command alone: the council registers and accredits, an institution
// prepares itself and issues, and then suspends, reinstates, revokes, renews and attests again.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { Keyring } from '@polkadot/api';

import { referenceOfDocument } from '../client/anchor.js';
import { account } from '../client/chain.js';
import { multikey } from '../client/multikey.js';
import { ownChain } from './attack/chain.js';
import { PASSWORD, listOf, pairOf, startCommand, writeKeystore } from './registrar.js';
import { temporaryFolder } from './support.js';

/** The number of learners of a cohort: more than one call changes. */
const COHORT = 300;

describe('the life of credentials with the command', { concurrency: 1 }, () => {
  const world = ownChain({ sealing: 'instant' });
  const folder = temporaryFolder();
  const at = (...names) => join(folder, ...names);
  const documents = pairOf(randomBytes(32));
  const key = multikey('Ed25519', Buffer.from(documents.publicKey));
  const keyring = new Keyring({ type: 'sr25519' });
  const names = ['admin', 'clerk', 'second', 'stranger'];
  const accounts = Object.fromEntries(
    names.map((name) => [name, keyring.addFromSeed(randomBytes(32))]),
  );
  let genesis;

  /** Runs a command of an account, and returns how it ended. */
  const run = (signer, ...args) => {
    const sending = ['--node', world.network.ws('author'), '--account', `${signer}.json`];
    const rest = [...sending, '--account-password', '0', '--yes'];
    return startCommand(folder, [...args, ...rest], PASSWORD).ended;
  };
  /** Runs a command that is to end with a code, and to say something. */
  const expect = async (expected, pattern, signer, ...args) => {
    const { code, said } = await run(signer, ...args);
    assert.equal(code, expected, said);
    assert.match(said, pattern);
    return said;
  };
  const done = (signer, ...args) => expect(0, /Final in block \d+\./, signer, ...args);
  /** Has the council, which has one member here, decide. */
  const decide = (...args) => done('council', ...args, '--motion', 'propose');

  const issue = (out, list) => {
    const cohort = ['--template', 'water.toml', '--list', list, '--out', out];
    const keys = ['--document-key', 'documents.json', '--document-key-password', '0'];
    return expect(0, /Anchored: /, 'clerk', 'issue', '--type', '1', ...cohort, ...keys);
  };

  const referenceOf = (file) => {
    const { envelopes: _, ...reference } = referenceOfDocument(readFileSync(at(file)), genesis);
    return reference;
  };
  /** Returns the status of the credentials in files. */
  const statuses = async (...files) => {
    const verdicts = await world.rpc.call('credentials_verify', files.map(referenceOf));
    return verdicts.map(({ status }) => status);
  };
  const stateOf = async (file) => (await statuses(file))[0].state;

  before(async () => {
    genesis = await world.rpc.call('chain_getBlockHash', 0);
    writeKeystore(folder, 'council', account('//Alice'));
    writeKeystore(folder, 'documents', documents);
    for (const [name, pair] of Object.entries(accounts)) writeKeystore(folder, name, pair);
    writeFileSync(at('cohort.csv'), listOf(COHORT));
    writeFileSync(at('definition.txt'), 'What is learnt.');
    const made = startCommand(folder, ['template', '--example', '--out', 'water.toml'], '');
    assert.equal((await made.ended).code, 0);
  });

  test('the council registers an institution, and accredits it', async () => {
    const profile = ['--name', 'Höhere Wasserschule', '--country', 'AT'];
    const post = ['--admin', accounts.admin.address, '--allowance', '1000'];
    const said = await decide('institution', 'register', ...profile, ...post);
    assert.match(said, /Höhere Wasserschule \(AT\) becomes an institution/);
    assert.match(said, /It is institution 1\./);
    const window = ['--from', '2026-01-01T00:00:00Z', '--until', '2100-01-01T00:00:00Z'];
    const rights = ['--any-type', '--attest', '--levels', '1', ...window];
    for (const grant of [1, 2]) {
      const offered = await decide('accredit', 'offer', '1', ...rights);
      assert.match(offered, new RegExp(`It is grant ${grant}\\.`));
      await done('admin', 'accredit', 'accept', `${grant}`);
    }
    const { state, holder } = await world.rpc.call('credentials_accreditation', 1);
    assert.deepEqual([state, holder], ['active', 1]);
  });

  test('the admin prepares the institution', async () => {
    await done('admin', 'institution', 'home-page', 'https://hw.example.edu');
    const definition = ['--definition', 'definition.txt', '--uri', 'https://hw.example.edu/w.txt'];
    const type = ['--kind', 'micro-credential', ...definition, '--level', '5', '--ects', '5.5'];
    assert.match(await done('admin', 'type', 'register', ...type), /It is type 1\./);
    const { workload, level } = await world.rpc.call('credentials_type', 1);
    assert.deepEqual([workload, level], [550, 5]);
    const purpose = ['--purpose', 'credentials'];
    const add = ['document-key', 'add', '--keystore', 'documents.json', ...purpose];
    const own = /As the node says, institution 1 is Höhere Wasserschule \(AT\), which may/;
    assert.match(await done('admin', ...add), own);
    const { items } = await world.rpc.call('credentials_documentKeys', 1);
    assert.equal(items[0].key, key);
    for (const [name, may] of [
      ['clerk', 'issue,change-status'],
      ['second', 'grave,change-status'],
    ]) {
      const out = `${name}-consent.json`;
      const consent = ['operator', 'consent', '--institution', '1', '--out', out];
      await expect(0, /To be signed: I agree to become an operator of institution 1/, name, ...consent);
      await done('admin', 'operator', 'set', '--consent', out, '--may', may);
    }
    const again = ['operator', 'consent', '--institution', '1', '--out', 'clerk-consent.json'];
    await expect(2, /is there already and was left as it is/, 'clerk', ...again);
    const used = ['operator', 'set', '--consent', 'clerk-consent.json', '--may', 'issue'];
    await expect(1, /Credentials\.Consent/, 'admin', ...used);
  });

  test('credentials are suspended and reinstated, by file and by cohort', async () => {
    await issue('water', 'cohort.csv');
    const said = await expect(0, /Done in final blocks: 1 of 1 change\./, 'clerk', 'suspend', 'water/007.json');
    assert.match(said, /To be suspended: 1 credential\.\n  water\/007\.json: Ana 6, /);
    assert.equal(await stateOf('water/007.json'), 'suspended');
    assert.equal(await stateOf('water/008.json'), 'active');
    await expect(0, /nothing is left to be done/, 'clerk', 'suspend', 'water/007.json');
    const whole = await expect(0, /Done in final blocks: 299 of 299 changes/, 'clerk', 'suspend', 'water');
    assert.match(whole, /and 269 more\nLeft as they are, since they are so already: 1\./);
    assert.match(whole, /in 2 transactions\./);
    await expect(0, /Done in final blocks: 300 of 300/, 'clerk', 'reinstate', 'water');
    const all = await statuses('water/001.json', 'water/007.json', 'water/300.json');
    assert.deepEqual(all.map(({ state }) => state), ['active', 'active', 'active']);
  });

  test('credentials are revoked by a list, which is a part of the index', async () => {
    const [header, ...rows] = readFileSync(at('water', 'index.csv'), 'utf8').split('\r\n');
    writeFileSync(at('water', 'out.csv'), [header, rows[2], rows[4], ''].join('\r\n'));
    const revoke = ['revoke', '--reason', 'misconduct', '--list', 'water/out.csv'];
    await expect(0, /To be revoked for good: 2 credentials/, 'clerk', ...revoke);
    const [third, fourth, fifth] = await statuses('water/003.json', 'water/004.json', 'water/005.json');
    assert.deepEqual([third.state, third.reason], ['revoked', 'misconduct']);
    assert.deepEqual([fourth.state, fifth.reason], ['active', 'misconduct']);
    await expect(0, /nothing is left to be done/, 'clerk', ...revoke);
    const other = ['revoke', '--reason', 'issued-in-error', 'water/003.json', 'water/004.json'];
    const refused = /nothing was sent, .* for water\/003\.json \(it is revoked, for good\)/;
    await expect(1, refused, 'clerk', ...other);
    assert.equal(await stateOf('water/004.json'), 'active');
    await expect(1, refused, 'clerk', 'suspend', 'water/003.json');
    writeFileSync(at('water', 'odd.csv'), 'document\nwater/001.json\n');
    await expect(1, /column "file"/, 'clerk', 'suspend', '--list', 'water/odd.csv');
  });

  test('new documents take the place of former ones, of the same learners', async () => {
    writeFileSync(at('later.csv'), listOf(3));
    await issue('later', 'later.csv');
    const renew = ['renew', '--former', 'water', '--new', 'later', '--column', 'number'];
    const said = await expect(1, /nothing was sent, .*003\.json \(it is revoked/, 'clerk', ...renew);
    assert.doesNotMatch(said, /Final/);
    await expect(1, /column "email_"|has no column/, 'clerk', ...renew.slice(0, -1), 'email_');
    const index = readFileSync(at('later', 'index.csv'), 'utf8');
    const rows = index.split('\r\n');
    writeFileSync(at('later', 'index.csv'), [rows[0], rows[1], ''].join('\r\n'));
    const pair = /water\/001\.json: Ana 0, Water .*, by later\/1\.json: Ana 0, Water /;
    await expect(0, pair, 'clerk', ...renew);
    const [first, second] = await statuses('water/001.json', 'water/002.json');
    const { index: place } = referenceOf('later/1.json');
    assert.deepEqual([first.state, second.state], ['superseded', 'active']);
    assert.deepEqual([first.successor.institution, first.successor.index], [1, place]);
    await expect(0, /nothing is left to be done/, 'clerk', ...renew);
    writeFileSync(at('pairs.csv'), 'former,new\nwater/002.json,later/3.json\n');
    const mistaken = /002\.json \(Ana 1\) and later\/3\.json \(Ana 2\) are about different/;
    await expect(1, mistaken, 'clerk', 'renew', '--pairs', 'pairs.csv');
    assert.equal(await stateOf('water/002.json'), 'active');
    writeFileSync(at('pairs.csv'), 'former,new\nwater/002.json,later/2.json\n');
    await expect(0, /Done in final blocks: 1 of 1/, 'clerk', 'renew', '--pairs', 'pairs.csv');
    assert.equal(await stateOf('water/002.json'), 'superseded');
    writeFileSync(at('later', 'index.csv'), index.replace(',2,', ',9999,'));
    const nobody = /no former document says the same in that column as later\/3\.json/;
    await expect(1, nobody, 'clerk', ...renew);
  });

  test('a batch is attested again, and revoked, by those who may', async () => {
    const again = ['attest-again', '--grant', '2', 'water/010.json', 'water/011.json'];
    const none = ['attest-again', '--grant', '99', 'water/010.json'];
    const noGrant = /nothing was sent, because there is no grant 99/;
    const unsent = await expect(1, noGrant, 'second', ...none);
    assert.doesNotMatch(unsent, /To be attested/);
    await expect(1, /AccreditationNotLost/, 'second', ...again);
    const voided = ['--void-from', '2026-01-01T00:00:00Z'];
    await decide('accredit', 'withdraw', '1', ...voided);
    await expect(0, /done in final block/, 'second', ...again);
    await expect(0, /nothing is left to be done/, 'second', ...again);
    const revoke = ['revoke-batch', '--reason', 'issued-in-error', 'later/1.json'];
    await expect(1, /Credentials\.PermissionDenied/, 'clerk', ...revoke);
    const said = await expect(0, /the batch of 3 credentials/, 'second', ...revoke);
    assert.match(said, /institution 1 is Höhere Wasserschule \(AT\)/);
    assert.match(said, /type 1 is a micro-credential/);
    assert.match(said, /  later\/1\.json: Ana 0, Water .*\n {2}and 2 more\n/);
    const [{ batchRevoked }] = await statuses('later/2.json');
    assert.equal(batchRevoked.reason, 'issuedInError');
    await expect(0, /nothing is left to be done/, 'second', ...revoke);
    const otherwise = ['revoke-batch', '--reason', 'misconduct', 'later/1.json'];
    await expect(1, /is revoked already, for another reason/, 'second', ...otherwise);
  });

  test('an account of another institution is told before anything is sent', async () => {
    const post = ['--admin', accounts.stranger.address, '--allowance', '10'];
    await decide('institution', 'register', '--name', 'Other', '--country', 'NL', ...post);
    const suspend = ['suspend', 'water/008.json'];
    const refused = /008\.json \(institution 1 anchored it, of which yours is not the custodian\)/;
    const said = await expect(1, refused, 'stranger', ...suspend);
    assert.doesNotMatch(said, /To be suspended|Final/);
  });

  test('where two accounts are demanded, the first one is told that it waits', async () => {
    const demand = ['institution', 'dual-authorization', '1', 'on'];
    await expect(3, /waits for a second account/, 'second', ...demand);
    await done('admin', ...demand);
    writeFileSync(at('last.csv'), listOf(1, 'Last'));
    const { said } = await run(
      ...['clerk', 'issue', '--type', '1', '--template', 'water.toml', '--list', 'last.csv'],
      ...['--out', 'last', '--document-key', 'documents.json', '--document-key-password', '0'],
    );
    assert.ok(existsSync(at('last', '1.json')), said);
    const revoke = ['revoke-batch', '--reason', 'unspecified', 'last/1.json'];
    await expect(3, /waits for a second account/, 'second', ...revoke);
    assert.equal((await statuses('last/1.json'))[0].batchRevoked, null);
    await expect(0, /done in final block/, 'admin', ...revoke);
    assert.equal((await statuses('last/1.json'))[0].batchRevoked.reason, 'unspecified');
  });

  test('keys and posts end, and are repaired by the council', async () => {
    await done('admin', 'document-key', 'retire', key);
    const since = (time) => ['--institution', '1', '--since', time];
    const early = ['document-key', 'compromised', key, ...since('2026-01-01T00:00:00Z')];
    await expect(1, /KeyNotYetAdded/, 'council', ...early, '--motion', 'propose');
    const { items: added } = await world.rpc.call('credentials_documentKeys', 1);
    await decide('document-key', 'compromised', key, ...since(added[0].since));
    await decide('document-key', 'lift-compromise', key, '--institution', '1');
    await decide('document-key', 'reinstate', key, '--institution', '1', '--end', 'never');
    const { items } = await world.rpc.call('credentials_documentKeys', 1);
    assert.deepEqual([items[0].until, items[0].compromisedSince], [null, null]);
    await done('clerk', 'operator', 'resign');
    await expect(1, /serves no institution|CheckMembership|nobody/i, 'clerk', 'suspend', 'water/020.json');
    await done('admin', 'operator', 'remove', '--institution', '1', accounts.second.address);
    await decide('institution', 'suspend', '1');
    await decide('institution', 'reinstate', '1');
    await decide('institution', 'allowance', '1', '--operations', '5');
    await decide('institution', 'rename', '1', '--name', 'Wasserschule', '--country', 'DE');
    const { name, country, allowance } = await world.rpc.call('credentials_institution', 1);
    assert.deepEqual([name, country, allowance], ['Wasserschule', 'DE', 5]);
  });

  test('the steps of a motion are refused where they make no sense', async () => {
    const suspend = ['institution', 'suspend', '1', '--motion'];
    await expect(1, /no motion is open for this/, 'council', ...suspend, 'approve');
    await expect(1, /no motion is open for this/, 'council', ...suspend, 'close');
    await expect(1, /has no seat in the council/, 'admin', ...suspend, 'propose');
    await expect(1, /the call failed|InstitutionNotFound/, 'council', 'institution', 'suspend', '9', '--motion', 'propose');
  });
});

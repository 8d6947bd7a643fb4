// SPDX-License-Identifier: Apache-2.0

// Validates documents of the command that issues by the JSON Schema that 1EdTech publishes for Open
// Badges 3.0. No package carries the schema, and its licence keeps it out of this repository, so
// whoever runs this states in TESTAMUR_OPEN_BADGES_SCHEMA where a copy of it is (docs/testing.md).

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';

import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';

import { multikey } from '../client/multikey.js';
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
import { UserError } from '../util/console.js';

const { TESTAMUR_OPEN_BADGES_SCHEMA: SCHEMA } = process.env;

/** The options by which documents name a status list. */
const STATUS = ['--status-host', 'https://status.example.edu'];

/** Words of Open Badges 3.0 for the type of an achievement. */
const KINDS = ['MicroCredential', 'Certificate', 'Badge'];

/** A list for the template with nothing that may be left out. */
const LEAST_LIST = 'name,award_date\nAna,2026-07-01\n';

/** The keys of the example of a template that may be left out, and those that need a column. */
const OPTIONAL = [
  ...['region', 'locality', 'email', 'criteria_url', 'code', 'version', 'field_of_study', 'tags'],
  ...['image', 'hours', 'cycle', 'prerequisites', 'integration', 'part_of', 'reference'],
  ...['endorsements', 'number', 'id'],
];

/** Returns the example without what may be left out, and with a hashed name. */
function leastTemplate(example) {
  const sections = example.split(/^(?=\[)/m);
  const required = sections.filter((section) => !/^\[(\[|evidence|validity)/.test(section));
  // The version of the form and the identifier of the issuer and the achievement are required.
  const isOptional = (line) =>
    OPTIONAL.includes(line.split(' = ')[0]) && !/^(version = 1|id = ")/.test(line);
  const lines = required.join('').split('\n');
  return lines
    .filter((line) => !isOptional(line))
    .join('\n')
    .replace('name = "plain"', 'name = "hashed"');
}

/** Changes that make a document one that the schema does not allow, each by its name. */
const FLAWS = {
  'without an achievement': (document) => delete document.credentialSubject.achievement,
  'without the requirements': (document) =>
    delete document.credentialSubject.achievement.criteria,
  'with a kind of its own': (document) =>
    (document.credentialSubject.achievement.achievementType = 'Medal'),
  'without an issuer': (document) => delete document.issuer,
  'with a date that is none': (document) => (document.validFrom = 'yesterday'),
  'with an identity that may not be there': (document) =>
    (document.credentialSubject.identifier[0].nickname = 'Ana'),
  'without its context': (document) => document['@context'].shift(),
};

describe('the JSON Schema of Open Badges 3.0', { concurrency: 1 }, () => {
  if (!SCHEMA || !existsSync(SCHEMA)) {
    throw new UserError('TESTAMUR_OPEN_BADGES_SCHEMA names no schema: see docs/testing.md');
  }
  const world = ownChain({ sealing: 'instant' });
  const folder = temporaryFolder();
  // The schema has keywords of its publisher, which say nothing about what is allowed.
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  let example;

  const call = async (...args) => {
    const { code, said } = await startCommand(folder, args, PASSWORD).ended;
    assert.equal(code, 0, said);
  };

  before(async () => {
    const [institution] = await registerInstitutions(world, [
      { name: 'Uni', allowance: 1_000, operators: 1 },
    ]);
    const pair = pairOf(randomBytes(32));
    writeKeystore(folder, 'documents', pair);
    const key = multikey('Ed25519', Buffer.from(pair.publicKey));
    await equipRegistrar(world, folder, institution, 'registrar', key);
    await call('template', '--example', '--out', 'example.toml');
    example = readFileSync(join(folder, 'example.toml'), 'utf8');
  });

  /** Issues by a template and a list, and returns the documents. */
  async function issue(name, template, list, ...options) {
    writeFileSync(join(folder, `${name}.toml`), template);
    writeFileSync(join(folder, `${name}.csv`), list);
    await call(
      ...['issue', '--type', '1', '--template', `${name}.toml`, '--list', `${name}.csv`],
      ...['--out', name, '--node', world.network.ws('author'), '--account', 'registrar.json'],
      ...['--document-key', 'documents.json', '--yes', ...options],
      ...['--account-password', '0', '--document-key-password', '0'],
    );
    return readdirSync(join(folder, name))
      .filter((file) => /^\d+\.json$/.test(file))
      .map((file) => JSON.parse(readFileSync(join(folder, name, file))));
  }

  const assertValid = (documents) => {
    for (const document of documents) {
      assert.ok(validate(document), JSON.stringify(validate.errors, null, 1));
    }
  };

  for (const kind of KINDS) {
    test(`allows a ${kind} with every member, and an entry of a status list`, async () => {
      const template = example.replace('type = "MicroCredential"', `type = "${kind}"`);
      const documents = await issue(kind, template, listOf(2), ...STATUS);
      assert.equal(documents.length, 2);
      for (const { credentialStatus, credentialSubject } of documents) {
        assert.equal(credentialStatus.type, 'BitstringStatusListEntry');
        assert.equal(credentialSubject.achievement.achievementType, kind);
      }
      assertValid(documents);
    });
  }

  test('takes two entries of status lists for its only fault in a document', async () => {
    const [document] = await issue('both', example, listOf(1), ...STATUS, '--both-lists');
    assert.equal(document.credentialStatus.length, 2);
    assert.ok(!validate(document));
    const faults = validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
    assert.deepEqual(faults, ['/credentialStatus must be object']);
  });

  test('allows a document with nothing that may be left out', async () => {
    const documents = await issue('least', leastTemplate(example), LEAST_LIST);
    for (const document of documents) {
      assert.equal(document.credentialStatus, undefined);
      const left = ['evidence', 'validUntil'].filter((name) => document[name] !== undefined);
      assert.deepEqual(left, []);
    }
    assertValid(documents);
  });

  test('refuses a document after each of some changes', async () => {
    const [document] = await issue('changed', example, listOf(1));
    assertValid([document]);
    for (const [name, change] of Object.entries(FLAWS)) {
      const copy = structuredClone(document);
      change(copy);
      assert.ok(!validate(copy), `a document ${name} was allowed`);
    }
  });
});

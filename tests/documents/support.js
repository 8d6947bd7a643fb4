// SPDX-License-Identifier: Apache-2.0

// The tests of documents share these: the program in Rust, the libraries of others, and documents.

import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite as rdfc } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {
  createSignCryptosuite,
  createVerifyCryptosuite,
} from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';

import { CONTEXTS } from '../util/documentLoader.js';

export const RDFC = 'eddsa-rdfc-2022';
export const JCS = 'eddsa-jcs-2022';
export const CREATED = '2026-07-01T09:00:00Z';

const repository = new URL('../../', import.meta.url);
const program = process.env.TESTAMUR_DOCUMENTS;
if (program === undefined)
  throw new Error('TESTAMUR_DOCUMENTS has to name the example "documents" of testamur-documents');

/** A document that has most of what credentials have. */
export const badge = () =>
  JSON.parse(readFileSync(new URL('client/documents/tests/badge.json', repository), 'utf8'));

/** Runs the program in Rust over documents, and returns a line for each, and the seconds that it took. */
export function run(args, documents) {
  const input = documents
    .map((document) => (typeof document === 'string' ? document : JSON.stringify(document)))
    .join('\n');
  const { status, stdout, stderr } = spawnSync(program, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`${args[0]} ended with ${status}: ${stderr}`);
  return { lines: stdout.trimEnd().split('\n'), seconds: Number(/in ([\d.]+) s/.exec(stderr)[1]) };
}

/** A key for tests, with the names that it has as did:key. */
async function makeKey(seed) {
  const head = Buffer.from('302e020100300506032b657004220420', 'hex');
  const der = Buffer.concat([head, seed]);
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const jwk = createPublicKey(secret).export({ format: 'jwk' });
  const d = seed.toString('base64url');
  const pair = await Ed25519Multikey.fromJwk({ jwk: { ...jwk, d }, secretKey: true });
  const { publicKeyMultibase } = await pair.export({ publicKey: true });
  const controller = `did:key:${publicKeyMultibase}`;
  const id = `${controller}#${publicKeyMultibase}`;
  Object.assign(pair, { id, controller });
  return { seed, pair, controller, id, publicKeyMultibase };
}
export const key = await makeKey(Buffer.alloc(32, 7));
/** The key of a learner. */
export const holder = await makeKey(Buffer.alloc(32, 9));

/** Returns a document that the key issues. */
export function issued(document = badge()) {
  const { issuer } = document;
  return { ...document, issuer: { ...issuer, id: key.controller } };
}

/** Signs documents in Rust. */
export const sign = (documents, ...suites) =>
  run(['sign', key.id, key.seed.toString('hex'), CREATED, suites.join(',')], documents);
/** Verifies documents in Rust. */
export const verify = (documents) =>
  run(['verify', key.controller, `${key.id}=${key.publicKeyMultibase}`], documents);

/** Makes one presentation of signed documents in Rust. */
export function present(documents, { challenge, domain }, ...suites) {
  const seed = holder.seed.toString('hex');
  const { lines } = run(['present', seed, CREATED, suites.join(','), challenge, domain], documents);
  return JSON.parse(lines[0]);
}
/** Checks presentations in Rust. */
export const checkPresentations = (presentations, { challenge, domain }) =>
  run(['check', challenge, domain], presentations).lines;

/** Returns what a document loader knows about a key. */
const descriptionOf = ({ controller, id, publicKeyMultibase }) => ({
  [controller]: {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: controller,
    assertionMethod: [id],
    authentication: [id],
  },
  [id]: {
    '@context': 'https://w3id.org/security/multikey/v1',
    id,
    type: 'Multikey',
    controller,
    publicKeyMultibase,
  },
});

const known = {
  ...CONTEXTS,
  ...descriptionOf(key),
  ...descriptionOf(holder),
};

/** Loads what the documents of these tests name, and nothing else. */
export async function documentLoader(url) {
  if (known[url] === undefined) throw new Error(`${url} is not known`);
  return { contextUrl: null, documentUrl: url, document: known[url] };
}

/** Returns the canonical statements by jsonld.js, or null where it refuses. */
export async function canonicalElsewhere(document) {
  try {
    return await jsonld.canonize(document, {
      algorithm: 'RDFC-1.0',
      format: 'application/n-quads',
      documentLoader,
      // By default it refuses documents with many parts that are alike.
      canonizeOptions: { maxWorkFactor: 3 },
      safe: true,
    });
  } catch {
    return null;
  }
}

/** Returns the canonical statements of documents in Rust: a text, or null where they are refused. */
export function canonicalHere(documents) {
  return run(['canonical'], documents).lines.map((line) => {
    if (line.startsWith('null')) return null;
    return JSON.parse(line);
  });
}

const suiteOf = {
  [RDFC]: { signing: rdfc, verifying: rdfc },
  [JCS]: { signing: createSignCryptosuite(), verifying: createVerifyCryptosuite() },
};

/** Returns what signs with a key in the libraries of Digital Bazaar. */
const proofOf = ({ pair }, suite) =>
  new DataIntegrityProof({
    signer: pair.signer(),
    date: CREATED,
    cryptosuite: suiteOf[suite].signing,
  });
const verifying = (suites) =>
  suites.map((name) => new DataIntegrityProof({ cryptosuite: suiteOf[name].verifying }));
const now = new Date('2027-01-01');

/** Signs a document with the libraries of Digital Bazaar. */
export const signElsewhere = (document, suite) =>
  vc.issue({ credential: structuredClone(document), suite: proofOf(key, suite), documentLoader });

/** Verifies a document with the libraries of Digital Bazaar, by the given suites. */
export const verifyElsewhere = (credential, ...suites) =>
  vc.verifyCredential({ credential, suite: verifying(suites), documentLoader, now });

/** Makes one presentation of signed documents with the libraries of Digital Bazaar. */
export function presentElsewhere(documents, audience, suite) {
  const presentation = vc.createPresentation({
    verifiableCredential: structuredClone(documents),
    holder: holder.controller,
  });
  return vc.signPresentation({
    presentation,
    suite: proofOf(holder, suite),
    ...audience,
    documentLoader,
  });
}

/** Verifies a presentation with the libraries of Digital Bazaar, by the given suites. */
export const verifyPresentationElsewhere = (presentation, audience, ...suites) =>
  vc.verify({ presentation, suite: verifying(suites), ...audience, documentLoader, now });

// SPDX-License-Identifier: Apache-2.0

// The verifiers that are asked, each behind the same function: of a case of `cases.js` it returns
// the answer. Those of others have no notion of a chain: they are given the file, and the keys of
// its issuer as its DID document lists them.

import { readFileSync } from 'node:fs';

import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite as rdfc } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { verifyCredential } from '@digitalcredentials/verifier-core';

import { didDocument, didWebUrl } from '../client/did.js';
import { startCommand } from '../e2e/registrar.js';
import { loaderOf } from '../util/documentLoader.js';

/** The name of the issuer in every file. */
const DID = 'did:web:hw.example.edu';

/** The answers of others, who know no third one. */
const VERIFIED = 'verified';
const REFUSED = 'refused';

const lockFile = new URL('../package-lock.json', import.meta.url);

/** Returns the version of a package that is installed. */
const versionOf = (name) =>
  JSON.parse(readFileSync(lockFile, 'utf8')).packages[`node_modules/${name}`].version;

/**
 * @typedef {object} Answer
 * @property {string} answer `valid`, `invalid` or `cannotTell`; of others, `verified` or `refused`
 * @property {number} [code] the exit code of a command
 * @property {string[]} because the reasons
 */

/** The command `testamur`. */
export function testamur(world) {
  return {
    name: 'testamur',
    /** @returns {Promise<Answer>} */
    async judge({ file, node, at, maxAge }) {
      const time = at === undefined ? [] : ['--at', at];
      const age = maxAge === undefined ? [] : ['--max-age', `${maxAge}s`];
      const asked = ['--trust', world.trust, '--rpc', node, ...time, ...age];
      const args = ['verify', ...asked, '--json', file];
      const { code, said, printed } = await startCommand(world.folder, args, '').ended;
      if (!printed.startsWith('[')) throw new Error(said);
      const [{ conclusion, findings }] = JSON.parse(printed);
      const [{ objections, doubts }] = findings;
      const because = [...objections, ...doubts].map(({ word }) => word);
      return { answer: conclusion, code, because };
    },
  };
}

/** Returns the answer of a verifier that takes a document and never text, as these libraries do. */
async function judgeParsed(world, { file }, judge) {
  let document;
  try {
    document = JSON.parse(world.textOf(file));
  } catch (error) {
    return { answer: REFUSED, because: [error.name] };
  }
  const because = await judge(document);
  return { answer: because.length === 0 ? VERIFIED : REFUSED, because };
}

/** `@digitalbazaar/vc` with the suite of the signatures. */
function digitalBazaar(world, did) {
  const documentLoader = loaderOf((name) => (name === DID ? did : undefined));
  const suite = new DataIntegrityProof({ cryptosuite: rdfc });
  return {
    name: '@digitalbazaar/vc',
    version: versionOf('@digitalbazaar/vc'),
    judge: (given) =>
      judgeParsed(world, given, async (credential) => {
        const asked = { credential, suite, documentLoader };
        const { verified, error } = await vc.verifyCredential(asked);
        return verified ? [] : [error.errors?.[0]?.message ?? error.message];
      }),
  };
}

/** Runs `act` while everything that is fetched is the DID document, or is not there. */
async function withFetched(did, act) {
  const { fetch } = globalThis;
  globalThis.fetch = async (request) => {
    const url = typeof request === 'string' ? request : request.url;
    const status = url === didWebUrl(DID) ? 200 : 404;
    return Response.json(status === 200 ? did : {}, { status });
  };
  try {
    return await act();
  } finally {
    globalThis.fetch = fetch;
  }
}

/** `@digitalcredentials/verifier-core`, of whose steps the signature and the dates count here. */
function verifierCore(world, did) {
  const judge = async (credential) => {
    const asked = { credential, knownDIDRegistries: [] };
    const { log = [], errors = [] } = await withFetched(did, () => verifyCredential(asked));
    // No list of issuers is given, so that nobody is found on one.
    const steps = log.filter(({ id }) => id !== 'registered_issuer' && !id.includes('schema'));
    const failed = steps.filter(({ valid }) => !valid).map(({ id }) => id);
    const isSigned = steps.some(({ id, valid }) => id === 'valid_signature' && valid);
    return [...errors.map(({ name }) => name), ...failed, ...(isSigned ? [] : ['not signed'])];
  };
  return {
    name: '@digitalcredentials/verifier-core',
    version: versionOf('@digitalcredentials/verifier-core'),
    judge: (asked) => judgeParsed(world, asked, judge),
  };
}

/** Returns the verifiers of others, who are given the keys of the institution as they stand now. */
export async function verifiersOfOthers(world) {
  const { institution: id, items: keys } = await world.documentKeys();
  const did = didDocument({ did: DID, genesis: world.genesis, id, keys });
  return [digitalBazaar(world, did), verifierCore(world, did)];
}

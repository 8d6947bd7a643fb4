// SPDX-License-Identifier: Apache-2.0

// The faults that a verifier meets, each with the one right answer to it. A case says nothing about
// the verifier, so that any of them can be asked: see `verifiers.js`.

import { setTimeout as delay } from 'node:timers/promises';

import { lyingNode } from '../e2e/lyingNode.js';
import { freePort } from '../network/node.js';
import { CHUNK_STATUSES, STATUSES, pack } from '../client/status.js';
import { YEAR } from '../journey/context.js';
import { signedByStranger } from './stranger.js';

/** The largest age of a block that is wanted where a node shows an old one, in seconds. */
const MAX_AGE = 5;

/** What a node answers while it fetches blocks, and where it has dropped the state of a block. */
const SYNCING = { code: 9001, message: 'this node is still syncing and cannot tell' };
const PRUNED = { code: 9003, message: 'the state of that block is pruned on this node' };

/**
 * @typedef {object} Case
 * @property {string} fault
 * @property {'valid'|'invalid'|'cannotTell'} right the right answer
 * @property {string} [because] the reason, by its word in the answers of the command
 * @property {boolean} ofFile whether the file and the keys of its issuer show the fault
 * @property {string} file its name in the folder of the world
 * @property {string} node the address of the node to ask
 * @property {string} [at] the time that is asked about, where it is not the present
 * @property {number} [maxAge] the largest age of a block that is taken, in seconds
 */

/** The nodes that lie, for a world. */
class Liars {
  #servers = [];

  constructor(world) {
    this.world = world;
  }

  /** Returns the address of a node that hands everything on but for what `answer` tells. */
  async start(answer) {
    const server = lyingNode(this.world.node, { answer });
    this.#servers.push(server);
    return server.address;
  }

  /** Returns the address of a node that answers every question about credentials with an error. */
  refusing(error) {
    return this.start((method) => (method.startsWith('credentials_') ? error : undefined));
  }

  /** Returns the address of a node that shows this evidence, whatever it is asked for. */
  showing(result) {
    return this.start((method) => (method === 'credentials_prove' ? { result } : undefined));
  }

  close() {
    for (const server of this.#servers) server.close();
  }
}

/** Returns the day that is so many milliseconds from now. */
const dayAfter = (time) => new Date(Date.now() + time).toISOString().slice(0, 10);

/** Returns evidence in which the one revoked credential of a batch is active again. */
function cleared({ evidence, ...others }, place) {
  const codes = Array(CHUNK_STATUSES).fill(0);
  codes[place] = STATUSES.indexOf('issuedInError');
  const revoked = pack(codes).toString('hex');
  const lie = evidence.replace(revoked, '0'.repeat(revoked.length));
  if (lie === evidence) throw new Error('the statuses of the batch are not in the evidence');
  return { ...others, evidence: lie };
}

/** Issues the credentials, and has happen to them what the cases are about. */
async function prepare(world) {
  await world.issue('water', { learners: 3 });
  await world.issue('voided', { grant: world.grants.voided });
  await world.issue('before', { key: world.keys.stolen });
  const since = (await world.chain.time()) + 1;
  await world.issue('after', { key: world.keys.stolen });
  await world.issueFor('ofDays', [
    ['2026-07-01', '2026-07-02'],
    [dayAfter(YEAR), dayAfter(2 * YEAR)],
  ]);
  const [good, revoked] = [world.fileOf('water', 0), world.fileOf('water', 1)];
  await world.untilProven(revoked, 'valid');
  const former = await world.prove(good, revoked);
  await world.changeStatus(revoked, { Revoke: 'IssuedInError' });
  await world.declareCompromised(world.keys.stolen, since);
  await world.voidGrant(world.grants.voided, 1);
  await world.untilProven(world.fileOf('voided'), 'invalid');
  // The former evidence is to be older than what is wanted.
  await delay(MAX_AGE * 1_000);
  return { good, revoked, former };
}

/** Writes the files that were tampered with, and returns their names. */
async function tamper(world, good) {
  const text = world.textOf(good);
  const document = JSON.parse(text);
  const other = JSON.parse(world.textOf(world.fileOf('water', 2)));
  const isAnchor = ({ cryptosuite }) => cryptosuite.startsWith('testamur-');
  const proof = [
    ...document.proof.filter((each) => !isAnchor(each)),
    ...other.proof.filter(isAnchor),
  ];
  const stranger = await signedByStranger(document);
  return {
    stranger: world.write('stranger.json', JSON.stringify(stranger)),
    truncated: world.write('truncated.json', text.slice(0, text.length / 2)),
    // A reader that takes the first of two members sees another name than one that takes the last.
    duplicate: world.write('duplicate.json', text.replace('{', '{"name":"Brain surgery",')),
    otherAnchor: world.write('other-anchor.json', JSON.stringify({ ...document, proof })),
  };
}

/** Returns the cases that are about the node that is asked, and about the record on the chain. */
async function ofRecord(world, liars, { good, revoked, former }) {
  const node = (fault, because, address, more = {}) => ({
    ...{ fault, right: 'cannotTell', because, ofFile: false, file: good, node: address },
    ...more,
  });
  const now = new Date(await world.chain.time()).toISOString();
  const lie = cleared(await world.prove(good, revoked), world.referenceOf(revoked).index);
  return [
    node('node down', 'unreachable', `ws://127.0.0.1:${await freePort()}`),
    node('node syncing', 'nodeCannotTell', await liars.refusing(SYNCING)),
    node('node lies about one status', 'forgedState', await liars.showing(lie), { file: revoked }),
    node('node pruned', 'nodeCannotTell', await liars.refusing(PRUNED), { at: now }),
    node('node of another chain', 'otherChain', world.otherNode),
    node('node shows an old block', 'tooOld', await liars.showing(former), {
      file: revoked,
      maxAge: MAX_AGE,
    }),
  ];
}

/** Returns the cases that are about the file, by its contents or by its history. */
async function ofFiles(world, { good }) {
  const files = await tamper(world, good);
  const file = (fault, right, because, name, ofFile = true) => ({
    ...{ fault, right, because, ofFile, file: name, node: world.node },
  });
  const [before, after] = [world.fileOf('before'), world.fileOf('after')];
  return [
    file("signed by a stranger's key", 'invalid', 'signature', files.stranger),
    file('compromised before issuance', 'invalid', 'keyCompromised', after),
    file('compromised after issuance', 'valid', undefined, before),
    file('truncated file', 'cannotTell', 'notJson', files.truncated),
    file('duplicate members', 'cannotTell', 'duplicateMember', files.duplicate),
    file('ended by its own words', 'invalid', 'expired', world.fileOf('ofDays', 0)),
    file('not begun by its own words', 'invalid', 'notYetValid', world.fileOf('ofDays', 1)),
    file("another credential's anchor", 'cannotTell', 'otherDocument', files.otherAnchor, false),
    file('accreditation voided after', 'invalid', 'voided', world.fileOf('voided'), false),
  ];
}

/**
 * Makes the cases on a world that was just founded, the first of which has no fault.
 *
 * @returns {Promise<{ cases: Case[], close: () => void }>} `close` ends the nodes that lie
 */
export async function makeCases(world) {
  const prepared = await prepare(world);
  const { good } = prepared;
  const none = { fault: 'none', right: 'valid', ofFile: true, file: good, node: world.node };
  const files = await ofFiles(world, prepared);
  const liars = new Liars(world);
  try {
    const cases = [none, ...(await ofRecord(world, liars, prepared)), ...files];
    return { cases, close: () => liars.close() };
  } catch (error) {
    liars.close();
    throw error;
  }
}

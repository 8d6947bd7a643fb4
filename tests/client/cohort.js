// SPDX-License-Identifier: Apache-2.0

// Turns a registrar's list into a tree and a folder of files. The list itself stays where it is.

import { randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'csv-parse/sync';

import { leafOf } from './digest.js';
import { serialize } from './documents.js';
import { EqualLeaves, Tree } from './merkle.js';
import { referenceOf } from './reference.js';
import { CHUNK_STATUSES } from './status.js';

/** The columns of a list of learners: the member that each fills, and a check of its values. */
const COLUMNS = {
  given_name: { member: 'givenName', fault: (value) => value === '' && 'is empty' },
  family_name: { member: 'familyName', fault: (value) => value === '' && 'is empty' },
  email: {
    member: 'email',
    fault: (value) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) && 'is no e-mail address',
  },
  birth_date: {
    member: 'birthDate',
    fault: (value) => !isDate(value) && 'is no date (YYYY-MM-DD)',
  },
  student_number: {
    member: 'studentNumber',
    fault: (value) => !/^[A-Za-z0-9-]{1,32}$/.test(value) && 'is no student number',
    unique: true,
  },
  grade: {
    member: 'grade',
    fault: (value) => !/^[1-5]\.\d$/.test(value) && 'is no grade from 1.0 to 5.9',
  },
};

const isDate = (text) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

/**
 * Reads a list of learners (CSV, UTF-8).
 *
 * @returns {{ learners: object[], errors: { line: number, column?: string, message: string }[] }}
 *   `errors` holds every fault of the list, not only the first. Nothing must be issued while there
 *   is one.
 */
export function readLearners(text) {
  let rows;
  try {
    rows = parse(text, { bom: true, info: true, relax_column_count: true, trim: true });
  } catch (error) {
    return { learners: [], errors: [{ line: error.lines ?? 1, message: error.message }] };
  }
  const expected = Object.keys(COLUMNS).join(',');
  if (rows.length === 0 || rows[0].record.join(',') !== expected) {
    return { learners: [], errors: [{ line: 1, message: `the first line must be ${expected}` }] };
  }
  const seen = new Map();
  const read = rows.slice(1).map(({ record, info }) => readRow(record, info.lines, seen));
  const errors = read.flatMap((row) => row.errors);
  if (read.length === 0) errors.push({ line: 2, message: 'the list names no learner' });
  return { learners: read.flatMap((row) => row.learner ?? []), errors };
}

function readRow(record, line, seen) {
  const columns = Object.entries(COLUMNS);
  if (record.length !== columns.length) {
    const message = `has ${record.length} values instead of ${columns.length}`;
    return { errors: [{ line, message }] };
  }
  const learner = {};
  const errors = [];
  columns.forEach(([column, { member, fault, unique }], place) => {
    const value = record[place].normalize('NFC').trim();
    const message = fault(value) || (unique && repeated(seen, value, line));
    if (message) errors.push({ line, column, message: `${JSON.stringify(value)} ${message}` });
    learner[member] = value;
  });
  return errors.length === 0 ? { learner, errors } : { errors };
}

function repeated(seen, value, line) {
  if (seen.has(value)) return `stands on line ${seen.get(value)} already`;
  seen.set(value, line);
  return undefined;
}

/** Returns a fault as a sentence that names the row. */
export const describeError = ({ line, column, message }) =>
  `line ${line}${column ? `, ${column}` : ''}: ${message}`;

/** Returns the items in an order that reveals nothing about the original one (Fisher-Yates). */
export function shuffle(items) {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
  }
  return shuffled;
}

/**
 * Gives each document its place in a tree, in random order.
 *
 * @param {{ name: string, document: object }[]} credentials `name` is that of the file, without
 *   suffix
 * @param {(place: number) => object} [statusAt] the member `credentialStatus` of the document at a
 *   place of the tree, which is known before the root is; none by default
 * @returns {{ tree: Tree, credentials: { name, text, leaf, index }[] }}
 * @throws {EqualCredentials} if two documents are the same
 */
export function prepare(credentials, statusAt) {
  const placed = shuffle(credentials).map(({ name, document, ...rest }, index) => {
    const status = statusAt && { credentialStatus: statusAt(index) };
    const text = serialize({ ...document, ...status });
    return { ...rest, name, text, leaf: leafOf(text), index };
  });
  return { tree: treeOf(placed), credentials: placed };
}

/** Two files of a cohort hold the same document, so that it would have two statuses. */
export class EqualCredentials extends Error {
  name = 'EqualCredentials';

  /** @param {string} first @param {string} second the names of the files, without suffix */
  constructor(first, second) {
    super(`${first} and ${second} are the same document: leave one out`);
    this.first = first;
    this.second = second;
  }
}

function treeOf(placed) {
  try {
    return new Tree(placed.map(({ leaf }) => leaf));
  } catch (error) {
    if (!(error instanceof EqualLeaves)) throw error;
    const { first, second } = error;
    throw new EqualCredentials(...[placed[first].name, placed[second].name].sort());
  }
}

/**
 * Returns each credential with the reference that it has once the institution has anchored the
 * root.
 */
export const withReferences = (institution, { tree, credentials }) =>
  credentials.map((credential) => ({
    ...credential,
    reference: referenceOf(institution, credential.leaf, tree, credential.index),
  }));

/**
 * Returns the references to ask `credentials_prove` for, so that one bundle covers a whole cohort: the
 * recipe of docs/offline.md.
 *
 * @param {object[]} references those of all credentials, in the order of their places
 * @param {object[]} verdicts what `credentials_verify` says of them, in the same order
 */
export function covering(references, verdicts) {
  const ended = verdicts.findIndex(({ status }) =>
    ['revoked', 'superseded'].includes(status.state),
  );
  const isAsked = ({ status, custodialChange }, place) =>
    place % CHUNK_STATUSES === 0 ||
    place === ended ||
    status.successor !== null ||
    custodialChange !== null;
  return references.filter((_, place) => isAsked(verdicts[place], place));
}

/** Writes each document and, beside it, the reference with which a verifier asks the node. */
export function writeFiles(folder, credentials) {
  mkdirSync(folder, { recursive: true });
  for (const { name, text, reference } of credentials) {
    writeFileSync(join(folder, `${name}.json`), text);
    writeFileSync(join(folder, `${name}.reference.json`), `${JSON.stringify(reference)}\n`);
  }
}

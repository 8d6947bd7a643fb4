// SPDX-License-Identifier: Apache-2.0

// Anchors, as docs/anchor.md defines them: what leads from a document to its batch on a chain.

import { readEnvelope } from './digest.js';
import { leafOver } from './envelopes.js';
import { fromHex, toHex } from './hex.js';
import { parseObject } from './ijson.js';
import { rootOf } from './merkle.js';
import { rootOfReference } from './reference.js';
import { bytes, decode, Malformed, struct, u32, u8 } from './scale.js';
import { fromBase64url } from './token.js';

/** The cryptosuite of an anchor. */
export const CRYPTOSUITE = 'testamur-merkle-2026';
/** The end of the name of a sidecar. */
export const SIDECAR = '.anchor.json';

const VERSION = 1;
const TYPE = 'DataIntegrityProof';
const PURPOSE = 'assertionMethod';
/** The most letters of a `proofValue`, and the most hashes of its two lists. */
const MAX_VALUE = 1_771;
const MAX_PATH = 32;
const MAX_ENVELOPES = 7;

/** An anchor is refused. This says nothing about a credential. */
export class AnchorFault extends Error {
  name = 'AnchorFault';

  /** @param {string} code one of the words of the page */
  constructor(code, message = code) {
    super(message);
    this.code = code;
  }
}

function ensure(holds, code, message) {
  if (!holds) throw new AnchorFault(code, message);
}

const hash = bytes(32);

/** Takes at most so many hashes after one byte that says how many there are. */
const hashes = (most) => (input) => {
  const count = u8(input);
  if (count > most) throw new Malformed(`${count} hashes are more than ${most}`);
  return Array.from({ length: count }, () => hash(input));
};

const content = struct({
  genesis: hash,
  institution: u32,
  size: u32,
  index: u32,
  root: hash,
  path: hashes(MAX_PATH),
  envelopes: hashes(MAX_ENVELOPES),
});

const little = (number) => {
  const written = Buffer.alloc(4);
  written.writeUInt32LE(number);
  return written;
};

const counted = (list) => Buffer.concat([Buffer.from([list.length]), ...list]);

/**
 * Returns the anchor that says the same as a reference in a file.
 *
 * @param {string} genesis the hash of the first block, in hex
 */
export function anchorOf(genesis, reference) {
  const { institution, size, index, path, envelopes = [] } = reference;
  const root = rootOfReference(reference);
  ensure(root !== null, 'noSuchPlace');
  return {
    genesis: fromHex(genesis),
    institution,
    size,
    index,
    root: fromHex(root),
    path: path.map(fromHex),
    envelopes: envelopes.map(fromHex),
  };
}

/** Returns the text that stands for an anchor in a proof. */
export function valueOf({ genesis, institution, size, index, root, path, envelopes }) {
  const numbers = [institution, size, index].map(little);
  const fields = [genesis, ...numbers, root, counted(path), counted(envelopes)];
  return `u${Buffer.concat([Buffer.from([VERSION]), ...fields]).toString('base64url')}`;
}

/** Returns the anchor that a text stands for. */
export function readValue(text) {
  ensure(Buffer.byteLength(text) <= MAX_VALUE, 'tooLarge');
  const written = text.startsWith('u') ? fromBase64url(text.slice(1)) : null;
  ensure(written?.length > 0, 'malformed');
  ensure(written[0] === VERSION, 'unknownVersion', `version ${written[0]}`);
  const anchor = fieldsOf(written.subarray(1));
  const { index, size, path } = anchor;
  // Whether a path is as long as it must be does not depend on the leaf.
  ensure(rootOf(Buffer.alloc(32), index, size, path) !== null, 'noSuchPlace');
  return anchor;
}

function fieldsOf(written) {
  try {
    return decode(content, written);
  } catch (error) {
    throw error instanceof Malformed ? new AnchorFault('malformed', error.message) : error;
  }
}

/** Returns the verification method of an anchor. */
export const methodOf = ({ genesis, institution }) =>
  `did:testamur:${genesis.toString('hex').slice(0, 32)}:${institution}#anchors`;

/** Returns an anchor as a proof. */
export const proofOf = (anchor) => ({
  type: TYPE,
  cryptosuite: CRYPTOSUITE,
  proofPurpose: PURPOSE,
  verificationMethod: methodOf(anchor),
  proofValue: valueOf(anchor),
});

/** Returns the text of a sidecar. */
export const sidecarOf = (anchor) => `${JSON.stringify({ proof: proofOf(anchor) })}\n`;

const isObject = (value) =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Returns whether a proof says that it is an anchor. */
export const isAnchor = (proof) => isObject(proof) && proof.cryptosuite === CRYPTOSUITE;

/** Returns the anchor that a proof stands for. */
export function readProof({ type, proofPurpose, verificationMethod, proofValue }) {
  const isProof = type === TYPE && proofPurpose === PURPOSE;
  const isWhole = typeof verificationMethod === 'string' && typeof proofValue === 'string';
  ensure(isProof && isWhole, 'malformedProof');
  const anchor = readValue(proofValue);
  ensure(verificationMethod === methodOf(anchor), 'otherMethod', verificationMethod);
  return anchor;
}

/** Returns the proofs of a document that was parsed. */
const proofsOf = ({ proof }) => (Array.isArray(proof) ? proof : [proof]);

/** Returns the anchors of a document in JSON, or of a sidecar: one for each chain. */
export function readAnchors(text) {
  const document = parseObject(text);
  const own = Object.hasOwn(document, 'proof') ? proofsOf(document).filter(isAnchor) : [];
  ensure(own.length > 0, 'noAnchor');
  const anchors = [];
  for (const proof of own) {
    const anchor = readProof(proof);
    const isSecond = anchors.some(({ genesis }) => genesis.equals(anchor.genesis));
    ensure(!isSecond, 'severalAnchors');
    anchors.push(anchor);
  }
  return anchors;
}

/** Returns the reference, as a file states it, to which an anchor leads from a digest. */
export function referenceBy(anchor, digest) {
  const { institution, index, size, root, path, envelopes } = anchor;
  const leaf = leafOver(digest, envelopes);
  ensure(rootOf(leaf, index, size, path)?.equals(root), 'otherDocument');
  return {
    institution,
    leaf: toHex(leaf),
    index,
    size,
    path: path.map(toHex),
    ...(envelopes.length > 0 && { envelopes: envelopes.map(toHex) }),
  };
}

/**
 * Returns the reference to which a document leads on a chain, as a file states it.
 *
 * @param {string | Buffer} envelope the document, in JSON or in a token
 * @param {string} genesis the hash of the first block of the trusted chain, in hex
 * @param {string | Buffer} [carrier] the sidecar, if the anchor is not in the document
 * @throws {AnchorFault | import('./fault.js').DocumentFault}
 */
export function referenceOfDocument(envelope, genesis, carrier = envelope) {
  const { digest } = readEnvelope(envelope);
  const trusted = fromHex(genesis);
  const anchor = readAnchors(carrier).find((one) => one.genesis.equals(trusted));
  ensure(anchor, 'otherChain');
  return referenceBy(anchor, digest);
}

// SPDX-License-Identifier: Apache-2.0

// Puts anchors into the proof set of a document, and takes them out. Only the member `proof` changes:
// all other bytes stay as they are written, and so does each other proof.

import { AnchorFault, isAnchor, proofOf, readProof, referenceBy } from './anchor.js';
import { read } from './digest.js';
import { decode, parseObject } from './ijson.js';

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gsu;

/** The values of a text that is known to be JSON, with their places. */
class Layout {
  #tokens;
  #next = 0;

  constructor(text) {
    this.#tokens = [...text.matchAll(TOKEN)].map(({ 0: token, index }) => ({
      token,
      start: index,
      end: index + token.length,
    }));
  }

  #take() {
    return this.#tokens[this.#next++];
  }

  /** Returns the place of the value that follows, with those of its members or items. */
  value() {
    const { token, start, end } = this.#take();
    if (token === '{') return this.#container(start, '}', () => this.#member());
    if (token === '[') return this.#container(start, ']', () => this.value());
    return { start, end };
  }

  #container(start, close, part) {
    const parts = [];
    while (this.#tokens[this.#next].token !== close) {
      parts.push(part());
      if (this.#tokens[this.#next].token === ',') this.#take();
    }
    return { start, end: this.#take().end, [close === '}' ? 'members' : 'items']: parts };
  }

  #member() {
    const { token, start } = this.#take();
    this.#take();
    const value = this.value();
    return { name: JSON.parse(token), start, end: value.end, value };
  }
}

/** Returns a text of which everything from one place to another is replaced. */
const replaced = (text, from, to, by) => text.slice(0, from) + by + text.slice(to);

/** Returns the members of a document, the place of `proof` among them, and the texts of the proofs. */
function layoutOf(text) {
  const { members } = new Layout(text).value();
  const place = members.findIndex(({ name }) => name === 'proof');
  if (place < 0) return { members, place, proofs: [] };
  const { value } = members[place];
  const written = (part) => text.slice(part.start, part.end);
  const single = written(value) === 'null' ? [] : [written(value)];
  return { members, place, proofs: value.items?.map(written) ?? single };
}

/** Returns a document with other proofs, which are given as texts. */
function withProofs(text, { members, place }, proofs) {
  const isSingle = proofs.length === 1 && proofs[0].startsWith('{');
  const value = isSingle ? proofs[0] : `[${proofs.join(',')}]`;
  if (place < 0) {
    const { end } = members.at(-1);
    return replaced(text, end, end, `,"proof":${value}`);
  }
  const own = members[place];
  if (proofs.length > 0) return replaced(text, own.value.start, own.value.end, value);
  if (place > 0) return replaced(text, members[place - 1].end, own.end, '');
  return replaced(text, own.start, members[1]?.start ?? own.end, '');
}

const textOf = (input) => (typeof input === 'string' ? input : decode(input));

/**
 * Returns the text of a document in JSON with its anchor.
 *
 * @param {string | Buffer} document
 * @param {object} anchor
 * @param {{ first?: boolean }} [options] whether the anchor comes before the other proofs
 */
export function attach(document, anchor, { first = false } = {}) {
  const text = textOf(document);
  referenceBy(anchor, read(text).digest);
  const layout = layoutOf(text);
  const own = JSON.stringify(proofOf(anchor));
  const anchors = layout.proofs.map((proof) => JSON.parse(proof)).filter(isAnchor);
  const ofChain = anchors.map(readProof).filter(({ genesis }) => genesis.equals(anchor.genesis));
  if (ofChain.length > 0) {
    const isSame = ofChain.every((one) => JSON.stringify(proofOf(one)) === own);
    if (isSame) return text;
    throw new AnchorFault('severalAnchors');
  }
  const proofs = first ? [own, ...layout.proofs] : [...layout.proofs, own];
  const attached = withProofs(text, layout, proofs);
  // A list around a proof nests it one level deeper, which can be one too many.
  parseObject(attached);
  return attached;
}

/** Returns the text of a document in JSON without its anchors, whole or broken. */
export function strip(document) {
  const text = textOf(document);
  parseObject(text);
  const layout = layoutOf(text);
  const others = layout.proofs.filter((proof) => !isAnchor(JSON.parse(proof)));
  return others.length < layout.proofs.length ? withProofs(text, layout, others) : text;
}

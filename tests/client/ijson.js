// SPDX-License-Identifier: Apache-2.0

// Parses JSON that is unambiguous (RFC 7493, "I-JSON"). A parser that keeps the last of two members
// of one name, or rounds a number, lets two different files share one digest. Therefore a text is
// checked before anything is hashed, and rejected if it is ambiguous.

import { DocumentFault } from './fault.js';

const MAX_DEPTH = 100;
/** Seventeen significant digits distinguish any two doubles. */
const MAX_DIGITS = 17;
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\],:]|true|false|null/gsu;
const LONE_SURROGATE = /\p{Surrogate}/u;
const NONCHARACTER = /\p{Noncharacter_Code_Point}/u;

/** Parses a text or UTF-8 bytes, and rejects whatever is not I-JSON. */
export function parse(input) {
  const text = typeof input === 'string' ? input : decode(input);
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new DocumentFault('notJson', `not JSON: ${error.message}`);
  }
  inspect(text);
  return value;
}

/** Parses an object; see {@link parse}. */
export function parseObject(input) {
  const value = parse(input);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new DocumentFault('notObject', 'a document is a JSON object');
  }
  return value;
}

/** Returns the text of UTF-8 bytes, with the byte order mark if there is one. */
export function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new DocumentFault('notUtf8', 'not UTF-8');
  }
}

/** Checks the tokens of a text that is known to be JSON. */
function inspect(text) {
  const open = [];
  const tokens = text.match(TOKEN) ?? [];
  tokens.forEach((token, position) => {
    switch (token[0]) {
      case '{':
        open.push(new Set());
        break;
      case '[':
        open.push(null);
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case '"': {
        const isName = tokens[position + 1] === ':';
        inspectString(token, isName ? open[open.length - 1] : undefined);
        break;
      }
      default:
        if (/^[-\d]/.test(token)) inspectNumber(token);
    }
    if (open.length > MAX_DEPTH) {
      throw new DocumentFault('tooDeep', `nested deeper than ${MAX_DEPTH} levels`);
    }
  });
}

function inspectString(token, names) {
  const string = JSON.parse(token);
  if (LONE_SURROGATE.test(string)) {
    throw new DocumentFault('loneSurrogate', `lone surrogate in ${token}`);
  }
  if (NONCHARACTER.test(string)) {
    throw new DocumentFault('noncharacter', `noncharacter in ${token}`);
  }
  if (names === undefined) return;
  // Names are compared after unescaping: "a" and "\u0061" are one name.
  if (names.has(string)) {
    throw new DocumentFault('duplicateMember', `duplicate member ${token}`);
  }
  names.add(string);
}

function inspectNumber(token) {
  const number = Number(token);
  const digits = significantDigits(token);
  const shown = token.slice(0, 40);
  if (!(Math.abs(number) <= Number.MAX_SAFE_INTEGER)) {
    throw new DocumentFault('numberOutOfRange', `number beyond 2^53 - 1: ${shown}`);
  }
  if (number === 0 && digits > 0) {
    throw new DocumentFault('numberOutOfRange', `number too small to keep: ${shown}`);
  }
  if (digits > MAX_DIGITS) {
    throw new DocumentFault('numberTooPrecise', `more than ${MAX_DIGITS} digits: ${shown}`);
  }
}

/** Returns the number of digits from the first to the last that is not 0, exponent aside. */
function significantDigits(token) {
  const digits = token.replace(/[eE].*/s, '').replace(/[-.]/g, '');
  let first = 0;
  let end = digits.length;
  while (digits[first] === '0') first++;
  while (end > first && digits[end - 1] === '0') end--;
  return end - first;
}

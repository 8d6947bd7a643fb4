// SPDX-License-Identifier: Apache-2.0

// Parses JSON that is unambiguous (RFC 7493, "I-JSON"). A parser that keeps the last of two members
// of one name, or rounds a number, lets two different files share one digest. Therefore a text is
// checked before anything is hashed, and rejected if it is ambiguous.

const MAX_DEPTH = 100;
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\],:]|true|false|null/gsu;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** A text that is not I-JSON. */
export class NotIJson extends Error {
  name = 'NotIJson';
}

/** Parses a text or UTF-8 bytes, and rejects whatever is not I-JSON. */
export function parse(input) {
  const text = typeof input === 'string' ? input : decode(input);
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new NotIJson(`not JSON: ${error.message}`);
  }
  inspect(text);
  return value;
}

function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new NotIJson('not UTF-8');
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
    if (open.length > MAX_DEPTH) throw new NotIJson(`nested deeper than ${MAX_DEPTH} levels`);
  });
}

function inspectString(token, names) {
  const string = JSON.parse(token);
  if (LONE_SURROGATE.test(string)) throw new NotIJson(`lone surrogate in ${token}`);
  if (names === undefined) return;
  // Names are compared after unescaping: "a" and "\u0061" are one name.
  if (names.has(string)) throw new NotIJson(`duplicate member ${token}`);
  names.add(string);
}

function inspectNumber(token) {
  const number = Number(token);
  if (!(Math.abs(number) <= Number.MAX_SAFE_INTEGER)) {
    throw new NotIJson(`number beyond 2^53 - 1: ${token.slice(0, 40)}`);
  }
  if (number === 0 && /[1-9]/.test(token.replace(/[eE].*/s, ''))) {
    throw new NotIJson(`number too small to keep: ${token.slice(0, 40)}`);
  }
}

// SPDX-License-Identifier: Apache-2.0

// Names of others in sentences of a language that may be written in the other direction. Each is isolated, so that
// it does not move what stands around it.

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
/** The characters by which a name could leave its isolate. Marks of a direction stay, since dates in Arabic have them. */
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
/** Letters that are written from right to left, by their blocks in Unicode. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Returns a text that moves nothing around it in a sentence of this direction. */
export function isolated(text: string, direction: 'ltr' | 'rtl'): string {
  const plain = text.replace(CONTROLS, '');
  const isAlike = direction === 'ltr' && !RIGHT_TO_LEFT.test(plain);
  return isAlike ? plain : `${FIRST_STRONG_ISOLATE}${plain}${POP_ISOLATE}`;
}

// SPDX-License-Identifier: Apache-2.0

// A module in WebAssembly that takes the place of the checks, and does what they never should.

/** The instructions of the functions. */
const CODE = {
  /** Goes round for ever. */
  hang: [0x03, 0x40, 0x0c, 0x00, 0x0b, 0x41, 0x00, 0x0b],
  /** Ends the call with a trap. */
  trap: [0x00, 0x0b],
};
/** The instructions that return the address of an answer without members, and of the request. */
const ANSWER = [0x41, 0x00, 0x0b];
const REQUEST = [0x41, 0x80, 0x08, 0x0b];
/** The answer `{}`, after its length. */
const EMPTY = [0x02, 0x00, 0x00, 0x00, 0x7b, 0x7d];

/** Returns a list with its length before it; no list here has more than 127 bytes. */
const list = (items) => [items.length, ...items.flat()];
const sized = (bytes) => [bytes.length, ...bytes];
const section = (id, bytes) => [id, ...sized(bytes)];

/** Returns the bytes of a module whose `check` behaves in one of these ways. */
export function moduleThat(behaviour) {
  const types = [
    [0x60, 0x01, 0x7f, 0x01, 0x7f],
    [0x60, 0x02, 0x7f, 0x7f, 0x00],
    [0x60, 0x02, 0x7f, 0x7f, 0x01, 0x7f],
  ];
  const functions = [
    ['allocate', 0, REQUEST],
    ['release', 1, [0x0b]],
    ['set_up', 2, ANSWER],
    ['add_keys', 2, ANSWER],
    ['check', 2, CODE[behaviour]],
  ];
  const named = (name, kind, place) => [...sized([...Buffer.from(name)]), kind, place];
  const exported = functions.map(([name], place) => named(name, 0x00, place));
  return Buffer.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, list(types)),
    ...section(3, list(functions.map(([, type]) => [type]))),
    ...section(5, [0x01, 0x00, 0x02]),
    ...section(7, list([...exported, named('memory', 0x02, 0)])),
    ...section(10, list(functions.map(([, , code]) => sized([0x00, ...code])))),
    ...section(11, [0x01, 0x00, 0x41, 0x00, 0x0b, ...sized(EMPTY)]),
  ]);
}

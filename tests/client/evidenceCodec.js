// SPDX-License-Identifier: Apache-2.0

// The codecs of evidence and of hand-offs, and the marks of the files that hold them, as
// docs/bundle.md defines them.

import { blake2AsU8a } from '@polkadot/util-crypto';

import { ensure, read, Refusal } from './refusal.js';
import {
  byteList,
  bytes,
  compact,
  compact64,
  Malformed,
  option,
  struct,
  u32,
  u64,
  u8,
  withBytes,
} from './scale.js';

/** The most that a verifier accepts. */
export const LIMITS = {
  bytes: 2 ** 20,
  proofItems: 8_192,
  depth: 128,
  authorities: 1_024,
  ancestry: 256,
  digestItems: 64,
  handOffs: 1_000,
  rows: 15_000,
};

const mark = (kind) => Buffer.from([0x89, ...Buffer.from(`TMR${kind}\r\n`), 0x1a]);

/** The marks with which files begin. */
export const MARKS = { bundle: mark('B'), handOffs: mark('H') };

const VERSION = 1;

/** Returns the BLAKE2b-256 of bytes. */
export const blake2 = (input) => Buffer.from(blake2AsU8a(input, 256));

/** Returns the codec of a list whose bound is checked before its elements. */
const bounded = (most, codec) => (input) => {
  const count = compact(input);
  ensure(count <= most, 'tooLarge', `${count} elements, and ${most} are the most`);
  return Array.from({ length: count }, () => codec(input));
};

const hash = bytes(32);
const key = bytes(32);
const signature = bytes(64);
const engine = bytes(4);

const authorities = bounded(LIMITS.authorities, struct({ key, weight: compact64 }));
/** The authorities of a set as the chain encodes them. */
const authoritiesOfChain = bounded(LIMITS.authorities, struct({ key, weight: u64 }));

const ITEMS = {
  0: struct({ data: byteList }),
  4: struct({ engine, data: byteList }),
  5: struct({ engine, data: byteList }),
  6: struct({ engine, data: byteList }),
  8: struct({}),
};

const item = (input) => {
  const kind = u8(input);
  if (!(kind in ITEMS)) throw new Malformed(`there is no item ${kind} of a digest`);
  return { kind, ...ITEMS[kind](input) };
};

const headerFields = withBytes(
  struct({
    parent: hash,
    number: compact,
    stateRoot: hash,
    extrinsicsRoot: hash,
    digest: bounded(LIMITS.digestItems, item),
  }),
);

/** Takes a header, with its hash. */
const header = (input) => {
  const { bytes: encoded, ...fields } = headerFields(input);
  return { ...fields, hash: blake2(encoded) };
};

/** Returns what the bytes of a header say. */
export const headerOf = (encoded) => read(header, encoded);

const voteFields = { voter: compact, signature };
const justification = struct({
  round: compact64,
  votes: bounded(LIMITS.authorities, struct(voteFields)),
  laterVotes: bounded(LIMITS.authorities, struct({ ...voteFields, target: hash })),
  ancestry: bounded(LIMITS.ancestry, header),
});

const proof = bounded(LIMITS.proofItems, byteList);

/** Takes the version of a content. */
const version = (input) => {
  const found = u8(input);
  ensure(found === VERSION, 'unknownVersion', `version ${found}`);
  return found;
};

const evidence = struct({
  version,
  setId: compact64,
  authorities: option(authorities),
  header,
  justification,
  proof,
  past: option(struct({ header, proof })),
});

const handOffs = struct({
  version,
  firstSet: compact64,
  authorities: option(authorities),
  handOffs: bounded(LIMITS.handOffs, struct({ header, justification })),
});

const CODECS = { bundle: evidence, handOffs };

/** The messages of the runtime to GRANDPA, by their first byte. */
const CHANGES = {
  1: struct({ authorities: authoritiesOfChain, delay: u32 }),
  3: struct({ disabled: u64 }),
  4: struct({ pause: u32 }),
  5: struct({ resume: u32 }),
};

/** Returns what a message of the runtime to GRANDPA says. */
export function readChange(message) {
  if (message[0] === 2) return { forced: true };
  return read((input) => {
    const kind = u8(input);
    if (!(kind in CHANGES)) throw new Malformed(`there is no change ${kind}`);
    return CHANGES[kind](input);
  }, message);
}

/** Returns what a file of a kind has in it. */
export function readFile(kind, file) {
  const bounds = LIMITS.bytes + MARKS[kind].length;
  ensure(file.length <= bounds, 'tooLarge', `${file.length} bytes`);
  const begin = Buffer.from(file.subarray(0, MARKS[kind].length));
  ensure(begin.equals(MARKS[kind]), 'otherFile', 'it has another mark');
  return read(CODECS[kind], file.subarray(MARKS[kind].length));
}

/** Returns the bytes of a file that is given as a text. */
export function fileOf(text) {
  const most = 1 + Math.ceil(((LIMITS.bytes + 8) * 4) / 3);
  ensure(text.length <= most, 'tooLarge', `${text.length} letters`);
  const file = Buffer.from(text.slice(1), 'base64url');
  if (`u${file.toString('base64url')}` !== text) throw new Refusal('malformed', 'no such text');
  return file;
}

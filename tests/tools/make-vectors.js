// SPDX-License-Identifier: Apache-2.0

// Writes the values that this implementation and the Rust crate must agree on.
//
//   node tools/make-vectors.js > ../primitives/tests/vectors.json

import { isPoint } from '../client/curve.js';
import { leafHash, sha256 } from '../client/hash.js';
import { fromHex, toHex } from '../client/hex.js';
import { consistencyProof, entryOf, Log, logLeaf } from '../client/log.js';
import { Tree } from '../client/merkle.js';
import { multikey } from '../client/multikey.js';
import { after, CHUNK_STATUSES, pack, STATUSES } from '../client/status.js';
import { bitstring, isSet, MAX_PLACES } from '../client/statusList.js';

const LARGE = [127, 128, 129, 255, 256, 257, 1000, 1023, 1024, 1025, 4097, 10000];
const SIZES = [...Array.from({ length: 70 }, (_, place) => place + 1), ...LARGE];
const SHOWN_PATHS = { 1: [0], 2: [1], 3: [2], 5: [4], 7: [2, 6], 8: [5], 13: [12] };
Object.assign(SHOWN_PATHS, { 70: [63, 64, 69], 1000: [0, 511, 512, 999], 10000: [9999] });

/** Returns digest number `i` of every tree: SHA-256 of `i` as 4 bytes, big-endian. */
function digest(i) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(i);
  return sha256(bytes);
}

const tree = (size) => new Tree(Array.from({ length: size }, (_, i) => leafHash(digest(i))));

/**
 * Returns one hash of all paths of a tree: for each leaf a byte with the path's length, and the
 * path.
 */
function pathsHash(tree) {
  const paths = Array.from({ length: tree.size }, (_, index) => tree.path(index));
  return sha256(Buffer.concat(paths.flatMap((path) => [Buffer.from([path.length]), ...path])));
}

/**
 * Values of the reference implementation of Certificate Transparency (RFC 6962; the same tree as in
 * RFC 9162): the root over the first 1 to 8 inputs, and two paths. Nothing here is computed.
 */
const certificateTransparency = {
  inputs: [
    '0x',
    '0x00',
    '0x10',
    '0x2021',
    '0x3031',
    '0x40414243',
    '0x5051525354555657',
    '0x606162636465666768696a6b6c6d6e6f',
  ],
  roots: [
    '0x6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    '0xfac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    '0xaeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    '0xd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '0x4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '0x76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    '0xddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '0x5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ],
  paths: [
    {
      size: 8,
      index: 0,
      path: [
        '0x96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '0x5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '0x6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    },
    {
      size: 8,
      index: 5,
      path: [
        '0xbc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        '0xca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        '0xd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
  ],
};

/** Consistency proofs of the same implementation, over the first inputs. */
const consistency = [
  {
    former: 1,
    size: 8,
    proof: [
      '0x96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '0x5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '0x6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    former: 6,
    size: 8,
    proof: [
      '0x0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      '0xca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      '0xd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  {
    former: 2,
    size: 5,
    proof: [
      '0x5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '0xbc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  },
];

/** Returns event number `i` of a log, in block and at time of its own. */
const happened = (i) => ({ sequence: i, block: 1 + 7 * i, time: 3000 * i, event: digest(i) });

/** Entries of a log, with the largest numbers as well, and their leaves. */
const entries = [
  ...[0, 1, 2].map(happened),
  { sequence: 2 ** 53 - 1, block: 2 ** 32 - 1, time: 2 ** 53 - 1, event: fromHex('0x') },
].map((entry) => ({
  ...entry,
  event: toHex(entry.event),
  entry: toHex(entryOf(entry)),
  leaf: toHex(logLeaf(entry)),
}));

/** Logs of many sizes: the root, and one hash of all consistency proofs from smaller sizes. */
const logs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 31, 32, 33, 64, 70].map((size) => {
  const leaves = Array.from({ length: size }, (_, i) => logLeaf(happened(i)));
  const log = new Log();
  leaves.forEach((leaf) => log.push(leaf));
  const proofs = Array.from({ length: size + 1 }, (_, former) => consistencyProof(leaves, former));
  const bytes = proofs.flatMap((proof) => [Buffer.from([proof.length]), ...proof]);
  return { size, root: toHex(log.root), proofs: toHex(sha256(Buffer.concat(bytes))) };
});

const trees = SIZES.map((size) => {
  const built = tree(size);
  return { size, root: toHex(built.root), paths: toHex(pathsHash(built)) };
});

const paths = Object.entries(SHOWN_PATHS).flatMap(([size, indices]) => {
  const built = tree(Number(size));
  return indices.map((index) => ({
    size: built.size,
    index,
    path: built.path(index).map(toHex),
  }));
});

const packed = [
  Array(CHUNK_STATUSES).fill(0),
  Array.from({ length: CHUNK_STATUSES }, (_, place) => place % STATUSES.length),
  Array.from({ length: CHUNK_STATUSES }, (_, place) => (place === 0 || place === 255 ? 8 : 0)),
  Array.from({ length: CHUNK_STATUSES }, (_, place) => digest(place)[0] % STATUSES.length),
].map((codes) => ({ codes, chunk: toHex(pack(codes)) }));

const CHANGES = [
  ['unstated'],
  ['suspend'],
  ['reinstate'],
  ['supersede'],
  ['nameSuccessor'],
  ['forgetSuccessor'],
  ...STATUSES.slice(3).map((reason) => ['revoke', reason]),
];
const transitions = STATUSES.flatMap((_, from) =>
  CHANGES.map(([change, reason]) => ({ from, change, reason, to: after(from, change, reason) })),
);

/** The bits of every code in a batch of every state. */
const listBits = STATUSES.flatMap((_, code) =>
  [0, 1, 2, 3].map((state) => {
    const [isRevoked, isVoid] = [state > 1, state % 2 === 1];
    const [revocation, suspension] = ['revocation', 'suspension'].map((purpose) =>
      isSet(purpose, { code, isRevoked, isVoid }),
    );
    return { code, batchRevoked: isRevoked, void: isVoid, revocation, suspension };
  }),
);

/** Lists with single bits set, the least and the largest among them. */
const bitstrings = [
  [1, [0]],
  [12, [0, 7, 8, 11]],
  [131_073, [131_071, 131_072]],
  [MAX_PLACES, [0, 131_073, MAX_PLACES - 1]],
].map(([end, places]) => {
  const codes = Array(end).fill(0);
  for (const place of places) codes[place] = 2;
  const parts = [{ start: 0, size: end, codes, isRevoked: false, isVoid: false }];
  const bits = bitstring({ end, parts }, 'revocation');
  return { end, places, bytes: bits.length, sha256: toHex(sha256(bits)) };
});

/** Keys of both algorithms: extremes, and some of any kind. */
const compressed = (first, x) => Buffer.concat([Buffer.from([first]), x]);
const multikeys = [
  ['Ed25519', Buffer.concat([Buffer.alloc(31), Buffer.from([1])])],
  ['Ed25519', Buffer.alloc(32, 0xff)],
  ['P256', compressed(2, Buffer.alloc(32))],
  ['P256', compressed(3, Buffer.alloc(32, 0xff))],
  ...Array.from({ length: 8 }, (_, i) =>
    i % 2 ? ['P256', compressed(2 + (i % 4 > 1), digest(i))] : ['Ed25519', digest(i)],
  ),
].map(([algorithm, key]) => ({ algorithm, key: toHex(key), text: multikey(algorithm, key) }));

/** Keys on their curves and off them: small numbers, numbers at the prime, and some of any kind. */
const ended = (bytes, ...last) => Buffer.concat([bytes, Buffer.from(last)]);
const begun = (first) => Buffer.concat([Buffer.from([first]), Buffer.alloc(31)]);
const atPrime = (first, last) =>
  Buffer.concat([Buffer.from([first]), Buffer.alloc(30, 0xff), Buffer.from([last])]);
const P256_PRIME = fromHex(`0xffffffff00000001${'00'.repeat(12)}${'ff'.repeat(12)}`);
const points = [
  ...[2, 3, 4, 5, 6, 7, 8, 9].map((y) => ['Ed25519', begun(y)]),
  ...[0xe7, 0xeb, 0xef, 0xf0, 0xf1, 0xff].map((first) => ['Ed25519', atPrime(first, 0x7f)]),
  ...[0xe9, 0xf0, 0xff].map((first) => ['Ed25519', atPrime(first, 0xff)]),
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((x) => ['P256', compressed(2, ended(Buffer.alloc(31), x))]),
  ...[P256_PRIME, Buffer.alloc(32, 0xff)].map((x) => ['P256', compressed(3, x)]),
  ...Array.from({ length: 32 }, (_, i) =>
    i % 2 ? ['P256', compressed(2 + (i % 4 > 1), digest(i))] : ['Ed25519', digest(i)],
  ),
].map(([algorithm, key]) => ({
  text: multikey(algorithm, key),
  point: isPoint(algorithm, key),
}));

/** The points of small order of Ed25519, and other forms of their numbers. */
const smallOrder = [
  ended(Buffer.alloc(31), 0x80),
  begun(1),
  ...[0xec, 0xed, 0xee].flatMap((first) => [atPrime(first, 0x7f), atPrime(first, 0xff)]),
  ...['05', '85'].map((last) =>
    fromHex(`0x26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc${last}`),
  ),
  ...['7a', 'fa'].map((last) =>
    fromHex(`0xc7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03${last}`),
  ),
];

const [{ text: someKey }] = multikeys;
const notMultikeys = [
  '',
  'z',
  'z6Mk',
  someKey.slice(1),
  `u${someKey.slice(1)}`,
  `z1${someKey.slice(1)}`,
  `${someKey}1`,
  someKey.slice(0, -1),
  `${someKey} `,
  `z0${someKey.slice(2)}`,
  multikey('Ed25519', Buffer.alloc(32)),
  multikey('Ed25519', Buffer.alloc(33, 2)),
  multikey('Ed25519', Buffer.alloc(31, 2)),
  ...smallOrder.map((key) => multikey('Ed25519', key)),
  multikey('P256', Buffer.alloc(33)),
  multikey('P256', Buffer.alloc(33, 4)),
  multikey('P256', Buffer.alloc(32, 2)),
  multikey('P256', Buffer.alloc(65, 4)),
  // A key of X25519, and one of secp256k1.
  'z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc',
  'zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme',
];

const lines = (items) => `[\n${items.map((item) => `  ${JSON.stringify(item)}`).join(',\n')}\n ]`;
const sections = {
  about: JSON.stringify(
    'Made by tests/tools/make-vectors.js. Digest i is SHA-256 of i as 4 ' +
      'bytes, big-endian. "paths" of a tree: SHA-256 over, for each leaf, the length of its path ' +
      'as a byte and the path. Event i of a log is digest i, in block 1 + 7i, at ' +
      'time 3000i. "proofs" of a log: the same over its consistency proofs, by former size.',
  ),
  certificateTransparency: JSON.stringify(certificateTransparency, null, 1).replace(/\n/g, '\n '),
  leaves: lines(
    Array.from({ length: 4 }, (_, i) => ({
      digest: toHex(digest(i)),
      leaf: toHex(leafHash(digest(i))),
    })),
  ),
  trees: lines(trees),
  paths: lines(paths),
  log: `{\n "consistency": ${lines(consistency)},\n "entries": ${lines(entries)},\n "logs": ${lines(logs)}\n }`,
  packed: lines(packed),
  transitions: lines(transitions),
  listBits: lines(listBits),
  bitstrings: lines(bitstrings),
  multikeys: lines(multikeys),
  notMultikeys: lines(notMultikeys),
  points: lines(points),
};
const body = Object.entries(sections).map(([name, text]) => ` "${name}": ${text}`);
process.stdout.write(`{\n${body.join(',\n')}\n}\n`);

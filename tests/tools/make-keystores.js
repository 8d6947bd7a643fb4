// SPDX-License-Identifier: Apache-2.0

// Has polkadot.js write the keystores that the crate testamur-keystore must read, and the files
// that it must tell from them. polkadot.js draws the salts, so each run writes other files.
//
//   node tools/make-keystores.js > ../client/keystore/tests/data/polkadot-js.json

import { Keyring } from '@polkadot/api';
import { u8aConcat } from '@polkadot/util';
import {
  base64Encode,
  cryptoWaitReady,
  jsonEncrypt,
  naclEncrypt,
  scryptEncode,
  scryptToU8a,
} from '@polkadot/util-crypto';

import { toHex } from '../client/hex.js';

await cryptoWaitReady();

const PASSWORD = 'correct horse battery';
const FORMER = { N: 1 << 15, p: 1, r: 8 };

/** Has polkadot.js export the account of a secret URI. */
function exported(uri, type, { name = 'Registrar', password = PASSWORD, ss58Format = 42 } = {}) {
  const pair = new Keyring({ type, ss58Format }).addFromUri(uri, { name, whenCreated: 1764322609 });
  return { pair, file: pair.toJson(password) };
}

/** Returns the export with the cost that former versions of polkadot.js chose. */
function withCost(cost, { pair, file }) {
  const text = pair.encodePkcs8();
  const { params, password, salt } = scryptEncode(PASSWORD, undefined, cost);
  const { encrypted, nonce } = naclEncrypt(text, password.subarray(0, 32));
  const encoded = base64Encode(u8aConcat(scryptToU8a(salt, params), nonce, encrypted));
  return { pair, file: { ...file, encoded } };
}

/** Returns an account as the vectors have it: what is in the file, and how the file is opened. */
function vector(title, { pair, file }, password = PASSWORD) {
  const text = pair.encodePkcs8();
  const kept = toHex(text.subarray(16, 80));
  const { publicKey, type: scheme, meta } = pair;
  const account = toHex(publicKey);
  const content = JSON.stringify(file);
  return { title, password, scheme, name: meta.name, account, kept, file: content };
}

const SEED = `0x${'5a'.repeat(32)}`;
const UNICODE = 'Höhere Wasserschule 水🎓';
const accepted = [
  vector('sr25519 of a seed', exported(SEED, 'sr25519')),
  vector('ed25519 of a seed', exported(SEED, 'ed25519')),
  vector('sr25519 of a path', exported('//Alice//stash/soft', 'sr25519')),
  vector('ed25519 of a path', exported('//Alice//documents', 'ed25519')),
  vector('the former cost', withCost(FORMER, exported('//Bob', 'sr25519'))),
  vector('an address of another chain', exported('//Bob', 'sr25519', { ss58Format: 0 })),
  vector(
    'an address with a prefix of two bytes',
    exported('//Bob', 'ed25519', { ss58Format: 10041 }),
  ),
  vector(
    'a password and a name beyond ASCII',
    exported('//Carol', 'sr25519', { password: UNICODE, name: UNICODE }),
    UNICODE,
  ),
  ...['0xC0ffee0123456789', '0xC0ffee012345678'].map((password) =>
    vector(
      `a password of ${password.length} characters that begins with 0x`,
      exported('//Carol', 'ed25519', { password }),
      password,
    ),
  ),
];

const { pair, file } = exported(SEED, 'sr25519');
const { address, meta } = pair;
const { encoded, encoding } = file;
const files = new TextEncoder().encode(JSON.stringify([file]));
const batch = jsonEncrypt(files, ['batch-pkcs8'], PASSWORD);
const marked = (marks) => ({ address, meta: { ...meta, ...marks } });
const older = { content: ['pkcs8', 'sr25519'], type: 'xsalsa20-poly1305', version: '2' };
const refused = Object.entries({
  Batch: { ...batch, accounts: [{ address, meta }] },
  NotEncrypted: pair.toJson(),
  OtherScheme: exported(SEED, 'ecdsa').file,
  OtherSchemeEthereum: exported(SEED, 'ethereum').file,
  OlderVersion: { address, encoded, encoding: older, meta },
  OlderVersion0: { address, encoded, encoding: { ...older, content: 'none', version: '0' }, meta },
  Hardware: marked({ isHardware: true, hardwareType: 'ledger', accountIndex: 0 }),
  WatchOnly: marked({ isExternal: true }),
  WatchOnlyMultisig: marked({ isMultisig: true, threshold: 2 }),
  OtherAccount: { address: exported('//Bob', 'sr25519').pair.address, encoded, encoding, meta },
}).map(([title, content]) => ({ title, file: JSON.stringify(content) }));

process.stdout.write(`${JSON.stringify({ accepted, refused }, undefined, 2)}\n`);

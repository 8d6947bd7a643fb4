// SPDX-License-Identifier: Apache-2.0

// Has polkadot.js make recovery phrases and derive their keys, which the crate testamur-keystore
// must derive too. polkadot.js draws the words, so each run writes others.
//
//   node tools/make-phrases.js > ../client/keystore/tests/data/phrases.json

import { cryptoWaitReady, mnemonicGenerate } from '@polkadot/util-crypto';

import { keysOf } from '../util/phrases.js';

await cryptoWaitReady();

// The phrase of the development accounts, and one of each length.
const phrases = [
  'bottom drive obey lake curtain smoke basket hold race lonely fit walk',
  ...[12, 15, 18, 21, 24].map((words) => mnemonicGenerate(words)),
];
process.stdout.write(`${JSON.stringify(phrases.map(keysOf), undefined, 2)}\n`);

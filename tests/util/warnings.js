// SPDX-License-Identifier: Apache-2.0

// Keeps one warning of polkadot.js from those who run a program to see what it does.

/**
 * The list of the methods of a node that polkadot.js has no definitions of. For as long as they are
 * methods of the SDK, such as those of `archive_v1`, a user can make nothing of it.
 */
const UNKNOWN_METHODS = /API\/INIT: RPC methods not decorated: (.*)/s;
/** The methods of this chain, whose definitions are published. */
const OWN = /\bcredentials_/;

/**
 * Returns whether a warning lists methods of the SDK, and nothing else. polkadot.js hides this warning by
 * an option too, but with it any other, such as the one about unknown signed extensions.
 */
export function listsMethodsOfTheSdk(warning) {
  const methods = UNKNOWN_METHODS.exec(warning)?.[1];
  return methods !== undefined && !OWN.test(methods);
}

/** Prints from now on all warnings but the lists of the SDK's methods. */
export function hideMethodsOfTheSdk() {
  const { warn } = console;
  console.warn = (...words) => listsMethodsOfTheSdk(words.join(' ')) || warn(...words);
}

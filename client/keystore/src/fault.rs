// SPDX-License-Identifier: Apache-2.0

//! The reasons why a keystore is not read, opened or written.

use crate::{
	address::AddressFault,
	limits::{MAX_BYTES, MAX_NAME, MIN_PASSWORD},
};
use thiserror::Error;

/// A reason why a keystore is not read, opened or written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Fault {
	/// The file has more bytes than any keystore.
	#[error(
		"the file has more than {MAX_BYTES} bytes, which no keystore of one account has: choose \
		 the file that polkadot.js exported"
	)]
	TooLarge,
	/// The file is no JSON.
	#[error(
		"the file is no JSON that can be read in one way only ({0}): export the account again"
	)]
	NotJson(testamur_document::Fault),
	/// The file has two members of one name.
	#[error(
		"the file has two members of one name, so that two programs could read two accounts \
		 from it: export the account again"
	)]
	DuplicateMember,
	/// The file is JSON, but no keystore.
	#[error(
		"the file is JSON but no keystore: choose the file that polkadot.js exported for one \
		 account"
	)]
	NotKeystore,
	/// The file holds several accounts.
	#[error(
		"the file holds several accounts under one password: export the one account by itself"
	)]
	Batch,
	/// The key is in a hardware wallet.
	#[error(
		"the key of this account is in a hardware wallet and not in the file: choose an account \
		 whose key polkadot.js holds"
	)]
	Hardware,
	/// The file holds an address without its key.
	#[error("the file holds an address without its key: export the account where its key is kept")]
	WatchOnly,
	/// The key is not encrypted.
	#[error(
		"the key in the file is not encrypted, so that whoever reads the file has the key: \
		 import it into polkadot.js, export it with a password, and destroy this file"
	)]
	NotEncrypted,
	/// The format is an older one.
	#[error(
		"the keystore has version {0} of the format, and only version 3 is read: import it into \
		 polkadot.js and export it again"
	)]
	OlderVersion(&'static str),
	/// The format is not known.
	#[error(
		"the keystore states a version of the format that is not known, and only version 3 is \
		 read: export the account from polkadot.js"
	)]
	UnknownVersion,
	/// The key is of a scheme with which this program does not sign.
	#[error(
		"the key is one for {0}, and only sr25519 and ed25519 are read: choose another account"
	)]
	OtherScheme(&'static str),
	/// The key is of a scheme that is not known.
	#[error(
		"the keystore states a kind of key that is not known, and only sr25519 and ed25519 are \
		 read: choose another account"
	)]
	UnknownScheme,
	/// The encryption is not known.
	#[error(
		"the keystore is not encrypted with scrypt and xsalsa20-poly1305: export the account \
		 from polkadot.js"
	)]
	UnknownEncryption,
	/// The ciphertext is no base64.
	#[error("`encoded` is no base64, so the file is damaged: use another copy of it")]
	NotBase64,
	/// The ciphertext is longer or shorter than that of a key.
	#[error(
		"`encoded` is longer or shorter than an encrypted key, so the file is damaged: use \
		 another copy of it"
	)]
	Length,
	/// The cost of trying a password is none that is accepted.
	#[error(
		"the file demands scrypt with N = {n}, r = {r} and p = {p}, which polkadot.js does not \
		 list as allowed: use another copy of the file, and do not trust who changed this one"
	)]
	Cost {
		/// The number of blocks in memory.
		n: u32,
		/// The size of a block.
		r: u32,
		/// The number of repetitions.
		p: u32,
	},
	/// The address of the account is none.
	#[error("`address` is no address of an account, because {0}: use another copy of the file")]
	Address(AddressFault),
	/// The password is wrong, or the ciphertext was changed.
	#[error(
		"the password does not open the keystore: try it again, and if you are sure of it, use \
		 another copy of the file, because a damaged file looks the same"
	)]
	WrongPassword,
	/// The password opens the keystore, and there is no key in it.
	#[error(
		"the password opens the keystore, but there is no key of its kind in it: use another \
		 copy of the file, which polkadot.js exported"
	)]
	NotKey,
	/// The password opens the keystore, and the key is that of another account.
	#[error(
		"the file is headed {stated} but holds the key of {held}: somebody changed it, so use \
		 another copy of it"
	)]
	OtherAccount {
		/// The address that the file states.
		stated: String,
		/// The address of the key in it.
		held: String,
	},
	/// The password for a new keystore has too few characters.
	#[error(
		"the password has fewer than {MIN_PASSWORD} characters: choose a longer one, because \
		 whoever has the file can try passwords at leisure"
	)]
	ShortPassword,
	/// The name for a new keystore cannot be shown, or is too long.
	#[error(
		"the name of the account is empty, has more than {MAX_NAME} bytes, or has characters \
		 that cannot be seen: choose another name"
	)]
	Name,
	/// There are no random bits.
	#[error(
		"the random bits for the keystore are missing, or all of them are the same: nothing was \
		 written, so try again on a machine with a random generator"
	)]
	NotRandom,
}

// SPDX-License-Identifier: Apache-2.0

//! The key of a learner: made, and made again of its recovery phrase, each time as an encrypted file.

use serde::{Deserialize, Serialize};
use testamur_console::line;
use testamur_documents::did_key::did_key;
use testamur_keystore::{
	Fault, Key, Keystore, Password, Phrase, Random, Scheme, ENTROPY_BYTES, RANDOM_BYTES,
};
use testamur_primitives::PublicKey;
use testamur_verifier::{answer, Failure, Parts};

/// The scheme of the keys that sign presentations.
const SCHEME: Scheme = Scheme::Ed25519;

/// The part of a request beside the secrets.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyQuestion {
	/// The name of the key in its file.
	name: String,
}

/// A key in its file.
#[derive(Serialize)]
struct MadeKey {
	/// The name of whoever has the key.
	did: String,
	/// The file.
	keystore: String,
	/// The recovery phrase of a new key.
	phrase: Option<String>,
}

/// Makes a key.
///
/// The parts of the request are the question, the password, and random bytes: [`ENTROPY_BYTES`] for the phrase and
/// [`RANDOM_BYTES`] for the file.
#[must_use]
pub fn new_key(request: &[u8]) -> Vec<u8> {
	let mut parts = Parts::new(request);
	answer(made(&mut parts, true))
}

/// Makes a key again of its recovery phrase.
///
/// The parts of the request are the question, the password of the new file, the phrase, and [`RANDOM_BYTES`] random
/// bytes.
#[must_use]
pub fn restore_key(request: &[u8]) -> Vec<u8> {
	let mut parts = Parts::new(request);
	answer(made(&mut parts, false))
}

fn made(parts: &mut Parts<'_>, is_new: bool) -> Result<MadeKey, Failure> {
	let KeyQuestion { name } = parts.json("question")?;
	let password = password(parts)?;
	let phrase = match is_new {
		true => {
			let entropy = random::<ENTROPY_BYTES>(parts, "entropy")?;
			Phrase::from_entropy(entropy).map_err(|fault| refused(&fault))?
		},
		false => {
			let text = core::str::from_utf8(parts.bytes("phrase")?).unwrap_or_default();
			let wrong = |why: String| Failure::refused("phraseWrong", why);
			Phrase::new(text).map_err(|fault| wrong(fault.to_string()))?
		},
	};
	let bits = random::<RANDOM_BYTES>(parts, "random")?;
	parts.end()?;
	let random = Random::new(*bits).map_err(|fault| refused(&fault))?;
	let key = phrase.key(SCHEME).map_err(|fault| refused(&fault))?;
	let keystore = key.lock(&password, &name, random).map_err(|fault| refused(&fault))?;
	Ok(MadeKey {
		did: did_key(&PublicKey::Ed25519(key.public())),
		keystore,
		phrase: is_new.then(|| phrase.words().to_string()),
	})
}

/// Returns the next part, which has to be random bytes of this number.
fn random<'a, const N: usize>(parts: &mut Parts<'a>, name: &str) -> Result<&'a [u8; N], Failure> {
	let other = |_| Failure::wrong(name, format!("expected {N} random bytes"));
	parts.bytes(name)?.try_into().map_err(other)
}

/// Returns the next part, which has to be a password.
pub(super) fn password(parts: &mut Parts<'_>) -> Result<Password, Failure> {
	let wrong = |why: String| Failure::refused("passwordUnfit", why);
	let text = core::str::from_utf8(parts.bytes("password")?);
	let text = text.map_err(|error| wrong(error.to_string()))?;
	Password::new(text).map_err(|fault| wrong(fault.to_string()))
}

/// Returns the name of whoever has the key in a file, as the file states it.
pub(super) fn holder_of(keystore: &Keystore) -> Result<String, Failure> {
	if keystore.scheme() == SCHEME {
		Ok(did_key(&PublicKey::Ed25519(*keystore.account())))
	} else {
		let why = format!("it has a key of {}, and learners sign with {SCHEME}", keystore.scheme());
		Err(Failure::refused("otherScheme", why))
	}
}

/// Opens the key in a file.
pub(super) fn unlocked(keystore: &Keystore, password: &Password) -> Result<Key, Failure> {
	keystore.unlock(password).map_err(|fault| refused(&fault))
}

/// Returns the failure for a fault of a keystore, with a word of its own where a visitor can mend it.
pub(super) fn refused(fault: &Fault) -> Failure {
	let word = match fault {
		Fault::WrongPassword => "wrongPassword",
		Fault::ShortPassword => "shortPassword",
		_ => "keyUnread",
	};
	Failure::refused(word, line(&fault.to_string()))
}

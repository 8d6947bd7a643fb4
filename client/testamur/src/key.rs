// SPDX-License-Identifier: Apache-2.0

//! The key of a learner: made, shown, and made again from its recovery phrase.

use crate::{
	arguments::{
		KeyArguments, KeyCommand, NewKeyArguments, NewKeystore, RestoreKeyArguments,
		ShowKeyArguments,
	},
	files::{ensure_new, write_private},
	keys::{password_of, read_keystore, reader_of, Passwords},
	output::{print, say},
	problem::Problem,
	words::name,
};
use std::{path::Path, process::ExitCode};
use testamur_documents::did_key::did_key;
use testamur_keystore::{address, prompt, Key, Password, Phrase, PhraseFault, Random, Scheme};
use testamur_primitives::PublicKey;

/// The scheme of the keys that sign documents and presentations.
const SCHEME: Scheme = Scheme::Ed25519;

/// Runs a command about keys.
pub(crate) fn run(arguments: &KeyArguments) -> Result<ExitCode, Problem> {
	match &arguments.command {
		KeyCommand::New(arguments) => new(arguments)?,
		KeyCommand::Show(arguments) => show(arguments)?,
		KeyCommand::Restore(arguments) => restore(arguments)?,
	}
	Ok(ExitCode::SUCCESS)
}

fn new(arguments: &NewKeyArguments) -> Result<(), Problem> {
	let keystore = &arguments.keystore;
	ensure_new(&keystore.out)?;
	let phrase = Phrase::draw().map_err(Problem::NewKey)?;
	let key = phrase.key(SCHEME).map_err(Problem::NewKey)?;
	let file = lock(&key, keystore)?;
	say(
		"Write down the words of the second line and keep them in a safe place: they make this key again, for \
		 you and for whoever else has them. They are not shown again.",
	);
	// A file whose phrase nobody has seen would be a key without a second copy.
	print(format!("{}\n{}\n", did_of(&key), *phrase.words()))?;
	write(keystore, &file)
}

fn restore(arguments: &RestoreKeyArguments) -> Result<(), Problem> {
	let RestoreKeyArguments { keystore, phrase } = arguments;
	if phrase.is_some() && *phrase == keystore.password {
		return Err(Problem::OneDescriptor);
	}
	ensure_new(&keystore.out)?;
	let phrase = match phrase {
		None => prompt::ask_phrase("Recovery phrase: "),
		Some(descriptor) => match reader_of(*descriptor) {
			Ok(reader) => Phrase::from_reader(reader),
			Err(error) => Err(PhraseFault::Unreadable(error.to_string())),
		},
	};
	let key = phrase.map_err(Problem::Phrase)?.key(SCHEME).map_err(Problem::NewKey)?;
	let file = lock(&key, keystore)?;
	write(keystore, &file)?;
	print(format!("{}\n", did_of(&key)))
}

/// Shows the name in a file, and opens the file if there is a password for that.
fn show(arguments: &ShowKeyArguments) -> Result<(), Problem> {
	let ShowKeyArguments { key: path, password } = arguments;
	let keystore = read_keystore(path)?;
	if keystore.scheme() != SCHEME {
		return Err(Problem::Key {
			path: path.clone(),
			why: format!("it has a key of {}, and learners sign with {SCHEME}", keystore.scheme()),
		});
	}
	match password {
		Some(_) => drop(Passwords::default().unlock(&keystore, path, *password)?),
		None => say(&not_opened(path)),
	}
	say(&format!("As an account on a chain, it is {}.", address::encode(keystore.account())));
	print(format!("{}\n", did_key(&PublicKey::Ed25519(*keystore.account()))))
}

fn not_opened(path: &Path) -> String {
	format!("{} was not opened: this is what it says of itself.", name(path))
}

/// Returns a keystore of a key, with a password that is asked for or read.
fn lock(key: &Key, keystore: &NewKeystore) -> Result<String, Problem> {
	let password: Password = match keystore.password {
		None => prompt::ask_new("New password: ", "The same again: "),
		Some(descriptor) => password_of(descriptor),
	}
	.map_err(|why| Problem::Password { path: keystore.out.clone(), why: why.to_string() })?;
	let random = Random::draw().map_err(Problem::NewKey)?;
	key.lock(&password, &keystore.name, random).map_err(Problem::NewKey)
}

fn write(keystore: &NewKeystore, file: &str) -> Result<(), Problem> {
	write_private(&keystore.out, file.as_bytes())?;
	say(&format!("{} is written.", name(&keystore.out)));
	Ok(())
}

/// Returns the name of whoever has a key of the scheme.
fn did_of(key: &Key) -> String {
	did_key(&PublicKey::Ed25519(key.public()))
}

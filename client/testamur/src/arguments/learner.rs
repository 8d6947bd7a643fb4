// SPDX-License-Identifier: Apache-2.0

//! The arguments of the commands of learners.

use clap::{Args, Subcommand};
use std::path::PathBuf;

const KEY: &str = "\
Example: a new key, and whose key is in a file
  testamur key new --out key.json
  testamur key show key.json

The key is in a keystore, which only its password opens. The recovery phrase, 12 words, makes the same key \
again: keep it on paper, and show it to nobody. Neither is ever an argument.";

const NEW: &str = "\
Example:
  testamur key new --out key.json

The result has two lines: your name, which is the public key (did:key), and the recovery phrase. The phrase is \
not shown again.";

const RESTORE: &str = "\
Example: the phrase is asked for, and then a new password
  testamur key restore --out key.json";

const SHOW_KEY: &str = "\
Example:
  testamur key show key.json

Without a password, this is what the file says of itself.";

pub(super) const PRESENT: &str = "\
Example: two credentials for an employer who gave you a challenge
  testamur present ana.json degree.json --key key.json --challenge 8f3a2c --domain hr.example.com --out \
presentation.json

The challenge and the domain are those that the verifier gave you. They make sure that nobody else can use the \
presentation, and that the verifier cannot use it elsewhere. Everything that stands in the credentials is shown.";

pub(super) const SHOW: &str = "\
Example:
  testamur show ana.json

Nothing is checked: what is shown is what the file says. Only \"testamur verify\" tells whether that is true.";

/// The arguments of `key`.
#[derive(Args, Debug)]
#[command(after_help = KEY)]
pub(crate) struct KeyArguments {
	#[command(subcommand)]
	pub(crate) command: KeyCommand,
}

/// The commands about keys.
#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
	/// Make a key, in an encrypted file, and show its recovery phrase.
	#[command(after_help = NEW)]
	New(NewKeyArguments),
	/// Show whose key is in a file: the name that issuers and verifiers take.
	#[command(after_help = SHOW_KEY)]
	Show(ShowKeyArguments),
	/// Make a key again from its recovery phrase, in a new encrypted file.
	#[command(after_help = RESTORE)]
	Restore(RestoreKeyArguments),
}

/// A keystore that is to be written.
#[derive(Args, Debug)]
pub(crate) struct NewKeystore {
	/// Write the key to this file, which must not exist yet.
	#[arg(long, value_name = "FILE")]
	pub(crate) out: PathBuf,

	/// The name of the key in the file, which nothing else says.
	#[arg(long, value_name = "NAME", default_value = "Learner")]
	pub(crate) name: String,

	/// The file descriptor from which the password of the new file is read; without it, you are asked.
	#[arg(long, value_name = "DESCRIPTOR")]
	pub(crate) password: Option<u32>,
}

/// The arguments of `key new`.
#[derive(Args, Debug)]
pub(crate) struct NewKeyArguments {
	#[command(flatten)]
	pub(crate) keystore: NewKeystore,
}

/// The arguments of `key show`.
#[derive(Args, Debug)]
pub(crate) struct ShowKeyArguments {
	/// The keystore.
	#[arg(value_name = "FILE")]
	pub(crate) key: PathBuf,

	/// Open the file with the password from this file descriptor, which shows that it holds the key.
	#[arg(long, value_name = "DESCRIPTOR")]
	pub(crate) password: Option<u32>,
}

/// The arguments of `key restore`.
#[derive(Args, Debug)]
pub(crate) struct RestoreKeyArguments {
	#[command(flatten)]
	pub(crate) keystore: NewKeystore,

	/// The file descriptor from which the recovery phrase is read, another one than that of the password;
	/// without it, you are asked.
	#[arg(long, value_name = "DESCRIPTOR")]
	pub(crate) phrase: Option<u32>,
}

/// The arguments of `present`.
#[derive(Args, Debug)]
pub(crate) struct PresentArguments {
	/// Your key, in a keystore.
	#[arg(long, value_name = "FILE")]
	pub(crate) key: PathBuf,

	/// The file descriptor from which the password of the key is read; without it, you are asked.
	#[arg(long, value_name = "DESCRIPTOR")]
	pub(crate) key_password: Option<u32>,

	/// The text that the verifier gave you for this presentation.
	#[arg(long, value_name = "TEXT")]
	pub(crate) challenge: String,

	/// The name of the verifier, such as the one of a website.
	#[arg(long, value_name = "NAME")]
	pub(crate) domain: String,

	/// Write the presentation to this file, which must not exist yet.
	#[arg(long, value_name = "FILE")]
	pub(crate) out: PathBuf,

	/// The credentials, as JSON files.
	#[arg(required = true, value_name = "FILE")]
	pub(crate) files: Vec<PathBuf>,
}

/// The arguments of `show`.
#[derive(Args, Debug)]
pub(crate) struct ShowArguments {
	/// A credential or a presentation in JSON, or - for the standard input.
	#[arg(value_name = "FILE")]
	pub(crate) file: PathBuf,
}

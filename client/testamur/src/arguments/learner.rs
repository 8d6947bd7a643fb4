// SPDX-License-Identifier: Apache-2.0

//! The arguments of the commands of learners.

use clap::{Args, Subcommand};
use std::{
	num::NonZeroUsize,
	path::{Path, PathBuf},
	str::FromStr,
};
use testamur_verification::Kind;

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

pub(super) const EXPORT: &str = "\
Example: a certificate to print, a badge for a web page, and a code for a paper of your own
  testamur export ana.json --out ana.pdf
  testamur export ana.json --out ana.png
  testamur export ana.json --code --out code.svg

Certificates and badges carry the credential itself: \"testamur import\" takes it out again, and \"testamur verify\" \
takes them as they are. A code holds what the design states, which is a reference or a link, and never the \
credential. The fonts of Noto have to be installed.";

pub(super) const IMPORT: &str = "\
Example: the credential in a badge
  testamur import ana.png --out ana.json

The credential is written as it is in the file, to the byte. It is told whether it is whole, as far as that shows \
without a node.

The exit code is 0 if the credential is written and nothing speaks against it. It is 1 if there is none, or if it \
is damaged or was changed, and then it is written all the same.";

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

/// The arguments of `export`.
#[derive(Args, Debug)]
pub(crate) struct ExportArguments {
	/// The credential: a JSON file, or a picture, PDF, archive or presentation that carries it.
	#[arg(value_name = "FILE")]
	pub(crate) file: PathBuf,

	/// The design, if your institution gave you one. Without it, you get a plain one.
	#[arg(long, value_name = "FILE")]
	pub(crate) design: Option<PathBuf>,

	/// The credential of this number, counted from 1, if the file has several.
	#[arg(long, value_name = "NUMBER")]
	pub(crate) number: Option<NonZeroUsize>,

	/// Make a code (QR) instead of a badge.
	#[arg(long)]
	pub(crate) code: bool,

	/// Write to this file, which must not exist yet: a certificate if its name ends with .pdf, a badge if it ends
	/// with .png or .svg.
	#[arg(long, value_name = "FILE")]
	pub(crate) out: Exported,
}

/// A file that shows a credential, of the kind that its name says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Exported {
	/// A certificate.
	Pdf(PathBuf),
	/// A picture of pixels.
	Png(PathBuf),
	/// A picture of lines.
	Svg(PathBuf),
}

impl Exported {
	/// Returns the file.
	pub(crate) fn path(&self) -> &Path {
		let (Self::Pdf(path) | Self::Png(path) | Self::Svg(path)) = self;
		path
	}
}

impl FromStr for Exported {
	type Err = &'static str;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		match Kind::of_name(text) {
			Some(Kind::Pdf) => Ok(Self::Pdf(text.into())),
			Some(Kind::Png) => Ok(Self::Png(text.into())),
			Some(Kind::Svg) => Ok(Self::Svg(text.into())),
			_ => Err("expected a name that ends with .pdf, .png or .svg"),
		}
	}
}

/// The arguments of `import`.
#[derive(Args, Debug)]
pub(crate) struct ImportArguments {
	/// The file that carries the credential: JSON, a PNG or SVG picture, a PDF, a ZIP archive, a presentation, or -
	/// for the standard input.
	#[arg(value_name = "FILE")]
	pub(crate) file: PathBuf,

	/// The credential of this number, counted from 1, if the file has several.
	#[arg(long, value_name = "NUMBER")]
	pub(crate) number: Option<NonZeroUsize>,

	/// Write the credential to this file, which must not exist yet.
	#[arg(long, value_name = "FILE")]
	pub(crate) out: PathBuf,

	/// Leave the anchor out of the credential, and write it beside it as NAME.anchor.json. Some programs fail on a
	/// proof of a kind that they do not know; testamur takes both files together.
	#[arg(long)]
	pub(crate) sidecar: bool,
}

/// The arguments of `show`.
#[derive(Args, Debug)]
pub(crate) struct ShowArguments {
	/// A credential or a presentation in JSON, or - for the standard input.
	#[arg(value_name = "FILE")]
	pub(crate) file: PathBuf,
}

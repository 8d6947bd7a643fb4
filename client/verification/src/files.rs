// SPDX-License-Identifier: Apache-2.0

//! Reads files, and says what is wrong with them.

use crate::kinds::Kind;
use serde::de::DeserializeOwned;
use std::{
	fs::File,
	io,
	path::{Path, PathBuf},
};
use testamur_console::read_bounded;
use testamur_document::{canonical, ijson, Fault};
use testamur_documents::anchor::AnchorFault;
use testamur_proof::{bundle::MAX_FILE, Refusal, SetId};
use thiserror::Error;

/// The most bytes that are read of a file: a bundle in the answer of a node, with two digits for each byte.
const MAX_READ: usize = 3 * MAX_FILE;

/// A reason why nothing can be told about a credential, or about all of them.
#[derive(Debug, Error)]
pub enum Problem {
	/// A file cannot be read.
	#[error("{} cannot be read: {error}", path.display())]
	Unreadable {
		/// The file.
		path: PathBuf,
		/// The reason.
		error: io::Error,
	},
	/// A file is larger than any such file may be.
	#[error("{} has more than {MAX_READ} bytes: it is another file", .0.display())]
	TooLarge(PathBuf),
	/// A text has no unambiguous meaning, or a document has no digest.
	#[error("{}: {fault}", path.display())]
	Ambiguous {
		/// The file.
		path: PathBuf,
		/// The fault.
		fault: Fault,
	},
	/// The members of a file are not those that it should have.
	#[error("{}: {problem}", path.display())]
	Malformed {
		/// The file.
		path: PathBuf,
		/// The member, and what was expected.
		problem: String,
	},
	/// The reference is one of another document.
	#[error(
		"{} is not the reference of this document: it states another leaf. Either the document was \
		 changed, or the two files belong to different credentials",
		.0.display()
	)]
	OtherDocument(PathBuf),
	/// An anchor is refused.
	#[error("{}: {fault}", path.display())]
	Anchor {
		/// The document, or the sidecar.
		path: PathBuf,
		/// The reason.
		fault: AnchorFault,
	},
	/// Nothing leads on from a document.
	#[error(
		"{} has no anchor, and beside it there is neither a sidecar nor a reference: ask the issuer or \
		 the learner for one",
		.0.display()
	)]
	NoAnchor(PathBuf),
	/// Two files lead to different places.
	#[error(
		"{} and {} lead to different places: one of them belongs to another credential, or was changed",
		one.display(),
		other.display()
	)]
	AnchorsDiffer {
		/// A file.
		one: PathBuf,
		/// Another one.
		other: PathBuf,
	},
	/// No file says what is trusted.
	#[error("nothing is trusted: state a file with --trust, which the consortium publishes")]
	NoTrust,
	/// A bundle, hand-offs or what is trusted are refused.
	#[error("{}: {refusal}", path.display())]
	Refused {
		/// The file.
		path: PathBuf,
		/// The reason.
		refusal: Refusal,
	},
	/// A table of known sets is to be written, and what is trusted begins with a later set.
	#[error(
		"a table of known sets begins with block 1 of set 0, and what is trusted with set {0}: state the authorities \
		 of the genesis block with --trust, and the hand-offs since then with --hand-offs"
	)]
	BeginsLater(SetId),
	/// The table in a file contradicts what is learnt.
	#[error(
		"{} was left as it is: its row of set {set} contradicts what was learnt now. Either it is of \
		 another chain, or one of the two was forged",
		path.display()
	)]
	OtherTable {
		/// The file.
		path: PathBuf,
		/// The set of the first row that is contradicted.
		set: SetId,
	},
	/// The table in a file says more than what is learnt.
	#[error(
		"{} was left as it is: it says more about set {set} than what was learnt now. State the hand-offs \
		 up to that set with --hand-offs",
		path.display()
	)]
	FullerTable {
		/// The file.
		path: PathBuf,
		/// The set of the first row that is not reached, or has ended.
		set: SetId,
	},
	/// A file cannot be written.
	#[error("{} cannot be written: {error}", path.display())]
	Unwritable {
		/// The file.
		path: PathBuf,
		/// The reason.
		error: io::Error,
	},
	/// A file is of a kind that is not read yet.
	#[error("{} is {kind}, which is not read yet: ask for the credential as a JSON file", path.display())]
	NotReadYet {
		/// The file.
		path: PathBuf,
		/// Its kind.
		kind: Kind,
	},
	/// Files with keys have more of one number than there can be use for.
	#[error(
		"{} brings the number of keys that are said to be number {number} above {most}: state the keys of \
		 the institutions in question only",
		path.display()
	)]
	TooManyKeys {
		/// The file.
		path: PathBuf,
		/// The number.
		number: u32,
		/// The most of them.
		most: usize,
	},
	/// A reference or a sidecar stands where a credential is expected.
	#[error("{} is a reference or a sidecar: name the credential beside it", .0.display())]
	Beside(PathBuf),
	/// Something stands where a file is expected that could keep a reader waiting for ever, such as a pipe.
	#[error("{} is not a file: take it out of the folder", .0.display())]
	NotAFile(PathBuf),
	/// A folder has no credential.
	#[error("{} has no credentials: expected files NAME.json", .0.display())]
	NoCredentials(PathBuf),
}

impl Problem {
	/// Returns the word for a problem.
	#[must_use]
	pub const fn word(&self) -> &'static str {
		match self {
			Self::Unreadable { .. } => "unreadable",
			Self::TooLarge(_) => "tooLarge",
			Self::Ambiguous { fault, .. } => fault.code(),
			Self::Malformed { .. } => "malformed",
			Self::OtherDocument(_) => "otherDocument",
			Self::Anchor { fault, .. } => fault.word(),
			Self::NoAnchor(_) => AnchorFault::NoAnchor.word(),
			Self::AnchorsDiffer { .. } => "anchorsDiffer",
			Self::NoTrust => "noTrust",
			Self::Refused { refusal, .. } => refusal.word(),
			Self::BeginsLater(_) => "beginsLater",
			Self::OtherTable { .. } => "otherTable",
			Self::FullerTable { .. } => "fullerTable",
			Self::Unwritable { .. } => "unwritable",
			Self::NotReadYet { .. } => "notReadYet",
			Self::TooManyKeys { .. } => "tooManyKeys",
			Self::Beside(_) => "reference",
			Self::NotAFile(_) => "notAFile",
			Self::NoCredentials(_) => "noCredentials",
		}
	}

	/// Returns whether what is trusted contradicts itself, so that somebody may have forged a part of it.
	#[must_use]
	pub const fn is_contradiction(&self) -> bool {
		matches!(self, Self::OtherTable { .. } | Self::Refused { refusal: Refusal::Forged(_), .. })
	}
}

/// Returns a function that names the file which is refused.
pub(crate) fn refused(path: &Path) -> impl Fn(Refusal) -> Problem + '_ {
	|refusal| Problem::Refused { path: path.to_path_buf(), refusal }
}

/// Reads a file, of which no more than [`MAX_READ`] bytes are looked at.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Problem> {
	let unreadable = |error| Problem::Unreadable { path: path.to_path_buf(), error };
	let file = File::open(path).map_err(unreadable)?;
	let bytes = read_bounded(file, MAX_READ).map_err(unreadable)?;
	match bytes.len() > MAX_READ {
		true => Err(Problem::TooLarge(path.to_path_buf())),
		false => Ok(bytes),
	}
}

/// Checks that a path which nobody has named is that of a file, if there is anything.
pub(crate) fn ensure_file(path: &Path) -> Result<(), Problem> {
	match path.metadata() {
		Ok(metadata) if !metadata.is_file() => Err(Problem::NotAFile(path.to_path_buf())),
		_ => Ok(()),
	}
}

/// Reads a file with a JSON object, of which no member stands twice.
pub(crate) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, Problem> {
	parse_json(path, &read(path)?)
}

/// Parses the bytes of a file as [`read_json`] does.
pub(crate) fn parse_json<T: DeserializeOwned>(path: &Path, bytes: &[u8]) -> Result<T, Problem> {
	// The text of a document leaves out its proof. Here nothing is left out, so that what is unknown is
	// refused where it has to be.
	let parsed = ijson::parse(bytes);
	let value = parsed.map_err(|fault| Problem::Ambiguous { path: path.to_path_buf(), fault })?;
	let text = canonical::write(&value);
	serde_json::from_str(&text).map_err(|error| {
		let (place, problem) = testamur_json::place::split(&error);
		Problem::Malformed { path: path.to_path_buf(), problem: format!("{place} {problem}") }
	})
}

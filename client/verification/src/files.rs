// SPDX-License-Identifier: Apache-2.0

//! Reads files, and says what is wrong with them.

use crate::location::Location;
use serde::de::DeserializeOwned;
use std::{
	fs::File,
	io::{self, Read},
	path::{Path, PathBuf},
};
use testamur_carriers::{Fault, Kind, MAX_ARCHIVE, MAX_FILE as MAX_CARRIER};
use testamur_console::{is_standard_input, read_bounded};
use testamur_document::{canonical, ijson, Fault as DocumentFault};
use testamur_documents::anchor::AnchorFault;
use testamur_proof::{bundle::MAX_FILE, Refusal, SetId};
use thiserror::Error;

/// The most bytes of a file that is of no kind which carries others: a bundle in the answer of a node, with two
/// digits for each byte.
pub(crate) const MAX_READ: usize = 3 * MAX_FILE;
/// The bytes by which a kind is told.
const HEAD: u64 = 1_024;

/// A reason why nothing can be told about a credential, or about all of them.
#[derive(Debug, Error)]
pub enum Problem {
	/// A file cannot be read.
	#[error("{file} cannot be read: {error}")]
	Unreadable {
		/// The file.
		file: Location,
		/// The reason.
		error: io::Error,
	},
	/// A file is larger than any such file may be.
	#[error("{file} has more than {most} bytes: it is another file")]
	TooLarge {
		/// The file.
		file: Location,
		/// The most bytes of such a file.
		most: usize,
	},
	/// A text has no unambiguous meaning, or a document has no digest.
	#[error("{file}: {fault}")]
	Ambiguous {
		/// The file.
		file: Location,
		/// The fault.
		fault: DocumentFault,
	},
	/// The members of a file are not those that it should have.
	#[error("{file}: {problem}")]
	Malformed {
		/// The file.
		file: Location,
		/// The member, and what was expected.
		problem: String,
	},
	/// The reference is one of another document.
	#[error(
		"{0} is not the reference of this document: it states another leaf. Either the document was \
		 changed, or the two files belong to different credentials"
	)]
	OtherDocument(Location),
	/// An anchor is refused.
	#[error("{file}: {fault}")]
	Anchor {
		/// The document, or the sidecar.
		file: Location,
		/// The reason.
		fault: AnchorFault,
	},
	/// Nothing leads on from a document.
	#[error(
		"{0} has no anchor, and beside it there is neither a sidecar nor a reference: ask the issuer or \
		 the learner for one"
	)]
	NoAnchor(Location),
	/// Two files lead to different places.
	#[error(
		"{one} and {other} lead to different places: one of them belongs to another credential, or was changed"
	)]
	AnchorsDiffer {
		/// A file.
		one: Location,
		/// Another one.
		other: Location,
	},
	/// No file says what is trusted.
	#[error("nothing is trusted: state a file with --trust, which the consortium publishes")]
	NoTrust,
	/// A bundle, hand-offs or what is trusted are refused.
	#[error("{file}: {refusal}")]
	Refused {
		/// The file.
		file: Location,
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
	/// No credential can be taken out of a file.
	#[error("{file}: {fault}")]
	Carrier {
		/// The file.
		file: Location,
		/// The reason.
		fault: Fault,
	},
	/// A file within a file would have to be opened in its turn.
	#[error("{0} is a file in a file that is not opened: take it out, and state it by itself")]
	Nested(Location),
	/// The documents in one file have more bytes than are kept.
	#[error("{file} has documents of more than {most} bytes: state them as several files")]
	TooMuch {
		/// The file.
		file: Location,
		/// The most bytes of them.
		most: usize,
	},
	/// The documents of a call have more bytes than are kept.
	#[error(
		"{file} was not looked at, since the documents of this call have more than {most} bytes: verify the rest in \
		 another call"
	)]
	NoRoom {
		/// The file.
		file: Location,
		/// The most bytes of all documents.
		most: usize,
	},
	/// A document within a file has no bundle.
	#[error("{0} has no bundle: state one with --bundle, or ask a node")]
	NoBundle(Location),
	/// Files with keys have more of one number than there can be use for.
	#[error(
		"{file} brings the number of keys that are said to be number {number} above {most}: state the keys of \
		 the institutions in question only"
	)]
	TooManyKeys {
		/// The file.
		file: Location,
		/// The number.
		number: u32,
		/// The most of them.
		most: usize,
	},
	/// A reference or a sidecar stands where a credential is expected.
	#[error("{0} is a reference or a sidecar: name the credential beside it")]
	Beside(Location),
	/// Something stands where a file is expected that could keep a reader waiting for ever, such as a pipe.
	#[error("{} is not a file: take it out of the folder", .0.display())]
	NotAFile(PathBuf),
	/// A folder has no credential.
	#[error("{0} has no credentials: expected files NAME.json, or PDFs, pictures and archives with credentials")]
	NoCredentials(Location),
}

impl Problem {
	/// Returns the word for a problem.
	#[must_use]
	pub const fn word(&self) -> &'static str {
		match self {
			Self::Unreadable { .. } => "unreadable",
			Self::TooLarge { .. } => "tooLarge",
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
			Self::Carrier { fault, .. } => fault.word(),
			Self::Nested(_) => "nested",
			Self::TooMuch { .. } => "tooMuch",
			Self::NoRoom { .. } => "noRoom",
			Self::NoBundle(_) => "noBundle",
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
pub(crate) fn refused(file: &Location) -> impl Fn(Refusal) -> Problem + '_ {
	|refusal| Problem::Refused { file: file.clone(), refusal }
}

/// Returns a function that names the file out of which nothing can be taken.
pub(crate) fn not_taken(file: &Location) -> impl Fn(Fault) -> Problem + '_ {
	|fault| Problem::Carrier { file: file.clone(), fault }
}

/// Reads a file, of which no more than [`MAX_READ`] bytes are looked at.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Problem> {
	read_at_most(path, |_| MAX_READ)
}

/// Reads a file or the standard input, of which no more is looked at than there may be in a file of its kind.
pub(crate) fn read_any(path: &Path) -> Result<Vec<u8>, Problem> {
	read_at_most(path, most_of)
}

/// Returns the most bytes of a file with these first ones, by which its kind is told.
pub(crate) fn most_of(head: &[u8]) -> usize {
	match Kind::of_content(head) {
		Some(Kind::Zip) => MAX_ARCHIVE,
		Some(_) => MAX_CARRIER,
		None => MAX_READ,
	}
}

/// Reads a file or the standard input, whose first bytes say how large it may be.
pub(crate) fn read_at_most(path: &Path, most: impl Fn(&[u8]) -> usize) -> Result<Vec<u8>, Problem> {
	let read = |mut source: Box<dyn Read>| -> io::Result<_> {
		let mut bytes = read_bounded(source.by_ref().take(HEAD), usize::MAX)?;
		let most = most(&bytes);
		bytes.extend(read_bounded(source, most.saturating_sub(bytes.len()))?);
		Ok((bytes, most))
	};
	let read = match is_standard_input(path) {
		true => read(Box::new(io::stdin().lock())),
		false => File::open(path).and_then(|file| read(Box::new(file))),
	};
	let file = Location::from(path);
	match read {
		Ok((bytes, most)) if bytes.len() > most => Err(Problem::TooLarge { file, most }),
		Ok((bytes, _)) => Ok(bytes),
		Err(error) => Err(Problem::Unreadable { file, error }),
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
	parse_json(&path.into(), &read(path)?)
}

/// Parses the bytes of a file as [`read_json`] does.
pub(crate) fn parse_json<T: DeserializeOwned>(file: &Location, bytes: &[u8]) -> Result<T, Problem> {
	// The text of a document leaves out its proof. Here nothing is left out, so that what is unknown is
	// refused where it has to be.
	let parsed = ijson::parse(bytes);
	let value = parsed.map_err(|fault| Problem::Ambiguous { file: file.clone(), fault })?;
	let text = canonical::write(&value);
	serde_json::from_str(&text).map_err(|error| {
		let (place, problem) = testamur_json::place::split(&error);
		Problem::Malformed { file: file.clone(), problem: format!("{place} {problem}") }
	})
}

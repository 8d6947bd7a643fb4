// SPDX-License-Identifier: Apache-2.0

//! The reasons why a command ends without a result.

use crate::words::{count, name};
use std::{
	io::{self, ErrorKind},
	path::PathBuf,
};
use testamur_roster::ColumnsFault;
use thiserror::Error;

/// A reason why a command ends without a result.
#[derive(Debug, Error)]
pub(crate) enum Problem {
	/// A file cannot be read.
	#[error("{} cannot be read: {}", name(path), reason(error))]
	Unreadable {
		/// The file.
		path: PathBuf,
		/// The reason.
		error: io::Error,
	},
	/// A file that is to be written is there already.
	#[error(
		"{} is there already and was left as it is: state another name with --out, or move that file \
		 away",
		.0.display()
	)]
	Exists(PathBuf),
	/// A file cannot be written.
	#[error("{} cannot be written: {}", path.display(), reason(error))]
	Unwritable {
		/// The file.
		path: PathBuf,
		/// The reason.
		error: io::Error,
	},
	/// A folder has no document.
	#[error("{} has no documents: expected files NAME.json in it or below it", .0.display())]
	NoDocuments(PathBuf),
	/// The list has no learner of a number.
	#[error(
		"--show {number}: the list has {}; state a number from 1 to {learners}",
		count(*learners, "learner")
	)]
	NoSuchLearner {
		/// The number that was asked for.
		number: usize,
		/// The number of learners.
		learners: usize,
	},
	/// The template has no column of a name.
	#[error("--header {name}: the template has no such column, but {known}")]
	NoSuchColumn {
		/// The name that was stated.
		name: String,
		/// The names of the columns that there are.
		known: String,
	},
	/// A header cannot stand for a column.
	#[error("--header: {0}")]
	Header(ColumnsFault),
	/// The operating system gives no random bytes.
	#[error("this machine has no random bytes for a document ({0}): try again")]
	NoRandomness(String),
	/// A key cannot be read.
	#[error("{} is no key that this program reads: {why}", path.display())]
	Key {
		/// The file.
		path: PathBuf,
		/// The reason, with advice.
		why: String,
	},
	/// The password of a key cannot be read.
	#[error("the password of {} cannot be used: {why}", path.display())]
	Password {
		/// The file of the key.
		path: PathBuf,
		/// The reason, with advice.
		why: String,
	},
	/// The password does not open a key. A damaged file looks the same.
	#[error(
		"the password is wrong: it does not open {}. Try it again, and if you are sure of it, use another copy \
		 of the file, because a damaged one looks the same",
		.0.display()
	)]
	WrongPassword(PathBuf),
	/// The standard input gives something else than the answer that should come from there.
	#[error(
		"the standard input is {0}, so nobody can be asked: state --yes, or take {0} from elsewhere"
	)]
	NobodyToAsk(&'static str),
	/// The list and a password come from the standard input.
	#[error(
		"the standard input cannot be both the list and a password: state a file with --list, or another \
		 descriptor for the password, such as 3"
	)]
	InputTwice,
	/// The clock of this machine is before the year 1970, or after 9999.
	#[error(
		"the clock of this machine is wrong: set it, since documents state when they were signed"
	)]
	Clock,
	/// The node belongs to another chain than the one that was stated.
	#[error(
		"the node belongs to the chain with the genesis block {found}, and not to the one of --genesis: check \
		 the address of the node"
	)]
	OtherChain {
		/// The hash of the genesis block of the node.
		found: String,
	},
	/// A chain cannot be reached.
	#[error("{0}")]
	Chain(#[from] testamur_chain::Fault),
	/// A cohort is not issued, or not yet.
	#[error("{0}")]
	Issuing(#[from] testamur_issuing::Fault),
	/// A file that a verification needs cannot be read, or the files contradict one another.
	#[error("{0}")]
	Verification(#[from] testamur_verification::Problem),
	/// The time of `--at` has not come yet.
	#[error("--at states a time that has not come yet: nobody can prove what will be")]
	NotYet,
	/// The result cannot be written.
	#[error("the result cannot be written: {}", reason(.0))]
	NotWritten(io::Error),
}

/// Returns the reason of the operating system, in words where it is a common one.
fn reason(error: &io::Error) -> String {
	match error.kind() {
		ErrorKind::NotFound => "there is no such file or folder".to_owned(),
		ErrorKind::PermissionDenied => "you are not allowed to".to_owned(),
		ErrorKind::IsADirectory => "it is a folder".to_owned(),
		ErrorKind::StorageFull => "the disk is full".to_owned(),
		_ => error.to_string(),
	}
}

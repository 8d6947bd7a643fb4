// SPDX-License-Identifier: Apache-2.0

//! The reasons why a command ends without a result.

use crate::words::{count, name};
use std::{
	io::{self, ErrorKind},
	path::PathBuf,
};
use testamur_primitives::limits::MAX_SCOPE;
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
		"{} is there already and was left as it is: state another name, or move that file away",
		.0.display()
	)]
	Exists(PathBuf),
	/// The standard output is stated as a file.
	#[error(
		"--out - names no file: state the name of a new one. Commands that can write to the standard output do so \
		 without --out"
	)]
	NotAFile,
	/// A file for a credential has no name to which that of its sidecar belongs.
	#[error("{} is no name for a credential with a sidecar: state one that ends with .json", .0.display())]
	NoSidecar(PathBuf),
	/// A file cannot be written.
	#[error("{} cannot be written: {}", path.display(), reason(error))]
	Unwritable {
		/// The file.
		path: PathBuf,
		/// The reason.
		error: io::Error,
	},
	/// A report of the answers of nodes is wanted where no node is asked.
	#[error(
		"a report in JSON keeps the answers of nodes: state one with --rpc, or keep the bundles that you have"
	)]
	NoAnswersToKeep,
	/// Two reports would be one file.
	#[error("--report states {} twice: state another name", .0.display())]
	ReportTwice(PathBuf),
	/// A report is larger than one that is read again.
	#[error(
		"{} was not written: the documents and the answers are more than the {} MiB of a report that is read again. \
		 Verify fewer files at a time",
		.0.display(),
		testamur_verification::MAX_REPORT >> 20
	)]
	LargeReport(PathBuf),
	/// A table cannot be made of the findings.
	#[error("the report cannot be made: {0}")]
	Table(#[from] testamur_roster::Unwritable),
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
	/// The day of issuing is none.
	#[error("--award-date {0}: this is no day from 1900 on as in 2026-07-01, with the year, the month and the day")]
	AwardDate(String),
	/// A day of issuing is stated for a list that has its own.
	#[error(
		"--award-date was stated, and {} has a day of issuing in each row: leave out the option, or take the column \
		 award_date out of the list",
		name(.0)
	)]
	TwoAwardDates(PathBuf),
	/// The name of a column of two indexes cannot stand for one.
	#[error("--column: {0}")]
	Column(ColumnsFault),
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
	/// No key can be made.
	#[error("no key was made: {0}")]
	NewKey(testamur_keystore::Fault),
	/// There is no recovery phrase.
	#[error("no key was made: {0}")]
	Phrase(testamur_keystore::PhraseFault),
	/// A recovery phrase and a password come from one descriptor.
	#[error(
		"one descriptor cannot be both the recovery phrase and the password: state two, such as 3 and 4"
	)]
	OneDescriptor,
	/// A file is no credential in JSON.
	#[error(
		"{} is no credential in JSON: name the file that the institution gave you with the end .json",
		.0.display()
	)]
	NotACredential(PathBuf),
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
	/// Several files, or a file and a password, come from the standard input.
	#[error(
		"the standard input can be read once: take one file from there and state the others by their names, \
		 and another descriptor for a password, such as 3"
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
	/// A change was not made, or not yet.
	#[error("{0}")]
	Changing(#[from] testamur_changing::Fault),
	/// The account has no seat in the council.
	#[error("the account has no seat in the council: leave --motion out, or state the account of a member")]
	NoSeat,
	/// No motion is open for a call.
	#[error(
		"no motion is open for this: propose it with --motion propose, or state exactly what the proposer stated"
	)]
	NoMotion,
	/// A motion is open for a call.
	#[error(
		"a motion for this is open already: --motion approve votes for it, if it has power when it is carried"
	)]
	MotionOpen,
	/// A motion is open that has no power when it is carried.
	#[error(
		"the motion that is open states {stated} votes as enough, and it takes {needed}: do not vote for it, since it \
		 would have no power. Somebody may have spoiled it on purpose, and --motion reject and --motion close get rid of it (docs/operations.md, \"Motions of the council\")"
	)]
	WeakMotion {
		/// The votes that the motion states.
		stated: u32,
		/// The votes that it takes.
		needed: u32,
	},
	/// Nobody knows what became of an act.
	#[error(
		"it is not known whether it was done ({0}): look for it on the chain before you run this again, which could do it \
		 a second time"
	)]
	ActUnknown(String),
	/// A file holds no consent.
	#[error("{} holds no consent as \"operator consent\" writes it: {why}", path.display())]
	Consent {
		/// The file.
		path: PathBuf,
		/// The reason.
		why: String,
	},
	/// A grant names too many types.
	#[error("a grant covers at most {MAX_SCOPE} types: state --any-type, or offer two grants")]
	TooManyTypes,
	/// A grant gives no right.
	#[error("this grant gives no right: state --attest, --levels or both")]
	NoRight,
	/// A window ends before it begins.
	#[error("the window ends before it begins: state a later --until")]
	EmptyWindow,
	/// A definition is too large.
	#[error("{} is larger than any definition that is read: state its hash with --content-hash", .0.display())]
	LargeDefinition(PathBuf),
	/// No document key is named.
	#[error("no key is named: state --key or --keystore")]
	NoDocumentKey,
	/// A list is refused, and it was said why.
	#[error("{} was not taken: correct it, and run the same command again", name(.0))]
	ListRefused(PathBuf),
	/// A new document has no former one.
	#[error(
		"nothing was sent, because no former document says the same in that column as {}: take its row out of the \
		 index, or state the pairs in a list with --pairs",
		.0.display()
	)]
	NoFormer(PathBuf),
	/// The two documents of a pair are about different learners.
	#[error(
		"nothing was sent, because {former} and {new} are about different learners: correct the pairs, or state 		 --other-learner if it is the same person"
	)]
	OtherLearner {
		/// The former document, with its learner.
		former: String,
		/// The new document, with its learner.
		new: String,
	},
	/// A file has more than one document, or none.
	#[error("{} does not hold one document alone: name a file with one", .0.display())]
	NotOne(PathBuf),
	/// A document leads to no place.
	#[error("{0} leads to no place in any batch: ask for another copy of the file")]
	NoPlace(String),
	/// A cohort is not issued, or not yet.
	#[error("{0}")]
	Issuing(#[from] testamur_issuing::Fault),
	/// A file that a verification needs cannot be read, or the files contradict one another.
	#[error("{0}")]
	Verification(#[from] testamur_verification::Problem),
	/// There are no files to publish.
	#[error("{0}")]
	Status(#[from] testamur_status::Fault),
	/// There is no folder that proves the documents of an institution.
	#[error("{0}")]
	Leaving(#[from] testamur_leaving::Fault),
	/// A file that was published shows a later block.
	#[error(
		"{} shows a later block than the node does, and was left as it is: ask another node",
		.0.display()
	)]
	LaterFile(PathBuf),
	/// The time of `--at` has not come yet.
	#[error("--at states a time that has not come yet: nobody can prove what will be")]
	NotYet,
	/// A design is refused.
	#[error("{} is refused: {fault}", path.display())]
	Design {
		/// The file.
		path: PathBuf,
		/// The reason, with advice.
		fault: testamur_certificate::DesignFault,
	},
	/// Certificates cannot be made with a design.
	#[error("no certificate can be made with {}: {fault}", path.display())]
	Certificates {
		/// The file of the design.
		path: PathBuf,
		/// The reason, with advice.
		fault: testamur_certificate::Fault,
	},
	/// A code is wanted as a PDF.
	#[error("{}: a code is a picture, so state a name that ends with .png or .svg", .0.display())]
	CodeAsPdf(PathBuf),
	/// No certificate can be made with the design of the example.
	#[error("nothing can be drawn on this machine: {0}")]
	NoWriter(testamur_certificate::Fault),
	/// A report cannot be made as a PDF.
	#[error("the report cannot be made: {0}")]
	Print(#[from] testamur_certificate::Fault),
	/// A design has no message.
	#[error("{}: {}", .0.display(), testamur_handover::MessageFault::NoMessage)]
	NoMessage(PathBuf),
	/// The stated column cannot be one of addresses.
	#[error("--email-column: {0}")]
	EmailColumn(ColumnsFault),
	/// A file is there already, and is another one than would be written.
	#[error(
		"{} is there already, and it is another file than this one would be: it was left as it is. State \
		 another folder with --out, or move that file away",
		.0.display()
	)]
	OtherFile(PathBuf),
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
		// The number that the system gives an error says nothing to a reader.
		_ => error.to_string().split(" (os error").next().unwrap_or_default().to_owned(),
	}
}

// SPDX-License-Identifier: Apache-2.0

//! The reasons why something did not happen, in sentences that say what to do.

use crate::chain::{Allowance, NoAnswer};
use std::{io, path::PathBuf};
use testamur_documents::{anchor::AnchorFault, Refusal};
use testamur_primitives::{AccreditationId, InstitutionId, TypeId};
use testamur_template::BuildFault;
use thiserror::Error;

/// A reason why a cohort is not issued, or not yet. Nothing that an earlier run did is lost by it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Fault {
	/// Another process works in the folder.
	#[error("another process issues in {}: wait until it ends", .0.display())]
	Locked(PathBuf),
	/// The folder has files of others.
	#[error(
		"{} is not empty, and has no journal: \"{name}\" is in it. State another folder with --out; but if the \
		 cohort was issued into this one, do not issue it a second time",
		folder.display()
	)]
	OtherFiles {
		/// The folder.
		folder: PathBuf,
		/// The name of one of the files.
		name: String,
	},
	/// A file cannot be read or written.
	#[error("{} cannot be {act}: {}", path.display(), reason(error))]
	Disk {
		/// The act that failed, as a participle.
		act: &'static str,
		/// The file or folder.
		path: PathBuf,
		/// The reason of the operating system.
		error: io::Error,
	},
	/// The journal is that of another cohort.
	#[error(
		"{} holds a cohort that was begun with another {what}: go on with the former {what}, or state \
		 another folder with --out",
		folder.display()
	)]
	OtherCohort {
		/// The folder.
		folder: PathBuf,
		/// The part that differs, as a noun.
		what: &'static str,
	},
	/// The journal was changed or damaged.
	#[error(
		"{} is damaged ({why}), so it cannot be told which documents belong to the batch: restore it from \
		 a copy; do not issue the cohort in another folder before you know whether it is anchored",
		path.display()
	)]
	Damaged {
		/// The file.
		path: PathBuf,
		/// The damage, as a clause.
		why: String,
	},
	/// A file of a learner is not the one that was issued.
	#[error(
		"{} is there and is not the file of its learner: move it away, and run this again, which writes \
		 the right one",
		.0.display()
	)]
	OtherFile(PathBuf),
	/// The list names nobody.
	#[error("the list names no learner: state another one with --list")]
	NoLearners,
	/// A row has no document.
	#[error("{0}")]
	Build(#[from] BuildFault),
	/// A document cannot be signed.
	#[error("the document of learner {learner} cannot be signed: {refusal}")]
	Sign {
		/// The number of the learner, from 1.
		learner: u32,
		/// The reason.
		refusal: Refusal,
	},
	/// A document has no leaf.
	#[error("the document of learner {learner} has no place in a batch: {fault}")]
	Leaf {
		/// The number of the learner, from 1.
		learner: u32,
		/// The reason.
		fault: testamur_document::Fault,
	},
	/// The end of a document cannot be read.
	#[error(
		"the document of learner {learner} states an end of its validity that cannot be read: correct the \
		 date in the list or the template"
	)]
	End {
		/// The number of the learner, from 1.
		learner: u32,
	},
	/// Two documents are equal.
	#[error(
		"the documents of learners {first} and {second} are equal, which random bits forbid: the source \
		 of random bits of this machine is broken, so use another machine"
	)]
	EqualDocuments {
		/// The number of the first learner, from 1.
		first: u32,
		/// The number of the second learner.
		second: u32,
	},
	/// A document cannot name its place in a status list.
	#[error("the document of learner {learner} cannot name its place in a status list: {why}")]
	Place {
		/// The learner, from 1.
		learner: u32,
		/// The reason.
		why: String,
	},
	/// There are no random bytes.
	#[error("this machine has no random bytes ({0}): try again")]
	Randomness(String),
	/// The index cannot be written.
	#[error("the index of the files cannot be written: {0}; correct the list")]
	Index(String),
	/// All credentials would have expired already.
	#[error(
		"the validity of all documents is over already: correct the dates in the list or the template"
	)]
	ValidityOver,
	/// An anchor does not fit its document.
	#[error("the file of learner {learner} cannot be made: {fault}")]
	Anchor {
		/// The number of the learner, from 1.
		learner: u32,
		/// The reason.
		fault: AnchorFault,
	},
	/// The account serves no institution.
	#[error(
		"the account serves no institution of this chain: have the admin of the institution make it an \
		 operator with the permission to issue, or state another one with --account"
	)]
	NotAMember,
	/// The documents name another country than the chain.
	#[error(
		"the template names the country {stated}, and institution {}, {name}, is registered in {country}: correct the 		 template, take the account of the right institution, or state --other-country if the documents are right",
		.institution.0
	)]
	OtherCountry {
		/// The institution.
		institution: InstitutionId,
		/// Its name on the chain.
		name: String,
		/// Its country on the chain.
		country: String,
		/// The country of the template.
		stated: String,
	},
	/// The account may not issue.
	#[error(
		"the account may not issue for institution {}: have its admin give the account the permission to \
		 issue",
		.0 .0
	)]
	MayNotIssue(InstitutionId),
	/// The institution is suspended or closed.
	#[error("institution {} is suspended or closed and issues nothing: ask the council", .0 .0)]
	Idle(InstitutionId),
	/// There is no such type.
	#[error("there is no credential type {} on this chain: state another number with --type", .0 .0)]
	NoSuchType(TypeId),
	/// The type is retired.
	#[error("credential type {} is retired: state another number with --type", .0 .0)]
	TypeRetired(TypeId),
	/// No grant allows the type.
	#[error(
		"institution {} has no grant in force for credential type {}: accept one that was offered, or ask \
		 for one",
		.0 .0, .1 .0
	)]
	NoGrant(InstitutionId, TypeId),
	/// The grant is not one of the institution.
	#[error("institution {} does not hold grant {}: state another number with --grant", .1 .0, .0 .0)]
	GrantOfOthers(AccreditationId, InstitutionId),
	/// The grant is not in force.
	#[error(
		"grant {}, or one above it, is not in force: ask who gave it, or state another number with --grant",
		.0 .0
	)]
	GrantLapsed(AccreditationId),
	/// The grant does not allow the type.
	#[error(
		"grant {} does not allow to issue credential type {}: state another number with --grant",
		.0 .0, .1 .0
	)]
	GrantForOthers(AccreditationId, TypeId),
	/// The node names a grant, and says otherwise that it does not allow the type.
	#[error(
		"the node names grant {} for this type, and says that the grant does not allow it: run this again, \
		 since it may have changed between the two answers, or ask another node",
		.0 .0
	)]
	Contradiction(AccreditationId),
	/// The institution does not have the document key.
	#[error(
		"the document key is none of institution {}: have its admin add the key first, since documents \
		 count only if their key was in the record when they were anchored",
		.0 .0
	)]
	KeyUnknown(InstitutionId),
	/// The document key signs status lists.
	#[error(
		"the document key of institution {} is one for status lists: state one for credentials with \
		 --document-key",
		.0 .0
	)]
	KeyOfLists(InstitutionId),
	/// The document key was retired.
	#[error(
		"the document key of institution {} was retired: state another one with --document-key",
		.0 .0
	)]
	KeyRetired(InstitutionId),
	/// The document key is compromised.
	#[error(
		"the document key of institution {} is compromised: state another one with --document-key",
		.0 .0
	)]
	KeyCompromised(InstitutionId),
	/// The key that signed the documents of a plan has ended.
	#[error(
		"the key with which an earlier run signed these documents {0}, and nothing of them is anchored: \
		 issue the cohort into another folder, with another --document-key"
	)]
	PlanKey(&'static str),
	/// The institution has no allowance in any period.
	#[error("the council gave institution {} no allowance, so it sends nothing: ask the council", .0 .0)]
	NoAllowance(InstitutionId),
	/// The allowance of the period is used up.
	#[error(
		"the allowance of {} operations is used up: run this again from block {} on; block {} is the last \
		 final one",
		.0.of_period, .0.renewed_at, .0.as_of
	)]
	AllowanceUsedUp(Allowance),
	/// The chain does not answer.
	#[error("{0}")]
	NoAnswer(NoAnswer),
	/// Nothing was anchored.
	#[error("the batch was not anchored: {0}")]
	NotAnchored(String),
	/// It is not known whether the batch was anchored.
	#[error(
		"it is not known yet whether the batch was anchored: {why}. The transaction can be in a block up to \
		 {last}, and {}. Hand out no files, and run this again, which asks the chain before it sends anything",
		seen(*last_final)
	)]
	Unknown {
		/// The reason.
		why: String,
		/// The number of the last block in which the transaction can be.
		last: u64,
		/// The number of the last final block, if the node tells it.
		last_final: Option<u64>,
		/// True if the pool of the node holds it, so that whoever waits will know.
		is_in_pool: bool,
	},
	/// Another account anchored the same root in another way.
	#[error(
		"the root of this batch was anchored by somebody else of the institution, with another {0}: the key \
		 of an operator may be stolen. Hand out nothing, follow docs/operations.md on stolen keys, and \
		 then issue the cohort in another folder"
	)]
	Taken(&'static str),
	/// The batch was revoked as a whole.
	#[error(
		"the batch of this cohort was revoked on the chain: hand out nothing, ask the admin of the \
		 institution why, and issue the cohort in another folder"
	)]
	Revoked,
}

impl From<NoAnswer> for Fault {
	fn from(no_answer: NoAnswer) -> Self {
		Self::NoAnswer(no_answer)
	}
}

/// Returns what is known about the last final block.
fn seen(last_final: Option<u64>) -> String {
	match last_final {
		Some(number) => format!("block {number} is the last final one"),
		None => "the node does not tell the last final one".to_owned(),
	}
}

/// Returns the reason of the operating system, with advice where it is a common one.
fn reason(error: &io::Error) -> String {
	match error.kind() {
		io::ErrorKind::PermissionDenied => {
			"you are not allowed to; correct the rights of the folder".to_owned()
		},
		io::ErrorKind::StorageFull => "the disk is full; make room".to_owned(),
		_ => error.to_string(),
	}
}

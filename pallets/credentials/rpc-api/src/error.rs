// SPDX-License-Identifier: Apache-2.0

//! The errors of the methods and their codes in JSON-RPC.
//!
//! Codes 9001 to 9005 and 9007 to 9010 mean *cannot tell*. None of them is a verdict.

use crate::hex::Hash;
use jsonrpsee::types::{error::INVALID_PARAMS_CODE, ErrorObject, ErrorObjectOwned};
use serde::Serialize;
use testamur_primitives::{limits::MAX_REFERENCES, state::CannotTell, views::QueryError, Damage};

/// The node is behind the network.
pub const SYNCING: i32 = 9001;
/// The node does not know the block.
pub const UNKNOWN_BLOCK: i32 = 9002;
/// The node no longer has the state of the block.
pub const STATE_PRUNED: i32 = 9003;
/// The time is before the first block.
pub const BEFORE_FIRST_BLOCK: i32 = 9004;
/// The node or its runtime failed to answer.
pub const NO_ANSWER: i32 = 9005;
/// The request is over the limit of one call.
pub const OVER_LIMIT: i32 = 9006;
/// The node has no votes that make the block final.
pub const NO_JUSTIFICATION: i32 = 9007;
/// The block is not final.
pub const NOT_FINAL: i32 = 9008;
/// The node does not know these sets of authorities.
pub const SETS_UNKNOWN: i32 = 9009;
/// A set of authorities was forced upon the chain, so no hand-off leads on.
pub const FORCED_CHANGE: i32 = 9010;

/// The maximum number of characters of foreign text that an error repeats.
const MAX_EXCERPT: usize = 200;

/// The reason why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
	/// A parameter does not have the form that the method takes.
	#[error("{field}: {problem}")]
	Malformed {
		/// The parameter, down to the member: `references[3].leaf`.
		field: String,
		/// The problem with it.
		problem: String,
	},
	/// The node is behind the network, and blocks that it has not seen could change the answer.
	#[error(
		"this node is still syncing and cannot tell: ask again later or ask another node; a block \
		 that it already has can be named by its hash in `at`"
	)]
	Syncing,
	/// No block of that hash is known.
	#[error(
		"block {0} is unknown to this node: check the hash and the network, or ask another node"
	)]
	UnknownBlock(Hash),
	/// The block is known, or must exist, but its state is gone.
	#[error(
		"the state of that block is pruned on this node: ask an archive node, which is one that \
		 runs with --state-pruning archive"
	)]
	StatePruned,
	/// The time is before the first finalized block.
	#[error("that time is before the first finalized block: ask for a later time")]
	BeforeFirstBlock,
	/// The runtime of that block speaks a version of the API that this node cannot call, or none.
	#[error(
		"the runtime of that block has {} and this node can call version {newest} and what is \
		 compatible with it: {}",
		found.map_or_else(|| "no CredentialsApi".into(), |it| format!("CredentialsApi version {it}")),
		advice(*found, *newest),
	)]
	OtherApiVersion {
		/// The version that the runtime speaks.
		found: Option<u32>,
		/// The newest version that this node understands.
		newest: u32,
	},
	/// The block replaced the runtime, or is one of those in which the new one migrates the records:
	/// some of them are still those of the former runtime.
	#[error(
		"that block replaced the runtime, or is one of the blocks after it in which the records are \
		 migrated: ask about a block before it, or about one after the migration"
	)]
	UpgradePending,
	/// The state is damaged.
	#[error(
		"the state of that block is damaged on this node ({0}): ask another node and tell this \
		 one's operator"
	)]
	Damaged(Damage),
	/// The runtime or the database failed.
	#[error("this node failed to answer ({0}): ask another node and tell this one's operator")]
	Failed(String),
	/// The request is over the limit of one call.
	#[error("{field}: {requested} is over the limit of {limit}: split the request")]
	OverLimit {
		/// The parameter that asks for too much.
		field: String,
		/// The number that it asks for.
		requested: u64,
		/// The largest number that one call answers.
		limit: u32,
	},
	/// An answer takes more than one call may.
	#[error(
		"{field}: the answer takes more than {most}: ask about less in one call; what is too large by \
		 itself cannot be proven in one piece"
	)]
	TooMuch {
		/// The parameter that asks for too much.
		field: String,
		/// The most that a call may take.
		most: String,
	},
	/// The node has no votes that make the block final, nor any of a later block that remembers it.
	#[error(
		"this node has no votes of validators by which that block is final: ask again after the next \
		 final block, or ask another node; a chain that seals instantly has no such votes"
	)]
	NoJustification,
	/// The block is not final.
	#[error(
		"that block is not final, so nobody can prove its state: ask again when it is; if another block \
		 of its number is final, it never will be"
	)]
	NotFinal,
	/// The node does not know a set of authorities, or who they were, as after a warp sync.
	#[error(
		"this node does not know set {0} of the authorities, or no longer: ask an archive node that has \
		 synced from the first block"
	)]
	SetsUnknown(u64),
	/// A set of authorities was forced upon the chain.
	#[error(
		"block {block} ended set {set} of the authorities without a hand-off, as a recovery does: a \
		 verifier goes on from the next set only if it knows that one from elsewhere"
	)]
	ForcedChange {
		/// The set after which no hand-off leads on.
		set: u64,
		/// The last block of that set.
		block: u32,
	},
	/// The evidence would be refused by a verifier.
	#[error(
		"this node has no evidence of that which a verifier would accept ({0}): ask about another \
		 block, or ask another node"
	)]
	NotProvable(String),
}

impl Error {
	/// Returns the error of a parameter that does not have the form that the method takes.
	pub fn malformed(field: impl Into<String>, problem: impl ToString) -> Self {
		Self::Malformed { field: excerpt(field.into()), problem: excerpt(problem.to_string()) }
	}

	/// Returns the error of a failure of the runtime or the database.
	pub fn failed(cause: impl ToString) -> Self {
		Self::Failed(excerpt(cause.to_string()))
	}

	/// Returns the error of an answer that takes more than one call may.
	pub fn too_much(field: impl Into<String>, most: impl ToString) -> Self {
		Self::TooMuch { field: field.into(), most: most.to_string() }
	}

	/// Returns the error of evidence that a verifier would refuse.
	pub fn not_provable(refusal: impl ToString) -> Self {
		Self::NotProvable(excerpt(refusal.to_string()))
	}

	/// Converts a refusal of the runtime, which names no parameter, to an error that names `field`.
	pub fn refused(error: QueryError, field: &str) -> Self {
		match error {
			// The limits of the runtime may be lower than those of this crate.
			QueryError::LimitExceeded { requested, limit } => {
				Self::OverLimit { field: field.into(), requested: requested.into(), limit }
			},
			QueryError::DamagedState(damage) => Self::Damaged(damage),
			QueryError::UpgradePending => Self::UpgradePending,
			// Only a page of a status list begins at a place.
			QueryError::NoPartBegins => Self::malformed(
				"from",
				"no part of the list begins at this place: begin with 0, or with the `next` of a page \
				 of the same block",
			),
		}
	}

	/// Returns the code in JSON-RPC.
	pub const fn code(&self) -> i32 {
		match self {
			Self::Malformed { .. } => INVALID_PARAMS_CODE,
			Self::Syncing => SYNCING,
			Self::UnknownBlock(_) => UNKNOWN_BLOCK,
			Self::StatePruned => STATE_PRUNED,
			Self::BeforeFirstBlock => BEFORE_FIRST_BLOCK,
			Self::OtherApiVersion { .. }
			| Self::UpgradePending
			| Self::Damaged(_)
			| Self::Failed(_)
			| Self::NotProvable(_) => NO_ANSWER,
			Self::OverLimit { .. } | Self::TooMuch { .. } => OVER_LIMIT,
			Self::NoJustification => NO_JUSTIFICATION,
			Self::NotFinal => NOT_FINAL,
			Self::SetsUnknown(_) => SETS_UNKNOWN,
			Self::ForcedChange { .. } => FORCED_CHANGE,
		}
	}

	/// Returns the parameter at fault, if there is one.
	fn field(&self) -> Option<&str> {
		match self {
			Self::Malformed { field, .. }
			| Self::OverLimit { field, .. }
			| Self::TooMuch { field, .. } => Some(field),
			_ => None,
		}
	}
}

/// The error of a verification, whose parameter is `references`.
impl From<CannotTell<Self>> for Error {
	fn from(error: CannotTell<Self>) -> Self {
		match error {
			CannotTell::TooMany { requested } => Self::OverLimit {
				field: "references".into(),
				requested: requested.into(),
				limit: MAX_REFERENCES,
			},
			CannotTell::Unreadable(error) => error,
			CannotTell::Damaged(damage) => Self::Damaged(damage),
			CannotTell::UpgradePending => Self::UpgradePending,
		}
	}
}

/// The `data` member of an error.
#[derive(Serialize)]
struct Data<'a> {
	field: &'a str,
}

impl From<Error> for ErrorObjectOwned {
	fn from(error: Error) -> Self {
		let data = error.field().map(|field| Data { field });
		ErrorObject::owned(error.code(), error.to_string(), data)
	}
}

/// Returns what to do where the runtime of a block speaks this version of the API, or none.
const fn advice(found: Option<u32>, newest: u32) -> &'static str {
	match found {
		None => "check the network and the block",
		Some(found) if found < newest => {
			"an upgrade has changed it since; only `credentials_verify` answers about that block, or an \
			 archive node of that time"
		},
		Some(_) => "update the node",
	}
}

/// Returns the beginning of a text that may come from a stranger and be of any length.
fn excerpt(text: String) -> String {
	match text.char_indices().nth(MAX_EXCERPT) {
		Some((end, _)) => format!("{}…", &text[..end]),
		None => text,
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use testamur_primitives::{InstitutionId, RecordId};

	const DAMAGE: Damage = RecordId::Institution(InstitutionId(7)).missing();

	#[test]
	fn a_refusal_of_the_runtime_is_an_error_with_a_code() {
		let error = |error| Error::refused(error, "count");
		let over = QueryError::LimitExceeded { requested: 9, limit: 8 };
		let expected = Error::OverLimit { field: "count".into(), requested: 9, limit: 8 };
		assert_eq!(error(over), expected);
		assert_eq!(error(QueryError::DamagedState(DAMAGE)), Error::Damaged(DAMAGE));
		assert_eq!(error(QueryError::UpgradePending), Error::UpgradePending);
		let no_part = error(QueryError::NoPartBegins);
		assert_eq!((no_part.code(), no_part.field()), (INVALID_PARAMS_CODE, Some("from")));
	}

	#[test]
	fn each_error_has_its_code_and_says_what_to_do() {
		let cases = [
			(Error::malformed("at", "not a hash"), INVALID_PARAMS_CODE, "at: not a hash"),
			(Error::Syncing, 9001, "ask again later"),
			(
				Error::UnknownBlock(Hash([0xab; 32])),
				9002,
				"abab is unknown to this node: check the hash",
			),
			(Error::StatePruned, 9003, "ask an archive node"),
			(Error::BeforeFirstBlock, 9004, "ask for a later time"),
			(Error::OtherApiVersion { found: Some(2), newest: 1 }, 9005, "update the node"),
			(
				Error::OtherApiVersion { found: Some(1), newest: 2 },
				9005,
				"an archive node of that time",
			),
			(Error::OtherApiVersion { found: None, newest: 1 }, 9005, "check the network"),
			(Error::UpgradePending, 9005, "about one after the migration"),
			(Error::Damaged(DAMAGE), 9005, "damaged on this node (institution 7 is missing)"),
			(Error::failed("trap"), 9005, "ask another node"),
			(
				Error::OverLimit { field: "count".into(), requested: 9, limit: 8 },
				9006,
				"count: 9 is over the limit of 8: split the request",
			),
			(
				Error::too_much("records", "8 reads"),
				9006,
				"records: the answer takes more than 8 reads: ask about less",
			),
			(Error::NoJustification, 9007, "ask again after the next final block"),
			(Error::NotFinal, 9008, "ask again when it is"),
			(Error::SetsUnknown(3), 9009, "set 3 of the authorities, or no longer: ask an archive"),
			(Error::ForcedChange { set: 2, block: 40 }, 9010, "block 40 ended set 2"),
			(Error::not_provable("too new"), 9005, "(too new): ask about another block"),
		];
		for (error, code, advice) in cases {
			let object = ErrorObjectOwned::from(error.clone());
			assert_eq!(object.code(), code, "{error:?}");
			assert!(object.message().contains(advice), "{}", object.message());
			let data = object.data().map(|data| data.get().to_owned());
			let field = error.field().map(|field| format!(r#"{{"field":"{field}"}}"#));
			assert_eq!(data, field, "{error:?}");
		}
	}

	#[test]
	fn an_evaluation_without_verdicts_is_an_error_with_a_code() {
		let code = |error: CannotTell<Error>| Error::from(error).code();
		assert_eq!(code(CannotTell::TooMany { requested: 1_001 }), OVER_LIMIT);
		assert_eq!(code(CannotTell::Damaged(DAMAGE)), NO_ANSWER);
		assert_eq!(code(CannotTell::UpgradePending), NO_ANSWER);
		assert_eq!(code(CannotTell::Unreadable(Error::StatePruned)), STATE_PRUNED);
	}

	#[test]
	fn foreign_text_is_cut() {
		let error = Error::malformed("ä".repeat(100_000), "ö".repeat(100_000));
		assert_eq!(error.to_string().chars().count(), 2 * MAX_EXCERPT + 4);
	}
}

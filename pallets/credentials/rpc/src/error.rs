// SPDX-License-Identifier: Apache-2.0

//! What can go wrong, and the code a client sees.
//!
//! Codes 9001 to 9005 mean *cannot tell*. They never stand for a verdict.

use jsonrpsee::types::{error::INVALID_PARAMS_CODE, ErrorObject, ErrorObjectOwned};
use serde::Serialize;
use sp_core::H256;

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
/// More was asked for than one call answers.
pub const OVER_LIMIT: i32 = 9006;

/// The most that an error repeats of foreign text, in characters.
const MAX_EXCERPT: usize = 200;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
	/// A parameter does not have the form that the method takes.
	#[error("{field}: {problem}")]
	Malformed {
		/// Which one, down to the member: `references[3].leaf`.
		field: String,
		/// What is wrong with it.
		problem: String,
	},
	/// The node is behind the network, and what it has not seen could change the answer.
	#[error(
		"this node is still syncing and cannot tell: ask again later or ask another node; a block \
		 that it already has can be named by its hash in `at`"
	)]
	Syncing,
	/// No block of that hash is known.
	#[error(
		"block {0:?} is unknown to this node: check the hash and the network, or ask another node"
	)]
	UnknownBlock(H256),
	/// The block is known, or must exist, but its state is gone.
	#[error(
		"the state of that block is pruned on this node: ask an archive node, which is one that \
		 runs with --state-pruning archive"
	)]
	StatePruned,
	/// Nothing had happened yet.
	#[error("that time is before the first finalized block: ask for a later time")]
	BeforeFirstBlock,
	/// The runtime of that block speaks another version of the API, or none.
	#[error(
		"the runtime of that block has {} and this node reads versions 1 to {newest}: {}",
		found.map_or_else(|| "no CredentialsApi".into(), |it| format!("CredentialsApi version {it}")),
		if found.is_some() { "update the node" } else { "check the network and the block" },
	)]
	OtherApiVersion {
		/// The version it speaks.
		found: Option<u32>,
		/// The newest one this node understands.
		newest: u32,
	},
	/// The runtime or the database failed.
	#[error("this node failed to answer ({0}): ask another node and tell this one's operator")]
	Failed(String),
	/// More was asked for than one call answers.
	#[error("{field}: {requested} is over the limit of {limit}: split the request")]
	OverLimit {
		/// The parameter that asks for too much.
		field: String,
		/// How much it asks for.
		requested: u64,
		/// How much one call answers.
		limit: u32,
	},
}

impl Error {
	/// A parameter that does not have the form the method takes.
	pub fn malformed(field: impl Into<String>, problem: impl ToString) -> Self {
		Self::Malformed { field: excerpt(field.into()), problem: excerpt(problem.to_string()) }
	}

	/// A failure of the runtime or the database.
	pub fn failed(cause: impl ToString) -> Self {
		Self::Failed(excerpt(cause.to_string()))
	}

	/// The code that stands for it in JSON-RPC.
	pub const fn code(&self) -> i32 {
		match self {
			Self::Malformed { .. } => INVALID_PARAMS_CODE,
			Self::Syncing => SYNCING,
			Self::UnknownBlock(_) => UNKNOWN_BLOCK,
			Self::StatePruned => STATE_PRUNED,
			Self::BeforeFirstBlock => BEFORE_FIRST_BLOCK,
			Self::OtherApiVersion { .. } | Self::Failed(_) => NO_ANSWER,
			Self::OverLimit { .. } => OVER_LIMIT,
		}
	}

	/// The parameter at fault, if one is.
	fn field(&self) -> Option<&str> {
		match self {
			Self::Malformed { field, .. } | Self::OverLimit { field, .. } => Some(field),
			_ => None,
		}
	}
}

/// What travels beside code and message.
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

/// The beginning of a text that may come from a stranger and be of any length.
fn excerpt(text: String) -> String {
	match text.char_indices().nth(MAX_EXCERPT) {
		Some((end, _)) => format!("{}…", &text[..end]),
		None => text,
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn each_error_has_its_code_and_says_what_to_do() {
		let cases = [
			(Error::malformed("at", "not a hash"), INVALID_PARAMS_CODE, "at: not a hash"),
			(Error::Syncing, 9001, "ask again later"),
			(Error::UnknownBlock(H256::zero()), 9002, "check the hash"),
			(Error::StatePruned, 9003, "ask an archive node"),
			(Error::BeforeFirstBlock, 9004, "ask for a later time"),
			(Error::OtherApiVersion { found: Some(2), newest: 1 }, 9005, "update the node"),
			(Error::OtherApiVersion { found: None, newest: 1 }, 9005, "check the network"),
			(Error::failed("trap"), 9005, "ask another node"),
			(
				Error::OverLimit { field: "count".into(), requested: 9, limit: 8 },
				9006,
				"count: 9 is over the limit of 8: split the request",
			),
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
	fn foreign_text_is_cut() {
		let error = Error::malformed("ä".repeat(100_000), "ö".repeat(100_000));
		assert_eq!(error.to_string().chars().count(), 2 * MAX_EXCERPT + 4);
	}
}

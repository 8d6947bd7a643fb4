// SPDX-License-Identifier: Apache-2.0

//! The answers in JSON.

use crate::table::{Row, Table};
use alloc::{
	string::{String, ToString},
	vec::Vec,
};
use serde::Serialize;
use testamur_json::{
	answers::{AsOf, Dated, FinalBlock, Verdict},
	hex::{self, Hash},
	time::Time,
};
use testamur_proof::{AsOf as Shown, BlockId, Proven, Refusal, TrustRoot};

/// The answer to a verification.
#[derive(Serialize)]
pub(crate) struct Verified {
	/// The verdicts, as `credentials_verify` returns them.
	verdicts: Vec<Dated<Verdict>>,
	/// How the moment of the verdicts is known.
	proof: ProofSummary,
}

/// How a moment is known.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProofSummary {
	/// The number of the set of authorities that voted.
	set_id: u64,
	/// The block that they voted for: that of the verdicts, or a later one that remembers it.
	finalized: FinalBlock,
	/// The age of the moment by the clock of the verifier, in milliseconds.
	age: u64,
	/// The version of the runtime that wrote the state.
	runtime: u32,
}

impl Verified {
	/// Joins verdicts with the moment that is proven.
	pub(crate) fn new(proven: &Proven, verdicts: Vec<testamur_primitives::Verdict>) -> Self {
		let shown = proven.as_of();
		let Shown { age, set_id, finalized, runtime, .. } = *shown;
		let BlockId { hash: block_hash, number: block_number } = finalized;
		let as_of = as_of(shown);
		let dated = |verdict| Dated { answer: Verdict::from(verdict), as_of };
		let finalized = FinalBlock { block_number, block_hash: Hash(block_hash.0) };
		Self {
			verdicts: verdicts.into_iter().map(dated).collect(),
			proof: ProofSummary { set_id, finalized, age, runtime },
		}
	}
}

/// Returns the moment that evidence shows as `credentials_verify` writes it.
pub fn as_of(shown: &Shown) -> AsOf {
	AsOf {
		block_number: shown.number.into(),
		block_hash: Hash(shown.hash.0),
		time: Time::of_event(shown.time),
		finalized: true,
	}
}

/// What a verifier trusts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Trust {
	/// The bytes of the trust root, to be stored and handed over with each request.
	trust_root: String,
	/// The hash of the genesis block.
	genesis: Hash,
	/// The known sets of authorities, as a table has them.
	sets: Vec<Row>,
	/// The number of sets that were not known before.
	learned: usize,
}

impl Trust {
	/// Describes a trust root that has learned so many sets.
	pub(crate) fn new(root: &TrustRoot, learned: usize) -> Self {
		let Table { genesis, sets } = Table::of(root);
		let trust_root = hex::encode(&codec::Encode::encode(root));
		Self { trust_root, genesis, sets, learned }
	}
}

/// The reason why there is no answer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Failure {
	/// The evidence, the hand-offs or the trust root are refused.
	Refused(Refused),
	/// The request is not what it should be.
	Wrong(Wrong),
}

/// A refusal.
#[derive(Serialize)]
pub struct Refused {
	/// The kind of refusal.
	kind: &'static str,
	/// The word for the refusal (`docs/bundle.md`), which tells apart the ways to forge.
	word: &'static str,
	/// What is wrong, and what to do.
	message: String,
}

/// A mistake of the sender.
#[derive(Serialize)]
pub struct Wrong {
	/// The part at fault, down to the member.
	field: String,
	/// The problem with it.
	message: String,
}

impl Failure {
	/// Returns the failure of a request whose sender has to correct it.
	pub fn wrong(field: impl Into<String>, message: impl Into<String>) -> Self {
		Self::Wrong(Wrong { field: field.into(), message: message.into() })
	}

	/// Returns the failure of a request that is refused for a reason with a word.
	pub fn refused(word: &'static str, message: impl Into<String>) -> Self {
		Self::Refused(Refused { kind: word, word, message: message.into() })
	}
}

impl From<Refusal> for Failure {
	fn from(refusal: Refusal) -> Self {
		let word = refusal.word();
		let kind = if matches!(refusal, Refusal::Forged(_)) { "forged" } else { word };
		Self::Refused(Refused { kind, word, message: refusal.to_string() })
	}
}

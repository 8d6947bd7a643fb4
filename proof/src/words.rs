// SPDX-License-Identifier: Apache-2.0

//! The words by which refusals are known outside of this crate (`docs/bundle.md`).

use crate::refusal::{Forgery, Refusal};

impl Refusal {
	/// Returns the word for a refusal, which never changes.
	pub const fn word(&self) -> &'static str {
		match self {
			Self::OtherFile { .. } => "otherFile",
			Self::Malformed(_) => "malformed",
			Self::UnknownVersion(_) => "unknownVersion",
			Self::TooLarge { .. } => "tooLarge",
			Self::Forged(forgery) => forgery.word(),
			Self::Incomplete(_) => "incomplete",
			Self::UnknownSet { .. } => "unknownSet",
			Self::ForcedChange { .. } => "forcedChange",
			Self::DelayedChange { .. } => "delayedChange",
			Self::ChainUnstated { .. } => "chainUnstated",
			Self::OtherChain { .. } => "otherChain",
			Self::TooOld { .. } => "tooOld",
			Self::InTheFuture { .. } => "inTheFuture",
			Self::RuntimeNotUnderstood { .. } => "runtimeNotUnderstood",
			Self::UpgradePending => "upgradePending",
			Self::Damaged(_) => "damaged",
		}
	}
}

impl Forgery {
	/// Returns the word for a way in which evidence is forged, which never changes.
	pub const fn word(&self) -> &'static str {
		match self {
			Self::Authorities { .. } => "forgedAuthorities",
			Self::OutsideSet { .. } => "forgedOutsideSet",
			Self::BeforeSet { .. } => "forgedBeforeSet",
			Self::AfterSet { .. } => "forgedAfterSet",
			Self::Stranger { .. } => "forgedStranger",
			Self::RepeatedVote { .. } => "forgedRepeatedVote",
			Self::TooFewVotes { .. } => "forgedTooFewVotes",
			Self::NoVoteForBlock => "forgedNoVoteForBlock",
			Self::Ancestry { .. } => "forgedAncestry",
			Self::UnusedAncestry => "forgedUnusedAncestry",
			Self::VotesForChild => "forgedVotesForChild",
			Self::Signature { .. } => "forgedSignature",
			Self::NoHandOff { .. } => "forgedNoHandOff",
			Self::VoidChange { .. } => "forgedVoidChange",
			Self::KnownSet { .. } => "forgedKnownSet",
			Self::State => "forgedState",
			Self::UnneededItems => "forgedUnneededItems",
			Self::RepeatedItem => "forgedRepeatedItem",
			Self::Past { .. } => "forgedPast",
			Self::LogEntry => "forgedLogEntry",
			Self::LogList => "forgedLogList",
		}
	}
}

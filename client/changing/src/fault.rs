// SPDX-License-Identifier: Apache-2.0

//! The reasons why a change was not made, or why that is not known.

use crate::wish::Obstacle;
use thiserror::Error;

/// Maximum number of credentials that a message names.
const MAX_NAMED: usize = 20;

/// A reason why a change was not made, or why that is not known.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Fault {
	/// The chain does not answer.
	#[error("{0}")]
	NoAnswer(#[from] testamur_chain::Fault),
	/// The account serves no institution.
	#[error("the account serves no institution: have the admin of yours make it an operator")]
	NotAMember,
	/// The node answered about another number of credentials.
	#[error("the node answered about another number of credentials: ask another node")]
	OtherNumber,
	/// Two different changes are wished for a credential.
	#[error("{0} and {1} are the same credential, and two different changes are wished for it: name it once")]
	Twice(String, String),
	/// Changes cannot be made, so that none of them was sent.
	#[error("nothing was sent, because the change cannot be made for {}", named(.0))]
	Impossible(Vec<(String, Obstacle)>),
	/// A call failed in a final block.
	#[error("the chain refused it: {0}")]
	Failed(String),
	/// The pool did not take a call.
	#[error("the node did not take the transaction: {0}")]
	Refused(String),
	/// The allowance is used up.
	#[error(
		"the allowance of this period is used up: run the same command again from block {0} on, or state --wait"
	)]
	AllowanceUsedUp(u64),
	/// The institution of the account has no such batch.
	#[error("institution {0} has anchored no batch with the root {1}: only its own batches can be changed as a whole")]
	NoSuchBatch(u32, String),
	/// A batch is revoked already, for another reason.
	#[error("the batch {0} is revoked already, for another reason: that stays")]
	RevokedOtherwise(String),
	/// There is no such grant.
	#[error("nothing was sent, because there is no grant {0}: take the number from your institution's list of grants")]
	NoSuchGrant(u32),
	/// A grant is another institution's.
	#[error(
		"nothing was sent, because grant {grant} is held by institution {holder}, and not by yours"
	)]
	GrantOfOthers {
		/// The grant.
		grant: u32,
		/// The institution that holds it.
		holder: u32,
	},
	/// A grant is not in force.
	#[error("nothing was sent, because grant {0} is not in force, or one above it is not: ask who gave it")]
	GrantNotInForce(u32),
	/// A grant gives no right to issue credentials of a type.
	#[error("nothing was sent, because grant {grant} gives no right to issue credentials of type {type_id}")]
	GrantForOthers {
		/// The grant.
		grant: u32,
		/// The type.
		type_id: u32,
	},
	/// A transaction got into no block.
	#[error(
		"the transaction got into no block up to {0}, its last, as when others used up the allowance: run the same \
		 command again"
	)]
	Expired(u64),
	/// Nobody knows what became of a transaction.
	#[error("it is not known whether it was done ({0}): run the same command again, which asks for it first")]
	Unknown(String),
	/// The call succeeded, and what is on record is not what it should be.
	#[error(
		"the chain took the call, and yet not all of its credentials are as they should be: somebody else changes \
		 them at the same time. Run the same command again"
	)]
	NotDone,
}

impl Fault {
	/// Returns whether a later run of the same command can go on.
	#[must_use]
	pub const fn is_temporary(&self) -> bool {
		matches!(
			self,
			Self::NoAnswer(_)
				| Self::Refused(_)
				| Self::AllowanceUsedUp(_)
				| Self::Expired(_)
				| Self::Unknown(_)
				| Self::NotDone
		)
	}
}

/// Returns the names of credentials with what stands against each, as far as a message holds them.
fn named(impossible: &[(String, Obstacle)]) -> String {
	let mut names: Vec<String> = impossible
		.iter()
		.take(MAX_NAMED)
		.map(|(name, obstacle)| format!("{name} ({obstacle})"))
		.collect();
	match impossible.len().saturating_sub(MAX_NAMED) {
		0 => {},
		more => names.push(format!("{more} more")),
	}
	names.join("; ")
}

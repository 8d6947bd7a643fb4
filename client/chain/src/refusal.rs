// SPDX-License-Identifier: Apache-2.0

//! The reasons for which a pool refuses a transaction, by `docs/rpc.md`.

use crate::fault::excerpt;
use subxt::rpcs::UserError;
use thiserror::Error;

/// A reason why a pool does not take a transaction. Where the same bytes were not sent before, they are in no
/// block and will be in none.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PoolRefusal {
	/// The account serves no institution.
	#[error(
		"the account serves no institution: have the admin of the institution make it an operator with \
		 the permission to issue"
	)]
	NotAMember,
	/// The institution is suspended or closed.
	#[error(
		"the institution of the account is suspended or closed: ask the council of the consortium"
	)]
	Suspended,
	/// Other transactions of the account come first and use up what it may queue.
	#[error(
		"other transactions of this account wait, and use up its share of the allowance of two periods: \
		 run this again when they are in blocks"
	)]
	QueueFull,
	/// One transaction costs more than the allowance of a period.
	#[error(
		"this one transaction costs more than the allowance of a whole period: ask the council to raise \
		 the allowance of the institution"
	)]
	OverAllowance,
	/// Calls carry calls to a depth that is not let in.
	#[error("calls carry calls too deeply: send them side by side")]
	Nested,
	/// The nonce was used by another transaction, or one with the same nonce waits.
	#[error(
		"another transaction of this account took its turn (the nonce): give each \
		 machine an account of its own"
	)]
	OutOfTurn,
	/// The signature does not match, as with an expired transaction.
	#[error("the transaction has expired, or was signed for another runtime")]
	BadSignature,
	/// The pool refused the same bytes not long ago.
	#[error("the pool refused the same transaction a short while ago")]
	Banned,
	/// The same bytes are in the pool.
	#[error("the same transaction waits in the pool already")]
	AlreadyThere,
	/// The pool is full.
	#[error("the pool of the node is full: run this again later, or use another node")]
	PoolFull,
	/// Any other reason.
	#[error("the pool refused the transaction ({code}): {text}; ask the operator of the node")]
	Other {
		/// The code of the error.
		code: i32,
		/// The message of the node.
		text: String,
	},
}

impl PoolRefusal {
	/// Returns whether the same transaction is refused whenever it is sent, until somebody else has acted.
	#[must_use]
	pub const fn is_permanent(&self) -> bool {
		matches!(self, Self::NotAMember | Self::Suspended | Self::OverAllowance | Self::Nested)
	}

	/// Returns the refusal for an error of a node, or `None` if the error says nothing about the
	/// transaction.
	pub(crate) fn of(error: &UserError) -> Option<Self> {
		let data = error.data.as_ref().map(|data| data.get()).unwrap_or_default();
		let text = format!("{} {}", error.message, data.trim_matches('"'));
		Some(match (error.code, custom(&text)) {
			(1010, Some(1)) => Self::NotAMember,
			(1010, Some(2)) => Self::Suspended,
			(1010, Some(3)) => Self::QueueFull,
			(1010, Some(4)) => Self::OverAllowance,
			(1010, Some(5)) => Self::Nested,
			(1010, _) if text.contains("bad signature") || text.contains("ancient birth block") => {
				Self::BadSignature
			},
			(1010, _) if text.contains("outdated") => Self::OutOfTurn,
			(1014, _) => Self::OutOfTurn,
			(1012, _) => Self::Banned,
			(1013, _) => Self::AlreadyThere,
			(1016, _) => Self::PoolFull,
			// Other codes of this range are those of the pool; the rest are about the request.
			(1000..=1099, _) => Self::Other { code: error.code, text: excerpt(text.trim()) },
			_ => return None,
		})
	}
}

/// Returns the number of `Custom error: 3`.
fn custom(text: &str) -> Option<u8> {
	let (_, rest) = text.split_once("Custom error: ")?;
	let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
	rest.get(..end)?.parse().ok()
}

// SPDX-License-Identifier: Apache-2.0

//! The payers of transactions, and the reasons for which a transaction is refused.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::pallet_prelude::Parameter;
use scale_info::TypeInfo;
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

/// The members of a chain and their allowances.
///
/// A member is anything that the chain gives an allowance to: an account, or an organization with
/// all its accounts. The pallet knows members through this trait only.
pub trait Payers<AccountId> {
	/// The identifier of a member.
	type Member: Parameter + MaxEncodedLen;

	/// Returns the member that pays for the transactions of `who`, with its allowance: the
	/// operations that it may spend in a period.
	///
	/// The error is [`Refusal::NotAMember`] or [`Refusal::Suspended`].
	fn payer(who: &AccountId) -> Result<(Self::Member, u32), Refusal>;

	/// Returns the allowance of a member, or `None` if there is no record of it that can be read.
	fn allowance(member: &Self::Member) -> Option<u32>;

	/// Returns the number of accounts whose transactions a member pays for.
	///
	/// They share the places that the member's transactions may take in the pool.
	fn accounts(member: &Self::Member) -> u32;
}

/// The bearer of the allowance that a transaction is charged to.
#[derive(
	Clone,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub enum Payer<AccountId, Member> {
	/// A member, whichever of its accounts signed.
	Member(Member),
	/// An account that governs, whether or not a member would pay for it too.
	Governor(AccountId),
}

/// The reason why the pool refuses a transaction.
///
/// The discriminant is the custom code that a client sees: `Invalid Transaction: Custom error: 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Refusal {
	/// The signer belongs to no member and does not govern. Have a member add it.
	NotAMember = 1,
	/// The member that the signer belongs to is suspended.
	Suspended = 2,
	/// So many transactions of the account are to come first that, if each cost as much as this one,
	/// they would use up the account's share of two allowances. Sign the call again when they are in
	/// blocks, and send it.
	TooManyAhead = 3,
	/// This one transaction costs more than the allowance of a whole period. Split it, or have the
	/// allowance raised.
	OverAllowance = 4,
	/// The transaction carries calls within calls to a greater depth than is let in. Send them side by
	/// side, in one batch or in several transactions.
	NestedTooDeeply = 5,
}

impl Refusal {
	/// Returns the custom code.
	pub const fn code(self) -> u8 {
		self as u8
	}
}

impl From<Refusal> for TransactionValidityError {
	fn from(refusal: Refusal) -> Self {
		InvalidTransaction::Custom(refusal.code()).into()
	}
}

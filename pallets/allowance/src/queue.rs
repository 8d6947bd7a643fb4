// SPDX-License-Identifier: Apache-2.0

//! The queue of an account in the pool: how long it may be, and how its transactions are ranked.
//!
//! What exceeds the allowance waits in the pool, where every node validates it again after each
//! block, and nobody pays for that. A transaction is therefore accepted behind others of its account
//! only if the account's share of the payer's allowance could pay for all of them within two periods,
//! if each of them cost as much as this one. So many cheap transactions may wait, or few dear ones.
//!
//! The allowance of a member is shared equally between its accounts, since the pool cannot tell how
//! much of it the others have queued. Without this, a thief who adds accounts to a member would
//! multiply the places that the member can take.
//!
//! The next transaction of each account is accepted whatever it costs, up to a whole allowance. If it
//! is dearer than the account's share of what the payer may spend, it ranks below those that are not,
//! or a thief who adds accounts to a member would fill the pool with the bytes of many allowances, and
//! nobody else's transaction would displace them.
//!
//! The distance of a waiting transaction only falls and its cost is fixed, so what was accepted once
//! is not refused for this bound later, unless the allowance is lowered, the member adds accounts, or
//! a governor ceases to be one: its account then pays with its share of the allowance of a member, or
//! with nothing if it belongs to none.

use crate::{AccountIdOf, Config, Pallet, Payer, PayerOf, Payers, Refusal};
use frame_support::ensure;
use sp_runtime::transaction_validity::TransactionPriority;

/// Priority of the transaction with its account's next nonce. Each nonce after it has one less,
/// down to 0.
///
/// It is below the bonus that ranks transactions within their allowance above those that wait.
pub const IN_TURN: TransactionPriority = 1 << 31;
/// Priority bonus that ranks the transactions of members within their allowance, but dearer than the
/// account's share of it, above all that wait for the next period, whatever their nonce distances.
pub(crate) const DEAR_BONUS: TransactionPriority = 1 << 32;
/// Priority bonus that ranks the transactions of members within the account's share of the allowance
/// above the dearer ones.
pub(crate) const MEMBER_BONUS: TransactionPriority = 1 << 33;
/// Priority bonus that ranks the transactions of governors within their allowance above those of
/// members.
pub(crate) const GOVERNOR_BONUS: TransactionPriority = 1 << 34;

/// Number of periods whose allowance the queue of an account may use. Two periods are 40 blocks of
/// the 64 for which wallets sign by default.
const PERIODS_AHEAD: u64 = 2;

/// A transaction with its place in the queue of its account.
#[derive(Clone, Copy)]
pub(crate) struct Queued {
	/// The operations that the transaction costs.
	pub(crate) cost: u32,
	/// The number of transactions of the account that have to come first.
	pub(crate) ahead: u64,
}

impl Queued {
	/// Returns the operations of the transaction and of all that come first, if each costs as much.
	fn operations(self) -> u64 {
		self.ahead.saturating_add(1).saturating_mul(self.cost.into())
	}
}

/// Returns the most operations that the queue of one account may need, if the payer has so many
/// accounts: its share of two allowances, and at least two operations, so that one transaction can be
/// signed before the other is in a block.
fn queue_limit(allowance: u32, accounts: u32) -> u64 {
	share(allowance, accounts, PERIODS_AHEAD)
}

/// Returns the operations of one account in so many periods, if the payer has so many accounts: its
/// share of the allowances, and at least one operation in each.
fn share(allowance: u32, accounts: u32, periods: u64) -> u64 {
	let all = u64::from(allowance).saturating_mul(periods);
	all.checked_div(accounts.into()).unwrap_or(all).max(periods)
}

impl<T: Config> Pallet<T> {
	/// Returns the priority in the pool of a transaction of `who`, or the reason why its place is too
	/// far behind.
	///
	/// It has a bonus if what is left of the allowance could pay for it and for all that come first,
	/// and a larger one if the account's share of the allowance could, too. The motions of governors
	/// are included before anything that members send. What waits for the next period has no bonus,
	/// whoever pays for it: an author comes to it last, and a full pool evicts it first.
	pub(crate) fn rank(
		who: &AccountIdOf<T>,
		queued: Queued,
	) -> Result<TransactionPriority, Refusal> {
		let (payer, allowance) = Self::payer(who)?;
		let accounts = Self::accounts(&payer);
		// The account's next transaction needs no share: its cost is within the allowance.
		if queued.ahead > 0 {
			let limit = queue_limit(allowance, accounts);
			ensure!(queued.operations() <= limit, Refusal::TooManyAhead);
		}
		let bonus = match payer {
			_ if queued.operations() > u64::from(Self::left(&payer, allowance)) => 0,
			Payer::Governor(_) => GOVERNOR_BONUS,
			Payer::Member(_) if queued.operations() > share(allowance, accounts, 1) => DEAR_BONUS,
			Payer::Member(_) => MEMBER_BONUS,
		};
		Ok(IN_TURN.saturating_sub(queued.ahead).saturating_add(bonus))
	}

	/// Returns the number of accounts that share the allowance of a payer.
	fn accounts(payer: &PayerOf<T>) -> u32 {
		match payer {
			Payer::Governor(_) => 1,
			Payer::Member(member) => T::Payers::accounts(member),
		}
	}
}

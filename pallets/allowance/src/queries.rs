// SPDX-License-Identifier: Apache-2.0

//! Queries for the monitoring of a node: how much of its allowance each payer has used.

use crate::{Config, Pallet, PayerOf, Usages};
use alloc::vec::Vec;

/// The use that a payer has made of its allowance in the present period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowanceUse<Payer> {
	/// The payer.
	pub payer: Payer,
	/// The operations that it has used.
	pub used: u32,
	/// The operations that it has in a period.
	pub allowance: u32,
}

/// One page of uses, in the order of storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowanceUses<Payer> {
	/// The uses of those payers on the page that have spent something in the present period.
	pub uses: Vec<AllowanceUse<Payer>>,
	/// The payer after which the next page begins; `None` on the last page.
	pub next: Option<Payer>,
}

impl<T: Config> Pallet<T> {
	/// Returns one page of the used allowances of the present period. It begins after the payer
	/// `after`.
	///
	/// A record of an earlier period stays in storage until its payer submits again. So a page
	/// covers at most `limit` payers and may list fewer.
	pub fn allowance_uses(after: Option<PayerOf<T>>, limit: u32) -> AllowanceUses<PayerOf<T>> {
		let records = match &after {
			Some(payer) => Usages::<T>::iter_from(Usages::<T>::hashed_key_for(payer)),
			None => Usages::<T>::iter(),
		};
		let page: Vec<_> = records.take(limit as usize).collect();
		let is_full = page.len() == limit as usize;
		let next = is_full.then(|| page.last().map(|(payer, _)| payer.clone()).or(after));

		let period = Self::period();
		let uses = page.into_iter().filter(|(_, usage)| usage.period == period);
		let uses = uses.map(|(payer, usage)| AllowanceUse {
			allowance: Self::allowance(&payer),
			payer,
			used: usage.operations,
		});
		AllowanceUses { uses: uses.collect(), next: next.flatten() }
	}
}

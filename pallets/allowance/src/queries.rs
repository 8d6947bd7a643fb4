// SPDX-License-Identifier: Apache-2.0

//! Queries for the monitoring of a node: how much of its allowance each payer has used.

use crate::{Config, Pallet, PayerOf, Usage, Usages};
use alloc::vec::Vec;
use codec::DecodeAll;
use frame_support::{
	storage::{PrefixIterator, StoragePrefixedMap},
	Blake2_128Concat, ReversibleStorageHasher,
};
use frame_system::pallet_prelude::BlockNumberFor;

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

/// The reason why a page cannot be told. No transaction can cause it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DamagedUses<Payer> {
	/// A record of a use cannot be read.
	Use,
	/// There is a use of this payer, and no record of the payer that can be read. Its allowance is not
	/// taken for 0, which would look like one that is used up.
	Payer(Payer),
}

impl<T: Config> Pallet<T> {
	/// Returns one page of the used allowances of the present period. It begins after the payer
	/// `after`.
	///
	/// A record of an earlier period stays in storage until its payer submits again. So a page
	/// covers at most `limit` payers and may list fewer.
	///
	/// # Errors
	///
	/// Fails if a record of the page, or the allowance of a payer on it, cannot be read.
	pub fn allowance_uses(
		after: Option<PayerOf<T>>,
		limit: u32,
	) -> Result<AllowanceUses<PayerOf<T>>, DamagedUses<PayerOf<T>>> {
		let prefix = Usages::<T>::final_prefix().to_vec();
		let start = after.as_ref().map_or_else(|| prefix.clone(), Usages::<T>::hashed_key_for);
		// The iterator of the map would leave out what does not decode.
		let records: PrefixIterator<_> =
			PrefixIterator::new(prefix, start, |key, value| Ok(decode_use::<T>(key, value)));
		let page = records.take(limit as usize).collect::<Result<Vec<_>, _>>()?;
		let is_full = page.len() == limit as usize;
		let next = is_full.then(|| page.last().map(|(payer, _)| payer.clone()).or(after));

		let period = Self::period();
		let uses = page.into_iter().filter(|(_, usage)| usage.period == period);
		let uses = uses.map(|(payer, usage)| {
			let allowance =
				Self::allowance(&payer).ok_or_else(|| DamagedUses::Payer(payer.clone()))?;
			Ok(AllowanceUse { payer, used: usage.operations, allowance })
		});
		Ok(AllowanceUses { uses: uses.collect::<Result<_, _>>()?, next: next.flatten() })
	}
}

/// The use of a payer, as it is stored.
type StoredUse<T> = (PayerOf<T>, Usage<BlockNumberFor<T>>);

/// Decodes the last part of a key, which must be the hash of a payer and the payer, and the value.
fn decode_use<T: Config>(
	key: &[u8],
	value: &[u8],
) -> Result<StoredUse<T>, DamagedUses<PayerOf<T>>> {
	let payer = PayerOf::<T>::decode_all(&mut Blake2_128Concat::reverse(key))
		.ok()
		.filter(|payer| Usages::<T>::hashed_key_for(payer).ends_with(key))
		.ok_or(DamagedUses::Use)?;
	let usage = Usage::decode_all(&mut &*value).map_err(|_| DamagedUses::Use)?;
	Ok((payer, usage))
}

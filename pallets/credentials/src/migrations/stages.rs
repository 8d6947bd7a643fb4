// SPDX-License-Identifier: Apache-2.0

//! The stages of the migration, one for each map of layout 1 that has changed, and the place that it
//! has reached.

use super::{accounts, records::convert};
use crate::{
	AccountIdOf, AccountRecord, Accounts, Accreditations, Batches, Config, CredentialTypes, Event,
	InstitutionOf, Institutions, NextAccreditationId, NextInstitutionId, NextTypeId, Pallet,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use frame_support::{
	storage::{storage_prefix, unhashed, StoragePrefixedMap},
	traits::{Get, PalletInfoAccess},
	weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight},
};
use pallet_event_log::EventRecorder;
use scale_info::TypeInfo;
use testamur_primitives::{
	former, Accreditation, AccreditationId, Batch, CredentialType, InstitutionId,
};

/// The time for an item besides its accesses to the database: a record of less than a kilobyte is
/// decoded and encoded, or an event is. It is an estimate on the safe side, which the figures of the
/// rehearsal in `docs/performance.md` confirm.
const ITEM_TIME: Weight = Weight::from_parts(20 * WEIGHT_REF_TIME_PER_MICROS, 0);

/// A stage of the migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum Stage {
	/// The institutions get their new fields.
	Institutions,
	/// The operators get a permission that none of them has.
	Accounts,
	/// The kinds of the credential types get their new numbers.
	Types,
	/// The accreditations get the new form of scope, rights and suspension, and their places in the
	/// new indices of holdings and open offers.
	Accreditations,
	/// The batches get their new fields.
	Batches,
	/// The former index of holdings is removed.
	FormerHoldings,
	/// The former uses of allowances are removed: another pallet counts them, from 0.
	FormerUsages,
	/// The log begins with one event for the register and one for each institution.
	Logs,
}

impl Stage {
	/// The stages in their order.
	pub const ALL: [Self; 8] = [
		Self::Institutions,
		Self::Accounts,
		Self::Types,
		Self::Accreditations,
		Self::Batches,
		Self::FormerHoldings,
		Self::FormerUsages,
		Self::Logs,
	];

	/// Returns the stage after this one.
	fn next(self) -> Option<Self> {
		Self::ALL.into_iter().skip_while(|stage| *stage != self).nth(1)
	}

	/// Returns the most that one item weighs: to look for it, and to migrate it.
	pub(crate) fn item_weight<T: Config>(self) -> Weight {
		let database = T::DbWeight::get();
		let accesses = match self {
			Self::Institutions | Self::Accounts | Self::Types | Self::Batches => {
				database.reads_writes(2, 1)
			},
			Self::Accreditations => database.reads_writes(3, 3),
			Self::FormerHoldings | Self::FormerUsages => database.reads_writes(1, 1),
			Self::Logs => database.reads(1).saturating_add(T::EventLog::weight(1, 1)),
		};
		accesses.saturating_add(ITEM_TIME)
	}

	/// Returns the prefix of the keys of the stage; `None` for one that goes by numbers.
	fn prefix<T: Config>(self) -> Option<Vec<u8>> {
		let of_former =
			|name: &str| storage_prefix(Pallet::<T>::name().as_bytes(), name.as_bytes());
		let prefix = match self {
			Self::Institutions => Institutions::<T>::final_prefix(),
			Self::Accounts => Accounts::<T>::final_prefix(),
			Self::Types => CredentialTypes::<T>::final_prefix(),
			Self::Accreditations => Accreditations::<T>::final_prefix(),
			Self::Batches => Batches::<T>::final_prefix(),
			Self::FormerHoldings => of_former("Held"),
			Self::FormerUsages => of_former("Usages"),
			Self::Logs => return None,
		};
		Some(prefix.to_vec())
	}
}

/// The place that the migration has reached.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Progress {
	/// The stage.
	pub stage: Stage,
	/// The key of the last item of the stage that is done; empty before the first. In the last stage,
	/// it is the number of the institution.
	pub last: Vec<u8>,
	/// The number of items that are done.
	pub items: u32,
	/// The number of those that were damaged.
	pub damaged: u32,
}

impl Default for Progress {
	fn default() -> Self {
		Self { stage: Stage::Institutions, last: Vec::new(), items: 0, damaged: 0 }
	}
}

impl Progress {
	/// Returns whether nothing is done yet.
	pub(crate) fn is_at_start(&self) -> bool {
		*self == Self::default()
	}

	/// Moves behind an item, which may have been damaged.
	fn done(&mut self, last: Vec<u8>, is_damaged: bool) {
		self.last = last;
		self.items = self.items.saturating_add(1);
		self.damaged = self.damaged.saturating_add(is_damaged.into());
	}
}

impl<T: Config> Pallet<T> {
	/// Migrates the next item, or goes to the next stage. Returns whether there was one or the other.
	pub(super) fn advance(progress: &mut Progress) -> bool {
		let found = match progress.stage.prefix::<T>() {
			Some(prefix) => Self::migrate_next_key(progress, &prefix),
			None => Self::begin_next_log(progress),
		};
		if found {
			return true;
		}
		let Some(stage) = progress.stage.next() else { return false };
		progress.stage = stage;
		progress.last = Vec::new();
		true
	}

	/// Migrates the item of the next key of the stage, if there is one.
	fn migrate_next_key(progress: &mut Progress, prefix: &[u8]) -> bool {
		let last = if progress.last.is_empty() { prefix } else { &progress.last };
		let next = sp_io::storage::next_key(last).filter(|key| key.starts_with(prefix));
		let Some(key) = next else { return false };
		let is_damaged = Self::migrate_item(progress.stage, &key).is_err();
		progress.done(key, is_damaged);
		true
	}

	/// Migrates an item of a stage that goes by keys.
	fn migrate_item(stage: Stage, key: &[u8]) -> Result<(), super::records::Undecodable> {
		match stage {
			Stage::Institutions => {
				convert::<former::Institution<AccountIdOf<T>>, InstitutionOf<T>>(key).map(drop)
			},
			Stage::Accounts => convert::<accounts::AccountRecord, AccountRecord>(key).map(drop),
			Stage::Types => convert::<former::CredentialType, CredentialType>(key).map(drop),
			Stage::Accreditations => {
				let record = convert::<former::Accreditation, Accreditation>(key)?;
				if let Some((_, number)) = key.split_last_chunk() {
					let id = AccreditationId(u32::from_le_bytes(*number));
					Self::place_migrated(id, &record);
				}
				Ok(())
			},
			Stage::Batches => convert::<former::Batch, Batch>(key).map(drop),
			Stage::FormerHoldings | Stage::FormerUsages => {
				unhashed::kill(key);
				Ok(())
			},
			Stage::Logs => Ok(()),
		}
	}

	/// Deposits the first event of the next log, if there is one: that of the whole register comes
	/// first, and those of the institutions in the order of their numbers.
	fn begin_next_log(progress: &mut Progress) -> bool {
		let institutions = NextInstitutionId::<T>::get().unwrap_or(1);
		let next = u32::decode(&mut &*progress.last).map_or(0, |last| last.saturating_add(1));
		if next == 0 {
			let count = |next: Option<u32>| next.unwrap_or(1).saturating_sub(1);
			Self::deposit_event(Event::RegisterTakenOver {
				layout: former::LAYOUT,
				institutions: count(Some(institutions)),
				accreditations: count(NextAccreditationId::<T>::get()),
				types: count(NextTypeId::<T>::get()),
				damaged: progress.damaged,
			});
		} else if next < institutions {
			Self::deposit_event(Event::InstitutionTakenOver { institution: InstitutionId(next) });
		} else {
			return false;
		}
		progress.done(next.encode(), false);
		true
	}
}

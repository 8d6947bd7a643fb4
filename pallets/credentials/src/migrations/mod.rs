// SPDX-License-Identifier: Apache-2.0

//! The migration of a state of layout 1 to the present layout, in steps of a block each
//! ([ADR 25](../../../../docs/adr/0025-the-layout-changes-in-steps.md)).
//!
//! It begins with the first block of the new runtime, because the version of the layout is still the
//! former one. Until its last step has set that version, blocks have no transactions, no call of the
//! pallet runs, and nobody reads the records. Each step goes on where the one before ended, so none
//! is made twice; there is nothing to start it with, and nothing in it that can fail.
//!
//! [`Progress`] and [`Stage`] keep their bytes for as long as a migration may be under way: a corrected
//! runtime goes on where this one stopped. Where they cannot be read, no step does anything.

pub(crate) mod accounts;
mod records;
mod stages;

pub use stages::{Progress, Stage};

use crate::{
	Config, Migration, NextAccreditationId, NextInstitutionId, NextTypeId, Pallet, TakenOver,
};
use core::marker::PhantomData;
use frame_support::{
	migrations::MultiStepMigrator,
	traits::{Get, GetStorageVersion, StorageVersion},
	weights::{Weight, WeightMeter},
};
use testamur_primitives::{former, Institution, InstitutionId, Moment};

#[cfg(test)]
pub(crate) use records::MARK;

/// The migration, for a runtime that spends at most `Limit` on it in a block.
///
/// The limit must be more than the weight of one step without items and of the heaviest item:
/// [`Migrator::least`].
pub struct Migrator<T, Limit>(PhantomData<(T, Limit)>);

impl<T: Config, Limit: Get<Weight>> Migrator<T, Limit> {
	/// Returns the least weight with which a step gets on.
	pub fn least() -> Weight {
		let heaviest = Stage::ALL
			.into_iter()
			.map(Stage::item_weight::<T>)
			.fold(Weight::zero(), |most, weight| most.max(weight));
		Pallet::<T>::step_weight().saturating_add(heaviest)
	}
}

impl<T: Config, Limit: Get<Weight>> MultiStepMigrator for Migrator<T, Limit> {
	fn ongoing() -> bool {
		Pallet::<T>::is_migrating()
	}

	fn step() -> Weight {
		let mut meter = WeightMeter::with_limit(Limit::get());
		Pallet::<T>::migrate(&mut meter);
		meter.consumed()
	}
}

impl<T: Config> Pallet<T> {
	/// Returns whether the state is, wholly or in part, of the former layout.
	pub fn is_migrating() -> bool {
		Self::on_chain_storage_version() == former::LAYOUT
	}

	/// Returns whether a record of this moment may be from before the migration, whose rules for texts
	/// and for the number of open offers it need not obey.
	pub fn predates_migration(moment: Moment) -> bool {
		TakenOver::<T>::get().is_some_and(|at| moment <= at)
	}

	/// Makes one step, within the limit of the meter.
	pub(crate) fn migrate(meter: &mut WeightMeter) {
		meter.consume(Self::step_weight());
		let Some(mut progress) = Self::progress() else {
			log::error!(
				target: "testamur",
				"The progress of the migration cannot be read, so nothing is migrated: a runtime that \
				 reads it must take the place of this one",
			);
			return;
		};
		if progress.is_at_start() {
			Self::store_missing_numbers();
		}
		let before = progress.items;
		while meter.try_consume(progress.stage.item_weight::<T>()).is_ok() {
			if !Self::advance(&mut progress) {
				log::info!(
					target: "testamur",
					"Migrated the last {} of {} entries; {} were damaged, and are as they were",
					progress.items.saturating_sub(before),
					progress.items,
					progress.damaged,
				);
				Self::complete();
				return;
			}
		}
		log::info!(
			target: "testamur",
			"Migrated {} entries, {} so far, now at {:?}",
			progress.items.saturating_sub(before),
			progress.items,
			progress.stage,
		);
		Migration::<T>::put(progress);
	}

	/// Returns how far the migration has come; `None` if that is on record and cannot be read.
	///
	/// What is not on record has not begun. A migration that began anew would take records that it has
	/// converted for damaged ones.
	fn progress() -> Option<Progress> {
		if Migration::<T>::exists() {
			Migration::<T>::get()
		} else {
			Some(Progress::default())
		}
	}

	/// Returns the weight of a step without its items: the version and the progress, the next numbers,
	/// and what the last step stores.
	pub(crate) fn step_weight() -> Weight {
		T::DbWeight::get().reads_writes(5, 6)
	}

	/// Stores the next numbers that a chain of layout 1 did not store before their first use.
	fn store_missing_numbers() {
		NextInstitutionId::<T>::mutate(|next| *next = next.or(Some(1)));
		NextAccreditationId::<T>::mutate(|next| *next = next.or(Some(1)));
		NextTypeId::<T>::mutate(|next| *next = next.or(Some(1)));
	}

	/// Ends the migration: from now on, the state is of the present layout.
	fn complete() {
		Migration::<T>::kill();
		TakenOver::<T>::put(Self::now());
		StorageVersion::new(testamur_primitives::keys::LAYOUT).put::<Self>();
	}

	/// Reads the account record of either layout. Only the pool does, which judges transactions while
	/// the state is being migrated.
	pub(crate) fn account_of_any_layout(who: &T::AccountId) -> Option<crate::AccountRecord> {
		records::read_either::<accounts::AccountRecord, _>(&crate::Accounts::<T>::hashed_key_for(
			who,
		))
	}

	/// Reads the institution record of either layout, as
	/// [`account_of_any_layout`](Self::account_of_any_layout) does.
	pub(crate) fn institution_of_any_layout(
		id: InstitutionId,
	) -> Option<Institution<T::AccountId>> {
		let key = crate::Institutions::<T>::hashed_key_for(id);
		records::read_either::<former::Institution<T::AccountId>, _>(&key)
	}
}

// SPDX-License-Identifier: Apache-2.0

//! The invariants of document keys.

use crate::{Config, DocumentKeyCounts, DocumentKeyNumbers, DocumentKeys, Institutions, Pallet};
use alloc::collections::BTreeMap;
use frame_support::ensure;
use sp_runtime::TryRuntimeError;
use testamur_primitives::{
	limits::{MAX_CURRENT_KEYS, MAX_LISTED_KEYS},
	DocumentKey, InstitutionId,
};

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// Checks that the document keys of each institution have the numbers from 1 to the last one
	/// given, and that keys and numbers lead to each other.
	pub(super) fn document_keys_are_numbered() -> Check {
		for (institution, number, key) in DocumentKeyNumbers::<T>::iter() {
			ensure!(
				DocumentKeys::<T>::get(institution, key)
					.is_some_and(|record| record.number == number),
				"document_keys_are_numbered: a number leads to a key that has another, or to none"
			);
		}
		for (institution, key, record) in DocumentKeys::<T>::iter() {
			ensure!(
				DocumentKeyNumbers::<T>::get(institution, record.number) == Some(key),
				"document_keys_are_numbered: a key has a number that leads to another, or to none"
			);
		}
		for (institution, keys) in Self::document_keys_by_institution() {
			let given = DocumentKeyCounts::<T>::get(institution).given;
			ensure!(
				keys.keys().copied().eq(1..=given),
				"document_keys_are_numbered: numbers do not run from 1 to the last one given"
			);
		}
		Ok(())
	}

	/// Checks that the keys of each institution are counted, those that are not compromised, and
	/// those in use; and that an institution without keys has no count.
	pub(super) fn document_keys_are_counted() -> Check {
		let all = Self::document_keys_by_institution();
		for (institution, keys) in &all {
			let counts = DocumentKeyCounts::<T>::get(institution);
			let count = |is: fn(&DocumentKey) -> bool| {
				u32::try_from(keys.values().filter(|key| is(key)).count())
			};
			ensure!(
				count(|_| true) == Ok(counts.given)
					&& count(DocumentKey::is_listed) == Ok(counts.listed)
					&& count(DocumentKey::is_current) == Ok(counts.current),
				"document_keys_are_counted: keys are miscounted"
			);
		}
		ensure!(
			DocumentKeyCounts::<T>::iter_keys().all(|institution| all.contains_key(&institution)),
			"document_keys_are_counted: a count of no keys"
		);
		Ok(())
	}

	/// Checks that no institution has more keys in use, or listed, than it may.
	pub(super) fn document_keys_are_bounded() -> Check {
		for counts in DocumentKeyCounts::<T>::iter_values() {
			ensure!(
				counts.current <= MAX_CURRENT_KEYS && counts.listed <= MAX_LISTED_KEYS,
				"document_keys_are_bounded: more keys than one institution may have"
			);
		}
		Ok(())
	}

	/// Checks that document keys are keys of institutions that exist, with a purpose, and that their
	/// times are in order: added after the institution was registered and after the key before it,
	/// then retired, or compromised, and nothing of it in the future.
	pub(super) fn document_keys_are_well_formed() -> Check {
		let now = Self::now();
		for (institution, key, record) in DocumentKeys::<T>::iter() {
			let registered = Institutions::<T>::get(institution).map(|it| it.registered_at);
			ensure!(
				registered.is_some_and(|moment| moment <= record.since),
				"document_keys_are_well_formed: a key is older than its institution"
			);
			ensure!(
				key.check().is_ok() && record.is_well_formed(),
				"document_keys_are_well_formed: no key, no purpose, or an end before its beginning"
			);
			let moments = [Some(record.since), record.until, record.compromised_since];
			ensure!(
				moments.into_iter().flatten().all(|moment| moment <= now),
				"document_keys_are_well_formed: a moment in the future"
			);
		}
		for keys in Self::document_keys_by_institution().values() {
			ensure!(
				keys.values().is_sorted_by_key(|record| record.since),
				"document_keys_are_well_formed: a key is older than one of a lower number"
			);
		}
		Ok(())
	}

	/// Returns the document keys of each institution that has any, by their numbers.
	fn document_keys_by_institution() -> BTreeMap<InstitutionId, BTreeMap<u32, DocumentKey>> {
		let mut all = BTreeMap::<_, BTreeMap<_, _>>::new();
		for (institution, _, record) in DocumentKeys::<T>::iter() {
			all.entry(institution).or_default().insert(record.number, record);
		}
		all
	}
}

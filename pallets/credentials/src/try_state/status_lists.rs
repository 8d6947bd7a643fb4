// SPDX-License-Identifier: Apache-2.0

//! The invariants of status lists.

use crate::{own_state::OwnState, Config, ListEnds, ListParts, Pallet};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;
use testamur_primitives::{ListLabel, StatusList};

impl<T: Config> Pallet<T> {
	/// Checks that every status list is what its readers take it for: from place 0, batches that are
	/// anchored follow each other without a hole, up to its end.
	pub(super) fn status_lists_have_no_holes() -> Result<(), TryRuntimeError> {
		for (institution, label, end) in ListEnds::<T>::iter() {
			ensure!(
				label != ListLabel::default() && end > 0,
				"status_lists_have_no_holes: a list without a label or without a place"
			);
			let list = StatusList::open(&OwnState, institution, label).ok().flatten();
			ensure!(
				list.is_some_and(|list| list.parts(0).all(|part| part.is_ok())),
				"status_lists_have_no_holes: a part or its batch is missing, or one passes the end"
			);
		}
		Ok(())
	}

	/// Checks that every part of a status list is met by a walk through its list: there are as many
	/// parts as the walks through all lists meet, each of which meets different ones.
	pub(super) fn parts_belong_to_lists() -> Result<(), TryRuntimeError> {
		let met = |(institution, label)| {
			let list = StatusList::open(&OwnState, institution, label).ok().flatten();
			list.map_or(0, |list| list.parts(0).flatten().count())
		};
		let all: usize = ListEnds::<T>::iter_keys().map(met).sum();
		ensure!(
			all == ListParts::<T>::iter_keys().count(),
			"parts_belong_to_lists: a part stands outside of its list"
		);
		Ok(())
	}
}

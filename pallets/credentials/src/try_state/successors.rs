// SPDX-License-Identifier: Apache-2.0

//! The invariant of those who follow successors.

use crate::{successors::successor_key, Batches, Config, Pallet, Successors};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;
use testamur_primitives::{CredentialPointer, Root};

impl<T: Config> Pallet<T> {
	/// Checks rule 5 for those who follow successors: each is anchored, and none leads back to where
	/// it began.
	pub(super) fn successors_form_no_ring() -> Result<(), TryRuntimeError> {
		let next = |credential: &CredentialPointer| Successors::<T>::get(successor_key(credential));
		let all = Successors::<T>::iter_keys().count();
		for (institution, root, index) in Successors::<T>::iter_keys() {
			ensure!(
				!leads_back(CredentialPointer { institution, root, index }, next, all),
				"successors_form_no_ring: credentials that succeed each other"
			);
		}
		for (institution, root, batch) in Batches::<T>::iter() {
			let next = |root: &Root| {
				let batch = Batches::<T>::get(institution, root)?;
				batch.revoked.and_then(|revocation| revocation.successor)
			};
			let successor = batch.revoked.and_then(|revocation| revocation.successor);
			ensure!(
				successor
					.is_none_or(|successor| Batches::<T>::contains_key(institution, successor)),
				"successors_form_no_ring: a batch is succeeded by nothing"
			);
			let all = Batches::<T>::iter_key_prefix(institution).count();
			ensure!(
				successor.is_none() || !leads_back(root, next, all),
				"successors_form_no_ring: batches that succeed each other"
			);
		}
		Ok(())
	}
}

/// Returns whether `start` is reached again within `steps` steps.
fn leads_back<Item: PartialEq>(
	start: Item,
	next: impl Fn(&Item) -> Option<Item>,
	steps: usize,
) -> bool {
	let mut reached = core::iter::successors(next(&start), |item| next(item)).take(steps);
	reached.any(|item| item == start)
}

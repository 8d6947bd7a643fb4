// SPDX-License-Identifier: Apache-2.0

//! The invariants of single grants and of the moments in them and in batches.

use crate::{Accreditations, Batches, Config, CredentialTypes, Pallet};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;
use testamur_primitives::{Accreditation, AccreditationState, Batch, Moment, Scope};

impl<T: Config> Pallet<T> {
	/// Checks that a grant of single types names at least one, and none that was never registered.
	pub(super) fn scopes_name_types() -> Result<(), TryRuntimeError> {
		for grant in Accreditations::<T>::iter_values() {
			let Scope::Types(types) = &grant.terms.scope else { continue };
			ensure!(
				!types.is_empty() && types.iter().all(CredentialTypes::<T>::contains_key)
					|| Self::predates_migration(grant.offered_at),
				"scopes_name_types: no type, or one that does not exist"
			);
		}
		Ok(())
	}

	/// Checks that a grant is in force or suspended only if its holder accepted it, and is offered or
	/// declined only if it did not.
	pub(super) fn states_match_answers() -> Result<(), TryRuntimeError> {
		for Accreditation { state, accepted_at, .. } in Accreditations::<T>::iter_values() {
			let expected = match state {
				AccreditationState::Active | AccreditationState::Suspended { .. } => true,
				AccreditationState::Offered | AccreditationState::Declined { .. } => false,
				// An offer that nobody answered is withdrawn as well.
				AccreditationState::Withdrawn { .. } => continue,
			};
			ensure!(
				accepted_at.is_some() == expected,
				"states_match_answers: the state and the answer of the holder disagree"
			);
		}
		Ok(())
	}

	/// Checks that what is on record of grants and batches has happened, in its order.
	pub(super) fn moments_are_past() -> Result<(), TryRuntimeError> {
		let now = Self::now();
		ensure!(
			Accreditations::<T>::iter_values().all(|grant| ascend(moments_of_grant(&grant), now)),
			"moments_are_past: a grant has a moment to come, or one before its offer"
		);
		ensure!(
			Batches::<T>::iter_values().all(|batch| ascend(moments_of_batch(&batch), now)),
			"moments_are_past: a batch has a moment to come, or one before its anchoring"
		);
		Ok(())
	}
}

/// Returns the moments of a grant, in the order in which they passed.
fn moments_of_grant(grant: &Accreditation) -> [Option<Moment>; 3] {
	let last = match grant.state {
		AccreditationState::Offered | AccreditationState::Active => None,
		AccreditationState::Suspended { since, .. } => Some(since),
		AccreditationState::Declined { at } | AccreditationState::Withdrawn { at, .. } => Some(at),
	};
	[Some(grant.offered_at), grant.accepted_at, last]
}

/// Returns the moments of a batch, in the order in which they passed: one that is revoked is not attested
/// again.
fn moments_of_batch(batch: &Batch) -> [Option<Moment>; 3] {
	let attested = batch.attested_again.map(|attestation| attestation.since);
	let revoked = batch.revoked.map(|revocation| revocation.at);
	[Some(batch.issued_at), attested, revoked]
}

/// Returns whether moments ascend, and none is after `now`.
fn ascend<const N: usize>(moments: [Option<Moment>; N], now: Moment) -> bool {
	moments.into_iter().flatten().chain([now]).is_sorted()
}

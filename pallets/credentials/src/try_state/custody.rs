// SPDX-License-Identifier: Apache-2.0

//! The invariants of custody (rule 8).

use crate::{
	successors::successor_key, Batches, Config, CustodialChanges, Institutions, Pallet, Reissues,
};
use alloc::collections::BTreeSet;
use frame_support::ensure;
use sp_runtime::TryRuntimeError;
use testamur_primitives::{
	limits::{MAX_CUSTODIAL_ACTS, MAX_CUSTODY},
	Batch, CredentialPointer, InstitutionId, InstitutionState, Moment, Reissue, Root, Status,
};

impl<T: Config> Pallet<T> {
	/// Checks that every custodian is another institution, and that its time and its numbers are
	/// bounded.
	pub(super) fn custodies_are_bounded() -> Result<(), TryRuntimeError> {
		for (id, record) in Institutions::<T>::iter() {
			let Some(custody) = record.custody else { continue };
			ensure!(
				custody.custodian != id && Institutions::<T>::contains_key(custody.custodian),
				"custodies_are_bounded: the custodian is no other institution"
			);
			ensure!(
				record.registered_at <= custody.since
					&& custody.since <= Self::now()
					&& custody.since <= custody.until
					&& custody.until <= custody.since.saturating_add(MAX_CUSTODY),
				"custodies_are_bounded: a custody is too long, or begins before or after it may"
			);
			let is_closed = matches!(record.state, InstitutionState::Closed { .. });
			ensure!(
				is_closed || custody.until <= Self::now(),
				"custodies_are_bounded: a custody outlasted the reinstatement of its institution"
			);
			// Where the institution was in charge since then, nobody has decided on this custody.
			ensure!(
				!is_closed
					|| custody.until <= Self::now()
					|| record.state.idle_since() <= Some(custody.since),
				"custodies_are_bounded: a custody is older than the closure of its institution"
			);
			ensure!(
				custody.status_changes.max(custody.reissues) <= MAX_CUSTODIAL_ACTS,
				"custodies_are_bounded: a custodian may do too much"
			);
		}
		Ok(())
	}

	/// Checks that the changes of custodians are of credentials that exist.
	pub(super) fn custodial_changes_are_of_credentials() -> Result<(), TryRuntimeError> {
		for ((institution, root, index), change) in CustodialChanges::<T>::iter() {
			ensure!(
				Self::may_be_a_trace(institution, change.by, change.at),
				"custodial_changes_are_of_credentials: nobody could have made a change"
			);
			let batch = Batches::<T>::get(institution, root);
			ensure!(
				batch.is_some_and(|batch| index < batch.size && batch.issued_at <= change.at),
				"custodial_changes_are_of_credentials: a change of no credential"
			);
			let credential = CredentialPointer { institution, root, index };
			let is_open = || Self::status_of(&credential).is_none_or(|it| !it.may_have_successor());
			ensure!(
				!change.ended || !is_open(),
				"custodial_changes_are_of_credentials: what a custodian ended goes on"
			);
		}
		Ok(())
	}

	/// Checks that what was issued again is a batch of one that states what the former batch states,
	/// and that the former credential has ended. Either batch may be attested again since.
	pub(super) fn reissues_have_a_former() -> Result<(), TryRuntimeError> {
		for (institution, root, reissue) in Reissues::<T>::iter() {
			ensure!(
				Self::may_be_a_trace(institution, reissue.by, reissue.at),
				"reissues_have_a_former: nobody could have issued it again"
			);
			let former = Batches::<T>::get(institution, reissue.former)
				.filter(|former| reissue.former != root && reissue.index < former.size);
			let former = former.ok_or("reissues_have_a_former: there is no former credential")?;
			let batch = Batches::<T>::get(institution, root);
			ensure!(
				batch.is_some_and(|batch| is_copy(&batch, &former, reissue.at)),
				"reissues_have_a_former: no batch of one, or unlike the former"
			);
			let credential =
				CredentialPointer { institution, root: reissue.former, index: reissue.index };
			ensure!(
				Self::status_of(&credential).is_some_and(Status::may_have_successor),
				"reissues_have_a_former: the former credential has not ended"
			);
			let trace = CustodialChanges::<T>::get(successor_key(&credential));
			ensure!(
				trace.is_some_and(|trace| trace.ended && trace.at >= reissue.at),
				"reissues_have_a_former: no trace of its end"
			);
		}
		Ok(())
	}

	/// Checks that one credential leads to at most one, through all that was issued again in its place and in
	/// the place of that, which is active or suspended.
	pub(super) fn one_credential_leads_to_one() -> Result<(), TryRuntimeError> {
		let (all, mut originals) = (Reissues::<T>::iter().count(), BTreeSet::new());
		for (institution, root, _) in Reissues::<T>::iter() {
			let credential = CredentialPointer { institution, root, index: 0 };
			if matches!(Self::status_of(&credential), Some(Status::Active | Status::Suspended)) {
				ensure!(
					originals.insert(Self::original_of(&credential, all)),
					"one_credential_leads_to_one: two were issued in its place, and neither has ended"
				);
			}
		}
		Ok(())
	}

	/// Returns the credential with which a chain of reissues began, which is no longer than all of them.
	fn original_of(credential: &CredentialPointer, all: usize) -> (InstitutionId, Root, u32) {
		let CredentialPointer { institution, mut root, mut index } = *credential;
		for _ in 0..all {
			let Some(Reissue { former, index: place, .. }) = Reissues::<T>::get(institution, root)
			else {
				break;
			};
			(root, index) = (former, place);
		}
		(institution, root, index)
	}

	/// Returns whether an institution had a custodian, and whether another institution may have acted
	/// as one at a moment.
	fn may_be_a_trace(institution: InstitutionId, by: InstitutionId, at: Moment) -> bool {
		let had_one = Institutions::<T>::get(institution).is_some_and(|it| it.custody.is_some());
		let registered = Institutions::<T>::get(by).map(|record| record.registered_at);
		let existed = registered.is_some_and(|registered| registered <= at);
		had_one && existed && by != institution && at <= Self::now()
	}
}

/// Returns whether a batch is what a reissue at a moment makes of the former one.
fn is_copy(batch: &Batch, former: &Batch, at: Moment) -> bool {
	let stated = |it: &Batch| (it.accreditation, it.type_id, it.issued_at, it.valid_until);
	batch.size == 1 && batch.issued_at <= at && stated(batch) == stated(former)
}

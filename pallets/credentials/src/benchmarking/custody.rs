// SPDX-License-Identifier: Apache-2.0

//! The states in which the benchmarks of custody begin.

use super::world::*;
use crate::{
	limits::*, Config, CustodialChanges, FinalChanges, FinalChangesAlone, GraveAct, Pallet,
	ReissueItem, ReissueItems, StatusChanges, Statuses, Successors,
};
use codec::Encode;
use frame_benchmarking::v2::*;
use testamur_primitives::{
	CredentialPointer, CustodialChange, Custody, InstitutionId, RevocationReason, Root, Status,
};

/// A closed institution, its custodian, and an operator of the custodian.
pub(super) struct Guarded<T: Config> {
	pub(super) institution: InstitutionId,
	pub(super) custodian: InstitutionId,
	pub(super) operator: T::AccountId,
}

/// Closes an institution with batch 0 and `others` more batches, each with one chunk in use and a
/// path of grants of its own, and appoints a custodian to it.
pub(super) fn guarded<T: Config>(chunks: u32, others: u32) -> Result<Guarded<T>, BenchmarkError> {
	let Issued { institution, .. } = issued::<T>(chunks, others)?;
	let (custodian, operator) = member::<T>(200)?;
	Pallet::<T>::close_institution(council::<T>()?, institution)?;
	let (until, most) = (Pallet::<T>::now() + MAX_CUSTODY, MAX_CUSTODIAL_ACTS);
	let origin = council::<T>()?;
	Pallet::<T>::appoint_custodian(origin, institution, custodian, until, most, most)?;
	Ok(Guarded { institution, custodian, operator })
}

/// Returns the last custody of an institution.
pub(super) fn custody<T: Config>(id: InstitutionId) -> Result<Custody, BenchmarkError> {
	Ok(institution::<T>(id)?.custody.ok_or("appointed; qed")?)
}

/// Makes as many final changes count as an institution may make alone.
fn use_up_final_changes<T: Config>(institution: InstitutionId) {
	let alone = FinalChangesAlone { since: Pallet::<T>::now(), count: MAX_FINAL_CHANGES_ALONE };
	FinalChanges::<T>::insert(institution, alone);
}

/// Makes changes of batch 0 take two accounts of the custodian, and lets its admin agree to them. Each
/// credential has a trace of the custodian already.
pub(super) fn changes_for_agreed_by_admin<T: Config>(
	custodian: InstitutionId,
	institution: InstitutionId,
	changes: &StatusChanges,
) -> Result<(), BenchmarkError> {
	use_up_final_changes::<T>(custodian);
	let trace = CustodialChange { by: custodian, at: Pallet::<T>::now(), ended: false };
	for index in changes.iter().filter_map(|change| change.index) {
		CustodialChanges::<T>::insert((institution, root(0), index), trace);
	}
	let changes = sp_io::hashing::blake2_256(&changes.encode());
	let act = GraveAct::ChangeStatusesFor { institution, root: root(0), changes };
	agreed_by_admin::<T>(custodian, act)
}

/// Returns the reissues of the first credential of batches 1 to `count`, to which the admin of the
/// custodian has agreed. A custodian revoked each of them, and its successor as well, which is in the
/// batch as many places further on.
pub(super) fn reissues_agreed_by_admin<T: Config>(
	custodian: InstitutionId,
	institution: InstitutionId,
	count: u32,
) -> Result<ReissueItems, BenchmarkError> {
	use_up_final_changes::<T>(custodian);
	let trace = CustodialChange { by: custodian, at: Pallet::<T>::now(), ended: true };
	let revoke = |root: Root| {
		Statuses::<T>::mutate((institution, root, 0), |chunk| {
			if let Some(chunk) = chunk {
				chunk.set(0, Status::Revoked(RevocationReason::Misconduct));
			}
		});
		CustodialChanges::<T>::insert((institution, root, 0), trace);
	};
	for n in 1..=count {
		revoke(root(n));
		revoke(root(count + n));
		let successor = CredentialPointer { institution, root: root(count + n), index: 0 };
		Successors::<T>::insert((institution, root(n), 0), successor);
	}
	let item = |n: u32| ReissueItem { former: root(n), index: Some(0), root: root(10_000 + n) };
	let items = ReissueItems::truncate_from((1..=count).map(item).collect());
	let hash = sp_io::hashing::blake2_256(&items.encode());
	agreed_by_admin::<T>(custodian, GraveAct::Reissue { institution, items: hash })?;
	Ok(items)
}

// SPDX-License-Identifier: Apache-2.0

//! Custody of institutions that are closed: the council appoints another institution, which changes
//! statuses in the place of the closed one, up to a number and for a time.
//!
//! Whatever a custodian does leaves a trace, which every verdict that it touches shows. A trace is
//! not taken away by a later change of the institution itself, if it is reinstated.

use crate::{
	accounts::Member,
	successors::successor_key,
	types::{StatusChangeAt, StatusChanges},
	weight_of::count,
	AccountIdOf, Config, CustodialChanges, Error, Event, GraveAct, Institutions, Pallet,
};
use alloc::vec::Vec;
use codec::Encode;
use frame_support::ensure;
use testamur_primitives::{
	limits::{MAX_CUSTODIAL_ACTS, MAX_CUSTODY},
	CredentialPointer, CustodialChange, Custody, Institution, InstitutionId, InstitutionState,
	Moment, Root, Status,
};

impl<T: Config> Pallet<T> {
	/// Implements [`Pallet::appoint_custodian`].
	pub(crate) fn do_appoint_custodian(
		institution: InstitutionId,
		custodian: InstitutionId,
		until: Moment,
		status_changes: u32,
		reissues: u32,
	) -> Result<(), Error<T>> {
		let since = Self::now();
		ensure!(custodian != institution, Error::<T>::CustodianIsItself);
		let other = Institutions::<T>::get(custodian).ok_or(Error::<T>::InstitutionNotFound)?;
		ensure!(other.state == InstitutionState::Active, Error::<T>::CustodianNotActive);
		ensure!(until > since, Error::<T>::CustodyOver);
		ensure!(until <= since.saturating_add(MAX_CUSTODY), Error::<T>::CustodyTooLong);
		ensure!(status_changes > 0 || reissues > 0, Error::<T>::CustodyEmpty);
		let most = status_changes.max(reissues);
		ensure!(most <= MAX_CUSTODIAL_ACTS, Error::<T>::CustodyTooLarge);
		let appointed = Custody { custodian, since, until, status_changes, reissues };
		let mut is_new = false;
		let mut dismissed = None;
		Self::mutate_institution(institution, |record| {
			let is_closed = matches!(record.state, InstitutionState::Closed { .. });
			ensure!(is_closed, Error::<T>::NotClosed);
			let present = record.custody_at(since).copied();
			is_new = present.is_none_or(|present| Custody { since, ..present } != appointed);
			if is_new {
				let former = present.map(|present| present.custodian);
				dismissed = former.filter(|former| *former != custodian);
				record.custody = Some(appointed);
			}
			Ok(())
		})?;
		if let Some(custodian) = dismissed {
			Self::deposit_event(Event::CustodianDismissed { institution, custodian });
		}
		if is_new {
			Self::deposit_event(Event::CustodianAppointed {
				institution,
				custodian,
				until,
				status_changes,
				reissues,
			});
		}
		Ok(())
	}

	/// Implements [`Pallet::dismiss_custodian`].
	pub(crate) fn do_dismiss_custodian(institution: InstitutionId) -> Result<(), Error<T>> {
		let mut dismissed = None;
		Self::mutate_institution(institution, |record| {
			dismissed = end_custody(record, Self::now());
			Ok(())
		})?;
		if let Some(custodian) = dismissed {
			Self::deposit_event(Event::CustodianDismissed { institution, custodian });
		}
		Ok(())
	}

	/// Implements [`Pallet::change_statuses_for`].
	pub(crate) fn do_change_statuses_for(
		member: Member<AccountIdOf<T>>,
		institution: InstitutionId,
		root: Root,
		changes: StatusChanges,
	) -> Result<(), Error<T>> {
		let act = Self::act_of_finals(&member, Self::finals_among(&changes), || {
			let changes = sp_io::hashing::blake2_256(&changes.encode());
			GraveAct::ChangeStatusesFor { institution, root, changes }
		})?;
		Self::alone_or_authorized(member, act, |member| {
			Self::change_statuses_in_custody(member, institution, root, changes)
		})
	}

	/// Changes statuses as [`Pallet::change_statuses_for`] does once the caller is authorized.
	fn change_statuses_in_custody(
		member: Member<AccountIdOf<T>>,
		institution: InstitutionId,
		root: Root,
		changes: StatusChanges,
	) -> Result<(), Error<T>> {
		let Member { who, institution: custodian } = member;
		let closed = Self::spend_custody(custodian, institution, |custody| {
			let left = custody.status_changes.checked_sub(count(&changes));
			custody.status_changes = left.ok_or(Error::<T>::TooManyCustodialChanges)?;
			Ok(())
		})?;
		let mut traces = Vec::with_capacity(changes.len());
		for (position, StatusChangeAt { index, change }) in (0u16..).zip(&changes) {
			// Whoever states no place is told so, whatever became of the credential at place 0.
			let index = index.ok_or(Error::<T>::IndexUnstated { position })?;
			let credential = CredentialPointer { institution, root, index };
			let left = Self::ended_before(&credential, closed);
			ensure!(!left, Error::<T>::EndedInFormerCustody { position });
			let stands = change.concerns_successor() && Self::reissue_stands(&credential, closed);
			ensure!(!stands, Error::<T>::SuccessorStands { position });
			traces.push((credential, change.is_final() && Self::is_open(&credential)));
		}
		Self::apply_changes(institution, root, &changes)?;
		for (credential, ends) in &traces {
			Self::leave_trace(credential, custodian, *ends);
		}
		Self::deposit_event(Event::StatusesChangedFor {
			institution,
			root,
			changes,
			custodian,
			by: who,
		});
		Ok(())
	}

	/// Returns whether a credential has not ended by itself, whatever became of its batch.
	fn is_open(credential: &CredentialPointer) -> bool {
		matches!(Self::status_of(credential), Some(Status::Active | Status::Suspended))
	}

	/// Returns whether a custodian ended a credential before the institution was closed the last time.
	///
	/// The institution was in charge since then, and no later custodian undoes what it has left so.
	fn ended_before(credential: &CredentialPointer, closed: Moment) -> bool {
		CustodialChanges::<T>::get(successor_key(credential))
			.is_some_and(|trace| trace.ended && trace.at < closed)
	}

	/// Stores that a custodian changed the status of a credential, and whether that ended it.
	pub(crate) fn leave_trace(credential: &CredentialPointer, by: InstitutionId, ends: bool) {
		let at = Self::now();
		CustodialChanges::<T>::mutate(successor_key(credential), |trace| {
			let ended = ends || trace.is_some_and(|former| former.ended);
			*trace = Some(CustodialChange { by, at, ended });
		});
	}

	/// Takes what an act of a custodian needs from the custody of an institution, which must be in
	/// force. Returns the moment at which the institution was closed.
	pub(crate) fn spend_custody(
		custodian: InstitutionId,
		institution: InstitutionId,
		spend: impl FnOnce(&mut Custody) -> Result<(), Error<T>>,
	) -> Result<Moment, Error<T>> {
		let now = Self::now();
		let mut closed = now;
		Self::mutate_institution(institution, |record| {
			let is_in_force =
				record.custody_at(now).is_some_and(|custody| custody.custodian == custodian);
			closed = record.state.idle_since().unwrap_or(now);
			let custody = record.custody.as_mut().filter(|_| is_in_force);
			spend(custody.ok_or(Error::<T>::NotCustodian)?)
		})?;
		Ok(closed)
	}
}

/// Ends the custody of an institution, and returns the custodian if it was in force.
pub(crate) fn end_custody<AccountId>(
	record: &mut Institution<AccountId>,
	now: Moment,
) -> Option<InstitutionId> {
	let present = record.custody_at(now).copied()?;
	record.custody = Some(Custody { until: now, ..present });
	Some(present.custodian)
}

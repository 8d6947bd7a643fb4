// SPDX-License-Identifier: Apache-2.0

//! Statuses: 4 bits a credential, changed one or many at a time.

use crate::{
	accounts::Member,
	types::{StatusChangeAt, StatusChanges},
	AccountIdOf, Batches, Config, Error, Event, Pallet, Statuses, Successors,
};
use frame_support::ensure;
use testamur_primitives::{
	status::chunk_of, CredentialPointer, InstitutionId, Root, Status, StatusChange,
};

impl<T: Config> Pallet<T> {
	/// Logic of [`Pallet::change_statuses`].
	pub(crate) fn do_change_statuses(
		member: Member<AccountIdOf<T>>,
		root: Root,
		changes: StatusChanges,
	) -> Result<(), Error<T>> {
		ensure!(!changes.is_empty(), Error::<T>::NothingToDo);
		let institution = member.institution;
		let batch = Batches::<T>::get(institution, root).ok_or(Error::<T>::BatchNotFound)?;
		ensure!(batch.revoked.is_none(), Error::<T>::BatchRevoked);
		for (position, StatusChangeAt { index, change }) in (0u16..).zip(&changes) {
			ensure!(*index < batch.size, Error::<T>::IndexOutOfRange { position });
			let credential = CredentialPointer { institution, root, index: *index };
			Self::change_status(credential, change, position)?;
		}
		Self::deposit_event(Event::StatusesChanged { institution, root, changes, by: member.who });
		Ok(())
	}

	/// The status of one credential, batch-wide revocation left out.
	///
	/// `None` for a reserved code, which no call writes.
	pub(crate) fn status_of(credential: &CredentialPointer) -> Option<Status> {
		let CredentialPointer { institution, root, index } = credential;
		let (chunk, place) = chunk_of(*index);
		Statuses::<T>::get((institution, root, chunk))
			.map_or(Some(Status::Active), |chunk| chunk.get(place))
	}

	/// Change the status of one credential. `position` is its place in the call.
	fn change_status(
		credential: CredentialPointer,
		change: &StatusChange,
		position: u16,
	) -> Result<(), Error<T>> {
		if let StatusChange::Supersede(successor) = change {
			Self::ensure_successor(&credential, successor, position)?;
		}
		let (chunk, place) = chunk_of(credential.index);
		let key = (credential.institution, credential.root, chunk);
		Statuses::<T>::try_mutate(key, |chunk| {
			let mut statuses = chunk.unwrap_or_default();
			let status = statuses
				.get(place)
				.and_then(|status| status.after(change))
				.ok_or(Error::<T>::TransitionNotAllowed { position })?;
			statuses.set(place, status);
			// An absent chunk means the same as one that is all active.
			*chunk = (statuses != Default::default()).then_some(statuses);
			Ok(())
		})?;
		if let StatusChange::Supersede(successor) = change {
			Successors::<T>::insert(successor_key(&credential), successor);
		}
		Ok(())
	}

	/// What takes a credential's place is another one, anchored and active.
	///
	/// Since a superseded credential is never active again, successors cannot form a ring.
	fn ensure_successor(
		credential: &CredentialPointer,
		successor: &CredentialPointer,
		position: u16,
	) -> Result<(), Error<T>> {
		let batch = Batches::<T>::get(successor.institution, successor.root)
			.filter(|batch| successor.index < batch.size)
			.ok_or(Error::<T>::SuccessorNotFound { position })?;
		let active = batch.revoked.is_none() && Self::status_of(successor) == Some(Status::Active);
		ensure!(active && successor != credential, Error::<T>::SuccessorNotActive { position });
		Ok(())
	}
}

/// The key under which a credential's successor stands.
pub(crate) const fn successor_key(credential: &CredentialPointer) -> (InstitutionId, Root, u32) {
	(credential.institution, credential.root, credential.index)
}

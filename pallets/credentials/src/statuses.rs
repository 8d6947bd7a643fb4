// SPDX-License-Identifier: Apache-2.0

//! Statuses: 4 bits per credential, and changes of one or many at a time.

use alloc::collections::BTreeMap;
use core::marker::PhantomData;

use crate::{
	accounts::Member,
	successors::successor_key,
	types::{StatusChangeAt, StatusChanges},
	AccountIdOf, Batches, Config, Error, Event, Pallet, Statuses, Successors,
};
use frame_support::ensure;
use testamur_primitives::{
	status::{chunk_of, StatusChunk},
	Batch, CredentialPointer, InstitutionId, Moment, Root, Status, StatusChange, SuccessorPointer,
};

impl<T: Config> Pallet<T> {
	/// Changes statuses as [`Pallet::change_statuses`] does once the caller is authorized.
	pub(crate) fn do_change_statuses(
		member: Member<AccountIdOf<T>>,
		root: Root,
		changes: StatusChanges,
	) -> Result<(), Error<T>> {
		let institution = member.institution;
		Self::apply_changes(institution, root, &changes)?;
		Self::deposit_event(Event::StatusesChanged { institution, root, changes, by: member.who });
		Ok(())
	}

	/// Makes changes of the statuses of one batch, whoever asked for them.
	pub(crate) fn apply_changes(
		institution: InstitutionId,
		root: Root,
		changes: &StatusChanges,
	) -> Result<(), Error<T>> {
		ensure!(!changes.is_empty(), Error::<T>::NothingToDo);
		let batch = Batches::<T>::get(institution, root).ok_or(Error::<T>::BatchNotFound)?;
		let mut chunks = Chunks::<T>::new(institution, root);
		for (position, change) in (0u16..).zip(changes) {
			Self::change_status(&mut chunks, &batch, change, position)?;
		}
		chunks.store();
		Ok(())
	}

	/// Returns the status of one credential, whether or not its batch is revoked.
	///
	/// A reserved code, which no call writes, gives `None`.
	pub(crate) fn status_of(credential: &CredentialPointer) -> Option<Status> {
		let CredentialPointer { institution, root, index } = credential;
		let (chunk, place) = chunk_of(*index);
		Statuses::<T>::get((institution, root, chunk))
			.map_or(Some(Status::Active), |chunk| chunk.get(place))
	}

	/// Changes the status of one credential of `batch`. `position` is its place in the call.
	fn change_status(
		chunks: &mut Chunks<T>,
		batch: &Batch,
		StatusChangeAt { index, change }: &StatusChangeAt,
		position: u16,
	) -> Result<(), Error<T>> {
		ensure!(*change != StatusChange::Unstated, Error::<T>::ChangeUnstated { position });
		let index = index.ok_or(Error::<T>::IndexUnstated { position })?;
		ensure!(index < batch.size, Error::<T>::IndexOutOfRange { position });
		let credential = chunks.credential(index);
		let successor = change
			.successor()
			.map(|stated| Self::ensure_successor(chunks, &credential, stated, position))
			.transpose()?;
		let (chunk, place) = chunk_of(index);
		let statuses = chunks.chunk(chunk);
		let former = statuses.get(place);
		let status = match (batch.revoked, change) {
			(None, _) => former.and_then(|status| status.after(change)),
			// All of them are revoked, whatever the status of each.
			(Some(_), StatusChange::NameSuccessor(_)) => former,
			// A superseded credential has a successor, also after the revocation of its batch.
			(Some(_), StatusChange::ForgetSuccessor) => {
				former.filter(|status| *status != Status::Superseded)
			},
			// Revoked itself, it may lose a false successor. Its verdict has the reason of the batch as
			// before, since a reason is final.
			(Some(whole), StatusChange::Revoke(reason))
				if former == Some(Status::Superseded) && *reason == whole.reason =>
			{
				Status::Superseded.after(change)
			},
			(Some(_), _) => return Err(Error::<T>::BatchRevoked),
		};
		statuses.set(place, status.ok_or(Error::<T>::TransitionNotAllowed { position })?);
		if let Some(successor) = successor {
			Successors::<T>::insert(successor_key(&credential), successor);
		}
		if *change == StatusChange::ForgetSuccessor {
			let former = Successors::<T>::take(successor_key(&credential));
			ensure!(former.is_some(), Error::<T>::NoSuccessor { position });
		}
		Ok(())
	}

	/// Returns the successor that a change names if it is another credential and a good one.
	fn ensure_successor(
		chunks: &Chunks<T>,
		credential: &CredentialPointer,
		stated: &SuccessorPointer,
		position: u16,
	) -> Result<CredentialPointer, Error<T>> {
		let successor =
			stated.credential().ok_or(Error::<T>::SuccessorIndexUnstated { position })?;
		let batch = Batches::<T>::get(successor.institution, successor.root)
			.filter(|batch| successor.index < batch.size)
			.ok_or(Error::<T>::SuccessorNotFound { position })?;
		let active = chunks.status_of(&successor) == Some(Status::Active);
		ensure!(active && successor != *credential, Error::<T>::SuccessorNotActive { position });
		Self::ensure_good(&batch, chunks.now, position)?;
		Ok(successor)
	}
}

/// The status chunks of one batch that a call changes, each read once and written once.
struct Chunks<T> {
	institution: InstitutionId,
	root: Root,
	/// The time of the block. Every call reads it, also one that names no successor: the weight of
	/// successors is a difference of two measurements, in which a read that both make is lost.
	now: Moment,
	changed: BTreeMap<u32, StatusChunk>,
	runtime: PhantomData<T>,
}

impl<T: Config> Chunks<T> {
	fn new(institution: InstitutionId, root: Root) -> Self {
		let now = Pallet::<T>::now();
		Self { institution, root, now, changed: BTreeMap::new(), runtime: PhantomData }
	}

	/// Returns the pointer to a credential of the batch.
	fn credential(&self, index: u32) -> CredentialPointer {
		CredentialPointer { institution: self.institution, root: self.root, index }
	}

	/// Returns a chunk of the batch for a change, and reads it from storage the first time.
	fn chunk(&mut self, chunk: u32) -> &mut StatusChunk {
		let key = (self.institution, self.root, chunk);
		self.changed
			.entry(chunk)
			.or_insert_with(|| Statuses::<T>::get(key).unwrap_or_default())
	}

	/// Returns the status of any credential, as the changes so far have left it.
	fn status_of(&self, credential: &CredentialPointer) -> Option<Status> {
		let of_batch = (credential.institution, credential.root) == (self.institution, self.root);
		let (chunk, place) = chunk_of(credential.index);
		match self.changed.get(&chunk).filter(|_| of_batch) {
			Some(statuses) => statuses.get(place),
			None => Pallet::<T>::status_of(credential),
		}
	}

	/// Stores the changed chunks.
	fn store(self) {
		let Self { institution, root, changed, .. } = self;
		for (chunk, statuses) in changed {
			// An absent chunk means the same as one that is all active.
			let stored = (statuses != StatusChunk::default()).then_some(statuses);
			Statuses::<T>::set((institution, root, chunk), stored);
		}
	}
}

// SPDX-License-Identifier: Apache-2.0

//! Reissues: a custodian issues credentials of a closed institution again.
//!
//! The new credential is a batch by itself under the closed institution. It stands under the grant
//! under which the former one stands, since the same moment, and ends when that one would have
//! ended. So nothing is valid that would not be without a custodian, and no grant has to be in force.

use crate::{
	accounts::Member,
	successors::{successor_key, Flaw},
	types::{ReissueItem, ReissueItems},
	weight_of::count,
	AccountIdOf, Batches, Config, CustodialChanges, Error, Event, GraveAct, Pallet, Reissues,
	Statuses, Successors,
};
use codec::Encode;
use frame_support::ensure;
use testamur_primitives::{
	status::chunk_of, Batch, CredentialPointer, InstitutionId, Moment, Reissue, Root, Status,
};

impl<T: Config> Pallet<T> {
	/// Implements [`Pallet::reissue`].
	///
	/// Each item counts as a final change, also where the former credential was superseded before,
	/// because each makes a document valid that a thief may have written.
	pub(crate) fn do_reissue(
		member: Member<AccountIdOf<T>>,
		institution: InstitutionId,
		items: ReissueItems,
	) -> Result<(), Error<T>> {
		let act = Self::act_of_finals(&member, count(&items), || {
			let items = sp_io::hashing::blake2_256(&items.encode());
			GraveAct::Reissue { institution, items }
		})?;
		Self::alone_or_authorized(member, act, |member| {
			Self::reissue_in_custody(member, institution, items)
		})
	}

	/// Issues credentials again as [`Pallet::reissue`] does once the caller is authorized.
	fn reissue_in_custody(
		member: Member<AccountIdOf<T>>,
		institution: InstitutionId,
		items: ReissueItems,
	) -> Result<(), Error<T>> {
		ensure!(!items.is_empty(), Error::<T>::NothingToDo);
		let Member { who, institution: custodian } = member;
		let closed = Self::spend_custody(custodian, institution, |custody| {
			let left = custody.reissues.checked_sub(count(&items));
			custody.reissues = left.ok_or(Error::<T>::TooManyReissues)?;
			Ok(())
		})?;
		for (position, item) in (0u16..).zip(&items) {
			Self::reissue_one(institution, custodian, closed, *item, position)?;
		}
		Self::deposit_event(Event::CredentialsReissued { institution, items, custodian, by: who });
		Ok(())
	}

	/// Issues one credential of an institution again that was `closed` then. Errors name `position`, its
	/// place in the call.
	fn reissue_one(
		institution: InstitutionId,
		by: InstitutionId,
		closed: Moment,
		item: ReissueItem,
		position: u16,
	) -> Result<(), Error<T>> {
		let ReissueItem { former, index, root } = item;
		let index = index.ok_or(Error::<T>::IndexUnstated { position })?;
		ensure!(root != Root::default(), Error::<T>::RootUnstated { position });
		let batch = Batches::<T>::get(institution, former)
			.filter(|batch| index < batch.size)
			.ok_or(Error::<T>::FormerNotFound { position })?;
		let exists = Batches::<T>::contains_key(institution, root);
		ensure!(!exists, Error::<T>::AlreadyAnchored { position });
		let at = Self::now();
		match Self::flaw(&batch, at) {
			None => (),
			Some(Flaw::Revoked) => return Err(Error::<T>::FormerNotReissuable { position }),
			Some(Flaw::Expired) => return Err(Error::<T>::FormerExpired { position }),
			Some(Flaw::Void) => return Err(Error::<T>::FormerVoid { position }),
		}
		let credential = CredentialPointer { institution, root: former, index };
		Self::supersede(&credential, root, closed, position)?;
		Self::leave_trace(&credential, by, true);
		Batches::<T>::insert(institution, root, Batch { size: 1, ..batch });
		Reissues::<T>::insert(institution, root, Reissue { by, at, former, index });
		Ok(())
	}

	/// Has a batch of one take the place of a credential that is active, or that a custodian ended and
	/// that has no successor but what a custodian took back.
	///
	/// A suspended one is refused: a reissue would reinstate it, which is a status change and may be
	/// none of what the custodian may do. So is one that its institution ended: what it revoked is not
	/// made valid again, and in the place of what it superseded there is the successor, whose end and
	/// revocation count. What a custodian ended since the institution was closed is issued again, or a
	/// thief of its keys would end it for good. What one had ended before that is as the institution has
	/// left it, which was in charge meanwhile. What was issued again since the closure and then revoked is
	/// not issued again itself: the credential in whose place it stood is, or both would lead to a valid
	/// one. What was issued again before the closure is, because the one in whose place it stood ended
	/// before it as well.
	fn supersede(
		credential: &CredentialPointer,
		by: Root,
		closed: Moment,
		position: u16,
	) -> Result<(), Error<T>> {
		let CredentialPointer { institution, root, index } = *credential;
		let (chunk, place) = chunk_of(index);
		let mut statuses = Statuses::<T>::get((institution, root, chunk)).unwrap_or_default();
		match statuses.get(place) {
			Some(Status::Revoked(_)) if Self::is_reissued_since(institution, root, closed) => {
				return Err(Error::<T>::FormerNotReissuable { position });
			},
			Some(Status::Active) => statuses.set(place, Status::Superseded),
			Some(_) if Self::ended_since(credential, closed) => {
				let stands = Self::successor_stands(credential, closed);
				ensure!(!stands, Error::<T>::SuccessorStands { position });
			},
			_ => return Err(Error::<T>::FormerNotReissuable { position }),
		}
		Statuses::<T>::insert((institution, root, chunk), statuses);
		let successor = CredentialPointer { institution, root: by, index: 0 };
		Successors::<T>::insert(successor_key(credential), successor);
		Ok(())
	}

	/// Returns whether a custodian ended a credential since its institution was closed. It never becomes
	/// active again.
	fn ended_since(credential: &CredentialPointer, closed: Moment) -> bool {
		CustodialChanges::<T>::get(successor_key(credential))
			.is_some_and(|trace| trace.ended && trace.at >= closed)
	}

	/// Returns whether a batch was issued again since its institution was closed.
	fn is_reissued_since(institution: InstitutionId, root: Root, closed: Moment) -> bool {
		Reissues::<T>::get(institution, root).is_some_and(|reissue| reissue.at >= closed)
	}

	/// Returns whether a credential has a successor, other than one that a custodian took back.
	///
	/// A custodian acts on the credentials of the closed institution only, so one of another
	/// institution always stands. Whatever else ended a successor, its institution did that.
	fn successor_stands(credential: &CredentialPointer, closed: Moment) -> bool {
		Successors::<T>::get(successor_key(credential)).is_some_and(|successor| {
			successor.institution != credential.institution || !Self::taken_back(&successor, closed)
		})
	}

	/// Returns whether a custodian revoked a credential since its institution was closed, and nothing
	/// stands in its place.
	fn taken_back(credential: &CredentialPointer, closed: Moment) -> bool {
		matches!(Self::status_of(credential), Some(Status::Revoked(_)))
			&& Self::ended_since(credential, closed)
			&& !Successors::<T>::contains_key(successor_key(credential))
	}

	/// Returns whether a credential was issued again, and what was issued in its place stands. A custodian
	/// that took it for no successor any more could issue the credential a second time.
	pub(crate) fn reissue_stands(credential: &CredentialPointer, closed: Moment) -> bool {
		let CredentialPointer { institution, root, index } = *credential;
		let made = |successor: &CredentialPointer| {
			Reissues::<T>::get(successor.institution, successor.root)
				.is_some_and(|reissue| (reissue.former, reissue.index) == (root, index))
		};
		Successors::<T>::get(successor_key(credential))
			.filter(|successor| successor.institution == institution && made(successor))
			.is_some_and(|successor| !Self::taken_back(&successor, closed))
	}
}

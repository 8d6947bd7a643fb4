// SPDX-License-Identifier: Apache-2.0

//! Successors: the credential or the batch that takes the place of another.
//!
//! A successor is good when it is named: anchored, active, not expired and not void. What becomes
//! of it later is its own status, and another one can be named then, or none.
//!
//! The successor of a credential may be another institution's, such as one that took over the
//! records of the first. That of a batch is of the same institution: a whole cohort moves to another
//! institution credential by credential.
//!
//! Only what has ended for good (superseded or revoked) has a successor, and a successor has not
//! ended when it is named. So on every step from one to its successor the end comes later, and
//! successors cannot form a ring.

use crate::{Batches, Config, Error, Pallet};
use frame_support::ensure;
use testamur_primitives::{
	authority::voids, Batch, CredentialPointer, InstitutionId, Moment, Root, Status,
};

impl<T: Config> Pallet<T> {
	/// Checks that a batch may take the place of another of the same institution.
	///
	/// The status of its credential is looked at only in a batch of one, where it is that of the whole.
	/// In a larger batch single credentials may have ended while the batch is good for the others, and
	/// whether all have would take a read of up to 2^24 chunks of statuses. So a larger batch whose
	/// credentials were all ended one by one is accepted: a verdict on any of them says so.
	pub(crate) fn ensure_batch_may_succeed(
		institution: InstitutionId,
		former: Root,
		successor: Root,
	) -> Result<(), Error<T>> {
		let position = 0;
		ensure!(successor != former, Error::<T>::SuccessorNotActive { position });
		let batch = Batches::<T>::get(institution, successor)
			.ok_or(Error::<T>::SuccessorNotFound { position })?;
		if batch.size == 1 {
			let only = CredentialPointer { institution, root: successor, index: 0 };
			let is_active = Self::status_of(&only) == Some(Status::Active);
			ensure!(is_active, Error::<T>::SuccessorNotActive { position });
		}
		Self::ensure_good(&batch, Self::now(), position)
	}

	/// Checks that the batch of a successor is neither revoked nor expired nor void. Errors name
	/// `position`, the place in the call.
	pub(crate) fn ensure_good(batch: &Batch, now: Moment, position: u16) -> Result<(), Error<T>> {
		match Self::flaw(batch, now) {
			None => Ok(()),
			Some(Flaw::Revoked) => Err(Error::<T>::SuccessorNotActive { position }),
			Some(Flaw::Expired) => Err(Error::<T>::SuccessorExpired { position }),
			Some(Flaw::Void) => Err(Error::<T>::SuccessorVoid { position }),
		}
	}

	/// Returns why no credential of a batch is valid, if that is so.
	pub(crate) fn flaw(batch: &Batch, now: Moment) -> Option<Flaw> {
		if batch.revoked.is_some() {
			return Some(Flaw::Revoked);
		}
		if batch.valid_until.is_some_and(|end| end <= now) {
			return Some(Flaw::Expired);
		}
		let (accreditation, since) = batch.standing();
		voids(&Self::path(accreditation), since).then_some(Flaw::Void)
	}
}

/// Why no credential of a batch is valid, whatever the status of each.
pub(crate) enum Flaw {
	/// The batch was revoked.
	Revoked,
	/// The time of the batch is over.
	Expired,
	/// A grant above the batch is void since before it stood.
	Void,
}

/// Returns the key under which a credential's successor is stored.
pub(crate) const fn successor_key(credential: &CredentialPointer) -> (InstitutionId, Root, u32) {
	(credential.institution, credential.root, credential.index)
}

// SPDX-License-Identifier: Apache-2.0

//! Batches: anchoring a root, and revoking all of a batch at once.

use crate::{
	accounts::Member, accreditations::ensure_none, types::Anchors, AccountIdOf, Batches, Config,
	CredentialTypes, Error, Event, Pallet,
};
use frame_support::ensure;
use sp_runtime::SaturatedConversion;
use testamur_primitives::{
	authority::{objection, Objection},
	records::Anchor,
	AccreditationId, Batch, BatchRevocation, CredentialType, InstitutionId, Moment,
	RevocationReason, Root, TypeId, TypeState,
};

impl<T: Config> Pallet<T> {
	/// Logic of [`Pallet::anchor`]; gives the grants that were read.
	pub(crate) fn do_anchor(
		member: &Member<AccountIdOf<T>>,
		accreditation: AccreditationId,
		type_id: TypeId,
		anchor: Anchor,
	) -> Result<u32, Error<T>> {
		let leave = Self::ensure_may_issue(member.institution, accreditation, type_id)?;
		Self::insert_batch(member, accreditation, type_id, leave.validity, anchor, 0)?;
		Ok(leave.grants)
	}

	/// Logic of [`Pallet::anchor_many`]; gives the grants that were read.
	pub(crate) fn do_anchor_many(
		member: &Member<AccountIdOf<T>>,
		accreditation: AccreditationId,
		type_id: TypeId,
		anchors: Anchors,
	) -> Result<u32, Error<T>> {
		ensure!(!anchors.is_empty(), Error::<T>::NothingToDo);
		let leave = Self::ensure_may_issue(member.institution, accreditation, type_id)?;
		(0u16..).zip(anchors).try_for_each(|(position, anchor)| {
			Self::insert_batch(member, accreditation, type_id, leave.validity, anchor, position)
		})?;
		Ok(leave.grants)
	}

	/// Logic of [`Pallet::revoke_batch`].
	pub(crate) fn do_revoke_batch(
		member: Member<AccountIdOf<T>>,
		root: Root,
		reason: RevocationReason,
	) -> Result<(), Error<T>> {
		let institution = member.institution;
		Batches::<T>::try_mutate(institution, root, |batch| {
			let batch = batch.as_mut().ok_or(Error::<T>::BatchNotFound)?;
			ensure!(batch.revoked.is_none(), Error::<T>::BatchRevoked);
			batch.revoked = Some(BatchRevocation { reason, at: Self::now() });
			Ok(())
		})?;
		Self::deposit_event(Event::BatchRevoked { institution, root, reason, by: member.who });
		Ok(())
	}

	/// The institution may issue this type under this grant now.
	fn ensure_may_issue(
		institution: InstitutionId,
		accreditation: AccreditationId,
		type_id: TypeId,
	) -> Result<Leave, Error<T>> {
		let CredentialType { definition, state, .. } =
			CredentialTypes::<T>::get(type_id).ok_or(Error::<T>::TypeNotFound)?;
		ensure!(state == TypeState::Active, Error::<T>::TypeRetired);
		let path = Self::path(accreditation);
		let (_, own) = path.first().ok_or(Error::<T>::AccreditationNotFound)?;
		ensure!(own.holder == institution, Error::<T>::NotHolder);
		let objection = objection(&path, Some(type_id), Self::now());
		ensure_none(objection.map(|objection| match objection {
			Objection::NotInForce(lapse) => Self::lapse_error(lapse),
			Objection::NoRightToAttest => Error::<T>::NoRightToAttest,
			Objection::TypeOutOfScope => Error::<T>::TypeOutOfScope,
		}))?;
		Ok(Leave { validity: definition.default_validity, grants: path.len().saturated_into() })
	}

	/// Store one batch. `position` is its place in the call, for the error to name.
	fn insert_batch(
		member: &Member<AccountIdOf<T>>,
		accreditation: AccreditationId,
		type_id: TypeId,
		default_validity: Option<u64>,
		anchor: Anchor,
		position: u16,
	) -> Result<(), Error<T>> {
		let Anchor { root, size, valid_until } = anchor;
		let institution = member.institution;
		let issued_at = Self::now();
		let valid_until = valid_until.or_else(|| expiry(issued_at, default_validity));
		ensure!(size > 0, Error::<T>::BatchEmpty { position });
		let lasts = valid_until.is_none_or(|end| end > issued_at);
		ensure!(lasts, Error::<T>::ValidityOver { position });
		let taken = Batches::<T>::contains_key(institution, root);
		ensure!(!taken, Error::<T>::AlreadyAnchored { position });
		let batch = Batch { accreditation, type_id, size, issued_at, valid_until, revoked: None };
		Batches::<T>::insert(institution, root, batch);
		Self::deposit_event(Event::BatchAnchored {
			institution,
			root,
			accreditation,
			type_id,
			size,
			valid_until,
			by: member.who.clone(),
		});
		Ok(())
	}
}

/// Leave to issue credentials of a type.
struct Leave {
	/// How long they are valid unless the issuer says otherwise.
	validity: Option<u64>,
	/// Grants on the path that was gone, which is what it took to find out.
	grants: u32,
}

/// The end of a default validity. One that outlasts the calendar is none.
fn expiry(issued_at: Moment, validity: Option<u64>) -> Option<Moment> {
	validity.and_then(|validity| issued_at.checked_add(validity))
}

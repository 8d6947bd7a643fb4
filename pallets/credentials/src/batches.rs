// SPDX-License-Identifier: Apache-2.0

//! Batches: anchoring a root, attesting a batch again, and revoking a whole batch at once.

use crate::{
	accounts::Member, accreditations::ensure_none, types::Anchors, AccountIdOf, Batches, Config,
	CredentialTypes, Error, Event, Pallet,
};
use frame_support::ensure;
use sp_runtime::SaturatedConversion;
use testamur_primitives::{
	authority::{loss, objection, Objection},
	records::{Anchor, Validity},
	AccreditationId, Attestation, Batch, BatchRevocation, CredentialType, InstitutionId, Loss,
	RevocationReason, Root, TypeId, TypeState,
};

impl<T: Config> Pallet<T> {
	/// Implements [`Pallet::anchor`] and returns the number of grants that were read.
	pub(crate) fn do_anchor(
		member: &Member<AccountIdOf<T>>,
		accreditation: AccreditationId,
		type_id: TypeId,
		anchor: Anchor,
	) -> Result<u32, Error<T>> {
		let right = Self::ensure_may_issue(member.institution, accreditation, type_id)?;
		Self::insert_batch(member, accreditation, type_id, right.validity, anchor, 0)?;
		Ok(right.grants)
	}

	/// Implements [`Pallet::anchor_many`] and returns the number of grants that were read.
	pub(crate) fn do_anchor_many(
		member: &Member<AccountIdOf<T>>,
		accreditation: AccreditationId,
		type_id: TypeId,
		anchors: Anchors,
	) -> Result<u32, Error<T>> {
		ensure!(!anchors.is_empty(), Error::<T>::NothingToDo);
		let right = Self::ensure_may_issue(member.institution, accreditation, type_id)?;
		(0u16..).zip(anchors).try_for_each(|(position, anchor)| {
			Self::insert_batch(member, accreditation, type_id, right.validity, anchor, position)
		})?;
		Ok(right.grants)
	}

	/// Implements [`Pallet::revoke_batch`].
	pub(crate) fn do_revoke_batch(
		member: Member<AccountIdOf<T>>,
		root: Root,
		reason: RevocationReason,
		successor: Option<Root>,
	) -> Result<(), Error<T>> {
		let institution = member.institution;
		let mut batch = Batches::<T>::get(institution, root).ok_or(Error::<T>::BatchNotFound)?;
		let at = match batch.revoked {
			None => Self::now(),
			Some(former) => {
				// The batch that takes its place is often anchored only afterwards.
				let another = successor != former.successor;
				ensure!(another && reason == former.reason, Error::<T>::BatchRevoked);
				former.at
			},
		};
		if let Some(successor) = successor {
			Self::ensure_batch_may_succeed(institution, root, successor)?;
		}
		batch.revoked = Some(BatchRevocation { reason, at, successor });
		Batches::<T>::insert(institution, root, batch);
		let by = member.who;
		Self::deposit_event(Event::BatchRevoked { institution, root, reason, successor, by });
		Ok(())
	}

	/// Implements [`Pallet::attest_again`].
	///
	/// This writes the batch alone, however many credentials it has.
	pub(crate) fn do_attest_again(
		member: Member<AccountIdOf<T>>,
		root: Root,
		accreditation: AccreditationId,
	) -> Result<(), Error<T>> {
		let institution = member.institution;
		let now = Self::now();
		let mut batch = Batches::<T>::get(institution, root).ok_or(Error::<T>::BatchNotFound)?;
		ensure!(batch.revoked.is_none(), Error::<T>::BatchRevoked);
		let (former, since) = batch.standing();
		let loss = loss(&Self::path(former), batch.type_id, since, now)
			.ok_or(Error::<T>::AccreditationNotLost)?;
		Self::ensure_may_attest(institution, accreditation, batch.type_id)?;
		let (former_on_record, gravest_loss) = gravest(batch.attested_again, former, loss);
		batch.attested_again = Some(Attestation {
			accreditation,
			since: now,
			former: former_on_record,
			loss: gravest_loss,
		});
		Batches::<T>::insert(institution, root, batch);
		let by = member.who;
		Self::deposit_event(Event::BatchAttestedAgain {
			institution,
			root,
			accreditation,
			former,
			loss,
			by,
		});
		Ok(())
	}

	/// Checks that the institution may issue this type under this grant now.
	fn ensure_may_issue(
		institution: InstitutionId,
		accreditation: AccreditationId,
		type_id: TypeId,
	) -> Result<IssuingRight, Error<T>> {
		let CredentialType { definition, state, .. } =
			CredentialTypes::<T>::get(type_id).ok_or(Error::<T>::TypeNotFound)?;
		ensure!(state == TypeState::Active, Error::<T>::TypeRetired);
		let grants = Self::ensure_may_attest(institution, accreditation, type_id)?;
		Ok(IssuingRight { validity: definition.default_validity, grants })
	}

	/// Checks that the institution holds this grant, and that it allows to attest the type now.
	/// Returns the number of grants that were read.
	fn ensure_may_attest(
		institution: InstitutionId,
		accreditation: AccreditationId,
		type_id: TypeId,
	) -> Result<u32, Error<T>> {
		let path = Self::path(accreditation);
		let (_, own) = path.first().ok_or(Error::<T>::AccreditationNotFound)?;
		ensure!(own.holder == institution, Error::<T>::NotHolder);
		let objection = objection(&path, Some(type_id), Self::now());
		ensure_none(objection.map(|objection| match objection {
			Objection::NotInForce(lapse) => Self::lapse_error(lapse),
			Objection::NoRightToAttest => Error::<T>::NoRightToAttest,
			Objection::TypeOutOfScope => Error::<T>::TypeOutOfScope,
		}))?;
		Ok(path.len().saturated_into())
	}

	/// Stores one batch. Errors name `position`, its place in the call.
	fn insert_batch(
		member: &Member<AccountIdOf<T>>,
		accreditation: AccreditationId,
		type_id: TypeId,
		default_validity: Option<u64>,
		anchor: Anchor,
		position: u16,
	) -> Result<(), Error<T>> {
		let Anchor { root, size, validity } = anchor;
		let institution = member.institution;
		let issued_at = Self::now();
		let valid_until = match validity {
			Validity::Unstated => return Err(Error::<T>::ValidityUnstated { position }),
			Validity::ByType => {
				let default = default_validity.ok_or(Error::<T>::NoDefaultValidity { position })?;
				issued_at.checked_add(default)
			},
			Validity::Never => None,
			Validity::Until(end) => Some(end),
		};
		ensure!(root != Root::default(), Error::<T>::RootUnstated { position });
		ensure!(size > 0, Error::<T>::BatchEmpty { position });
		let not_expired = valid_until.is_none_or(|end| end > issued_at);
		ensure!(not_expired, Error::<T>::ValidityOver { position });
		let exists = Batches::<T>::contains_key(institution, root);
		ensure!(!exists, Error::<T>::AlreadyAnchored { position });
		let batch = Batch {
			accreditation,
			type_id,
			size,
			issued_at,
			valid_until,
			revoked: None,
			attested_again: None,
		};
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

/// Returns the grant that was lost in the gravest way, this time or the last, and that way.
///
/// Otherwise an institution could make the record of a void disappear by giving the next grant back.
fn gravest(
	last: Option<Attestation>,
	former: AccreditationId,
	loss: Loss,
) -> (AccreditationId, Loss) {
	match last {
		Some(last) if last.loss < loss => (last.former, last.loss),
		_ => (former, loss),
	}
}

/// The right to issue credentials of a type.
struct IssuingRight {
	/// The time for which they are valid unless the issuer says otherwise, in milliseconds.
	validity: Option<u64>,
	/// The number of grants on the path, all of which were read.
	grants: u32,
}

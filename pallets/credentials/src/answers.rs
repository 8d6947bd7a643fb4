// SPDX-License-Identifier: Apache-2.0

//! The answers of holders to the offers that were made to them.

use crate::{accounts::Member, AccountIdOf, Accreditations, Config, Error, Event, Pallet};
use frame_support::ensure;
use testamur_primitives::{Accreditation, AccreditationId, AccreditationState, Grantor};

impl<T: Config> Pallet<T> {
	/// Implements [`Pallet::accept_accreditation`].
	pub(crate) fn do_accept(
		member: Member<AccountIdOf<T>>,
		accreditation: AccreditationId,
	) -> Result<(), Error<T>> {
		let now = Self::now();
		let grantor = Self::mutate_offer(&member, accreditation, |record| {
			ensure!(!record.terms.is_over(now), Error::<T>::AccreditationExpired);
			Self::close_offer(accreditation, record);
			record.state = AccreditationState::Active;
			record.accepted_at = Some(now);
			Ok(())
		})?;
		Self::deposit_event(Event::AccreditationAccepted {
			accreditation,
			by: member.who,
			holder: member.institution,
			grantor,
		});
		Ok(())
	}

	/// Implements [`Pallet::decline_accreditation`].
	pub(crate) fn do_decline(
		member: Member<AccountIdOf<T>>,
		accreditation: AccreditationId,
	) -> Result<(), Error<T>> {
		let at = Self::now();
		let grantor = Self::mutate_offer(&member, accreditation, |record| {
			Self::remove_holding(accreditation, record)?;
			record.state = AccreditationState::Declined { at };
			Ok(())
		})?;
		Self::deposit_event(Event::AccreditationDeclined {
			accreditation,
			by: member.who,
			holder: member.institution,
			grantor,
		});
		Ok(())
	}

	/// Changes an unanswered offer that was made to the member's institution, and returns its grantor.
	fn mutate_offer(
		member: &Member<AccountIdOf<T>>,
		accreditation: AccreditationId,
		answer: impl FnOnce(&mut Accreditation) -> Result<(), Error<T>>,
	) -> Result<Grantor, Error<T>> {
		Accreditations::<T>::try_mutate(accreditation, |record| {
			let record = record.as_mut().ok_or(Error::<T>::AccreditationNotFound)?;
			ensure!(record.holder == member.institution, Error::<T>::NotHolder);
			ensure!(record.state == AccreditationState::Offered, Error::<T>::AlreadyAnswered);
			answer(record)?;
			Ok(record.grantor)
		})
	}
}

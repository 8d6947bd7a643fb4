// SPDX-License-Identifier: Apache-2.0

//! Reinstatement of grants: of suspended ones by the council, or by their grantor if only that had
//! suspended them, and of withdrawn ones by the council, which also lifts voids.

use crate::{
	accounts::Caller, types::Actor, AccountIdOf, Accreditations, Config, Error, Event, Pallet,
	Relinquished, WeightInfo,
};
use frame_support::{ensure, weights::Weight};
use testamur_primitives::{Accreditation, AccreditationId, AccreditationState, Moment};

impl<T: Config> Pallet<T> {
	/// Implements [`Pallet::reinstate_accreditation`], and returns the weight of what it did.
	pub(crate) fn do_reinstate(
		caller: Caller<AccountIdOf<T>>,
		accreditation: AccreditationId,
	) -> Result<Weight, Error<T>> {
		let mut record = Self::ensure_grantor(&caller, accreditation)?;
		let former = core::mem::replace(&mut record.state, AccreditationState::Active);
		if caller.finds_done(former == AccreditationState::Active) {
			return Ok(T::WeightInfo::reinstate_accreditation());
		}
		let weight = match (former, &caller) {
			(AccreditationState::Suspended { by_council: true, .. }, Caller::Member(_)) => {
				return Err(Error::<T>::SuspendedByCouncil)
			},
			(AccreditationState::Suspended { .. }, _) => T::WeightInfo::reinstate_accreditation(),
			(AccreditationState::Withdrawn { void_from, .. }, Caller::Council) => {
				let taken_out = Self::take_place_again(accreditation, &record, void_from)?;
				T::WeightInfo::reinstate_withdrawn(taken_out)
			},
			(AccreditationState::Active, _) => return Err(Error::<T>::NotSuspended),
			(other, _) => return Err(Self::state_error(&other)),
		};
		Accreditations::<T>::insert(accreditation, &record);
		let (holder, grantor, by) = (record.holder, record.grantor, caller.actor());
		Self::deposit_event(Event::AccreditationReinstated { accreditation, by, holder, grantor });
		Ok(weight)
	}

	/// Implements [`Pallet::lift_void`].
	pub(crate) fn do_lift_void(accreditation: AccreditationId) -> Result<(), Error<T>> {
		let mut record =
			Accreditations::<T>::get(accreditation).ok_or(Error::<T>::AccreditationNotFound)?;
		let AccreditationState::Withdrawn { at, void_from: former @ Some(_) } = record.state else {
			return Ok(());
		};
		record.state = AccreditationState::Withdrawn { at, void_from: None };
		Accreditations::<T>::insert(accreditation, &record);
		Self::deposit_event(Event::AccreditationVoidMoved {
			accreditation,
			former,
			void_from: None,
			by: Actor::Council,
			holder: record.holder,
			grantor: record.grantor,
		});
		Ok(())
	}

	/// Checks that a grant that was withdrawn may be reinstated, gives it a place among the holdings
	/// of its holder, and returns the number of expired grants that gave up theirs.
	fn take_place_again(
		accreditation: AccreditationId,
		record: &Accreditation,
		void_from: Option<Moment>,
	) -> Result<u32, Error<T>> {
		ensure!(record.accepted_at.is_some(), Error::<T>::AccreditationNotAccepted);
		ensure!(void_from.is_none(), Error::<T>::AccreditationVoid);
		let given_back = Relinquished::<T>::contains_key(accreditation);
		ensure!(!given_back, Error::<T>::AccreditationGivenBack);
		if record.terms.is_over(Self::now()) {
			// It takes its place once it is renewed, as other expired ones without a place do.
			return Ok(0);
		}
		Self::add_holding(accreditation, record)
	}
}

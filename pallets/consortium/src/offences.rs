// SPDX-License-Identifier: Apache-2.0

//! What follows from an offence: the validator is disabled at once, and retired.

use crate::{AccountIdOf, Config, Event, Offenders, Pallet, Retirement, WeightInfo};
use frame_support::weights::Weight;
use pallet_session::historical::IdentificationTuple;
use sp_runtime::Perbill;
use sp_staking::{
	offence::{OffenceDetails, OffenceSeverity, OnOffenceHandler},
	SessionIndex,
};

impl<T: Config> OnOffenceHandler<AccountIdOf<T>, IdentificationTuple<T>, Weight> for Pallet<T> {
	/// There is no stake to slash, so the fraction says nothing here: whoever signed two things that
	/// exclude each other cannot be trusted with that key, whatever the others did.
	fn on_offence(
		offenders: &[OffenceDetails<AccountIdOf<T>, IdentificationTuple<T>>],
		_slash_fraction: &[Perbill],
		session: SessionIndex,
	) -> Weight {
		for OffenceDetails { offender: (validator, ()), .. } in offenders {
			Self::deposit_event(Event::OffenceActedOn { validator: validator.clone(), session });
			Self::note_offender(validator);
			Self::disable(validator);
			Self::retire_or_tell(validator, Retirement::Offence);
		}
		<T as Config>::WeightInfo::on_offence()
			.saturating_mul(u64::try_from(offenders.len()).unwrap_or(u64::MAX))
	}
}

impl<T: Config> Pallet<T> {
	/// Remember an offender that runs, so that it stays disabled until it has left.
	fn note_offender(who: &AccountIdOf<T>) {
		let runs = pallet_session::Validators::<T>::get().contains(who);
		if runs && !Offenders::<T>::get().contains(who) {
			let noted = Offenders::<T>::try_append(who.clone());
			debug_assert!(noted.is_ok(), "no more run than there may be");
		}
	}

	/// Let a validator write no blocks, unless too many are disabled already.
	pub(crate) fn disable(who: &AccountIdOf<T>) {
		let severity = OffenceSeverity(Perbill::one());
		pallet_session::Pallet::<T>::report_offence(who.clone(), severity);
	}
}

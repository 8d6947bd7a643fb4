// SPDX-License-Identifier: Apache-2.0

//! The consequences of an offence: the validator is disabled at once, and retired.

use crate::{AccountIdOf, Config, Event, KeysSince, Offenders, Pallet, Retirement, WeightInfo};
use alloc::vec::Vec;
use core::marker::PhantomData;
use frame_support::weights::Weight;
use pallet_session::historical::IdentificationTuple;
use sp_runtime::Perbill;
use sp_staking::{
	offence::{
		Offence, OffenceDetails, OffenceError, OffenceSeverity, OnOffenceHandler, ReportOffence,
	},
	SessionIndex,
};

/// A filter that forwards only offences with consequences to `Offences`, which stores each for
/// good.
///
/// - A validator offends once. Until it has left the running set, further reports would only fill
///   the state: anybody who has the key can make up an offence for every slot and every round.
/// - A key that a validator no longer runs with proves nothing against it. The key may have leaked
///   since it was given up, and a validator that was expelled for a stolen key and returned with
///   another must not be expelled for the old one again. Reports that are under way when keys
///   change have one session of grace.
pub struct ReportOnce<T, Offences>(PhantomData<(T, Offences)>);

impl<T, Offences, O> ReportOffence<AccountIdOf<T>, IdentificationTuple<T>, O>
	for ReportOnce<T, Offences>
where
	T: Config,
	Offences: ReportOffence<AccountIdOf<T>, IdentificationTuple<T>, O>,
	O: Offence<IdentificationTuple<T>>,
{
	fn report_offence(reporters: Vec<AccountIdOf<T>>, offence: O) -> Result<(), OffenceError> {
		let session = offence.session_index();
		let counts = |who: &AccountIdOf<T>| !has_offended::<T>(who) && ran_in::<T>(who, session);
		if !offence.offenders().iter().any(|(who, ())| counts(who)) {
			return Err(OffenceError::DuplicateReport);
		}
		Offences::report_offence(reporters, offence)
	}

	fn is_known_offence(offenders: &[IdentificationTuple<T>], time_slot: &O::Slot) -> bool {
		offenders.iter().all(|(who, ())| has_offended::<T>(who))
			|| Offences::is_known_offence(offenders, time_slot)
	}
}

/// Returns whether a validator that still runs is a recorded offender.
fn has_offended<T: Config>(who: &AccountIdOf<T>) -> bool {
	Offenders::<T>::get().contains(who)
}

/// Returns whether a validator ran with its present keys in a session, or took them over in the
/// next.
fn ran_in<T: Config>(who: &AccountIdOf<T>, session: SessionIndex) -> bool {
	KeysSince::<T>::get(who).is_some_and(|since| session.saturating_add(1) >= since)
}

impl<T: Config> OnOffenceHandler<AccountIdOf<T>, IdentificationTuple<T>, Weight> for Pallet<T> {
	/// Disables and retires the offenders.
	///
	/// There is no stake to slash, so the fraction is ignored: a validator that signed two things
	/// that exclude each other cannot be trusted with that key, whatever the others did.
	fn on_offence(
		offenders: &[OffenceDetails<AccountIdOf<T>, IdentificationTuple<T>>],
		_slash_fraction: &[Perbill],
		session: SessionIndex,
	) -> Weight {
		for OffenceDetails { offender: (validator, ()), .. } in offenders {
			Self::deposit_event(Event::OffenceActedOn { validator: validator.clone(), session });
			Self::note_offender(validator);
			Self::disable(validator);
			Self::retire_or_hold_back(validator, Retirement::Offence);
		}
		<T as Config>::WeightInfo::on_offence()
			.saturating_mul(u64::try_from(offenders.len()).unwrap_or(u64::MAX))
	}
}

impl<T: Config> Pallet<T> {
	/// Records an offender that runs, so that it stays disabled until it has left.
	fn note_offender(who: &AccountIdOf<T>) {
		let runs = pallet_session::Validators::<T>::get().contains(who);
		if runs && !Offenders::<T>::get().contains(who) {
			let noted = Offenders::<T>::try_append(who.clone());
			debug_assert!(noted.is_ok(), "the running set is bounded by MaxValidators");
		}
	}

	/// Disables a validator, which then writes no blocks, unless too many are disabled already.
	pub(crate) fn disable(who: &AccountIdOf<T>) {
		let severity = OffenceSeverity(Perbill::one());
		pallet_session::Pallet::<T>::report_offence(who.clone(), severity);
	}
}

// SPDX-License-Identifier: Apache-2.0

//! The invariants of the state, each a function of the name in the crate's documentation.

use crate::{
	Absences, AccountIdOf, Config, CurrentSettings, KeysSince, Leaving, Offenders, Pallet,
	RunningKeys, Validators,
};
use frame_support::{ensure, traits::Get};
use pallet_session::Pallet as Session;
use sp_runtime::{SaturatedConversion, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks every invariant.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		settings_are_consistent::<T>()?;
		validators_are_in_bounds::<T>()?;
		leaving_are_no_validators::<T>()?;
		running_have_keys::<T>()?;
		offenders_run::<T>()?;
		running_keys_are_of_the_set::<T>()?;
		absences_are_of_validators::<T>()
	}
}

fn settings_are_consistent<T: Config>() -> Result<(), TryRuntimeError> {
	let settings = CurrentSettings::<T>::get();
	ensure!(settings.are_consistent(T::MaxValidators::get()), "settings do not fit together");
	Ok(())
}

fn validators_are_in_bounds<T: Config>() -> Result<(), TryRuntimeError> {
	let (settings, validators) = (CurrentSettings::<T>::get(), Validators::<T>::get());
	let count: u32 = validators.len().saturated_into();
	let ready: u32 = Pallet::<T>::ready().len().saturated_into();
	let is_sorted = validators.is_sorted_by(|a, b| a < b);
	ensure!(is_sorted, "validators are out of order, or one is listed twice");
	ensure!(count <= settings.ceiling, "more validators than the ceiling");
	ensure!(ready >= settings.floor, "fewer validators with session keys than the floor");
	Ok(())
}

fn leaving_are_no_validators<T: Config>() -> Result<(), TryRuntimeError> {
	for who in Leaving::<T>::get() {
		ensure!(!Pallet::<T>::is_validator(&who), "an account is a validator and leaving");
		ensure!(has_keys::<T>(&who), "a leaving validator has no session keys");
	}
	Ok(())
}

fn running_have_keys<T: Config>() -> Result<(), TryRuntimeError> {
	let running = Session::<T>::validators();
	ensure!(running.iter().all(has_keys::<T>), "a validator of the running set has no keys");
	let planned = Session::<T>::queued_keys();
	ensure!(
		planned.iter().all(|(who, _)| has_keys::<T>(who)),
		"a validator of the planned set has no keys"
	);
	Ok(())
}

fn offenders_run<T: Config>() -> Result<(), TryRuntimeError> {
	let running = Session::<T>::validators();
	let runs = |who: &AccountIdOf<T>| running.contains(who);
	ensure!(
		Offenders::<T>::get().iter().all(runs),
		"a recorded offender is not in the running set"
	);
	Ok(())
}

fn running_keys_are_of_the_set<T: Config>() -> Result<(), TryRuntimeError> {
	let keys = RunningKeys::<T>::get().into_iter().map(|(who, _)| who);
	ensure!(keys.eq(Session::<T>::validators()), "the running keys are not those of the set");
	let counted = KeysSince::<T>::iter_keys().count();
	let all_counted = Session::<T>::validators().iter().all(KeysSince::<T>::contains_key);
	ensure!(
		all_counted && counted == Session::<T>::validators().len(),
		"`KeysSince` is not recorded for exactly the running set"
	);
	Ok(())
}

fn absences_are_of_validators<T: Config>() -> Result<(), TryRuntimeError> {
	let mut counted = Absences::<T>::iter_keys();
	ensure!(
		counted.all(|who| Pallet::<T>::is_validator(&who)),
		"absences are counted for an account that is not a validator"
	);
	Ok(())
}

fn has_keys<T: Config>(who: &AccountIdOf<T>) -> bool {
	Session::<T>::load_keys(who).is_some()
}

// SPDX-License-Identifier: Apache-2.0

//! The validators by decision: admission, retirement, settings.

use crate::{
	Absences, AccountIdOf, Config, CurrentSettings, Error, Event, Leaving, Pallet, Retirement,
	Settings, Validators,
};
use alloc::vec::Vec;
use codec::Decode;
use frame_support::{ensure, traits::Get};
use sp_runtime::{
	traits::{Convert, TrailingZeroInput},
	BoundedVec, DispatchResult, SaturatedConversion,
};

impl<T: Config> Pallet<T> {
	/// Returns whether the council has admitted this account and nothing has retired it since.
	pub fn is_validator(who: &AccountIdOf<T>) -> bool {
		Validators::<T>::get().binary_search(who).is_ok()
	}

	/// Returns the validators that can be planned: those with session keys.
	pub(crate) fn ready() -> Vec<AccountIdOf<T>> {
		Validators::<T>::get().into_iter().filter(has_keys::<T>).collect()
	}

	/// Admits a validator. It takes part once it has set its session keys and a session has passed.
	pub(crate) fn admit(who: &AccountIdOf<T>) -> DispatchResult {
		ensure_stated::<T>(who)?;
		ensure!(!Leaving::<T>::get().contains(who), Error::<T>::StillLeaving);
		Validators::<T>::try_mutate(|validators| {
			let Err(place) = validators.binary_search(who) else {
				return Err(Error::<T>::AlreadyValidator);
			};
			let admitted: u32 = validators.len().saturated_into();
			ensure!(admitted < CurrentSettings::<T>::get().ceiling, Error::<T>::AboveCeiling);
			validators.try_insert(place, who.clone()).map_err(|_| Error::<T>::AboveCeiling)
		})?;
		ensure_provider::<T>(who);
		Self::deposit_event(Event::ValidatorAdmitted { validator: who.clone() });
		Ok(())
	}

	/// Retires a validator by motion. A motion takes days, and does not fail for an account that has
	/// resigned meanwhile.
	pub(crate) fn retire_by_motion(who: &AccountIdOf<T>) -> DispatchResult {
		ensure_stated::<T>(who)?;
		if Self::is_validator(who) {
			Self::retire(who, Retirement::Motion)
		} else {
			Ok(())
		}
	}

	/// Retires a validator. It stays in the running session and in the next, which is planned.
	pub(crate) fn retire(who: &AccountIdOf<T>, reason: Retirement) -> DispatchResult {
		let mut validators = Validators::<T>::get();
		let place = validators.binary_search(who).map_err(|_| Error::<T>::NotValidator)?;
		if has_keys::<T>(who) {
			let ready: u32 = Self::ready().len().saturated_into();
			ensure!(ready > CurrentSettings::<T>::get().floor, Error::<T>::BelowFloor);
			Leaving::<T>::try_append(who.clone()).map_err(|()| Error::<T>::TooManyLeaving)?;
		}
		validators.remove(place);
		Validators::<T>::put(validators);
		Absences::<T>::remove(who);
		Self::deposit_event(Event::ValidatorRetired { validator: who.clone(), reason });
		Ok(())
	}

	/// Retires a validator for an offence or an absence, where no caller receives an error.
	///
	/// If it cannot be retired because too few would be left, an event informs the council.
	pub(crate) fn retire_or_hold_back(who: &AccountIdOf<T>, reason: Retirement) {
		if Self::is_validator(who) && Self::retire(who, reason).is_err() {
			Self::deposit_event(Event::RetirementHeldBack { validator: who.clone(), reason });
		}
	}

	/// Replaces the settings.
	pub(crate) fn change_settings(settings: Settings) -> DispatchResult {
		ensure!(settings.are_consistent(T::MaxValidators::get()), Error::<T>::BadSettings);
		let admitted: u32 = Validators::<T>::get().len().saturated_into();
		let ready: u32 = Self::ready().len().saturated_into();
		ensure!(admitted <= settings.ceiling, Error::<T>::AboveCeiling);
		ensure!(ready >= settings.floor, Error::<T>::BelowFloor);
		CurrentSettings::<T>::put(settings);
		Self::deposit_event(Event::SettingsChanged { settings });
		Ok(())
	}
}

/// Checks that an account is not the one of zeroes, which clients put in the place of an account
/// that they miss.
fn ensure_stated<T: Config>(who: &AccountIdOf<T>) -> Result<(), Error<T>> {
	let unstated = AccountIdOf::<T>::decode(&mut TrailingZeroInput::zeroes());
	ensure!(unstated.as_ref() != Ok(who), Error::<T>::AccountUnstated);
	Ok(())
}

fn has_keys<T: Config>(who: &AccountIdOf<T>) -> bool {
	pallet_session::Pallet::<T>::load_keys(who).is_some()
}

/// Lets an account exist that can hold session keys.
///
/// On other chains its balance does that. As with the accounts of institutions, the reference is
/// never taken back: an account that ceased to exist would lose its nonce, and everything it once
/// signed could be replayed.
pub(crate) fn ensure_provider<T: Config>(who: &AccountIdOf<T>) {
	if frame_system::Account::<T>::get(who).providers == 0 {
		frame_system::Pallet::<T>::inc_providers(who);
	}
}

/// A conversion of an account to its validator: the account itself, once it is admitted and until
/// it has left.
///
/// So nobody else can register session keys, and nobody can claim a key before its validator does.
pub struct AdmittedOrLeaving<T>(core::marker::PhantomData<T>);

impl<T: Config> Convert<AccountIdOf<T>, Option<AccountIdOf<T>>> for AdmittedOrLeaving<T> {
	fn convert(who: AccountIdOf<T>) -> Option<AccountIdOf<T>> {
		let known = Pallet::<T>::is_validator(&who) || Leaving::<T>::get().contains(&who);
		known.then_some(who)
	}
}

/// The full identification of a validator besides its account: the unit, since it has no stake.
pub struct UnitIdentification;

impl<AccountId> Convert<AccountId, Option<()>> for UnitIdentification {
	fn convert(_: AccountId) -> Option<()> {
		Some(())
	}
}

/// Stores the first state.
///
/// # Panics
///
/// Panics if settings and validators do not fit together. An empty list is accepted for tools that
/// build a state to inspect it; no block can follow it.
#[allow(clippy::expect_used, clippy::panic, reason = "there is no chain yet that could stop")]
pub(crate) fn genesis<T: Config>(settings: Settings, validators: &[AccountIdOf<T>]) {
	assert!(settings.are_consistent(T::MaxValidators::get()), "consortium: bad {settings:?}");
	let mut sorted = validators.to_vec();
	sorted.sort();
	sorted.dedup();
	assert_eq!(sorted.len(), validators.len(), "consortium: a validator is listed twice");
	let count: u32 = sorted.len().saturated_into();
	assert!(
		count == 0 || (settings.floor..=settings.ceiling).contains(&count),
		"consortium: {count} validators, with a floor of {} and a ceiling of {}",
		settings.floor,
		settings.ceiling,
	);
	sorted.iter().for_each(ensure_provider::<T>);
	CurrentSettings::<T>::put(settings);
	Validators::<T>::put(BoundedVec::truncate_from(sorted));
}

// SPDX-License-Identifier: Apache-2.0

//! Attendance: the blocks that each validator writes, and its absences.

use crate::{
	types::{NEVER_ABSENT, TURNS_IN_SESSION},
	Absences, AccountIdOf, Authored, Config, CurrentSettings, Event, Pallet, Retirement,
};
use alloc::vec::Vec;
use frame_support::traits::DisabledValidators;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::SaturatedConversion;
use sp_staking::SessionIndex;

impl<T: Config> pallet_authorship::EventHandler<AccountIdOf<T>, BlockNumberFor<T>> for Pallet<T> {
	fn note_author(author: AccountIdOf<T>) {
		Authored::<T>::mutate(author, |blocks| *blocks = blocks.saturating_add(1));
	}
}

impl<T: Config> Pallet<T> {
	/// Records the absences of the session that ends, and resets the counts of blocks.
	pub(crate) fn take_attendance(session: SessionIndex) {
		let set = pallet_session::Validators::<T>::get();
		let absent = Self::absent_from(&set);
		for who in &set {
			if Authored::<T>::take(who) > 0 {
				Absences::<T>::remove(who);
			}
		}
		if !absent.is_empty() {
			Self::note_absences(session, absent, tolerated(set.len()));
		}
	}

	/// Returns the validators of the set that were in turn and wrote no block.
	///
	/// A disabled validator may not write. In a session that was cut short, or that has few blocks,
	/// a validator may not have been in turn at all.
	fn absent_from(set: &[AccountIdOf<T>]) -> Vec<AccountIdOf<T>> {
		let blocks = Self::blocks_in_session(frame_system::Pallet::<T>::block_number());
		let in_turn = set.len().saturated_into::<u32>().saturating_mul(TURNS_IN_SESSION);
		if blocks < in_turn {
			return Vec::new();
		}
		let is_absent = |(index, who): &(u32, &AccountIdOf<T>)| {
			Authored::<T>::get(who) == 0 && !pallet_session::Pallet::<T>::is_disabled(*index)
		};
		(0u32..).zip(set).filter(is_absent).map(|(_, who)| who.clone()).collect()
	}

	/// Reports absences as events, and retires validators that have been absent for too long.
	///
	/// If more are missing than the network can do without, the cause is the network and not the
	/// validators: each half of a network that is cut in two sees the other half missing, and must
	/// not retire it.
	fn note_absences(session: SessionIndex, absent: Vec<AccountIdOf<T>>, tolerated: usize) {
		if absent.len() > tolerated {
			let absent = absent.len().saturated_into();
			Self::deposit_event(Event::TooManyAbsent { session, absent });
			return;
		}
		for validator in absent.into_iter().filter(Self::is_validator) {
			let in_a_row = Absences::<T>::mutate(&validator, |sessions| {
				*sessions = sessions.saturating_add(1);
				*sessions
			});
			Self::deposit_event(Event::ValidatorAbsent {
				validator: validator.clone(),
				session,
				in_a_row,
			});
			let limit = CurrentSettings::<T>::get().absent_sessions;
			if limit != NEVER_ABSENT && in_a_row >= limit {
				Self::retire_or_hold_back(&validator, Retirement::Absence);
			}
		}
	}
}

/// Returns the number of validators of a set that may fail while the others go on: fewer than a
/// third.
const fn tolerated(set: usize) -> usize {
	set.saturating_sub(1).saturating_div(3)
}

// SPDX-License-Identifier: Apache-2.0

//! Sessions: their length, and the set of the next one.

use crate::{
	validators::UnitIdentification, AccountIdOf, Config, CurrentSettings, KeysSince, Leaving,
	Offenders, Pallet, RunningKeys, SessionEndRequested, SessionStart, Validators,
};
use alloc::vec::Vec;
use frame_support::{
	traits::{EstimateNextSessionRotation, Get},
	weights::Weight,
};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_session::{historical, SessionInterface, ShouldEndSession};
use sp_runtime::{
	traits::{Convert, Saturating},
	Permill, SaturatedConversion,
};
use sp_staking::SessionIndex;

impl<T: Config> Pallet<T> {
	/// Returns the set for the session after the one that begins, or `None` if nothing changes with
	/// it.
	///
	/// A set that is returned counts as a change even if it is the same: GRANDPA would hand over in
	/// every session, with a digest and a justification to store each time. Other keys of the same
	/// validators are a change: with `None`, all later proofs of key ownership would be made from
	/// the old keys.
	fn plan() -> Option<Vec<AccountIdOf<T>>> {
		let ready: Vec<_> = Validators::<T>::get()
			.into_iter()
			.filter_map(|who| pallet_session::Pallet::<T>::load_keys(&who).map(|keys| (who, keys)))
			.collect();
		// While sessions change, the keys in the queue are those of the session that begins.
		if ready.is_empty() || ready == pallet_session::Pallet::<T>::queued_keys() {
			return None;
		}
		Some(ready.into_iter().map(|(who, _)| who).collect())
	}

	/// Stores the keys that run from now on, and the session since which each validator has run
	/// with its keys.
	///
	/// The session pallet replaces its queued keys only after this.
	fn take_over_keys(session: SessionIndex) {
		let running = pallet_session::Pallet::<T>::queued_keys();
		let before = RunningKeys::<T>::get();
		for (who, _) in before.iter().filter(|held| !running.contains(held)) {
			KeysSince::<T>::remove(who);
		}
		for (who, _) in running.iter().filter(|held| !before.contains(held)) {
			KeysSince::<T>::insert(who, session);
		}
		RunningKeys::<T>::put(running);
	}

	/// Removes the session keys of those that have left the running set.
	///
	/// A validator that is admitted again brings new keys, which matters most if its key was
	/// stolen.
	fn purge_departed() {
		let running = pallet_session::Validators::<T>::get();
		let has_left = |who: &AccountIdOf<T>| !running.contains(who);
		let mut leaving = Leaving::<T>::get();
		for who in leaving.iter().filter(|who| has_left(who)) {
			// This asks in turn whether the account may have keys, which it may while it is on the
			// list.
			let purged = <pallet_session::Pallet<T> as SessionInterface>::purge_keys(who);
			debug_assert!(purged.is_ok(), "every leaving validator has keys");
		}
		leaving.retain(|who| !has_left(who));
		Leaving::<T>::put(leaving);
	}

	/// Disables the offenders again for as long as they run.
	///
	/// When another set takes over, the session pallet enables all of it. A retired validator still
	/// serves the session already planned. Any change of the set, which an accomplice could cause
	/// by rotating keys, would re-enable it, so it is disabled again here.
	fn keep_disabled() {
		let running = pallet_session::Validators::<T>::get();
		let mut offenders = Offenders::<T>::get();
		offenders.retain(|who| running.contains(who));
		for who in &offenders {
			Self::disable(who);
		}
		Offenders::<T>::put(offenders);
	}

	/// Removes the roots of sessions that are too old to be reported about.
	fn prune_history(ended: SessionIndex) {
		let kept_from = ended.saturating_add(1).saturating_sub(T::SessionsInHistory::get());
		if historical::StoredRange::<T>::get().is_some_and(|(first, _)| first < kept_from) {
			historical::Pallet::<T>::prune_up_to(kept_from);
		}
	}

	/// Returns the number of blocks since the running session began.
	pub(crate) fn blocks_in_session(now: BlockNumberFor<T>) -> u32 {
		now.saturating_sub(SessionStart::<T>::get()).saturated_into()
	}
}

impl<T: Config> ShouldEndSession<BlockNumberFor<T>> for Pallet<T> {
	fn should_end_session(now: BlockNumberFor<T>) -> bool {
		SessionEndRequested::<T>::get()
			|| Self::blocks_in_session(now) >= CurrentSettings::<T>::get().session_length
	}
}

impl<T: Config> EstimateNextSessionRotation<BlockNumberFor<T>> for Pallet<T> {
	fn average_session_length() -> BlockNumberFor<T> {
		CurrentSettings::<T>::get().session_length.into()
	}

	fn estimate_current_session_progress(now: BlockNumberFor<T>) -> (Option<Permill>, Weight) {
		let length = CurrentSettings::<T>::get().session_length;
		let progress = Permill::from_rational(Self::blocks_in_session(now).min(length), length);
		(Some(progress), T::DbWeight::get().reads(2))
	}

	fn estimate_next_session_rotation(
		_now: BlockNumberFor<T>,
	) -> (Option<BlockNumberFor<T>>, Weight) {
		let end = SessionStart::<T>::get().saturating_add(Self::average_session_length());
		(Some(end), T::DbWeight::get().reads(2))
	}
}

impl<T: Config> pallet_session::SessionManager<AccountIdOf<T>> for Pallet<T> {
	fn new_session(_index: SessionIndex) -> Option<Vec<AccountIdOf<T>>> {
		Self::plan()
	}

	fn start_session(index: SessionIndex) {
		SessionStart::<T>::put(frame_system::Pallet::<T>::block_number());
		SessionEndRequested::<T>::kill();
		Self::take_over_keys(index);
		Self::purge_departed();
		Self::keep_disabled();
	}

	fn end_session(index: SessionIndex) {
		Self::take_attendance(index);
		Self::prune_history(index);
	}
}

impl<T: Config> historical::SessionManager<AccountIdOf<T>, ()> for Pallet<T> {
	fn new_session(_index: SessionIndex) -> Option<Vec<(AccountIdOf<T>, ())>> {
		let identified = |who: AccountIdOf<T>| UnitIdentification::convert(()).map(|id| (who, id));
		Self::plan().map(|set| set.into_iter().filter_map(identified).collect())
	}

	/// Checks that the first set consists of exactly the accounts with keys, and returns it.
	///
	/// Otherwise the chain could begin with other validators than were decided on, or with too few.
	fn new_session_genesis(index: SessionIndex) -> Option<Vec<(AccountIdOf<T>, ())>> {
		let mut with_keys: Vec<_> = pallet_session::NextKeys::<T>::iter_keys().collect();
		with_keys.sort();
		assert_eq!(
			Validators::<T>::get().into_inner(),
			with_keys,
			"consortium: the validators are not those whose session keys are given",
		);
		<Self as historical::SessionManager<_, _>>::new_session(index)
	}

	fn start_session(index: SessionIndex) {
		<Self as pallet_session::SessionManager<_>>::start_session(index);
	}

	fn end_session(index: SessionIndex) {
		<Self as pallet_session::SessionManager<_>>::end_session(index);
	}
}

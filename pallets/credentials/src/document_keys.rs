// SPDX-License-Identifier: Apache-2.0

//! Document keys: the keys with which an institution signs its documents.
//!
//! A key is added once, and its record is never removed. What counts for a document is the standing
//! of its key at the moment of the anchoring, so a change of a record looks forward; only a
//! declaration that a key is compromised reaches back, by the rules of voids.

use crate::{
	accounts::{Caller, Member},
	reach::{Reach, ReachFault},
	types::Actor,
	AccountIdOf, Config, DocumentKeyCounts, DocumentKeyNumbers, DocumentKeys, Error, Event, Pallet,
};
use frame_support::{ensure, traits::EnsureOrigin};
use frame_system::pallet_prelude::OriginFor;
use sp_runtime::DispatchError;
use testamur_primitives::{
	limits::{MAX_CURRENT_KEYS, MAX_LISTED_KEYS},
	public_key::KeyFault,
	records::KeyCounts,
	DocumentKey, InstitutionId, KeyEnd, KeyPurpose, Moment, PublicKey,
};

impl<T: Config> Pallet<T> {
	/// Authenticates the council, or the admin of this institution or, where grave acts take two
	/// accounts, either of the two.
	pub(crate) fn ensure_keeper(
		origin: OriginFor<T>,
		institution: InstitutionId,
	) -> Result<Caller<AccountIdOf<T>>, DispatchError> {
		let member = match T::CouncilOrigin::try_origin(origin) {
			Ok(_) => return Ok(Caller::Council),
			Err(origin) => Self::ensure_admin_or_two(origin, true)?,
		};
		ensure!(member.institution == institution, Error::<T>::PermissionDenied);
		Ok(Caller::Member(member))
	}

	/// Implements [`Pallet::add_document_key`].
	pub(crate) fn do_add_document_key(
		member: Member<AccountIdOf<T>>,
		key: PublicKey,
		purpose: KeyPurpose,
	) -> Result<(), Error<T>> {
		let Member { who: by, institution } = member;
		key.check().map_err(|fault| match fault {
			KeyFault::Unstated => Error::<T>::KeyUnstated,
			KeyFault::NotCompressed => Error::<T>::KeyNotCompressed,
			KeyFault::SmallOrder => Error::<T>::KeyOfSmallOrder,
		})?;
		ensure!(purpose != KeyPurpose::Unstated, Error::<T>::PurposeUnstated);
		let exists = DocumentKeys::<T>::contains_key(institution, key);
		ensure!(!exists, Error::<T>::KeyExists);
		let number = DocumentKeyCounts::<T>::try_mutate(institution, |counts| {
			counts.given = counts.given.checked_add(1).ok_or(Error::<T>::IdsExhausted)?;
			recount(counts, (false, true), (false, true))?;
			Ok(counts.given)
		})?;
		let since = Self::now();
		let record = DocumentKey { number, purpose, since, until: None, compromised_since: None };
		DocumentKeys::<T>::insert(institution, key, record);
		DocumentKeyNumbers::<T>::insert(institution, number, key);
		Self::deposit_event(Event::DocumentKeyAdded {
			institution,
			number,
			key,
			purpose,
			since,
			by,
		});
		Ok(())
	}

	/// Implements [`Pallet::retire_document_key`].
	pub(crate) fn do_retire_document_key(
		member: Member<AccountIdOf<T>>,
		key: PublicKey,
	) -> Result<(), Error<T>> {
		let Member { who: by, institution } = member;
		let former = Self::document_key(institution, key)?;
		ensure!(former.until.is_none(), Error::<T>::KeyRetired);
		let until = Self::now();
		let record = DocumentKey { until: Some(until), ..former };
		Self::replace_document_key(institution, key, &former, record)?;
		let number = record.number;
		Self::deposit_event(Event::DocumentKeyRetired { institution, number, key, until, by });
		Ok(())
	}

	/// Implements [`Pallet::declare_compromised`].
	pub(crate) fn do_declare_compromised(
		caller: Caller<AccountIdOf<T>>,
		institution: InstitutionId,
		key: PublicKey,
		since: Moment,
	) -> Result<(), Error<T>> {
		let record = Self::document_key(institution, key)?;
		let former = record.compromised_since;
		if caller.finds_done(former == Some(since)) {
			return Ok(());
		}
		let reach = Reach::of(&caller, Self::now());
		reach.ensure_may_name(Some(since)).map_err(of_compromise)?;
		reach.ensure_may_move(former, Some(since)).map_err(of_compromise)?;
		// The key does not count for anything that was anchored before it was added.
		ensure!(record.since <= since, Error::<T>::KeyNotYetAdded);
		let compromised = DocumentKey { compromised_since: Some(since), ..record };
		Self::replace_document_key(institution, key, &record, compromised)?;
		let (number, by) = (record.number, caller.actor());
		Self::deposit_event(Event::DocumentKeyCompromised {
			institution,
			number,
			key,
			former,
			since,
			by,
		});
		Ok(())
	}

	/// Implements [`Pallet::lift_compromise`].
	///
	/// The key is what it was before: in use, unless it was retired. It takes a place again.
	pub(crate) fn do_lift_compromise(
		institution: InstitutionId,
		key: PublicKey,
	) -> Result<(), Error<T>> {
		let record = Self::document_key(institution, key)?;
		let Some(former) = record.compromised_since else { return Ok(()) };
		let lifted = DocumentKey { compromised_since: None, ..record };
		Self::replace_document_key(institution, key, &record, lifted)?;
		let (number, by) = (record.number, Actor::Council);
		Self::deposit_event(Event::CompromiseLifted { institution, number, key, former, by });
		Ok(())
	}

	/// Implements [`Pallet::reinstate_document_key`].
	///
	/// An end is moved forward only, so that a motion takes nothing from what the key has signed.
	pub(crate) fn do_reinstate_document_key(
		institution: InstitutionId,
		key: PublicKey,
		end: KeyEnd,
	) -> Result<(), Error<T>> {
		let until = match end {
			KeyEnd::Unstated => return Err(Error::<T>::KeyEndUnstated),
			KeyEnd::Never => None,
			KeyEnd::At(moment) => Some(moment),
		};
		let record = Self::document_key(institution, key)?;
		if record.until == until {
			return Ok(());
		}
		let former = record.until.ok_or(Error::<T>::KeyNotRetired)?;
		if let Some(moment) = until {
			ensure!(former < moment, Error::<T>::KeyEndNotLater);
			ensure!(moment <= Self::now(), Error::<T>::KeyEndInFuture);
		}
		let reinstated = DocumentKey { until, ..record };
		Self::replace_document_key(institution, key, &record, reinstated)?;
		let (number, by) = (record.number, Actor::Council);
		Self::deposit_event(Event::DocumentKeyReinstated {
			institution,
			number,
			key,
			former,
			until,
			by,
		});
		Ok(())
	}

	/// Returns the record of a document key of an institution.
	fn document_key(institution: InstitutionId, key: PublicKey) -> Result<DocumentKey, Error<T>> {
		DocumentKeys::<T>::get(institution, key).ok_or(Error::<T>::KeyNotFound)
	}

	/// Stores another record of a document key, and counts the keys of its institution again. One that
	/// is in use or listed again takes a place.
	fn replace_document_key(
		institution: InstitutionId,
		key: PublicKey,
		former: &DocumentKey,
		record: DocumentKey,
	) -> Result<(), Error<T>> {
		let current = (former.is_current(), record.is_current());
		let listed = (former.is_listed(), record.is_listed());
		if current.0 != current.1 || listed.0 != listed.1 {
			DocumentKeyCounts::<T>::try_mutate(institution, |counts| {
				recount(counts, current, listed)
			})?;
		}
		DocumentKeys::<T>::insert(institution, key, record);
		Ok(())
	}
}

/// Returns the error of a call that declares a key compromised.
const fn of_compromise<T>(fault: ReachFault) -> Error<T> {
	match fault {
		ReachFault::InFuture => Error::CompromiseInFuture,
		ReachFault::TooFarBack => Error::CompromiseTooFarBack,
		ReachFault::NotEarlier => Error::CompromiseNotEarlier,
		ReachFault::Unchanged => Error::CompromiseUnchanged,
	}
}

/// Counts the keys of an institution again, of which one was in use, or listed, before, is now, or
/// both.
fn recount<T>(
	counts: &mut KeyCounts,
	current: (bool, bool),
	listed: (bool, bool),
) -> Result<(), Error<T>> {
	counts.current =
		recounted(counts.current, MAX_CURRENT_KEYS, current).ok_or(Error::TooManyCurrentKeys)?;
	counts.listed = recounted(counts.listed, MAX_LISTED_KEYS, listed).ok_or(Error::TooManyKeys)?;
	Ok(())
}

/// Returns a count of at most so many items, of which one was counted before, is counted now, or
/// both; and `None` if that is one too many.
const fn recounted(count: u32, most: u32, (before, now): (bool, bool)) -> Option<u32> {
	match (before, now) {
		(true, false) => Some(count.saturating_sub(1)),
		(false, true) if count >= most => None,
		(false, true) => Some(count.saturating_add(1)),
		(true, true) | (false, false) => Some(count),
	}
}

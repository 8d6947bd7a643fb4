// SPDX-License-Identifier: Apache-2.0

//! Status lists: the places at which batches stand in the lists that their documents name.
//!
//! A list is a copy of statuses for readers who know nothing of this chain. It gives no right and
//! takes none: verdicts do not depend on it. `testamur-primitives` says how it is read.

use crate::{
	accounts::Member, own_state::OwnState, queries::ensure_limit, types::ListedRoots, AccountIdOf,
	Batches, Config, Error, Event, ListEnds, ListParts, Pallet,
};
use frame_support::ensure;
use testamur_primitives::{
	limits::{MAX_LIST, MAX_PAGE},
	views::{QueryError, StatusListPage},
	InstitutionId, ListLabel, StatusList,
};

impl<T: Config> Pallet<T> {
	/// Implements [`Pallet::list_batches`].
	pub(crate) fn do_list_batches(
		member: Member<AccountIdOf<T>>,
		label: ListLabel,
		start: Option<u32>,
		roots: ListedRoots,
	) -> Result<(), Error<T>> {
		ensure!(label != ListLabel::default(), Error::<T>::LabelUnstated);
		ensure!(!roots.is_empty(), Error::<T>::NothingToDo);
		let start = start.ok_or(Error::<T>::ListStartUnstated)?;
		let institution = member.institution;
		let mut end = ListEnds::<T>::get(institution, label);
		ensure!(start >= end, Error::<T>::ListPlaceTaken);
		ensure!(start == end, Error::<T>::ListGap);
		for (position, root) in (0u16..).zip(&roots) {
			let batch = Batches::<T>::get(institution, root)
				.ok_or(Error::<T>::ListedBatchNotFound { position })?;
			ListParts::<T>::insert((institution, label, end), root);
			end = end
				.checked_add(batch.size)
				.filter(|end| *end <= MAX_LIST)
				.ok_or(Error::<T>::ListFull { position })?;
		}
		ListEnds::<T>::insert(institution, label, end);
		let by = member.who;
		Self::deposit_event(Event::BatchesListed { institution, label, start, roots, by });
		Ok(())
	}

	/// Returns at most `limit` parts of a status list from the one that begins at place `from`, or
	/// `None` when the institution has no such list.
	///
	/// The page after this one begins with a part that is there, so that a place at which none
	/// begins is the mistake of whoever asks, and not damage.
	pub fn status_list(
		institution: InstitutionId,
		label: ListLabel,
		from: u32,
		limit: u32,
	) -> Result<Option<StatusListPage>, QueryError> {
		ensure_limit(limit, MAX_PAGE)?;
		let state = OwnState::open::<T>()?;
		let Some(list) = StatusList::open(&state, institution, label)? else {
			return Ok(None);
		};
		if !list.may_begin_at(from)? {
			return Err(QueryError::NoPartBegins);
		}
		let mut walk = list.parts(from);
		let parts = walk.by_ref().take(limit as usize).collect::<Result<_, _>>()?;
		let next = walk.next().transpose()?.map(|part| part.start);
		Ok(Some(StatusListPage { end: list.end(), parts, next }))
	}
}

// SPDX-License-Identifier: Apache-2.0

//! Weights of calls by their arguments.

use crate::{
	types::{ReissueItems, StatusChanges},
	Config, StatusChangeAt, WeightInfo,
};
use frame_support::{traits::Get, weights::Weight};
use pallet_event_log::EventRecorder;
use sp_runtime::SaturatedConversion;
use testamur_primitives::{limits::MAX_TAKEN_OUT, status::chunk_of, AccreditationId};

/// Returns the length of a list.
pub(crate) fn count<Item>(list: &[Item]) -> u32 {
	list.len().saturated_into()
}

/// Returns the weight of a call together with that of its one event in the logs, which concerns at
/// most so many institutions.
pub(crate) fn logged<T: Config>(call: Weight, institutions: u32) -> Weight {
	logged_all::<T>(call, 1, institutions)
}

/// Returns the weight of a call together with that of at most so many events in the logs, which
/// concern at most so many institutions altogether.
pub(crate) fn logged_all<T: Config>(call: Weight, events: u32, institutions: u32) -> Weight {
	call.saturating_add(T::EventLog::weight(events, institutions))
}

/// Returns the weight of a call together with that of its events in the log of one institution.
pub(crate) fn logged_each<T: Config>(call: Weight, events: u32) -> Weight {
	logged_all::<T>(call, events, 1)
}

/// Returns the most expired grants that give up their places to an offer by the right of `parent`.
///
/// The council, which offers without a parent, may use the last place, and so needs one at most.
pub(crate) const fn taken_out(parent: Option<&AccreditationId>) -> u32 {
	match parent {
		None => 1,
		Some(_) => MAX_TAKEN_OUT,
	}
}

/// Returns the most that `reinstate_accreditation` weighs: a suspended grant is judged along its
/// path, and a withdrawn one takes a place again.
pub(crate) fn reinstate_accreditation<W: WeightInfo>() -> Weight {
	W::reinstate_accreditation().max(W::reinstate_withdrawn(MAX_TAKEN_OUT))
}

/// Returns the weight of `change_statuses`.
///
/// It is composed of three benchmarks: changes in one chunk, changes in a chunk each, and
/// successors. The differences between them give the cost of a further chunk and that of a
/// successor. A change that takes a successor away counts as one that names one, which costs more.
pub(crate) fn change_statuses<W: WeightInfo>(changes: &StatusChanges) -> Weight {
	W::change_statuses(count(changes)).saturating_add(chunks_and_successors::<W>(changes))
}

/// The reads by which a custodian's change of a successor is checked: the successor, what was issued
/// again, its statuses, the trace of a custodian, and its own successor.
const READS_OF_REISSUE: u64 = 5;

/// Returns the weight of `change_statuses_for`, which also leaves a trace for each change, and looks
/// whether a successor that is exchanged was issued by a custodian.
pub(crate) fn change_statuses_for<T: Config>(changes: &StatusChanges) -> Weight {
	let reads = READS_OF_REISSUE.saturating_mul(count_successors(changes).into());
	T::WeightInfo::change_statuses_for(count(changes))
		.saturating_add(chunks_and_successors::<T::WeightInfo>(changes))
		.saturating_add(T::DbWeight::get().reads(reads))
}

/// Returns the weight of `reissue`.
pub(crate) fn reissue<T: Config>(items: &ReissueItems) -> Weight {
	T::WeightInfo::reissue(count(items))
}

/// Returns the weight of all chunks but the first, and of all successors, of changes of statuses.
fn chunks_and_successors<W: WeightInfo>(changes: &StatusChanges) -> Weight {
	let chunks = chunks_of(changes);
	let successors = count_successors(changes);
	W::change_chunks(chunks)
		.saturating_sub(W::change_chunks(1))
		.saturating_add(W::change_successors(successors).saturating_sub(W::change_successors(0)))
}

/// Returns the number of times that a change lies in another chunk than the one before it, and one
/// for the first.
///
/// That is the number of chunks for changes in the order of their places, and more for others. The
/// exact number would take a set, and calls are weighed more often than they are paid for.
fn chunks_of(changes: &[StatusChangeAt]) -> u32 {
	let chunks = changes.iter().map(|at| chunk_of(at.index.unwrap_or_default()).0);
	let moves = chunks.clone().zip(chunks.skip(1)).filter(|(chunk, next)| chunk != next).count();
	count(changes).min(1).saturating_add(moves.saturated_into())
}

/// Returns the number of changes that name a successor or take one away.
fn count_successors(changes: &[StatusChangeAt]) -> u32 {
	changes
		.iter()
		.filter(|at| at.change.concerns_successor())
		.count()
		.saturated_into()
}

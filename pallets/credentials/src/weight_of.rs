// SPDX-License-Identifier: Apache-2.0

//! Weights of calls by their arguments.

use crate::{types::StatusChanges, StatusChangeAt, WeightInfo};
use alloc::collections::BTreeSet;
use frame_support::weights::Weight;
use sp_runtime::SaturatedConversion;
use testamur_primitives::{status::chunk_of, StatusChange};

/// Returns the length of a list.
pub(crate) fn count<Item>(list: &[Item]) -> u32 {
	list.len().saturated_into()
}

/// Returns the weight of `change_statuses`.
///
/// It is composed of three benchmarks: changes in one chunk, changes in a chunk each, and
/// successors. The differences between them give the cost of a further chunk and that of a
/// successor.
pub(crate) fn change_statuses<W: WeightInfo>(changes: &StatusChanges) -> Weight {
	let chunks = chunks_of(changes);
	let successors = count_successors(changes);
	W::change_statuses(count(changes))
		.saturating_add(W::change_chunks(chunks).saturating_sub(W::change_chunks(1)))
		.saturating_add(W::change_successors(successors).saturating_sub(W::change_successors(0)))
}

/// Returns the number of chunks that the changes lie in.
fn chunks_of(changes: &[StatusChangeAt]) -> u32 {
	let chunks: BTreeSet<_> = changes.iter().map(|change| chunk_of(change.index).0).collect();
	chunks.len().saturated_into()
}

/// Returns the number of changes that name a successor.
fn count_successors(changes: &[StatusChangeAt]) -> u32 {
	let supersedes = |at: &&StatusChangeAt| matches!(at.change, StatusChange::Supersede(_));
	changes.iter().filter(supersedes).count().saturated_into()
}

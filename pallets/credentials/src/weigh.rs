// SPDX-License-Identifier: Apache-2.0

//! From the arguments of a call to the quantities that its weight grows with.

use crate::{types::StatusChanges, StatusChangeAt, WeightInfo};
use alloc::collections::BTreeSet;
use frame_support::weights::Weight;
use sp_runtime::SaturatedConversion;
use testamur_primitives::{status::chunk_of, StatusChange};

/// The length of a list.
pub(crate) fn count<Item>(list: &[Item]) -> u32 {
	list.len().saturated_into()
}

/// The weight of `change_statuses`.
///
/// Three benchmarks tell what it is made of: changes in one chunk, changes in a chunk each, and
/// successors. What a chunk adds to a change and what a successor adds to a change in a chunk of its
/// own are the differences between them.
pub(crate) fn change_statuses<W: WeightInfo>(changes: &StatusChanges) -> Weight {
	let chunks = chunks_of(changes);
	let successors = count_successors(changes);
	W::change_statuses(count(changes))
		.saturating_add(W::change_chunks(chunks).saturating_sub(W::change_chunks(1)))
		.saturating_add(W::change_successors(successors).saturating_sub(W::change_successors(0)))
}

/// The chunks that changes lie in.
fn chunks_of(changes: &[StatusChangeAt]) -> u32 {
	let chunks: BTreeSet<_> = changes.iter().map(|change| chunk_of(change.index).0).collect();
	chunks.len().saturated_into()
}

/// The changes that name a successor.
fn count_successors(changes: &[StatusChangeAt]) -> u32 {
	let supersedes = |at: &&StatusChangeAt| matches!(at.change, StatusChange::Supersede(_));
	changes.iter().filter(supersedes).count().saturated_into()
}

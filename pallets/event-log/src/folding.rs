// SPDX-License-Identifier: Apache-2.0

//! The end of a block, which folds its events into the frontiers.

use crate::{sha256::HostSha256, Config, Pallet, Pending, PendingEvent, SubjectLogs, WholeLog};
use alloc::collections::BTreeMap;
use frame_support::traits::Time;
use sp_runtime::SaturatedConversion;
use testamur_primitives::{Frontier, Leaf, LogEntry};

impl<T: Config> Pallet<T> {
	/// Appends the events of the block to the whole log, and each to the logs of its subjects.
	pub(crate) fn fold() {
		let pending = Pending::<T>::take();
		if pending.is_empty() {
			return;
		}
		let block = frame_system::Pallet::<T>::block_number().saturated_into();
		let time = T::Time::now();
		let mut whole = WholeLog::<T>::get();
		let mut logs = BTreeMap::new();
		for PendingEvent { event, subjects } in pending {
			let entry = LogEntry { sequence: whole.size(), block, time, event };
			let leaf = entry.leaf::<HostSha256>();
			append(&mut whole, leaf);
			for subject in subjects {
				let log = logs.entry(subject).or_insert_with(|| SubjectLogs::<T>::get(subject));
				append(log, leaf);
			}
		}
		for (subject, log) in logs {
			SubjectLogs::<T>::insert(subject, log);
		}
		WholeLog::<T>::put(whole);
	}
}

/// Appends a leaf.
///
/// Only a log of 2^64 - 1 events takes no more, which no chain reaches: at a million events a second
/// it takes half a million years.
fn append(log: &mut Frontier, leaf: Leaf) {
	let _full = log.push::<HostSha256>(leaf);
}

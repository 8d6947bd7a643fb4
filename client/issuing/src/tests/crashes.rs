// SPDX-License-Identifier: Apache-2.0

//! A failure at each operation, and the run after it.

use super::{
	cohorts::{assert_issued, run, world, Lists, FOLDER},
	pool::{Arrival, MemoryChain, ERA},
};
use crate::{journal::NEW, Fault, JOURNAL};
use std::path::Path;

/// The way in which a run ends early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
	/// Its process is killed: what was renamed has its new name.
	Killed,
	/// The power fails: names that were not synced are lost.
	PowerLost,
	/// The power fails, and of the names that were not synced only the last one is there.
	PowerLostOutOfOrder,
	/// One operation fails, as on a full disk, and the others work.
	OneFailed,
}

/// The times at which a transaction that outlives its sender gets into a block: between any two
/// questions of the next run, in its last block, and never.
const LATE: [Arrival; 9] = [
	Arrival::After(2),
	Arrival::After(3),
	Arrival::After(4),
	Arrival::After(5),
	Arrival::After(6),
	Arrival::After(7),
	Arrival::After(8),
	Arrival::After(ERA - 1),
	Arrival::Never,
];
/// The most runs that a cohort needs, whatever fails once.
const MAX_RUNS: u64 = 9;

/// Checks that nothing is called not anchored that can be anchored yet, and that a run which may have sent
/// something says so.
fn assert_honest(fault: &Fault, chain: &MemoryChain, is_cut: bool) {
	match fault {
		Fault::NotAnchored(_) => {
			assert!(!chain.is_waiting() && chain.batches.borrow().is_empty(), "{fault}");
		},
		Fault::Unknown { last, last_final, .. } => {
			assert!(*last >= 100 && (is_cut || last_final.is_some()), "{fault}");
		},
		_ => assert!(is_cut, "{fault}"),
	}
}

/// The point to which a run came that was to fail at an operation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reached {
	/// The operation failed before anything was signed for the chain.
	Signing,
	/// It failed after that.
	Sending,
	/// It came to its end before.
	End,
}

/// Runs with a failure at the operation of a number, and then until the cohort is issued.
fn fails_at(number: usize, end: End, arrival: Arrival, lists: &Lists) -> Reached {
	let (disk, mut chain) = world(arrival);
	disk.fuse.set(Some(number), end == End::OneFailed);
	let first = run(&disk, &mut chain, lists, 1);
	let reached = match (disk.fuse.is_blown(), chain.signed()) {
		(false, _) => Reached::End,
		(true, 0) => Reached::Signing,
		(true, _) => Reached::Sending,
	};
	if let Err(fault) = &first {
		assert_honest(fault, &chain, disk.fuse.is_blown());
	}
	if matches!(end, End::PowerLost | End::PowerLostOutOfOrder) {
		disk.lose_power(end == End::PowerLostOutOfOrder);
	}
	disk.fuse.set(None, false);
	let mut seed = 2;
	while let Err(fault) = run(&disk, &mut chain, lists, seed) {
		assert_honest(&fault, &chain, false);
		seed += 1;
		assert!(seed < MAX_RUNS, "{number} {end:?} {arrival:?}: {fault}");
	}
	// Signatures are checked where they are made, which takes most of the time.
	match arrival {
		Arrival::Now => assert_issued(&disk, &chain, lists),
		_ => assert_eq!(chain.batches.borrow().len(), 1),
	}
	if matches!(end, End::Killed | End::OneFailed) {
		let left = disk.files(&Path::new(FOLDER).join(JOURNAL));
		assert!(!left.iter().any(|name| name.starts_with(NEW)), "{left:?}");
	}
	// The next run finds that there is nothing to do.
	let (sent, (_, written)) = (chain.sent.get(), run(&disk, &mut chain, lists, seed).unwrap());
	assert_eq!((written.new, chain.sent.get()), (0, sent));
	// A second transaction is sent only where the first one has expired.
	assert!(sent == 1 || (sent == 2 && arrival == Arrival::Never), "{number} {end:?} {arrival:?}");
	reached
}

fn fails_everywhere(end: End) {
	let lists = Lists::new(2);
	let (mut number, mut signed) = (0, 0);
	loop {
		match fails_at(number, end, Arrival::Now, &lists) {
			Reached::Signing => signed += 1,
			Reached::Sending => {},
			Reached::End => break,
		}
		number += 1;
	}
	assert!(number > 35, "only {number} operations");
	// The time of arrival matters only for what is sent.
	let lists = Lists::new(1);
	for arrival in LATE {
		let mut number = signed;
		while fails_at(number, end, arrival, &lists) != Reached::End {
			number += 1;
		}
		assert!(number > signed + 5, "only {number} operations");
	}
}

#[test]
fn a_process_that_is_killed_at_any_operation_anchors_once_and_loses_no_file() {
	fails_everywhere(End::Killed);
}

#[test]
fn a_loss_of_power_at_any_operation_does_no_more_harm() {
	fails_everywhere(End::PowerLost);
}

#[test]
fn nor_does_one_after_which_names_are_there_out_of_order() {
	fails_everywhere(End::PowerLostOutOfOrder);
}

#[test]
fn an_operation_that_fails_once_does_no_harm() {
	fails_everywhere(End::OneFailed);
}

/// Checks every distance between the last block of a transaction and the questions of the next run.
#[test]
fn a_transaction_in_its_last_block_is_not_sent_a_second_time() {
	let lists = Lists::new(1);
	let cut = |number| {
		let (disk, mut chain) = world(Arrival::After(ERA - 1));
		disk.fuse.set(Some(number), false);
		let _ = run(&disk, &mut chain, &lists, 1);
		disk.fuse.set(None, false);
		(disk, chain)
	};
	let number = (0..).find(|number| cut(*number).1.is_waiting()).unwrap();
	for blocks in 0..ERA {
		let (disk, mut chain) = cut(number);
		(0..blocks).for_each(|_| chain.next_block());
		while run(&disk, &mut chain, &lists, 2).is_err() {}
		assert_eq!((chain.signed(), chain.batches.borrow().len()), (1, 1), "{blocks} blocks later");
	}
}

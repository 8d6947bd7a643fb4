// SPDX-License-Identifier: Apache-2.0

//! A failure at each operation, and the run after it.

use super::{
	cohorts::{assert_issued, run, world, Lists},
	fake::Arrival,
};

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

/// Runs with a failure at the operation of a number, and returns whether the run came so far.
fn fails_at(number: usize, end: End, arrival: Arrival, lists: &Lists) -> bool {
	let (disk, mut chain) = world(arrival);
	disk.fuse.set(Some(number), end == End::OneFailed);
	let first = run(&disk, &mut chain, lists, 1);
	let came_so_far = disk.fuse.is_blown();
	assert!(first.is_ok() || came_so_far, "{number} {end:?} {first:?}");
	if matches!(end, End::PowerLost | End::PowerLostOutOfOrder) {
		disk.lose_power(end == End::PowerLostOutOfOrder);
	}
	disk.fuse.set(None, false);
	let again = run(&disk, &mut chain, lists, 2);
	assert!(again.is_ok(), "{number} {end:?} {arrival:?}: {again:?}");
	assert_issued(&disk, &chain, lists);
	// The third run finds that there is nothing to do.
	let (sent, (_, written)) = (chain.sent.get(), run(&disk, &mut chain, lists, 3).unwrap());
	assert_eq!((written.new, chain.sent.get()), (0, sent));
	came_so_far
}

fn fails_everywhere(end: End, arrival: Arrival) {
	let lists = Lists::new(3);
	let mut number = 0;
	while fails_at(number, end, arrival, &lists) {
		number += 1;
	}
	assert!(number > 30, "only {number} operations");
}

#[test]
fn a_process_that_is_killed_at_any_operation_anchors_once_and_loses_no_file() {
	fails_everywhere(End::Killed, Arrival::Now);
}

#[test]
fn so_does_one_whose_transaction_arrives_late() {
	fails_everywhere(End::Killed, Arrival::Late);
}

#[test]
fn a_loss_of_power_at_any_operation_does_no_more_harm() {
	fails_everywhere(End::PowerLost, Arrival::Now);
	fails_everywhere(End::PowerLost, Arrival::Late);
}

#[test]
fn nor_does_one_after_which_names_are_there_out_of_order() {
	fails_everywhere(End::PowerLostOutOfOrder, Arrival::Now);
	fails_everywhere(End::PowerLostOutOfOrder, Arrival::Late);
}

#[test]
fn an_operation_that_fails_once_does_no_harm() {
	fails_everywhere(End::OneFailed, Arrival::Now);
	fails_everywhere(End::OneFailed, Arrival::Late);
}

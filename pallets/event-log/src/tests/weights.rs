// SPDX-License-Identifier: Apache-2.0

//! Comparison of declared weights with the accesses of the end of a block.

use super::*;
use crate::{EventRecorder, WeightInfo};
use frame_support::{
	traits::Hooks,
	weights::{RuntimeDbWeight, Weight},
};

type Declared = <Test as crate::Config>::WeightInfo;

/// Returns the numbers of reads and of writes that a weight includes.
fn declared_accesses(weight: impl Fn() -> Weight) -> (u64, u64) {
	let usual = DbWeight::get();
	let priced = |read, write| {
		DbWeight::set(RuntimeDbWeight { read, write });
		weight().ref_time()
	};
	let (neither, reads, writes) = (priced(0, 0), priced(1, 0), priced(0, 1));
	DbWeight::set(usual);
	(reads - neither, writes - neither)
}

/// Checks that what the calls of a block pay for, together with what the block reserves at its
/// beginning, covers its end.
fn assert_covered(events: &[&[u32]], paid: impl Fn() -> Weight) {
	let mut ext = ExtBuilder.build();
	// Every log that is touched exists, so that all of them are read.
	ext.execute_with(|| {
		let all: Vec<_> = events.iter().flat_map(|subjects| subjects.to_vec()).collect();
		all.iter().for_each(|subject| record(&"before", &[*subject]));
		end_block();
	});
	ext.commit_all().unwrap();
	ext.execute_with(|| {
		let (before, number) = (storage(), System::block_number());
		let total = || EventLog::on_initialize(number).saturating_add(paid());
		let (reads, writes) = declared_accesses(total);
		events.iter().for_each(|subjects| record(&"event", subjects));
		end_block();
		let after = storage();
		let changed = after.iter().filter(|(key, value)| before.get(*key) != Some(*value)).count();
		assert!(changed as u64 <= writes, "{changed} writes, {writes} declared");
		// Each log is read once, before it is written.
		assert!(changed as u64 <= reads, "{changed} reads, {reads} declared");
	});
}

#[test]
fn a_block_of_calls_of_another_subject_each_is_paid_for() {
	let subjects: Vec<[u32; 1]> = (0..2_000).map(|n| [n]).collect();
	let events: Vec<&[u32]> = subjects.iter().map(|subject| subject.as_slice()).collect();
	assert_covered(&events, || EventLog::weight(1, 1).saturating_mul(2_000));
}

#[test]
fn a_block_of_calls_of_two_others_each_is_paid_for() {
	let subjects: Vec<[u32; 2]> = (0..1_000).map(|n| [2 * n, 2 * n + 1]).collect();
	let events: Vec<&[u32]> = subjects.iter().map(|pair| pair.as_slice()).collect();
	assert_covered(&events, || EventLog::weight(1, 2).saturating_mul(1_000));
}

#[test]
fn a_call_of_many_events_is_paid_for() {
	let one: &[u32] = &[1];
	assert_covered(&[one; 256], || EventLog::weight(256, 1));
}

#[test]
fn a_block_reserves_the_time_and_the_write_of_the_whole_log() {
	ExtBuilder.build().execute_with(|| {
		let reserved = declared_accesses(|| EventLog::on_initialize(1));
		assert_eq!(reserved, (2, 1));
	});
}

#[test]
fn a_further_event_costs_no_access() {
	let weight = |events, subjects| declared_accesses(|| EventLog::weight(events, subjects));
	assert_eq!(weight(1, 1), (1, 1));
	assert_eq!(weight(256, 1), (1, 1));
	assert_eq!(weight(1, 2), (2, 2));
	let (few, many) = (EventLog::weight(1, 1), EventLog::weight(256, 1));
	assert!(many.ref_time() > few.ref_time(), "hashing costs something");
	assert!(Declared::fold_events(1).ref_time() > Declared::fold_events(0).ref_time());
}

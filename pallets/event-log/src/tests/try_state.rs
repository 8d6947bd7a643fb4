// SPDX-License-Identifier: Apache-2.0

//! Tests that break the state and expect the rule that is broken.

use super::*;
use codec::Decode;
use testamur_primitives::Root;

/// Returns the message of the rule that a broken state violates.
fn broken(breaks: impl FnOnce()) -> String {
	ExtBuilder.build().execute_with(|| {
		record(&"first", &[1, 2]);
		record(&"second", &[1]);
		end_block();
		EventLog::do_try_state().expect("every invariant holds before");
		breaks();
		let error = EventLog::do_try_state().expect_err("a broken rule is noticed");
		<&'static str>::from(error).to_string()
	})
}

/// Returns a frontier of this size and number of peaks, whether or not they fit.
fn with_peaks(size: u64, peaks: usize) -> Frontier {
	let bytes = (size, vec![Root([1; 32]); peaks]).encode();
	Frontier::decode(&mut bytes.as_slice()).unwrap()
}

#[test]
fn peaks_that_do_not_fit_are_noticed() {
	let message = "frontiers_match_their_sizes: the peaks of a log do not fit its size";
	assert_eq!(broken(|| WholeLog::<Test>::put(with_peaks(2, 2))), message);
	assert_eq!(broken(|| WholeLog::<Test>::put(with_peaks(3, 1))), message);
	assert_eq!(broken(|| SubjectLogs::<Test>::insert(1, with_peaks(2, 0))), message);
}

#[test]
fn stored_empty_logs_are_noticed() {
	let message = "no_empty_log_is_stored: a log of no events is stored";
	assert_eq!(broken(|| SubjectLogs::<Test>::insert(3, Frontier::default())), message);
	let empty_whole = || {
		WholeLog::<Test>::put(Frontier::default());
		let _ = SubjectLogs::<Test>::clear(u32::MAX, None);
	};
	assert_eq!(broken(empty_whole), message);
}

#[test]
fn events_that_the_whole_log_lacks_are_noticed() {
	assert_eq!(
		broken(|| SubjectLogs::<Test>::insert(2, with_peaks(3, 2))),
		"subject_logs_are_parts_of_the_whole: a subject has more events than there are"
	);
	assert_eq!(
		broken(|| (3..10).for_each(|n| SubjectLogs::<Test>::insert(n, with_peaks(2, 1)))),
		"subject_logs_are_parts_of_the_whole: the subjects have more events than can concern them"
	);
}

#[test]
fn events_that_were_not_folded_are_noticed() {
	assert_eq!(
		broken(|| record(&"third", &[1])),
		"nothing_is_pending_between_blocks: events of an earlier block are in no log"
	);
}

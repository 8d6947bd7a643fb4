// SPDX-License-Identifier: Apache-2.0

//! Benchmarks of the end of a block, with logs whose next event joins the most peaks.
//!
//! The recording of an event is a part of the call that deposits it, and so of its benchmark.

use crate::{Config, EventRecorder, Pallet, Pending, SubjectLogs, Subjects, WholeLog};
use alloc::{vec, vec::Vec};
use codec::{Decode, Encode};
use frame_benchmarking::v2::*;
use sp_runtime::traits::TrailingZeroInput;
use testamur_primitives::{
	frontier::{Frontier, Peaks},
	Root,
};

/// The number of peaks of each log, all of which the next event joins.
///
/// A log has so many when it has 2^24 - 1 events. One log alone may be longer, but not those of all the
/// subjects that one block can hold: 2,000 of them would have 33 billion events, which full blocks
/// take months to make.
const PEAKS: u32 = 24;
/// The number of their events.
const LONG: u64 = (1 << PEAKS) - 1;

/// Returns the frontier of a long log.
fn long_log() -> Frontier {
	let peaks = Peaks::truncate_from(vec![Root([7; 32]); PEAKS as usize]);
	Frontier::new(LONG, peaks).expect("a size of so many ones; qed")
}

/// Returns a subject of this number, with a long log.
fn subject<T: Config>(n: u32) -> T::Subject {
	let subject =
		T::Subject::decode(&mut TrailingZeroInput::new(&n.encode())).expect("a number; qed");
	SubjectLogs::<T>::insert(subject, long_log());
	subject
}

/// Records one event of each of these subjects.
fn record<T: Config>(subjects: Vec<T::Subject>) {
	WholeLog::<T>::put(long_log());
	for (n, subject) in (0u32..).zip(subjects) {
		Pallet::<T>::record(&n, Subjects::truncate_from(vec![subject]));
	}
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn fold_events(e: Linear<1, 256>) {
		let subject = subject::<T>(1);
		record::<T>(vec![subject; e as usize]);
		#[block]
		{
			Pallet::<T>::fold();
		}
		assert!(Pending::<T>::get().is_empty());
		assert_eq!(SubjectLogs::<T>::get(subject).size(), LONG + u64::from(e));
	}

	#[benchmark]
	fn fold_subjects(s: Linear<1, 256>) {
		record::<T>((1..=s).map(subject::<T>).collect());
		#[block]
		{
			Pallet::<T>::fold();
		}
		assert!(Pending::<T>::get().is_empty());
		assert_eq!(WholeLog::<T>::get().size(), LONG + u64::from(s));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}

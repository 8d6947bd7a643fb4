// SPDX-License-Identifier: Apache-2.0

//! Tests of what becomes of the events of a block.

use super::*;
use crate::GenesisConfig;
use frame_support::{
	storage::{with_storage_layer, with_transaction, TransactionOutcome},
	traits::BuildGenesisConfig,
};
use sp_runtime::DispatchError;

#[test]
fn an_event_is_in_the_whole_log_and_in_that_of_each_subject() {
	ExtBuilder.build_and_execute(|| {
		record(&"first", &[7, 9]);
		record(&"second", &[]);
		record(&"third", &[9]);
		assert_eq!(WholeLog::<Test>::get(), Frontier::default(), "nothing before the end");
		end_block();
		record(&"fourth", &[7]);
		end_block();
		let leaves = [
			leaf(0, 1, 3_000, &"first"),
			leaf(1, 1, 3_000, &"second"),
			leaf(2, 1, 3_000, &"third"),
			leaf(3, 2, 6_000, &"fourth"),
		];
		assert_eq!(WholeLog::<Test>::get(), frontier(&leaves));
		assert_eq!(SubjectLogs::<Test>::get(7), frontier(&[leaves[0], leaves[3]]));
		assert_eq!(SubjectLogs::<Test>::get(9), frontier(&[leaves[0], leaves[2]]));
		assert_eq!(SubjectLogs::<Test>::get(8), Frontier::default());
	});
}

#[test]
fn a_failed_call_records_nothing() {
	ExtBuilder.build_and_execute(|| {
		record(&"before", &[1]);
		let failed: Result<(), DispatchError> = with_storage_layer(|| {
			record(&"rolled back", &[1]);
			record(&"rolled back as well", &[2]);
			Err(DispatchError::Other("failed"))
		});
		assert!(failed.is_err());
		// A batch of calls whose inner one fails, and which succeeds.
		let outcome: Result<(), DispatchError> = with_storage_layer(|| {
			record(&"outer", &[1]);
			let inner: Result<(), DispatchError> = with_transaction(|| {
				record(&"inner", &[3]);
				TransactionOutcome::Rollback(Ok(()))
			});
			inner
		});
		assert!(outcome.is_ok());
		record(&"after", &[1]);
		end_block();
		let leaves = [
			leaf(0, 1, 3_000, &"before"),
			leaf(1, 1, 3_000, &"outer"),
			leaf(2, 1, 3_000, &"after"),
		];
		assert_eq!(WholeLog::<Test>::get(), frontier(&leaves));
		assert_eq!(SubjectLogs::<Test>::get(1), frontier(&leaves));
		assert!(!SubjectLogs::<Test>::contains_key(2));
		assert!(!SubjectLogs::<Test>::contains_key(3));
	});
}

#[test]
fn no_state_holds_the_events_of_a_block() {
	let mut ext = ExtBuilder.build();
	ext.execute_with(|| {
		record(&"event", &[1]);
		assert_eq!(Pending::<Test>::get().len(), 1);
		end_block();
		assert!(!Pending::<Test>::exists());
	});
	ext.commit_all().unwrap();
	let with_events = *ext.backend.root();
	// A block in which nothing happened leaves the state as it is.
	ext.execute_with(|| {
		let before = storage();
		end_block();
		assert_eq!(storage(), before);
		System::set_block_number(2);
	});
	ext.commit_all().unwrap();
	assert_eq!(*ext.backend.root(), with_events);
}

#[test]
fn a_subject_that_an_event_names_twice_has_it_once() {
	ExtBuilder.build_and_execute(|| {
		record(&"event", &[5, 6, 5, 5]);
		end_block();
		let log = frontier(&[leaf(0, 1, 3_000, &"event")]);
		assert_eq!(SubjectLogs::<Test>::get(5), log);
		assert_eq!(SubjectLogs::<Test>::get(6), log);
	});
}

#[test]
fn a_block_of_many_events_writes_each_log_once() {
	ExtBuilder.build_and_execute(|| {
		for n in 0..256u32 {
			record(&n, &[1, 2]);
		}
		let leaves: Vec<_> = (0..256u32).map(|n| leaf(n.into(), 1, 3_000, &n)).collect();
		let before = storage();
		end_block();
		let after = storage();
		let changed = after.iter().filter(|(key, value)| before.get(*key) != Some(*value));
		assert_eq!(changed.count(), 3, "the whole log and two others");
		assert_eq!(WholeLog::<Test>::get(), frontier(&leaves));
		assert_eq!(SubjectLogs::<Test>::get(1), WholeLog::<Test>::get());
		assert_eq!(SubjectLogs::<Test>::get(2), WholeLog::<Test>::get());
	});
}

#[test]
fn what_happens_at_genesis_is_in_block_0_at_time_0() {
	sp_io::TestExternalities::default().execute_with(|| {
		Now::set(0);
		record(&"founded", &[1]);
		GenesisConfig::<Test>::default().build();
		assert!(!Pending::<Test>::exists());
		assert_eq!(WholeLog::<Test>::get(), frontier(&[leaf(0, 0, 0, &"founded")]));
		assert_eq!(SubjectLogs::<Test>::get(1), WholeLog::<Test>::get());
	});
}

#[test]
fn equal_events_have_different_leaves() {
	ExtBuilder.build_and_execute(|| {
		record(&"same", &[1]);
		record(&"same", &[1]);
		end_block();
		let leaves = [leaf(0, 1, 3_000, &"same"), leaf(1, 1, 3_000, &"same")];
		assert_ne!(leaves[0], leaves[1]);
		assert_eq!(SubjectLogs::<Test>::get(1), frontier(&leaves));
	});
}

#[test]
fn a_log_that_takes_no_more_stays_as_it_is() {
	ExtBuilder.build().execute_with(|| {
		let peaks = vec![testamur_primitives::Root([1; 32]); 64].try_into().unwrap();
		let full = Frontier::new(u64::MAX, peaks).unwrap();
		WholeLog::<Test>::put(full.clone());
		record(&"one too many", &[1]);
		end_block();
		assert_eq!(WholeLog::<Test>::get(), full);
		assert_eq!(SubjectLogs::<Test>::get(1).size(), 1);
	});
}

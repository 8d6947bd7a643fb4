// SPDX-License-Identifier: Apache-2.0

//! Tests of random blocks against trees that are built from scratch.

use super::*;
use proptest::{collection::vec, prelude::*};
use testamur_primitives::log_tree::{is_consistent, LogTree};

/// The events of a block: the subjects of each.
type Block = Vec<Vec<u32>>;

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn folding_gives_what_a_tree_from_scratch_has(
		blocks in vec(vec(vec(0u32..6, 0..MAX_SUBJECTS as usize), 0..9), 1..12),
	) {
		let blocks: Vec<Block> = blocks;
		ExtBuilder.build().execute_with(|| {
			let mut whole = Vec::new();
			let mut logs: BTreeMap<u32, Vec<Leaf>> = BTreeMap::new();
			for (block, events) in (1..).zip(&blocks) {
				let former = WholeLog::<Test>::get();
				for subjects in events {
					let sequence = whole.len() as u64;
					record(&sequence, subjects);
					let leaf = leaf(sequence, block, 3_000 * u64::from(block), &sequence);
					whole.push(leaf);
					let mut subjects = subjects.clone();
					subjects.sort_unstable();
					subjects.dedup();
					subjects.iter().for_each(|subject| logs.entry(*subject).or_default().push(leaf));
				}
				end_block();
				let tree = LogTree::new(&whole);
				let size = tree.size();
				let present = WholeLog::<Test>::get();
				assert_eq!(present.size(), size);
				assert_eq!(Some(present.root::<Software>()), tree.root_at(size));
				assert!(is_consistent::<Software>(
					former.size(),
					former.root::<Software>(),
					size,
					present.root::<Software>(),
					&tree.consistency(former.size(), size).unwrap(),
				));
				let stored: BTreeMap<_, _> = SubjectLogs::<Test>::iter().collect();
				let expected: BTreeMap<_, _> =
					logs.iter().map(|(subject, leaves)| (*subject, frontier(leaves))).collect();
				assert_eq!(stored, expected);
				EventLog::do_try_state().unwrap();
			}
		});
	}
}

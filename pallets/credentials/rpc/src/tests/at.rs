// SPDX-License-Identifier: Apache-2.0

//! Tests of the search for the block that `at` names, in a chain that is a list.

use crate::at::{resolve, BlockRef, Blocks, Resolved};
use pallet_credentials_rpc_api::{hex::Hash, params::At, time::Time, Error};
use proptest::prelude::*;
use sp_core::H256;
use std::cell::Cell;
use testamur_primitives::Moment;

/// A chain, as a list of the times of its blocks. The first is the 0 of the genesis block.
#[derive(Clone, Debug, Default)]
struct List {
	times: Vec<Moment>,
	/// Blocks up to this one have no state.
	pruned: u64,
	/// Blocks up to this one, but for the genesis block, have not even a header.
	headless: u64,
	/// Blocks after this one are not finalized.
	finalized: u64,
	syncing: bool,
	probes: Cell<usize>,
}

impl List {
	fn new(times: &[Moment]) -> Self {
		let times = [&[0], times].concat();
		let finalized = times.len() as u64 - 1;
		Self { times, finalized, ..Default::default() }
	}
}

fn block(number: u64) -> BlockRef {
	BlockRef { number, hash: H256::from_low_u64_be(number + 1) }
}

impl Blocks for List {
	fn is_syncing(&self) -> bool {
		self.syncing
	}

	fn finalized(&self) -> BlockRef {
		block(self.finalized)
	}

	fn hash_of(&self, number: u64) -> Result<Option<H256>, Error> {
		let known = number == 0 || number > self.headless;
		Ok((known && number < self.times.len() as u64).then(|| block(number).hash))
	}

	fn number_of(&self, hash: H256) -> Result<Option<u64>, Error> {
		let number = hash.to_low_u64_be();
		// A number above a million is that of a fork, which is not on the best chain.
		let number = if number > 1_000_000 { number - 1_000_000 } else { number };
		Ok(number.checked_sub(1).filter(|number| *number < self.times.len() as u64))
	}

	fn time_of(&self, block: BlockRef) -> Result<Moment, Error> {
		self.probes.set(self.probes.get() + 1);
		// The genesis state is often kept when its successors are pruned.
		if 0 < block.number && block.number <= self.pruned.max(self.headless) {
			return Err(Error::StatePruned);
		}
		Ok(self.times[block.number as usize])
	}
}

fn at_time(moment: Moment) -> Option<At> {
	Some(At::Time(Time(moment)))
}

fn at_hash(hash: H256) -> Option<At> {
	Some(At::Hash(Hash(hash.0)))
}

fn final_block(number: u64) -> Result<Resolved, Error> {
	Ok(Resolved { block: block(number), finalized: true })
}

#[test]
fn the_default_is_the_last_finalized_block() {
	let chain = List { finalized: 2, ..List::new(&[10, 20, 30]) };
	assert_eq!(resolve(&chain, None), final_block(2));
	assert_eq!(resolve(&List::new(&[]), None), final_block(0));
	assert_eq!(chain.probes.get(), 0, "no state is needed to find it");
}

#[test]
fn a_hash_names_any_block_and_says_whether_it_is_final() {
	let chain = List { finalized: 2, pruned: 1, ..List::new(&[10, 20, 30]) };
	let found = |number, finalized| Ok(Resolved { block: block(number), finalized });
	for (number, finalized) in [(0, true), (1, true), (2, true), (3, false)] {
		let at = at_hash(block(number).hash);
		assert_eq!(resolve(&chain, at), found(number, finalized));
	}
	let fork = H256::from_low_u64_be(1_000_000 + 2);
	let fork_block = BlockRef { number: 1, hash: fork };
	let expected = Ok(Resolved { block: fork_block, finalized: false });
	assert_eq!(resolve(&chain, at_hash(fork)), expected);
	let unknown = H256::from_low_u64_be(77);
	assert_eq!(resolve(&chain, at_hash(unknown)), Err(Error::UnknownBlock(unknown.into())));
}

#[test]
fn a_time_names_the_last_finalized_block_not_after_it() {
	let chain = List { finalized: 3, ..List::new(&[10, 20, 30, 40]) };
	for (moment, number) in [(10, 1), (11, 1), (19, 1), (20, 2), (29, 2), (30, 3), (39, 3)] {
		assert_eq!(resolve(&chain, at_time(moment)), final_block(number), "{moment}");
	}
	assert_eq!(resolve(&chain, at_time(Moment::MAX)), final_block(3), "40 is not finalized");
	for moment in [0, 9] {
		assert_eq!(resolve(&chain, at_time(moment)), Err(Error::BeforeFirstBlock));
	}
	let empty = List::new(&[]);
	assert_eq!(resolve(&empty, at_time(Moment::MAX)), Err(Error::BeforeFirstBlock));
}

#[test]
fn a_time_in_the_pruned_past_has_no_answer() {
	let times = [10, 20, 30, 40, 50];
	for chain in [
		List { pruned: 3, ..List::new(&times) },
		List { headless: 3, ..List::new(&times) },
		List { headless: 2, pruned: 3, ..List::new(&times) },
	] {
		for moment in [0, 9, 10, 30, 39] {
			assert_eq!(resolve(&chain, at_time(moment)), Err(Error::StatePruned), "{moment}");
		}
		assert_eq!(resolve(&chain, at_time(40)), final_block(4));
		assert_eq!(resolve(&chain, at_time(55)), final_block(5));
	}
	let nothing_left = List { pruned: 5, ..List::new(&times) };
	assert_eq!(resolve(&nothing_left, at_time(55)), Err(Error::StatePruned));
}

#[test]
fn a_syncing_node_answers_only_where_new_blocks_change_nothing() {
	let chain = List { syncing: true, ..List::new(&[10, 20, 30]) };
	assert_eq!(resolve(&chain, None), Err(Error::Syncing));
	assert_eq!(resolve(&chain, at_time(30)), Err(Error::Syncing), "block 4 may be at 30 too");
	assert_eq!(resolve(&chain, at_time(29)), final_block(2));
	assert_eq!(resolve(&chain, at_time(9)), Err(Error::BeforeFirstBlock));
	assert_eq!(resolve(&chain, at_hash(block(3).hash)), final_block(3));
	assert_eq!(resolve(&chain, at_hash(H256::from_low_u64_be(77))), Err(Error::Syncing));
	let fresh = List { syncing: true, ..List::new(&[]) };
	assert_eq!(resolve(&fresh, at_time(30)), Err(Error::Syncing));
}

#[test]
fn a_failure_is_not_taken_for_pruning() {
	struct Broken(List);

	impl Blocks for Broken {
		fn is_syncing(&self) -> bool {
			false
		}
		fn finalized(&self) -> BlockRef {
			self.0.finalized()
		}
		fn hash_of(&self, number: u64) -> Result<Option<H256>, Error> {
			self.0.hash_of(number)
		}
		fn number_of(&self, _: H256) -> Result<Option<u64>, Error> {
			Err(Error::failed("disk"))
		}
		fn time_of(&self, block: BlockRef) -> Result<Moment, Error> {
			match block.number {
				2 => Err(Error::failed("trap")),
				_ => self.0.time_of(block),
			}
		}
	}

	let chain = Broken(List::new(&[10, 20, 30, 40]));
	assert_eq!(resolve(&chain, at_time(25)), Err(Error::failed("trap")));
	assert_eq!(resolve(&chain, at_hash(H256::zero())), Err(Error::failed("disk")));
}

#[test]
fn a_search_is_short() {
	let times: Vec<Moment> = (1..=1_000_000).map(|number| number * 3_000).collect();
	let chain = List::new(&times);
	assert_eq!(resolve(&chain, at_time(1_234_567_890)), final_block(411_522));
	assert!(chain.probes.get() <= 21, "{} probes", chain.probes.get());
}

/// Returns the result that the search must have, by a scan of every block.
fn linear(chain: &List, moment: Moment) -> Result<Resolved, Error> {
	let gone = chain.pruned.max(chain.headless);
	let known = (1..=chain.finalized).filter(|number| *number > gone);
	let last = known.filter(|number| chain.times[*number as usize] <= moment).last();
	match last {
		Some(number) => final_block(number),
		None if gone > 0 && chain.finalized > 0 => Err(Error::StatePruned),
		None => Err(Error::BeforeFirstBlock),
	}
}

proptest! {
	#[test]
	fn the_search_finds_what_a_scan_finds(
		steps in prop::collection::vec(1_u64..50, 0..60),
		pruned in 0_u64..70,
		headless in 0_u64..70,
		unfinalized in 0_u64..5,
		keep in 0_u8..4,
		moment in 0_u64..3_000,
	) {
		let mut time = 0;
		let times: Vec<Moment> = steps.iter().map(|step| { time += step; time }).collect();
		let mut chain = List::new(&times);
		chain.pruned = if keep & 1 == 0 { 0 } else { pruned };
		chain.headless = if keep & 2 == 0 { 0 } else { headless };
		chain.finalized = chain.finalized.saturating_sub(unfinalized);
		prop_assert_eq!(resolve(&chain, at_time(moment)), linear(&chain, moment));
	}
}

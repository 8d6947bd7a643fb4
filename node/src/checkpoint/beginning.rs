// SPDX-License-Identifier: Apache-2.0

//! The beginning of the present set of authorities: its first block, and the block in which it was forced
//! upon the chain.

use sp_consensus_grandpa::SetId;
use testamur_runtime::BlockNumber;

/// The beginning of a set of authorities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Beginning {
	/// The first block that the set finalized, or else the first of which the database knows it.
	pub(super) first: BlockNumber,
	/// The block in which the set was forced upon the chain; `None` if the set before handed over to it.
	pub(super) forced_in: Option<BlockNumber>,
}

/// The plans for the authorities in the header of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Plans {
	/// Whether another set is to follow, once the block is final.
	pub(super) scheduled: bool,
	/// The number of blocks after which another set is forced upon the chain.
	pub(super) forced_after: Option<BlockNumber>,
}

/// The part of a database from which the beginning of a set follows.
pub(super) struct History<'a, F> {
	/// The former sets, each with its last block, in their order. The oldest may be missing.
	pub(super) ended: &'a [(SetId, BlockNumber)],
	/// The number of the last final block.
	pub(super) last_final: BlockNumber,
	/// The number of the best block.
	pub(super) best: BlockNumber,
	/// Returns the plans in a block of the best chain.
	pub(super) plans: F,
}

impl<F: FnMut(BlockNumber) -> Result<Plans, String>> History<'_, F> {
	/// Returns the beginning of a set.
	///
	/// A database that was made by a warp sync may not know it. The set made its last final block final,
	/// so no plan of a block up to that one is in force.
	///
	/// # Errors
	///
	/// Says which block is missing, or that none forced a set that no block handed over to.
	pub(super) fn beginning_of(&mut self, set: SetId) -> Result<Beginning, String> {
		let Some(before) = set.checked_sub(1) else {
			return Ok(Beginning { first: 1, forced_in: None });
		};
		let Some(place) = self.ended.iter().position(|(id, _)| *id == before) else {
			return Ok(Beginning { first: self.last_final.saturating_add(1), forced_in: None });
		};
		// Whether a block hands over depends on how the set before began, and so on.
		let (mut forced_in, mut former) = (None, None);
		for &(_, last) in self.ended.iter().take(place.saturating_add(1)) {
			forced_in = match self.hands_over(last, former, forced_in)? {
				true => None,
				false => Some(self.forced_after(forced_in.unwrap_or(0).max(last))?),
			};
			former = Some(last);
		}
		Ok(Beginning { first: former.unwrap_or(0).saturating_add(1), forced_in })
	}

	/// Returns whether a set handed over to the next one in its last block: it finalized that block, and
	/// what the block plans was not made void when the set was forced upon the chain.
	fn hands_over(
		&mut self,
		last: BlockNumber,
		former: Option<BlockNumber>,
		forced_in: Option<BlockNumber>,
	) -> Result<bool, String> {
		let finalized = former.is_none_or(|former| last > former);
		let effective = forced_in.is_none_or(|forced_in| last > forced_in);
		Ok(finalized && effective && (self.plans)(last)?.scheduled)
	}

	/// Returns the first block after one in which another set was forced upon the chain.
	fn forced_after(&mut self, block: BlockNumber) -> Result<BlockNumber, String> {
		for number in block.saturating_add(1)..=self.best {
			let forced_in =
				(self.plans)(number)?.forced_after.map(|delay| number.saturating_add(delay));
			if let Some(forced_in) = forced_in {
				return Ok(forced_in);
			}
		}
		Err(format!(
			"no block after block {block} says how the next set of validators began: print the \
			 checkpoint of another node"
		))
	}
}

#[cfg(test)]
mod tests {
	use super::{Beginning, BlockNumber, History, Plans, SetId};

	const fn scheduled() -> Plans {
		Plans { scheduled: true, forced_after: None }
	}

	const fn forced(delay: BlockNumber) -> Plans {
		Plans { scheduled: false, forced_after: Some(delay) }
	}

	/// Returns the beginning of a set on a chain of 200 blocks, 99 of them final.
	fn beginning(
		set: SetId,
		ended: &[(SetId, BlockNumber)],
		plans: &[(BlockNumber, Plans)],
	) -> Result<(BlockNumber, Option<BlockNumber>), String> {
		let plans = |number| {
			let found = plans.iter().find(|(block, _)| *block == number);
			Ok(found.map_or_else(Plans::default, |(_, plans)| *plans))
		};
		let mut history = History { ended, last_final: 99, best: 200, plans };
		history
			.beginning_of(set)
			.map(|Beginning { first, forced_in }| (first, forced_in))
	}

	#[test]
	fn a_set_begins_after_the_last_block_of_the_one_before() {
		let plans = [(3, scheduled()), (5, scheduled())];
		assert_eq!(beginning(0, &[], &[]), Ok((1, None)));
		assert_eq!(beginning(2, &[(0, 3), (1, 5)], &plans), Ok((6, None)));
		// A database that was made by a warp sync knows no earlier set, or not all of them.
		assert_eq!(beginning(2, &[], &plans), Ok((100, None)));
		assert_eq!(beginning(2, &[(0, 3)], &plans), Ok((100, None)));
		assert_eq!(beginning(2, &[(1, 5)], &plans), Ok((6, None)));
	}

	#[test]
	fn a_forced_set_names_the_block_in_which_it_was_forced() {
		// Plans that were made while finality stood still hand over to nobody.
		let plans = [(3, scheduled()), (30, scheduled()), (40, forced(8))];
		assert_eq!(beginning(2, &[(0, 3), (1, 20)], &plans), Ok((21, Some(48))));
		// The set that was planned in its last final block never voted.
		assert_eq!(beginning(2, &[(0, 3), (1, 3)], &plans), Ok((4, Some(48))));
		// A set after it began by a hand-off.
		let later = [&plans[..], &[(60, scheduled())]].concat();
		assert_eq!(beginning(3, &[(0, 3), (1, 20), (2, 60)], &later), Ok((61, None)));
		// A second set was forced before the first one had finalized anything, or right after that, in a
		// block whose plan was void.
		let twice = [&plans[..], &[(48, scheduled()), (55, forced(5))]].concat();
		assert_eq!(beginning(3, &[(0, 3), (1, 20), (2, 20)], &twice), Ok((21, Some(60))));
		assert_eq!(beginning(3, &[(0, 3), (1, 20), (2, 48)], &twice), Ok((49, Some(60))));
	}

	#[test]
	fn what_a_database_does_not_have_is_not_made_up() {
		let unknown = beginning(1, &[(0, 3)], &[]).unwrap_err();
		assert!(unknown.contains("no block after block 3"), "{unknown}");
		let plans = |number| Err(format!("block {number} is missing"));
		let mut history = History { ended: &[(0, 3)], last_final: 99, best: 200, plans };
		assert_eq!(history.beginning_of(1), Err("block 3 is missing".into()));
	}
}

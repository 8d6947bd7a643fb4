// SPDX-License-Identifier: Apache-2.0

//! The beginning of the present set of authorities: its first block, and the block in which it was forced
//! upon the chain.

use sp_consensus_grandpa::SetId;
use testamur_runtime::BlockNumber;

/// The number of blocks before the last final one that are searched for a forced change, where it is not
/// known how the set began. The council states after how many blocks a change is forced: a few.
const SEARCHED: BlockNumber = 10_000;

/// The beginning of a set of authorities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beginning {
	/// The database has the blocks from which it follows.
	Known {
		/// The first block that the set finalized.
		first: BlockNumber,
		/// The block in which the set was forced upon the chain; `None` if the set before handed over to
		/// it.
		forced_in: Option<BlockNumber>,
	},
	/// The database was made by a warp sync, and lacks former sets. The set is the one that finalizes the
	/// blocks after the last final one.
	Unknown,
}

/// The plans for the authorities in the header of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Plans {
	/// True if another set is to follow, once the block is final.
	pub(super) scheduled: bool,
	/// The number of blocks after which another set is forced upon the chain.
	pub(super) forced_after: Option<BlockNumber>,
}

/// The part of a database from which the beginning of a set follows.
pub(super) struct History<'a, F> {
	/// The former sets, each with its last block, in their order. Some may be missing.
	pub(super) ended: &'a [(SetId, BlockNumber)],
	/// The number of the last final block.
	pub(super) last_final: BlockNumber,
	/// The number of the best block.
	pub(super) best: BlockNumber,
	/// Returns the plans in a block of the best chain, or `None` if the database lacks it.
	pub(super) plans: F,
}

impl<F: FnMut(BlockNumber) -> Result<Option<Plans>, String>> History<'_, F> {
	/// Returns the beginning of a set.
	///
	/// # Errors
	///
	/// Says which block is missing, that no block forced a set to which none handed over, that the former
	/// sets do not follow one another, or that finality is not back since a set was forced: until then,
	/// plans that are void still seem to be in force.
	pub(super) fn beginning_of(&mut self, set: SetId) -> Result<Beginning, String> {
		self.ensure_ascending()?;
		let before = usize::try_from(set).unwrap_or(usize::MAX);
		let known = self.ended.iter().zip(0..).take_while(|((id, _), place)| id == place);
		if known.count() < before {
			return self.unknown();
		}
		// It depends on the beginning of the set before whether a block hands over, and so on.
		let (mut forced_in, mut former) = (None, 0);
		for &(_, last) in self.ended.iter().take(before) {
			forced_in = match self.hands_over(last, former, forced_in)? {
				true => None,
				false => Some(self.forced_after(forced_in.unwrap_or(0).max(last))?),
			};
			former = last;
		}
		match forced_in {
			Some(forced_in) if self.last_final <= forced_in => Err(self.not_back(forced_in)),
			_ => Ok(Beginning::Known { first: former.saturating_add(1), forced_in }),
		}
	}

	/// Checks that each set ended with a later block than the one before, or with the same.
	fn ensure_ascending(&self) -> Result<(), String> {
		let pairs = self.ended.iter().zip(self.ended.iter().skip(1));
		let mut descents = pairs.filter(|((_, last), (_, next))| next < last);
		descents.next().map_or(Ok(()), |((set, last), (next_set, next))| {
			Err(format!(
				"set {set} ended with block {last}, and set {next_set} after it with block {next}: \
				 finality came back while a recovery was under way, so no checkpoint leads over it"
			))
		})
	}

	/// Returns whether a set handed over to the next one in its last block: it finalized that block, and
	/// what the block plans was not made void when the set was forced upon the chain.
	fn hands_over(
		&mut self,
		last: BlockNumber,
		former: BlockNumber,
		forced_in: Option<BlockNumber>,
	) -> Result<bool, String> {
		let effective = last > former && forced_in.is_none_or(|forced_in| last > forced_in);
		Ok(effective && self.plans_in(last)?.scheduled)
	}

	/// Returns the first block after one in which another set was forced upon the chain.
	fn forced_after(&mut self, block: BlockNumber) -> Result<BlockNumber, String> {
		for number in block.saturating_add(1)..=self.best {
			if let Some(delay) = self.plans_in(number)?.forced_after {
				return Ok(number.saturating_add(delay));
			}
		}
		Err(format!(
			"no block after block {block} says how the next set of validators began: print the \
			 checkpoint of another node"
		))
	}

	/// Returns that the beginning is not known, if no forced change is about to make plans void.
	fn unknown(&mut self) -> Result<Beginning, String> {
		let oldest = self.last_final.saturating_sub(SEARCHED);
		for number in (oldest..=self.best).rev() {
			let Some(plans) = (self.plans)(number)? else { break };
			let forced_in = plans.forced_after.map(|delay| number.saturating_add(delay));
			if let Some(forced_in) = forced_in.filter(|block| self.last_final <= *block) {
				return Err(self.not_back(forced_in));
			}
		}
		Ok(Beginning::Unknown)
	}

	fn plans_in(&mut self, number: BlockNumber) -> Result<Plans, String> {
		(self.plans)(number)?.ok_or_else(|| {
			format!(
				"block {number} is missing, which says how the set of validators began: print the \
				 checkpoint of a node that has all blocks"
			)
		})
	}

	fn not_back(&self, forced_in: BlockNumber) -> String {
		format!(
			"block {} is final, and another set of validators was forced upon the chain in block \
			 {forced_in}: start the node, and print the checkpoint when a later block is final",
			self.last_final
		)
	}
}

#[cfg(test)]
mod tests {
	use super::{Beginning, BlockNumber, History, Plans, SetId};
	use Beginning::Unknown;

	/// The last final block, and the best one.
	const FINAL: BlockNumber = 99;
	const BEST: BlockNumber = 200;

	const fn scheduled() -> Plans {
		Plans { scheduled: true, forced_after: None }
	}

	const fn forced(delay: BlockNumber) -> Plans {
		Plans { scheduled: false, forced_after: Some(delay) }
	}

	const fn known(
		first: BlockNumber,
		forced_in: Option<BlockNumber>,
	) -> Result<Beginning, String> {
		Ok(Beginning::Known { first, forced_in })
	}

	/// Returns the beginning of a set by the former sets and the blocks with plans.
	fn beginning(
		set: SetId,
		ended: &[(SetId, BlockNumber)],
		plans: &[(BlockNumber, Plans)],
	) -> Result<Beginning, String> {
		let plans = |number| {
			let found = plans.iter().find(|(block, _)| *block == number);
			Ok(Some(found.map_or_else(Plans::default, |(_, plans)| *plans)))
		};
		History { ended, last_final: FINAL, best: BEST, plans }.beginning_of(set)
	}

	/// Checks that there is no checkpoint for this reason.
	fn refused(
		set: SetId,
		ended: &[(SetId, BlockNumber)],
		plans: &[(BlockNumber, Plans)],
		why: &str,
	) {
		let refusal = beginning(set, ended, plans).unwrap_err();
		assert!(refusal.contains(why), "{refusal}");
	}

	#[test]
	fn a_set_begins_after_the_last_block_of_the_one_before() {
		let plans = [(3, scheduled()), (5, scheduled())];
		assert_eq!(beginning(0, &[], &[]), known(1, None));
		assert_eq!(beginning(2, &[(0, 3), (1, 5)], &plans), known(6, None));
	}

	#[test]
	fn a_forced_set_names_the_block_in_which_it_was_forced() {
		// Plans that were made while finality stood still hand over to nobody.
		let plans = [(3, scheduled()), (30, scheduled()), (40, forced(8))];
		assert_eq!(beginning(2, &[(0, 3), (1, 20)], &plans), known(21, Some(48)));
		// The set that was planned in its last final block never voted.
		assert_eq!(beginning(2, &[(0, 3), (1, 3)], &plans), known(4, Some(48)));
		// A set after it began by a hand-off.
		let later = [&plans[..], &[(60, scheduled())]].concat();
		assert_eq!(beginning(3, &[(0, 3), (1, 20), (2, 60)], &later), known(61, None));
		// A second set was forced before the first one had finalized anything, or right after that, in a
		// block whose plan was void.
		let twice = [&plans[..], &[(48, scheduled()), (55, forced(5))]].concat();
		assert_eq!(beginning(3, &[(0, 3), (1, 20), (2, 20)], &twice), known(21, Some(60)));
		for last in [30, 48] {
			let ended = [(0, 3), (1, 20), (2, last)];
			assert_eq!(beginning(3, &ended, &twice), known(last + 1, Some(60)));
		}
	}

	/// Checks databases that were made by a warp sync. They lack the set that ended with the block with
	/// which the sync ended, for good.
	#[test]
	fn a_database_without_all_former_sets_knows_no_beginning() {
		let plans = [(3, scheduled()), (5, scheduled()), (40, forced(8))];
		for ended in [&[][..], &[(0, 3)], &[(1, 20)], &[(2, 20)], &[(0, 3), (2, 20)]] {
			assert_eq!(beginning(3, ended, &plans), Ok(Unknown), "{ended:?}");
		}
		// A warp sync in the stall after block 5: set 2 never voted, and what it planned proves nothing.
		assert_eq!(beginning(3, &[(0, 3), (2, 5)], &plans), Ok(Unknown));
		// Plans between the last final block and the forced change would seem to be in force.
		for change in [(FINAL - 5, forced(5)), (FINAL - 5, forced(50)), (120, forced(0))] {
			refused(3, &[(2, 20)], &[change], "when a later block is final");
		}
		assert_eq!(beginning(3, &[(2, 20)], &[(FINAL - 5, forced(4))]), Ok(Unknown));
	}

	#[test]
	fn there_is_no_checkpoint_before_finality_is_back() {
		let plans = |delay| [(3, scheduled()), (FINAL - 5, forced(delay))];
		let ended = [(0, 3), (1, 20)];
		assert_eq!(beginning(2, &ended, &plans(4)), known(21, Some(FINAL - 1)));
		for delay in [5, 6, 50] {
			refused(2, &ended, &plans(delay), "when a later block is final");
		}
	}

	#[test]
	fn what_a_database_does_not_have_is_not_made_up() {
		refused(1, &[(0, 3)], &[], "no block after block 3");
		// Finality came back in block 30, and then set 1 was forced with block 20 as the last one.
		refused(2, &[(0, 30), (1, 20)], &[(30, scheduled())], "finality came back");
		let missing = |ended, set| {
			let mut history = History { ended, last_final: FINAL, best: BEST, plans: |_| Ok(None) };
			history.beginning_of(set)
		};
		assert!(missing(&[(0, 3)], 1).unwrap_err().contains("block 3 is missing"));
		assert_eq!(missing(&[], 1), Ok(Unknown));
		let plans = |_| Err("the disk is full".into());
		let mut history = History { ended: &[(0, 3)], last_final: FINAL, best: BEST, plans };
		assert_eq!(history.beginning_of(1), Err("the disk is full".into()));
	}
}

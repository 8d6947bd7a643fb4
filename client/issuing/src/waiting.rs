// SPDX-License-Identifier: Apache-2.0

//! Waits for the next period of an allowance that is used up, and for a transaction in the pool.

use crate::{
	chain::{Allowance, Chain, NoAnswer},
	fault::Fault,
	plan::Anchoring,
	watch::Watch,
};

/// Maximum number of pauses without a new final block, after which nobody waits any longer.
const MAX_IDLE: u32 = 200;

/// Waits until the next block is the one in which an allowance is renewed. `pause` lets some seconds pass
/// between two questions.
///
/// # Errors
///
/// Returns why the chain does not answer, or that its blocks do not become final.
pub fn wait_for_renewal(
	chain: &mut impl Chain,
	allowance: &Allowance,
	watch: &mut impl Watch,
	mut pause: impl FnMut(),
) -> Result<(), Fault> {
	let mut blocks = Blocks { seen: allowance.as_of, idle: 0 };
	// A transaction is charged in the block after the last one.
	while blocks.seen.saturating_add(1) < allowance.renewed_at {
		watch.waiting(blocks.seen, allowance.renewed_at);
		pause();
		if !blocks.go_on(chain.final_block()?) {
			return Err(NoAnswer(format!(
				"the allowance is used up until block {}, and no block has become final for a long time: \
				 ask the operator of the node",
				allowance.renewed_at
			))
			.into());
		}
	}
	Ok(())
}

/// Waits until a batch is anchored, or until the last block in which its transaction can be is final. Returns false if
/// no block becomes final for a long time.
pub(crate) fn wait_for_batch(
	chain: &mut impl Chain,
	anchoring: &Anchoring,
	last: u64,
	mut pause: impl FnMut(),
) -> Result<bool, Fault> {
	let mut blocks = Blocks { seen: chain.final_block()?, idle: 0 };
	while blocks.seen < last && chain.batch(anchoring.institution, anchoring.root)?.is_none() {
		pause();
		if !blocks.go_on(chain.final_block()?) {
			return Ok(false);
		}
	}
	Ok(true)
}

/// The final blocks that somebody waits for.
struct Blocks {
	/// The number of the last one.
	seen: u64,
	/// The number of looks since then.
	idle: u32,
}

impl Blocks {
	/// Takes in the number of the last final block, and returns whether it makes sense to wait any longer.
	fn go_on(&mut self, number: u64) -> bool {
		self.idle = if number > self.seen { 0 } else { self.idle.saturating_add(1) };
		self.seen = self.seen.max(number);
		self.idle <= MAX_IDLE
	}
}

// SPDX-License-Identifier: Apache-2.0

//! Waits for the next period of an allowance that is used up.

use crate::{
	chain::{Allowance, Chain, NoAnswer},
	fault::Fault,
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
	let (mut seen, mut idle) = (allowance.as_of, 0_u32);
	// A transaction is charged in the block after the last one.
	while seen.saturating_add(1) < allowance.renewed_at {
		watch.waiting(seen, allowance.renewed_at);
		pause();
		let number = chain.final_block()?;
		idle = if number > seen { 0 } else { idle.saturating_add(1) };
		if idle > MAX_IDLE {
			return Err(NoAnswer(format!(
				"the allowance is used up until block {}, and no block has become final for a long time: \
				 ask the operator of the node",
				allowance.renewed_at
			))
			.into());
		}
		seen = seen.max(number);
	}
	Ok(())
}

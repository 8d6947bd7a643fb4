// SPDX-License-Identifier: Apache-2.0

//! The hand-offs between sets of validators, from that of the genesis block on.

use testamur_proof::{HandOffs, Refusal, TrustRoot};
use testamur_verification::{Because, Node};

/// The most pages that are asked for.
const MAX_PAGES: usize = 1_000;

/// The hand-offs that a node has.
pub(crate) struct Sets {
	/// The pages as files, in their order.
	pub(crate) pages: Vec<HandOffs>,
	/// The reason why there are no more, if the node does not lead to the last set that is known.
	pub(crate) why: Option<Because>,
}

/// Follows the hand-offs of a node from the first set on. What is trusted learns later sets from them. Where no
/// hand-off leads on, as after a recovery, those of the next known set follow.
pub(crate) fn follow(node: &mut impl Node, trusted: &mut TrustRoot) -> Sets {
	let mut sets = Sets { pages: Vec::new(), why: None };
	let mut from = trusted.table().first().map_or(0, |row| row.id);
	for _ in 0..MAX_PAGES {
		let next = match page(node, trusted, from) {
			Ok(Some(page)) => {
				let count = u64::try_from(page.hand_offs.len()).unwrap_or(u64::MAX);
				let next = page.first_set.saturating_add(count);
				sets.pages.push(page);
				Some(next)
			},
			Ok(None) => trusted.table().iter().map(|row| row.id).find(|id| *id > from),
			Err(because) => {
				let next = trusted.table().iter().map(|row| row.id).find(|id| *id > from);
				if next.is_none() {
					sets.why = Some(because);
				}
				next
			},
		};
		match next {
			Some(next) if next > from => from = next,
			_ => break,
		}
	}
	sets
}

/// Returns a page of hand-offs that hold, or `None` if the node has none from this set on.
fn page(
	node: &mut impl Node,
	trusted: &mut TrustRoot,
	from: u64,
) -> Result<Option<HandOffs>, Because> {
	let refused = |refusal: Refusal| Because::from(&refusal);
	let bytes = node.hand_offs(from).map_err(|none| none.because)?;
	let page = HandOffs::decode(&bytes).map_err(refused)?;
	if page.hand_offs.is_empty() {
		return Ok(None);
	}
	trusted.learn_decoded(&page).map_err(refused)?;
	Ok(Some(page))
}

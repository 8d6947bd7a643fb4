// SPDX-License-Identifier: Apache-2.0

//! Checks the evidence of a node, and learns the sets of validators that it takes from the node's hand-offs.

use crate::{
	finding::Because,
	node::{NoAnswer, Node},
};
use testamur_primitives::Moment;
use testamur_proof::{check, Proven, Refusal, Requirements, SetId, TrustRoot};

/// The most pages of hand-offs that are asked for.
const MAX_PAGES: usize = 200;

/// The moments that an inquiry accepts.
#[derive(Clone, Copy, Debug)]
pub struct Moments {
	/// The clock.
	pub clock: fn() -> Moment,
	/// The largest age, in milliseconds, by the clock or by the time that is asked about; `None` for any.
	pub max_age: Option<Moment>,
	/// The time that is asked about, if it is not the present.
	pub at: Option<Moment>,
}

/// Checks evidence, for which the trust learns what it lacks.
///
/// # Errors
///
/// Returns why nothing is proven.
pub fn prove(
	evidence: &[u8],
	trusted: &mut TrustRoot,
	node: &mut impl Node,
	moments: &Moments,
) -> Result<Proven, NoAnswer> {
	let checked = match check_at(evidence, trusted, moments) {
		Err(Refusal::UnknownSet { id }) => {
			learn(trusted, node, id)?;
			check_at(evidence, trusted, moments)
		},
		checked => checked,
	};
	let proven = checked.map_err(|refusal| NoAnswer::from(&refusal))?;
	match moments.at {
		Some(at) => ensure_of(proven, at, moments.max_age),
		None => Ok(proven),
	}
}

fn check_at(evidence: &[u8], trusted: &TrustRoot, moments: &Moments) -> Result<Proven, Refusal> {
	// The age of a moment of the past is compared with the time that was asked about.
	let max_age = if moments.at.is_some() { None } else { moments.max_age };
	check(evidence, trusted, &Requirements::new((moments.clock)(), max_age))
}

/// Checks that evidence shows the state at a time, which is that of the last block before it.
fn ensure_of(proven: Proven, at: Moment, max_age: Option<Moment>) -> Result<Proven, NoAnswer> {
	let time = proven.as_of().time;
	let gap = at.checked_sub(time);
	match gap.is_some_and(|gap| max_age.is_none_or(|max_age| gap <= max_age)) {
		true => Ok(proven),
		false => {
			let why =
				"the node shows a moment that is not the one that was asked about: ask another node";
			Err(NoAnswer { because: Because::new("otherTime", why), is_gone: false })
		},
	}
}

/// Follows the hand-offs of a node up to a set.
fn learn(trusted: &mut TrustRoot, node: &mut impl Node, wanted: SetId) -> Result<(), NoAnswer> {
	for _ in 0..MAX_PAGES {
		let known = trusted.table().last().map_or(0, |row| row.id);
		if known >= wanted {
			return Ok(());
		}
		let hand_offs = node.hand_offs(known)?;
		let learned = trusted.learn(&hand_offs).map_err(|refusal| NoAnswer::from(&refusal))?;
		if learned == 0 {
			break;
		}
	}
	Err(NoAnswer::from(&Refusal::UnknownSet { id: wanted }))
}

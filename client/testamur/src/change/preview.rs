// SPDX-License-Identifier: Apache-2.0

//! Whom a change hits.

use super::{holder::Holder, Wish};
use crate::{output::print_lines, problem::Problem, words::count};
use std::collections::BTreeSet;
use testamur_changing::Plan;
use testamur_documents::anchor::Genesis;
use testamur_json::hex::Hash;

/// Maximum number of credentials that the preview lists.
pub(super) const MAX_LISTED: usize = 30;

/// A credential as the preview lists it.
pub(super) struct Line {
	name: String,
	text: String,
}

impl Line {
	/// Returns the line of a wish.
	pub(super) fn of(wish: &Wish) -> Self {
		let Holder { who, what, .. } = &wish.document.holder;
		let name = wish.document.name.clone();
		let note = wish.note.as_deref().map(|note| format!(", {note}")).unwrap_or_default();
		Self { text: format!("  {name}: {who}, {what}{note}"), name }
	}
}

/// Writes whom a change hits. What documents say about learners is shown as it stands there.
pub(super) fn preview(
	wishes: &[Line],
	plan: &Plan,
	done: &str,
	genesis: Genesis,
) -> Result<(), Problem> {
	let as_wished: BTreeSet<&str> = plan.as_wished.iter().map(String::as_str).collect();
	let open = wishes.iter().filter(|wish| !as_wished.contains(wish.name.as_str()));
	let (changes, left) = (plan.changes(), plan.as_wished.len());
	let mut lines = vec![format!("To be {done}: {}.", count(changes, "credential"))];
	lines.extend(open.take(MAX_LISTED).map(|wish| wish.text.clone()));
	match changes.saturating_sub(MAX_LISTED) {
		0 => {},
		more => lines.push(format!("  and {more} more")),
	}
	if left > 0 {
		lines.push(format!("Left as they are, since they are so already: {left}."));
	}
	lines.push(format!("On the chain with the genesis block {}.", Hash(genesis.0)));
	let (institution, transactions) = (plan.account_of.0, count(plan.parts.len(), "transaction"));
	lines.push(format!("By institution {institution}, in {transactions}."));
	print_lines(&lines)
}

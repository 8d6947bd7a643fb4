// SPDX-License-Identifier: Apache-2.0

//! Values that are one of a list.

use crate::{
	problem::{Problem, ValueProblem},
	similar::most_similar,
};

/// Maximum number of entries that a message names.
const MAX_NAMED: usize = 10;

/// Checks that a cell is an entry of a list, to the letter.
pub(super) fn check(cell: &str, list: &[String]) -> Result<(), Problem> {
	if list.iter().any(|entry| entry == cell) {
		return Ok(());
	}
	let entries = || list.iter().map(String::as_str);
	let meant = most_similar(cell, entries()).and_then(|place| list.get(place)).cloned();
	let mut named: Vec<_> = entries().take(MAX_NAMED).collect();
	if list.len() > MAX_NAMED {
		named.push("…");
	}
	Err(ValueProblem::NotListed { meant, list: named.join(", ") }.into())
}

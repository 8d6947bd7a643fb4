// SPDX-License-Identifier: Apache-2.0

//! All status lists of an institution. That none is left out is proven: a wallet that does not find a list may take
//! a revoked credential for a good one.

use crate::{fault::Fault, limits::MAX_LISTS, register::Register, snapshot::Snapshot};
use testamur_primitives::{
	keys::{label_in, list_ends},
	state::{CannotTell, KeyReader},
	ListLabel,
};

/// Returns the labels of all lists of the institution.
///
/// # Errors
///
/// Returns why they are not proven, or that there are too many.
pub fn labels<N: Register>(snapshot: &mut Snapshot<'_, N>) -> Result<Vec<ListLabel>, Fault> {
	let (institution, block) = (snapshot.institution(), snapshot.as_of().hash);
	let prefix = list_ends(institution);
	// The node says which keys there are, and the walk below shows whether that is all of them.
	let mut keys = vec![prefix.clone()];
	loop {
		let after = keys.last().cloned().unwrap_or_default();
		let page = snapshot.node().keys_under(&prefix, &after, block)?;
		let page: Vec<_> = page.into_iter().filter(|key| *key > after).collect();
		if page.is_empty() {
			break;
		}
		keys.extend(page);
		if keys.len() > MAX_LISTS.saturating_add(1) {
			return Err(Fault::TooManyLists);
		}
	}
	snapshot.cover(&keys)?;
	let found = snapshot.read(|state| {
		let mut found = Vec::new();
		let mut last = prefix.clone();
		while let Some(key) = state.next_key(&prefix, &last).map_err(CannotTell::Unreadable)? {
			found.push(key.clone());
			last = key;
		}
		Ok(found)
	})?;
	let label = |key: &Vec<u8>| label_in(key, institution);
	// The chain writes no other key there.
	Ok(found.iter().filter_map(label).collect())
}

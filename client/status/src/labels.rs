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
	let institution = snapshot.institution();
	let prefix = list_ends(institution);
	if !snapshot.cover_under(&prefix, MAX_LISTS)? {
		return Err(Fault::TooManyLists);
	}
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

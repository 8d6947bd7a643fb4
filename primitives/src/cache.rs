// SPDX-License-Identifier: Apache-2.0

//! Records that were read, so that none is read twice.

use crate::damage::RecordId;
use alloc::{collections::BTreeMap, vec::Vec};

/// The records of one kind that were read.
///
/// The records are apart from their places, so that one tree serves all kinds. A tree for each kind is
/// a large part of the program of a verifier for browsers.
pub(crate) struct Cache<Record> {
	places: BTreeMap<RecordId, usize>,
	records: Vec<Record>,
}

impl<Record: Clone> Cache<Record> {
	/// Creates a cache without a record.
	pub(crate) const fn new() -> Self {
		Self { places: BTreeMap::new(), records: Vec::new() }
	}

	/// Returns the record of `id`, which it reads if it has not yet.
	pub(crate) fn get_or_read<Error>(
		&mut self,
		id: RecordId,
		read: impl FnOnce() -> Result<Record, Error>,
	) -> Result<Record, Error> {
		let place = self.places.get(&id);
		if let Some(known) = place.and_then(|place| self.records.get(*place)) {
			return Ok(known.clone());
		}
		let record = read()?;
		self.places.insert(id, self.records.len());
		self.records.push(record.clone());
		Ok(record)
	}
}

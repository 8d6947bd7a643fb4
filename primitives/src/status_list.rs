// SPDX-License-Identifier: Apache-2.0

//! Status lists: the batches of an institution that stand one after the other behind a label.
//!
//! A document states the label and its place in the list when it is signed, which is before the root
//! of its batch exists. A list has no holes: it is a walk from place 0 over the sizes of its batches
//! to its end, so whoever reads it knows that no part is left out (`docs/spec/status-list.md`).

use crate::{
	damage::RecordId,
	hash::Root,
	ids::{InstitutionId, ListLabel},
	limits::MAX_LIST,
	records::Batch,
	state::{read, read_required, CannotTell, StateReader},
};
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// A part of a status list: one batch, whose credential `i` has place `start + i`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ListPart {
	/// The place of its first credential.
	pub start: u32,
	/// The root of the batch.
	pub root: Root,
	/// The number of its credentials, at least 1.
	pub size: u32,
}

impl ListPart {
	/// Returns the first place after the part.
	pub const fn end(&self) -> u32 {
		self.start.saturating_add(self.size)
	}
}

/// A status list of a state.
pub struct StatusList<'a, S> {
	state: &'a S,
	institution: InstitutionId,
	label: ListLabel,
	end: u32,
}

impl<'a, S: StateReader> StatusList<'a, S> {
	/// Opens a list, or returns `None` when the institution has none of this label.
	pub fn open(
		state: &'a S,
		institution: InstitutionId,
		label: ListLabel,
	) -> Result<Option<Self>, CannotTell<S::Error>> {
		let id = RecordId::StatusListEnd { institution, label };
		match read::<_, u32>(state, id)? {
			Some(end) if (1..=MAX_LIST).contains(&end) => {
				Ok(Some(Self { state, institution, label, end }))
			},
			Some(_) => Err(id.malformed().into()),
			// A list with a part has an end.
			None => match read::<_, Root>(state, first_part(institution, label))? {
				Some(_) => Err(id.missing().into()),
				None => Ok(None),
			},
		}
	}

	/// Returns the number of places of the list, which is the first one after its last part.
	pub const fn end(&self) -> u32 {
		self.end
	}

	/// Returns whether a walk may begin at a place: a part begins or the list ends there.
	pub fn may_begin_at(&self, place: u32) -> Result<bool, CannotTell<S::Error>> {
		if place == 0 || place >= self.end {
			return Ok(place <= self.end);
		}
		Ok(read::<_, Root>(self.state, self.id_of_part(place))?.is_some())
	}

	/// Returns the parts from a place at which one begins to the end of the list.
	///
	/// A part that is missing, or whose batch is, is damage, and never the end of the list.
	pub const fn parts(&self, from: u32) -> Parts<'_, S> {
		Parts { list: self, next: from }
	}

	/// Reads the part that begins at a place before the end.
	fn part(&self, start: u32) -> Result<ListPart, CannotTell<S::Error>> {
		let id = self.id_of_part(start);
		let root = read_required(self.state, id)?;
		let batch = RecordId::Batch { institution: self.institution, root };
		let Batch { size, .. } = read_required(self.state, batch)?;
		if size == 0 {
			return Err(batch.malformed().into());
		}
		// No part reaches beyond the end of its list.
		match start.checked_add(size) {
			Some(end) if end <= self.end => Ok(ListPart { start, root, size }),
			_ => Err(id.malformed().into()),
		}
	}

	const fn id_of_part(&self, start: u32) -> RecordId {
		let Self { institution, label, .. } = *self;
		RecordId::StatusListPart { institution, label, start }
	}
}

/// Returns the name of the part with which a list begins.
const fn first_part(institution: InstitutionId, label: ListLabel) -> RecordId {
	RecordId::StatusListPart { institution, label, start: 0 }
}

/// The parts of a status list, read one by one. After an error there are none.
pub struct Parts<'a, S> {
	list: &'a StatusList<'a, S>,
	next: u32,
}

impl<S: StateReader> Iterator for Parts<'_, S> {
	type Item = Result<ListPart, CannotTell<S::Error>>;

	fn next(&mut self) -> Option<Self::Item> {
		if self.next >= self.list.end {
			return None;
		}
		let part = self.list.part(self.next);
		self.next = part.as_ref().map_or(self.list.end, ListPart::end);
		Some(part)
	}
}

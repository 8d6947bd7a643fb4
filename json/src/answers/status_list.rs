// SPDX-License-Identifier: Apache-2.0

//! Status lists.

use crate::hex::{Hash, Label};
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};
use testamur_primitives::{status_list, views, InstitutionId, ListLabel};

/// One page of the parts of a status list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusListPage {
	/// The institution whose list it is.
	pub institution: u32,
	/// The label of the list.
	pub label: Label,
	/// The number of places of the whole list.
	pub end: u32,
	/// The parts, in the order of their places.
	pub items: Vec<ListPart>,
	/// The value of `from` for the next page; `None` after the last.
	pub next: Option<u32>,
}

impl StatusListPage {
	/// Joins a page with the key of its list.
	pub fn new(institution: InstitutionId, label: ListLabel, page: views::StatusListPage) -> Self {
		Self {
			institution: institution.0,
			label: label.into(),
			end: page.end,
			items: page.parts.into_iter().map(ListPart::from).collect(),
			next: page.next,
		}
	}
}

/// A part of a status list: one batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPart {
	/// The place of its first credential.
	pub start: u32,
	/// The root of the batch.
	pub root: Hash,
	/// The number of its credentials.
	pub size: u32,
}

impl From<status_list::ListPart> for ListPart {
	fn from(part: status_list::ListPart) -> Self {
		Self { start: part.start, root: part.root.into(), size: part.size }
	}
}

// SPDX-License-Identifier: Apache-2.0

//! The names of learners in the indexes beside documents, for documents that hide them.

use crate::files::read;
use std::{
	collections::BTreeMap,
	path::{Path, PathBuf},
};
use testamur_issuing::{FILE, INDEX};
use testamur_roster::{Column, Columns, Kind, Roster, MAX_BYTES};

/// The column of an index with the name of a learner.
const NAME: &str = "name";

/// The names of learners by the names of files.
type Names = BTreeMap<String, String>;

/// Indexes, each of which is read once.
#[derive(Default)]
pub(super) struct Indexes(BTreeMap<PathBuf, Names>);

impl Indexes {
	/// Returns the name that the index beside a document states for it, if there is one.
	pub(super) fn name_of(&mut self, document: &Path) -> Option<String> {
		let index = document.parent()?.join(INDEX);
		let names =
			self.0.entry(index).or_insert_with_key(|index| names(index).unwrap_or_default());
		names.get(document.file_name()?.to_str()?).cloned()
	}
}

/// Returns the names in an index. One that cannot be read names nobody, since documents are valid without it.
fn names(index: &Path) -> Option<Names> {
	if !index.is_file() {
		return None;
	}
	let file = Column::new(FILE, Kind::Text).required().unique();
	let columns = Columns::new([file, Column::new(NAME, Kind::Text)]).ok()?.ignoring_others();
	let roster = Roster::read(&read(index, MAX_BYTES).ok()?, &columns).ok()?;
	let name = |row: testamur_roster::Row<'_>| {
		Some((row.get(FILE)?.to_owned(), row.get(NAME)?.to_owned()))
	};
	Some(roster.rows().filter_map(name).collect())
}

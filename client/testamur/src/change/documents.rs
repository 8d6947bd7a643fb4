// SPDX-License-Identifier: Apache-2.0

//! Reads documents, with the batch that each leads to.

use super::{holder::Holder, index::Indexes};
use crate::{
	arguments::CredentialArguments,
	check::{refuse_list, Format},
	files::read,
	problem::Problem,
};
use std::path::{Path, PathBuf};
use testamur_documents::anchor::Genesis;
use testamur_primitives::CredentialReference;
use testamur_roster::{Column, Columns, Kind, Roster, MAX_BYTES};
use testamur_verification::{find, read_places, Placed};

/// The column of a list with the names of documents.
pub(crate) const FILE: &str = "file";

/// A document, and the place that it leads to.
pub(crate) struct Document {
	/// Its name as messages state it.
	pub(crate) name: String,
	/// The learner and the achievement.
	pub(crate) holder: Holder,
	pub(crate) reference: CredentialReference,
}

impl Document {
	/// Returns a document that was found in a file, with the name of the learner in the index beside that.
	fn of(placed: Placed, file: &Path, indexes: &mut Indexes) -> Self {
		let Placed { location, document, reference } = placed;
		let holder = Holder::of(&document, indexes.name_of(file).as_deref());
		Self { name: location.to_string(), holder, reference }
	}
}

/// Returns the documents in files and folders.
pub(crate) fn in_files(files: &[PathBuf], genesis: Genesis) -> Result<Vec<Document>, Problem> {
	let (mut documents, mut indexes) = (Vec::new(), Indexes::default());
	for path in find(files)? {
		let found = read_places(&path, genesis)?.into_iter();
		documents.extend(found.map(|placed| Document::of(placed, &path, &mut indexes)));
	}
	Ok(documents)
}

/// Returns the documents that a call names, by themselves or in a list.
pub(crate) fn named(
	arguments: &CredentialArguments,
	genesis: Genesis,
) -> Result<Vec<Document>, Problem> {
	let mut documents = in_files(&arguments.files, genesis)?;
	if let Some(list) = &arguments.list {
		let mut indexes = Indexes::default();
		for [file] in cells(list, [FILE])? {
			documents.push(document(&beside(list, &file), genesis, &mut indexes)?);
		}
	}
	Ok(documents)
}

/// Returns the document in a file, which has one.
pub(crate) fn document(
	path: &Path,
	genesis: Genesis,
	indexes: &mut Indexes,
) -> Result<Document, Problem> {
	let mut found = read_places(path, genesis)?;
	match (found.pop(), found.is_empty()) {
		(Some(placed), true) => Ok(Document::of(placed, path, indexes)),
		_ => Err(Problem::NotOne(path.to_path_buf())),
	}
}

/// Returns the cells of these columns of a list, row by row. Its other columns are passed over.
pub(crate) fn cells<const N: usize>(
	list: &Path,
	columns: [&str; N],
) -> Result<Vec<[String; N]>, Problem> {
	let wanted = columns.map(|column| Column::new(column, Kind::Text).required().unique());
	let wanted = Columns::new(wanted).map_err(Problem::Column)?.ignoring_others();
	let bytes = read(list, MAX_BYTES)?;
	let roster = match Roster::read(&bytes, &wanted) {
		Ok(roster) => roster,
		Err(faults) => {
			refuse_list(list, &faults, Format::Sentences)?;
			return Err(Problem::ListRefused(list.to_path_buf()));
		},
	};
	let row = |row: testamur_roster::Row<'_>| {
		columns.map(|column| row.get(column).unwrap_or_default().to_owned())
	};
	Ok(roster.rows().map(row).collect())
}

/// Returns a file that a list names, as seen from the folder of the list.
pub(crate) fn beside(list: &Path, file: &str) -> PathBuf {
	list.parent().unwrap_or_else(|| Path::new("")).join(file)
}

#[cfg(test)]
mod tests {
	use super::{cells, FILE};
	use crate::problem::Problem;
	use std::path::Path;

	#[test]
	fn a_column_that_is_no_name_is_refused_as_the_option_that_names_it() {
		let refused = cells(Path::new("index.csv"), [FILE, FILE]);
		assert!(matches!(refused, Err(Problem::Column(_))), "{refused:?}");
	}
}

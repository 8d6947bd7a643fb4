// SPDX-License-Identifier: Apache-2.0

//! The table of known sets in a file, which can be published for others to trust.

use crate::files::{read_json, refused, Problem};
use std::{fs, io::ErrorKind, path::Path};
use testamur_console::{replace, Readers};
use testamur_proof::TrustRoot;
use testamur_verifier::{Row, Table};

/// Returns a row as it was before its set ended.
const fn open(row: &Row) -> Row {
	Row { last: None, until: None, ..*row }
}

/// Returns the table of what is trusted, which has to begin with the set of the genesis block: whoever
/// trusts a table shall not have to trust its maker.
fn whole(trusted: &TrustRoot) -> Result<Table, Problem> {
	let table = Table::of(trusted);
	match table.sets.first() {
		Some(Row { set_id: 0, .. }) => Ok(table),
		other => Err(Problem::BeginsLater(other.map_or(0, |row| row.set_id))),
	}
}

/// Returns the text of a table, with a line for each row.
fn text(table: &Table) -> serde_json::Result<String> {
	let genesis = serde_json::to_string(&table.genesis)?;
	let rows = table.sets.iter().map(serde_json::to_string);
	let rows = rows.collect::<serde_json::Result<Vec<_>>>()?.join(",\n");
	Ok(format!("{{\n\"genesis\":{genesis},\n\"sets\":[\n{rows}\n]}}\n"))
}

/// Checks that a table has all that an earlier one says, which is in a file. A set that went on may have
/// ended since.
fn ensure_extends(table: &Table, earlier: &Table, path: &Path) -> Result<(), Problem> {
	let (path, same_chain) = (path.to_path_buf(), table.genesis == earlier.genesis);
	for row in &earlier.sets {
		let set = row.set_id;
		let found = table.sets.iter().find(|other| other.set_id == set);
		match found {
			_ if !same_chain => return Err(Problem::OtherTable { path, set }),
			Some(other) if row == other || *row == open(other) => (),
			Some(other) if open(row) != *other => return Err(Problem::OtherTable { path, set }),
			_ => return Err(Problem::FullerTable { path, set }),
		}
	}
	Ok(())
}

/// Writes the table of what is trusted into a file. Rows are added to one that is there already and are
/// never changed: where the two contradict each other, the file stays as it is. Returns the number of rows.
///
/// # Errors
///
/// Refuses what does not begin with the genesis block, an earlier table that contradicts it or says more, and
/// a file that cannot be written.
pub fn write_table(path: &Path, trusted: &TrustRoot) -> Result<usize, Problem> {
	let unwritable = |error| Problem::Unwritable { path: path.to_path_buf(), error };
	let table = whole(trusted)?;
	// A link stays one, and what it leads to is replaced.
	let file = match fs::symlink_metadata(path) {
		Ok(_) => fs::canonicalize(path).map_err(unwritable)?,
		Err(error) if error.kind() == ErrorKind::NotFound => path.to_path_buf(),
		Err(error) => return Err(unwritable(error)),
	};
	if file.try_exists().map_err(unwritable)? {
		let earlier: Table = read_json(path)?;
		earlier.trust_root().map_err(refused(&path.into()))?;
		ensure_extends(&table, &earlier, path)?;
	}
	let text = text(&table).map_err(|error| unwritable(error.into()))?;
	replace(&file, text.as_bytes(), Readers::Everybody).map_err(unwritable)?;
	Ok(table.sets.len())
}

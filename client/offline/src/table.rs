// SPDX-License-Identifier: Apache-2.0

//! The table of known sets in a file, which can be published for others to trust.

use crate::files::{read_json, refused, Problem};
use serde::{Deserialize, Serialize};
use std::{
	fs,
	io::{self, ErrorKind, Write},
	path::Path,
};
use testamur_json::hex::Hash;
use testamur_primitives::Moment;
use testamur_proof::{Hash as ProofHash, KnownSet, Refusal, SetId, TrustRoot};

/// The known sets of a chain, from the one of the genesis block on.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Table {
	/// The hash of the genesis block.
	genesis: Hash,
	/// The sets, in the order of their numbers.
	sets: Vec<Row>,
}

/// A known set, as [`KnownSet`] has it.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Row {
	set_id: SetId,
	first: u32,
	last: Option<u32>,
	until: Option<Moment>,
	set_hash: Hash,
}

impl From<&KnownSet> for Row {
	fn from(set: &KnownSet) -> Self {
		let KnownSet { id, first, last, until, hash } = *set;
		Self { set_id: id, first, last, until, set_hash: Hash(hash.0) }
	}
}

impl From<&Row> for KnownSet {
	fn from(row: &Row) -> Self {
		let Row { set_id, first, last, until, set_hash } = *row;
		Self { id: set_id, first, last, until, hash: ProofHash(set_hash.0) }
	}
}

impl Row {
	/// Returns whether a later table has this row: a set that went on may have ended since.
	fn is_in(&self, later: &[Self]) -> bool {
		later.iter().any(|row| {
			let open = Self { last: None, until: None, ..*row };
			*self == *row || *self == open
		})
	}
}

impl Table {
	/// Returns the trust in the sets of the table.
	pub(crate) fn trust_root(&self) -> Result<TrustRoot, Refusal> {
		TrustRoot::from_table(
			ProofHash(self.genesis.0),
			self.sets.iter().map(KnownSet::from).collect(),
		)
	}

	/// Returns the table of what is trusted, which has to begin with the set of the genesis block: whoever
	/// trusts a table shall not have to trust its maker.
	fn of(trusted: &TrustRoot) -> Result<Self, Problem> {
		let sets: Vec<_> = trusted.table().iter().map(Row::from).collect();
		match sets.first() {
			Some(Row { set_id: 0, first: 1, .. }) => {
				Ok(Self { genesis: Hash(trusted.genesis().0), sets })
			},
			other => Err(Problem::BeginsLater(other.map_or(0, |row| row.set_id))),
		}
	}

	/// Returns the text of the table, with a line for each row.
	fn text(&self) -> serde_json::Result<String> {
		let genesis = serde_json::to_string(&self.genesis)?;
		let rows = self.sets.iter().map(serde_json::to_string);
		let rows = rows.collect::<serde_json::Result<Vec<_>>>()?.join(",\n");
		Ok(format!("{{\n\"genesis\":{genesis},\n\"sets\":[\n{rows}\n]}}\n"))
	}

	/// Checks that this table has all that an earlier one says.
	fn ensure_extends(&self, earlier: &Self, path: &Path) -> Result<(), Problem> {
		let same_chain = self.genesis == earlier.genesis;
		let missing = earlier.sets.iter().find(|row| !same_chain || !row.is_in(&self.sets));
		missing.map_or(Ok(()), |row| {
			Err(Problem::OtherTable { path: path.to_path_buf(), set: row.set_id })
		})
	}
}

/// Writes the table of what is trusted into a file. Rows are added to one that is there already and are
/// never changed: where the two contradict each other, the file stays as it is.
pub(crate) fn write_table(path: &Path, trusted: &TrustRoot) -> Result<usize, Problem> {
	let unwritable = |error| Problem::Unwritable { path: path.to_path_buf(), error };
	let table = Table::of(trusted)?;
	// A link stays one, and what it leads to is replaced.
	let file = match fs::symlink_metadata(path) {
		Ok(_) => fs::canonicalize(path).map_err(unwritable)?,
		Err(error) if error.kind() == ErrorKind::NotFound => path.to_path_buf(),
		Err(error) => return Err(unwritable(error)),
	};
	if file.try_exists().map_err(unwritable)? {
		let earlier: Table = read_json(path)?;
		earlier.trust_root().map_err(refused(path))?;
		table.ensure_extends(&earlier, path)?;
	}
	let text = table.text().map_err(|error| unwritable(error.into()))?;
	let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
	replace(&file, folder.unwrap_or_else(|| Path::new(".")), &text).map_err(unwritable)?;
	Ok(table.sets.len())
}

/// Replaces a file of a folder at once: whoever reads it meanwhile finds the former text or the new one.
fn replace(file: &Path, folder: &Path, text: &str) -> io::Result<()> {
	let mut new = tempfile::NamedTempFile::new_in(folder)?;
	new.write_all(text.as_bytes())?;
	new.as_file().sync_all()?;
	new.persist(file)?;
	Ok(())
}

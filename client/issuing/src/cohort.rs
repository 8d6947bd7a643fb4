// SPDX-License-Identifier: Apache-2.0

//! The template and the list of a cohort, and the names of the files.

use crate::{fault::Fault, listing::NamedLists};
use testamur_primitives::hash::{Sha256, Software};
use testamur_roster::{Roster, Separator, Sheet};
use testamur_template::Template;

/// The name of the index, in the folder of a cohort.
pub const INDEX: &str = "index.csv";

/// The column of the index with the number of the learner, from 1.
pub const LEARNER: &str = "learner";
/// The column of the index with the name of the file.
pub const FILE: &str = "file";

/// A template, and a list that was read with its columns.
#[derive(Clone, Copy)]
pub struct Cohort<'a> {
	/// The template.
	pub template: &'a Template,
	/// The bytes of the template, by which a later run knows it again.
	pub template_bytes: &'a [u8],
	/// The list.
	pub roster: &'a Roster,
	/// The status lists that the documents name, if they name any.
	pub lists: Option<&'a NamedLists>,
}

impl Cohort<'_> {
	/// Returns the number of learners.
	pub(crate) fn size(&self) -> Result<u32, Fault> {
		// A list has far fewer rows than a number has values.
		u32::try_from(self.roster.len())
			.ok()
			.filter(|size| *size > 0)
			.ok_or(Fault::NoLearners)
	}

	/// Returns the hash of the template.
	pub(crate) fn template_hash(&self) -> [u8; 32] {
		Software::hash(self.template_bytes)
	}

	/// Returns the index: for each learner, in the order of the list, the name of the file and all cells, as
	/// a mail merge takes them.
	pub(crate) fn index(&self) -> Result<Vec<u8>, Fault> {
		let size = self.size()?;
		let columns = self.template.columns().list();
		let names: Vec<&str> = columns.iter().map(testamur_roster::Column::name).collect();
		let own = [LEARNER, FILE].map(|own| free(own, &names));
		let header: Vec<&str> = own.iter().map(String::as_str).chain(names).collect();
		let unwritable = |error: testamur_roster::Unwritable| Fault::Index(error.to_string());
		let mut sheet = Sheet::new(&header, Separator::Comma).map_err(unwritable)?;
		for (number, row) in (0..size).zip(self.roster.rows()) {
			let (learner, file) = (number.saturating_add(1).to_string(), file_name(number, size));
			let cells = (0..columns.len()).map(|place| row.at(place).unwrap_or_default());
			let cells: Vec<&str> = [learner.as_str(), &file].into_iter().chain(cells).collect();
			sheet.push(&cells).map_err(unwritable)?;
		}
		Ok(sheet.into_bytes())
	}
}

/// Returns a name that no column of the list has.
fn free(name: &str, taken: &[&str]) -> String {
	let mut free = name.to_owned();
	while taken.contains(&free.as_str()) {
		free.push('_');
	}
	free
}

/// Returns the name of the file of a learner, whose number counts from 0. It says nothing about the
/// learner, and the names sort in the order of the list.
pub(crate) fn file_name(number: u32, size: u32) -> String {
	let width = size.to_string().len();
	format!("{:0width$}.json", number.saturating_add(1))
}

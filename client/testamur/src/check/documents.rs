// SPDX-License-Identifier: Apache-2.0

//! The documents of a list, which are built to see that they can be, and are not kept.

use crate::{output::Progress, problem::Problem};
use testamur_console::map_in_parallel;
use testamur_roster::{Roster, Row, MAX_FAULTS};
use testamur_template::{BuildFault, Builder, Random, RANDOM_BYTES};

/// The number of rows between two looks at the clock.
const ROWS: usize = 256;

/// The faults of rows: the first ones, and the number of the others.
#[derive(Debug, Default)]
pub(crate) struct RowFaults {
	pub(crate) listed: Vec<BuildFault>,
	pub(crate) others: usize,
}

impl RowFaults {
	/// Returns the number of all faults.
	pub(crate) const fn count(&self) -> usize {
		self.listed.len().saturating_add(self.others)
	}

	fn add(&mut self, fault: BuildFault) {
		if self.listed.len() < MAX_FAULTS {
			self.listed.push(fault);
		} else {
			self.others = self.others.saturating_add(1);
		}
	}
}

impl From<BuildFault> for RowFaults {
	fn from(fault: BuildFault) -> Self {
		Self { listed: vec![fault], others: 0 }
	}
}

/// Builds the document of each row, and returns the faults of the rows that have none.
pub(crate) fn try_all(builder: &Builder<'_>, roster: &Roster) -> Result<RowFaults, Problem> {
	let mut faults = RowFaults::default();
	let mut progress = Progress::new(roster.len(), "documents tried");
	let rows: Vec<Row<'_>> = roster.rows().collect();
	let mut done = 0_usize;
	for rows in rows.chunks(ROWS) {
		let built = map_in_parallel(rows, |row| random().map(|random| builder.build(row, &random)));
		for built in built {
			if let Err(fault) = built? {
				faults.add(fault);
			}
		}
		done = done.saturating_add(rows.len());
		progress.done(done);
	}
	Ok(faults)
}

/// Returns random bits for one document, from the operating system.
pub(crate) fn random() -> Result<Random, Problem> {
	let mut bytes = [0; RANDOM_BYTES];
	getrandom::fill(&mut bytes).map_err(|error| Problem::NoRandomness(error.to_string()))?;
	Random::new(bytes).map_err(|error| Problem::NoRandomness(error.to_string()))
}

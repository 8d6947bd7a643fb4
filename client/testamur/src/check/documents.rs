// SPDX-License-Identifier: Apache-2.0

//! The documents of a list, which are built to see that they can be, and are not kept.

use crate::{output::Progress, problem::Problem};
use testamur_roster::{Roster, MAX_FAULTS};
use testamur_template::{BuildFault, Builder, Random, RANDOM_BYTES};

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
	for (place, row) in roster.rows().enumerate() {
		progress.done(place);
		if let Err(fault) = builder.build(&row, &random()?) {
			faults.add(fault);
		}
	}
	Ok(faults)
}

/// Returns random bits for one document, from the operating system.
pub(crate) fn random() -> Result<Random, Problem> {
	let mut bytes = [0; RANDOM_BYTES];
	getrandom::fill(&mut bytes).map_err(|error| Problem::NoRandomness(error.to_string()))?;
	Random::new(bytes).map_err(|error| Problem::NoRandomness(error.to_string()))
}

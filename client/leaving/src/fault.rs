// SPDX-License-Identifier: Apache-2.0

//! The reasons why there is no folder, or why one cannot be checked.

use std::{io, path::PathBuf};
use testamur_verification::Problem;
use thiserror::Error;

/// A reason why there is no folder, or why one cannot be checked.
#[derive(Debug, Error)]
pub enum Fault {
	/// What is trusted, or a file, cannot be used.
	#[error("{0}")]
	Verification(Box<Problem>),
	/// The institution cannot be left.
	#[error("{0}")]
	Status(#[from] testamur_status::Fault),
	/// The folder holds something else.
	#[error(
		"{} is there already, and is not the folder of this institution that an earlier run began: state a new \
		 folder",
		.0.display()
	)]
	OtherFolder(PathBuf),
	/// The folder has no manifest, or none that this program reads.
	#[error("{}: {why}", path.display())]
	NoManifest {
		/// The file.
		path: PathBuf,
		/// The reason, with advice.
		why: String,
	},
	/// A file cannot be written.
	#[error("{} cannot be written: {error}", path.display())]
	Unwritable {
		/// The file.
		path: PathBuf,
		/// The reason.
		error: io::Error,
	},
}

impl From<Problem> for Fault {
	fn from(problem: Problem) -> Self {
		Self::Verification(Box::new(problem))
	}
}

impl Fault {
	/// Returns whether another node or another time could have an answer.
	#[must_use]
	pub const fn is_unanswered(&self) -> bool {
		matches!(self, Self::Status(fault) if fault.is_unanswered())
	}
}

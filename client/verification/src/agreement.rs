// SPDX-License-Identifier: Apache-2.0

//! The findings of several nodes about one document, which are reported side by side.

use crate::finding::{Conclusion, Finding};

/// The result of several findings about one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
	/// All that tell anything tell this.
	Agreed(Conclusion),
	/// One says that it is valid, and another that it is invalid.
	Disagreement,
}

impl Agreement {
	/// Returns what findings come to. One of which nothing can be told does not hide the others.
	pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
		let conclusions: Vec<_> = findings.into_iter().map(Finding::conclusion).collect();
		let has = |conclusion| conclusions.contains(&conclusion);
		match (has(Conclusion::Valid), has(Conclusion::Invalid)) {
			(true, true) => Self::Disagreement,
			(true, false) => Self::Agreed(Conclusion::Valid),
			(false, true) => Self::Agreed(Conclusion::Invalid),
			(false, false) => Self::Agreed(Conclusion::CannotTell),
		}
	}

	/// Returns the conclusion that counts for the exit code: nothing can be told where nodes disagree.
	#[must_use]
	pub const fn conclusion(self) -> Conclusion {
		match self {
			Self::Agreed(conclusion) => conclusion,
			Self::Disagreement => Conclusion::CannotTell,
		}
	}
}

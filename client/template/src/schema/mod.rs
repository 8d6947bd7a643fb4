// SPDX-License-Identifier: Apache-2.0

//! The sections and keys of a template. Reading and writing follow this one list, so that a template
//! which is written has every key that is read, and no other.
//!
//! * `key`: sections, keys and kinds of values.
//! * `words`: the words that keys take.
//! * `achievement`, `elements`, `rows`: the sections.

mod achievement;
mod elements;
mod key;
mod rows;
mod words;

use achievement::{ACHIEVEMENT, ALIGNMENT, ISSUER, SKILL, TEMPLATE, TRANSLATION};
use elements::{ASSESSMENT, LEARNING, QUALITY};
pub(crate) use key::{Key, Section, Shape};
use rows::{EVIDENCE, LEARNER, RESULT, VALIDITY};
pub(crate) use words::{
	ACHIEVEMENT_TYPES, CYCLES, INTEGRATION, NUMBERS, PARTICIPATION, RESULT_TYPES, STATUSES,
	SUPERVISION, TARGET_TYPES,
};

/// Returns a section by its name.
pub(crate) fn section(name: &str) -> Option<&'static Section> {
	SECTIONS.iter().find(|section| section.name == name)
}

/// The sections, in the order in which they are written.
pub(crate) const SECTIONS: &[Section] = &[
	TEMPLATE,
	ISSUER,
	ACHIEVEMENT,
	TRANSLATION,
	LEARNING,
	ASSESSMENT,
	QUALITY,
	SKILL,
	ALIGNMENT,
	RESULT,
	EVIDENCE,
	LEARNER,
	VALIDITY,
];

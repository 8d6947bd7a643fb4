// SPDX-License-Identifier: Apache-2.0

//! The words for numbers and files.

use std::path::Path;
use testamur_console::is_standard_input;

/// Returns a number with a noun, in the plural unless it is 1.
pub(crate) fn count(number: usize, noun: &str) -> String {
	match number {
		1 => format!("1 {noun}"),
		_ => format!("{number} {noun}s"),
	}
}

/// Returns the name of a file as a message states it.
pub(crate) fn name(path: &Path) -> String {
	match is_standard_input(path) {
		true => "the standard input".to_owned(),
		false => path.display().to_string(),
	}
}

// SPDX-License-Identifier: Apache-2.0

//! The separator of a file, and the place at which its header begins.

use crate::{
	columns::Columns,
	header,
	problem::RowProblem,
	records::Records,
	separator::{states_separator, Separator},
};

/// The separator of a file, and the place and the line at which its header begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
	pub(crate) separator: Separator,
	pub(crate) at: usize,
	pub(crate) line: u32,
}

/// Finds the separator: by a first line `sep=;`, by the caller's word, or by the header, if that
/// leaves no choice.
pub(crate) fn find(text: &str, columns: &Columns) -> Result<Start, RowProblem> {
	if !states_separator(text) {
		let separator = columns.separator.map_or_else(|| by_header(text, columns), Ok)?;
		return Ok(Start { separator, at: 0, line: 1 });
	}
	let length = text.find(['\r', '\n']).unwrap_or(text.len());
	let separator = Separator::of(&text[4..length]).ok_or(RowProblem::UnknownSeparatorLine)?;
	if columns.separator.is_some_and(|stated| stated != separator) {
		return Err(RowProblem::SeparatorLineDiffers);
	}
	let end = if text[length..].starts_with("\r\n") { 2 } else { 1 };
	Ok(Start { separator, at: (length + end).min(text.len()), line: 2 })
}

fn by_header(text: &str, columns: &Columns) -> Result<Separator, RowProblem> {
	let present = separators_of_header(text.as_bytes());
	let mut candidates =
		Separator::ALL.into_iter().filter(|separator| present[*separator as usize]);
	let Some(first) = candidates.next() else {
		// A single column: whatever stands between cells does not occur.
		return Ok(Separator::Comma);
	};
	if candidates.next().is_none() {
		return Ok(first);
	}
	let mut complete = Separator::ALL.into_iter().filter(|separator| {
		let mut records = Records::new(text, *separator);
		records
			.next()
			.is_ok_and(|record| record.is_some_and(|record| header::is_complete(&record, columns)))
	});
	match (complete.next(), complete.next()) {
		(Some(only), None) => Ok(only),
		_ => Err(RowProblem::AmbiguousSeparator),
	}
}

/// Returns which separators stand in the header, outside of quotation marks.
fn separators_of_header(text: &[u8]) -> [bool; 3] {
	let mut present = [false; 3];
	let mut quoted = false;
	for byte in text {
		match byte {
			b'"' => quoted = !quoted,
			b'\r' | b'\n' if !quoted => break,
			_ if quoted => (),
			_ => {
				for separator in Separator::ALL {
					present[separator as usize] |= *byte == separator.byte();
				}
			},
		}
	}
	present
}

// SPDX-License-Identifier: Apache-2.0

//! The header of a file, which says what each column holds.

use crate::{
	columns::Columns,
	encoding::MARK,
	fault::{Fault, Faults},
	gradebook::Book,
	problem::HeaderProblem,
	records::Record,
	similar::most_similar,
};

/// The header of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
	/// The headers, without empty ones at the end.
	pub(crate) names: Vec<String>,
	/// The place of each wanted column in the file.
	pub(crate) places: Vec<Option<usize>>,
	/// The gradebook that wrote the file, if it shows.
	pub(crate) book: Option<Book>,
}

/// Returns the headers of a row. A mark can stand inside of the quotation marks of the first one, and
/// spreadsheets write empty ones behind the last.
fn names(record: &Record<'_>) -> Vec<String> {
	let mut names: Vec<_> = record.cells.iter().map(|cell| cell.text.as_ref()).collect();
	if let Some(first) = names.first_mut() {
		*first = first.trim_start_matches(MARK);
	}
	while names.last().is_some_and(|name| name.trim().is_empty()) {
		names.pop();
	}
	names.into_iter().map(str::to_owned).collect()
}

/// Returns whether a row is a header in which no required column is missing.
pub(crate) fn is_complete(record: &Record<'_>, columns: &Columns) -> bool {
	let names = names(record);
	columns
		.columns
		.iter()
		.filter(|column| column.must_be_there())
		.all(|column| column.headers.iter().any(|header| names.contains(header)))
}

/// Reads the header of a file, and adds its faults.
pub(crate) fn read(record: &Record<'_>, columns: &Columns, faults: &mut Faults) -> Header {
	let names = names(record);
	let mut places = vec![None; columns.columns.len()];
	let mut unknown = Vec::new();
	let fault = |problem| Fault::of_row(record.line, record.row, problem);
	for (place, name) in names.iter().enumerate() {
		let Some(wanted) = columns.place_of(name) else {
			unknown.push(place);
			continue;
		};
		match places[wanted] {
			None => places[wanted] = Some(place),
			Some(first) => {
				let first = u32::try_from(first).unwrap_or(u32::MAX).saturating_add(1);
				let problem = HeaderProblem::RepeatedColumn { first };
				faults.add(fault(problem).in_column(place, name));
			},
		}
	}
	for problem in missing(&names, &unknown, &places, columns) {
		faults.add(fault(problem));
	}
	for (place, problem) in strangers(&names, &unknown, &places, columns) {
		faults.add(fault(problem).in_column(place, &names[place]));
	}
	let book = Book::of(&names);
	Header { names, places, book }
}

/// Returns the problems of required columns that are not in the file.
fn missing<'a>(
	names: &'a [String],
	unknown: &'a [usize],
	places: &'a [Option<usize>],
	columns: &'a Columns,
) -> impl Iterator<Item = HeaderProblem> + 'a {
	let absent = columns.columns.iter().zip(places).filter(|(_, place)| place.is_none());
	absent.filter(|(column, _)| column.must_be_there()).map(|(column, _)| {
		let strangers = || unknown.iter().map(|place| names[*place].as_str());
		let meant = column.headers.iter().find_map(|header| most_similar(header, strangers()));
		HeaderProblem::MissingColumn {
			header: column.name().to_owned(),
			meant: meant.map(|place| names[unknown[place]].clone()),
		}
	})
}

/// Returns the problems of columns that are not wanted, with their places.
fn strangers<'a>(
	names: &'a [String],
	unknown: &'a [usize],
	places: &'a [Option<usize>],
	columns: &'a Columns,
) -> impl Iterator<Item = (usize, HeaderProblem)> + 'a {
	let absent = columns.columns.iter().zip(places).filter(|(_, place)| place.is_none());
	let headers: Vec<&str> = absent
		.flat_map(|(column, _)| column.headers.iter().map(String::as_str))
		.collect();
	unknown.iter().filter_map(move |place| {
		let name = &names[*place];
		let meant = most_similar(name, headers.iter().copied());
		let meant = meant.map(|place| headers[place].to_owned());
		let problem = match meant {
			None if columns.ignores_others => return None,
			None if name.trim().is_empty() => HeaderProblem::EmptyHeader,
			meant => HeaderProblem::UnknownColumn { meant },
		};
		Some((*place, problem))
	})
}

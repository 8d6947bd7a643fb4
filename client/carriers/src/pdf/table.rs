// SPDX-License-Identifier: Apache-2.0

//! The table of the objects of a file: where each of them is.

use super::{
	budget::Budget,
	damaged,
	head::{head_at, raw_stream, Head},
	lexer::Lexer,
	object::{Dictionary, Number, Object},
	stream::content,
};
use crate::{
	fault::Fault,
	kind::Kind,
	limits::{MAX_DECODED, MAX_OBJECTS, MAX_SECTIONS},
};
use std::collections::{BTreeMap, BTreeSet};

/// The bytes at the end of a file in which the place of the table stands.
const TAIL: usize = 2_048;
/// The most fields of an entry of a table, and the most bytes of a field.
const MAX_WIDTH: usize = 8;

/// The place of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
	/// It was deleted.
	Free,
	/// It begins at this byte of the file.
	At(usize),
	/// It is in a stream of objects of this number.
	In(Number),
}

/// The objects of a file.
pub(super) struct Table {
	places: BTreeMap<Number, Place>,
	/// The dictionary that names the catalog, of the last save of the file.
	pub(super) trailer: Dictionary,
}

const NO_TABLE: Fault = damaged("the table of its parts cannot be read");

impl Table {
	/// Reads the table of a file from its last section to the first one.
	pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Self, Fault> {
		let mut table = Self { places: BTreeMap::new(), trailer: Dictionary::default() };
		let mut waiting = vec![last_section(bytes)?];
		let mut seen = BTreeSet::new();
		while let Some(place) = waiting.pop() {
			if !seen.insert(place) {
				continue;
			}
			if seen.len() > MAX_SECTIONS {
				return Err(Fault::TooComplex(Kind::Pdf, "saved versions"));
			}
			let trailer = table.section(bytes, place, budget)?;
			// The section that completes this one goes before the one of the save before.
			waiting.extend(trailer.count("Prev"));
			waiting.extend(trailer.count("XRefStm"));
			if seen.len() == 1 {
				table.trailer = trailer;
			}
		}
		Ok(table)
	}

	/// Returns the place of an object. By the standard, an object that the table lacks is null; but what leads to an
	/// attachment lacks nothing, unless a part of the table was lost.
	pub(super) fn place(&self, number: Number) -> Result<Place, Fault> {
		self.places
			.get(&number)
			.copied()
			.ok_or(damaged("a part is missing in its table"))
	}

	/// Reads a section in either of its two forms, and returns its trailer.
	fn section(
		&mut self,
		bytes: &[u8],
		place: usize,
		budget: &mut Budget,
	) -> Result<Dictionary, Fault> {
		let rows =
			budget.read(bytes, place, |lexer| lexer.accept("xref").then(|| self.rows(lexer)))?;
		match rows {
			Some(trailer) => trailer,
			None => self.stream(bytes, place, budget),
		}
	}

	/// Adds the place of an object, unless a later save has another one.
	fn add(&mut self, number: usize, place: Place) -> Result<(), Fault> {
		let number = Number::try_from(number).map_err(|_| NO_TABLE)?;
		self.places.entry(number).or_insert(place);
		match self.places.len() > MAX_OBJECTS {
			true => Err(Fault::TooComplex(Kind::Pdf, "objects")),
			false => Ok(()),
		}
	}

	/// Reads a section of text.
	fn rows(&mut self, lexer: &mut Lexer<'_>) -> Result<Dictionary, Fault> {
		while !lexer.accept("trailer") {
			let (first, count) = (lexer.count().ok_or(NO_TABLE)?, lexer.count().ok_or(NO_TABLE)?);
			for row in 0..count {
				let place = lexer.count().ok_or(NO_TABLE)?;
				lexer.count().ok_or(NO_TABLE)?;
				let place = match lexer.accept("n") {
					true => Place::At(place),
					false if lexer.accept("f") => Place::Free,
					false => return Err(NO_TABLE),
				};
				self.add(first.saturating_add(row), place)?;
			}
		}
		match lexer.object()? {
			Object::Dictionary(trailer) => Ok(trailer),
			_ => Err(NO_TABLE),
		}
	}

	/// Reads a section in a stream.
	fn stream(
		&mut self,
		bytes: &[u8],
		place: usize,
		budget: &mut Budget,
	) -> Result<Dictionary, Fault> {
		let Head { value, behind, .. } = head_at(bytes, place, budget)?;
		let Object::Dictionary(trailer) = value else { return Err(NO_TABLE) };
		// The length of such a stream is no reference, since references are followed by its content.
		let length = trailer.count("Length").ok_or(NO_TABLE)?;
		let raw = raw_stream(bytes, behind, length, budget)?;
		if !trailer.get("Type").is_some_and(|kind| kind.is_name("XRef")) {
			return Err(NO_TABLE);
		}
		let content = content(&trailer, raw, MAX_DECODED, budget)?;
		let widths = widths(&trailer)?;
		let mut entries = content.chunks_exact(widths.iter().sum());
		for (first, count) in ranges(&trailer)? {
			for (row, entry) in (0..count).zip(&mut entries) {
				if let Some(place) = place_of(entry, widths) {
					self.add(first.saturating_add(row), place)?;
				}
			}
		}
		Ok(trailer)
	}
}

/// Returns the place of the last section of the table.
fn last_section(bytes: &[u8]) -> Result<usize, Fault> {
	const WORD: &[u8] = b"startxref";
	let begin = bytes.len().saturating_sub(TAIL);
	let tail = bytes.get(begin..).unwrap_or_default();
	let found = tail.windows(WORD.len()).rposition(|window| window == WORD);
	let found = found.ok_or(damaged("its end is missing"))?;
	let behind = begin.saturating_add(found).saturating_add(WORD.len());
	Lexer::new(bytes, behind).count().ok_or(NO_TABLE)
}

/// Returns the widths of the three fields of an entry, of which at least one has bytes.
fn widths(trailer: &Dictionary) -> Result<[usize; 3], Fault> {
	let Some(Object::Array(stated)) = trailer.get("W") else { return Err(NO_TABLE) };
	let stated: Option<Vec<usize>> = stated.iter().map(Object::count).collect();
	let widths: [usize; 3] = stated.and_then(|it| it.try_into().ok()).ok_or(NO_TABLE)?;
	let is_sound = widths.iter().all(|width| *width <= MAX_WIDTH) && widths != [0; 3];
	is_sound.then_some(widths).ok_or(NO_TABLE)
}

/// Returns the ranges of the numbers in a section: the first number and how many follow.
fn ranges(trailer: &Dictionary) -> Result<Vec<(usize, usize)>, Fault> {
	let Some(index) = trailer.get("Index") else {
		return Ok(vec![(0, trailer.count("Size").ok_or(NO_TABLE)?)]);
	};
	let Object::Array(index) = index else { return Err(NO_TABLE) };
	let pair = |pair: &[Object]| match pair {
		[first, count] => first.count().zip(count.count()),
		_ => None,
	};
	index.chunks(2).map(|it| pair(it).ok_or(NO_TABLE)).collect()
}

/// Returns the place that an entry states, unless it is of a kind to come.
fn place_of(entry: &[u8], [kind, first, _]: [usize; 3]) -> Option<Place> {
	let number =
		|bytes: &[u8]| bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
	let (kind_bytes, rest) = entry.split_at_checked(kind)?;
	let field = number(rest.get(..first)?);
	// Without a kind, every object begins at a byte of the file.
	match if kind == 0 { 1 } else { number(kind_bytes) } {
		0 => Some(Place::Free),
		1 => usize::try_from(field).ok().map(Place::At),
		2 => Number::try_from(field).ok().map(Place::In),
		_ => None,
	}
}

// SPDX-License-Identifier: Apache-2.0

//! From the text of a template to its sections and values, by the list of `schema`.

use crate::{
	fault::{Fault, Faults, Place, Problem},
	limits::{MAX_BYTES, MAX_FAULTS, MAX_ITEMS},
	schema::{self, Key, Section, Shape},
	values::{self, Why},
};
use std::{collections::BTreeMap, ops::Range};
use testamur_roster::{most_similar, shown};
use toml_edit::{Document, Item, TableLike, Value};

/// A value that has the shape of its key.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Datum {
	Text(String),
	Texts(Vec<String>),
	Number(f64),
	Whole(u32),
	Truth(bool),
	/// A value that was refused. It is stated all the same, so nothing is missing.
	Refused,
}

/// A section that was read: its values, and the places of them in the text, in bytes.
#[derive(Debug)]
pub(crate) struct Fields {
	pub(crate) section: &'static Section,
	at: Option<usize>,
	values: BTreeMap<&'static str, (Datum, Option<usize>)>,
}

impl Fields {
	/// Returns the text under a key.
	pub(crate) fn text(&self, key: &str) -> Option<String> {
		match self.values.get(key) {
			Some((Datum::Text(text), _)) => Some(text.clone()),
			_ => None,
		}
	}

	/// Returns the list under a key, or none of its items.
	pub(crate) fn texts(&self, key: &str) -> Vec<String> {
		match self.values.get(key) {
			Some((Datum::Texts(texts), _)) => texts.clone(),
			_ => Vec::new(),
		}
	}

	/// Returns the number under a key.
	pub(crate) fn number(&self, key: &str) -> Option<f64> {
		match self.values.get(key) {
			Some((Datum::Number(number), _)) => Some(*number),
			_ => None,
		}
	}

	/// Returns the whole number under a key.
	pub(crate) fn whole(&self, key: &str) -> Option<u32> {
		match self.values.get(key) {
			Some((Datum::Whole(number), _)) => Some(*number),
			_ => None,
		}
	}

	/// Returns whether the value under a key is `true`.
	pub(crate) fn truth(&self, key: &str) -> bool {
		matches!(self.values.get(key), Some((Datum::Truth(true), _)))
	}

	/// Returns whether the value under a key is `false`.
	pub(crate) fn is_false(&self, key: &str) -> bool {
		matches!(self.values.get(key), Some((Datum::Truth(false), _)))
	}

	/// Returns whether there is a value under a key, be it one that was refused.
	pub(crate) fn has(&self, key: &str) -> bool {
		self.values.contains_key(key)
	}
}

/// The sections of a template, and the faults that were found.
pub(crate) struct Reader<'a> {
	text: &'a str,
	pub(crate) sections: Vec<Fields>,
	faults: Vec<Found>,
	/// The number of faults that were not kept.
	others: usize,
}

/// A fault with its place in bytes.
struct Found {
	at: Option<usize>,
	key: String,
	problem: Problem,
}

/// Maximum number of faults that are kept, of which the first in the text are listed.
const MAX_KEPT: usize = 10 * MAX_FAULTS;

/// Reads the bytes of a template. A template that is no TOML has one fault only.
pub(crate) fn read(bytes: &[u8]) -> Result<Reader<'_>, Faults> {
	let alone = |place, problem| Faults::new(vec![Fault { place, key: String::new(), problem }], 0);
	if bytes.len() > MAX_BYTES {
		return Err(alone(None, Problem::TooLarge));
	}
	let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
	let text = std::str::from_utf8(bytes).map_err(|error| {
		let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
		let good = std::str::from_utf8(good).unwrap_or_default();
		alone(Some(place_of(good, good.len())), Problem::NotUtf8)
	})?;
	let document = Document::parse(text).map_err(|error| {
		let place = error.span().map(|span| place_of(text, span.start));
		alone(place, Problem::Syntax(shown(error.message())))
	})?;
	let mut reader = Reader { text, sections: Vec::new(), faults: Vec::new(), others: 0 };
	reader.top(document.as_table());
	Ok(reader)
}

/// Returns the line and the column of a byte.
fn place_of(text: &str, at: usize) -> Place {
	let before = text.get(..at).unwrap_or(text);
	let line_begin = before.rfind('\n').map_or(0, |end| end.saturating_add(1));
	let column = before.get(line_begin..).unwrap_or_default().chars().count().saturating_add(1);
	Place { line: before.matches('\n').count().saturating_add(1), column }
}

fn start(span: Option<Range<usize>>) -> Option<usize> {
	span.map(|span| span.start)
}

impl Reader<'_> {
	/// Returns the only section of a name.
	pub(crate) fn only(&self, name: &str) -> Option<&Fields> {
		self.sections.iter().find(|fields| fields.section.name == name)
	}

	/// Returns all sections of a name.
	pub(crate) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Fields> {
		self.sections.iter().filter(move |fields| fields.section.name == name)
	}

	/// Adds a fault at a key of a section, or at the section where it has no such key.
	pub(crate) fn conflict(&mut self, at: (Option<usize>, String), problem: Problem) {
		self.fault(at.0, at.1, problem);
	}

	/// Returns the faults, if there are any.
	pub(crate) fn faults(self) -> Result<(), Faults> {
		let Self { text, mut faults, others, .. } = self;
		if faults.is_empty() {
			return Ok(());
		}
		faults.sort_by_key(|found| (found.at.is_none(), found.at));
		let others = others.saturating_add(faults.len().saturating_sub(MAX_FAULTS));
		let listed = faults.into_iter().take(MAX_FAULTS).map(|Found { at, key, problem }| {
			let place = at.map(|at| place_of(text, at));
			Fault { place, key, problem }
		});
		Err(Faults::new(listed.collect(), others))
	}

	fn fault(&mut self, at: Option<usize>, key: impl Into<String>, problem: Problem) {
		if self.is_full() {
			self.others = self.others.saturating_add(1);
			return;
		}
		self.faults.push(Found { at, key: shown(&key.into()), problem });
	}

	/// Returns whether further faults are only counted, so that words for them need not be found.
	fn is_full(&self) -> bool {
		self.faults.len() >= MAX_KEPT
	}

	fn top(&mut self, table: &dyn TableLike) {
		for (name, item) in table.iter() {
			let at = key_start(table, name);
			match schema::section(name) {
				Some(section) => self.section(section, at, item),
				None if self.is_full() => self.others = self.others.saturating_add(1),
				None => {
					let sections = || schema::SECTIONS.iter();
					let meant = most_similar(name, sections().map(|section| section.name))
						.and_then(|place| sections().nth(place))
						.map(Section::heading)
						.or_else(|| section_of_key(name));
					self.fault(at, name, Problem::Unknown { meant });
				},
			}
		}
		for section in schema::SECTIONS.iter().filter(|section| section.required) {
			if !table.contains_key(section.name) {
				let (about, example) = (section.about.to_owned(), section.heading());
				self.fault(None, section.heading(), Problem::Missing { about, example });
			}
		}
	}

	fn section(&mut self, section: &'static Section, at: Option<usize>, item: &Item) {
		match item {
			Item::ArrayOfTables(tables) if section.repeated => {
				if tables.len() > MAX_ITEMS {
					self.fault(at, section.heading(), Problem::TooMany(MAX_ITEMS));
				}
				for table in tables.iter().take(MAX_ITEMS) {
					self.fields(section, start(table.span()).or(at), table);
				}
			},
			_ => match item.as_table_like() {
				Some(table) if !section.repeated => {
					self.fields(section, start(item.span()).or(at), table);
				},
				_ => {
					let wanted = "a section of its own".to_owned();
					let example = section.heading();
					self.fault(at, section.heading(), Problem::Kind { wanted, example });
				},
			},
		}
	}

	fn fields(&mut self, section: &'static Section, at: Option<usize>, table: &dyn TableLike) {
		let mut fields = Fields { section, at, values: BTreeMap::new() };
		for (name, item) in table.iter() {
			let key_at = key_start(table, name).or(at);
			let path = format!("{}.{name}", section.name);
			let Some(key) = section.key(name) else {
				if self.is_full() {
					self.others = self.others.saturating_add(1);
					continue;
				}
				let names = || section.keys.iter().map(|key| key.name);
				let meant = most_similar(name, names())
					.and_then(|place| names().nth(place))
					.map(str::to_owned)
					.or_else(|| section_of_key(name));
				self.fault(key_at, path, Problem::Unknown { meant });
				continue;
			};
			let value_at = start(item.span()).or(key_at);
			match datum(key, item) {
				Ok(datum) => drop(fields.values.insert(key.name, (datum, value_at))),
				Err(problem) => {
					fields.values.insert(key.name, (Datum::Refused, value_at));
					self.fault(value_at, path, problem);
				},
			}
		}
		for key in section.keys.iter().filter(|key| key.required) {
			if !table.contains_key(key.name) {
				let example = format!("{} = {}", key.name, key.example);
				let problem = Problem::Missing { about: key.about.to_owned(), example };
				self.fault(at, format!("{}.{}", section.name, key.name), problem);
			}
		}
		self.sections.push(fields);
	}
}

impl Fields {
	/// Returns the place of a key, or that of the section, with the name.
	pub(crate) fn place(&self, key: &str) -> (Option<usize>, String) {
		let at = self.values.get(key).and_then(|(_, at)| *at).or(self.at);
		(at, format!("{}.{key}", self.section.name))
	}
}

fn key_start(table: &dyn TableLike, name: &str) -> Option<usize> {
	table.get_key_value(name).and_then(|(key, _)| start(key.span()))
}

/// Returns the section in which a key of this name stands, as a message names it.
fn section_of_key(name: &str) -> Option<String> {
	let mut holders = schema::SECTIONS.iter().filter(|section| section.key(name).is_some());
	match (holders.next(), holders.next()) {
		(Some(section), None) => Some(format!("it in the section {}", section.heading())),
		_ => None,
	}
}

/// Returns the value of a key.
fn datum(key: &Key, item: &Item) -> Result<Datum, Problem> {
	let example = || format!("{} = {}", key.name, key.example);
	let kind = || Problem::Kind { wanted: wanted(key.shape), example: example() };
	let value = item.as_value().ok_or_else(kind)?;
	let bad = |why: Why| Problem::Value { why: why.into_owned(), example: example() };
	match (key.shape, value) {
		(Shape::Lines | Shape::Iris, Value::Array(items)) => {
			let texts: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
			let texts = texts.ok_or_else(kind)?;
			list(key.shape, &texts).map_err(|problem| match problem {
				ListProblem::Value(why) => bad(why),
				ListProblem::Other(problem) => problem,
			})
		},
		(Shape::Truth, Value::Boolean(value)) => Ok(Datum::Truth(*value.value())),
		(Shape::Whole(least, most), Value::Integer(value)) => u32::try_from(*value.value())
			.ok()
			.filter(|number| (least..=most).contains(number))
			.map(Datum::Whole)
			.ok_or_else(|| bad(format!("it is not from {least} to {most}").into())),
		(Shape::Number(most), Value::Integer(_) | Value::Float(_)) => {
			let number = float(value).ok_or_else(kind)?;
			values::number(number, most).map(|()| Datum::Number(number)).map_err(bad)
		},
		(Shape::Decimal, Value::Integer(_) | Value::Float(_)) => {
			let number = float(value).ok_or_else(kind)?;
			values::decimal(&number.to_string()).map(|_| Datum::Number(number)).map_err(bad)
		},
		(Shape::Date, Value::Datetime(value)) => {
			let day = value.value().to_string();
			values::date(&day).map(|()| Datum::Text(day)).map_err(bad)
		},
		(shape, Value::String(value)) if is_text(shape) => {
			text(shape, value.value()).map_err(bad)?;
			Ok(Datum::Text(value.value().clone()))
		},
		_ => Err(kind()),
	}
}

enum ListProblem {
	Value(Why),
	Other(Problem),
}

/// Checks the items of a list, of which none may stand twice.
fn list(shape: Shape, texts: &[&str]) -> Result<Datum, ListProblem> {
	if texts.is_empty() {
		return Err(ListProblem::Value("it is empty".into()));
	}
	if texts.len() > MAX_ITEMS {
		return Err(ListProblem::Other(Problem::TooMany(MAX_ITEMS)));
	}
	for (place, item) in texts.iter().enumerate() {
		let checked = if shape == Shape::Iris { values::iri(item) } else { values::line(item) };
		checked.map_err(|why| {
			let number = place.saturating_add(1);
			ListProblem::Value(format!("item {number} of the list: {why}").into())
		})?;
		if texts.iter().take(place).any(|before| before == item) {
			return Err(ListProblem::Other(Problem::Repeated((*item).to_owned())));
		}
	}
	Ok(Datum::Texts(texts.iter().map(|text| (*text).to_owned()).collect()))
}

fn float(value: &Value) -> Option<f64> {
	match value {
		// Numbers beyond are refused by their bounds, also after they are rounded.
		Value::Integer(value) => i32::try_from(*value.value()).ok().map(f64::from),
		Value::Float(value) => Some(*value.value()).filter(|value| value.is_finite()),
		_ => None,
	}
}

fn is_text(shape: Shape) -> bool {
	!matches!(
		shape,
		Shape::Lines
			| Shape::Iris
			| Shape::Truth
			| Shape::Whole(..)
			| Shape::Number(_)
			| Shape::Decimal
	)
}

/// Checks a text by its shape.
fn text(shape: Shape, text: &str) -> Result<(), Why> {
	match shape {
		Shape::Paragraphs => values::paragraphs(text),
		Shape::Column => values::column(text),
		Shape::Iri => values::iri(text),
		Shape::Web => values::web(text),
		Shape::Esco => values::esco(text),
		Shape::Email => values::email(text),
		Shape::Language => values::language(text),
		Shape::Country => values::country(text),
		Shape::Date => values::date(text),
		Shape::Word(list) => values::word(text, list),
		Shape::Line
		| Shape::Lines
		| Shape::Iris
		| Shape::Number(_)
		| Shape::Decimal
		| Shape::Whole(..)
		| Shape::Truth => values::line(text),
	}
}

/// Returns the name of a shape, with its article.
fn wanted(shape: Shape) -> String {
	match shape {
		Shape::Lines | Shape::Iris => "a list of texts in brackets",
		Shape::Number(_) | Shape::Decimal => "a number without quotation marks",
		Shape::Whole(..) => "a whole number without quotation marks",
		Shape::Truth => "true or false without quotation marks",
		Shape::Date => "a day such as 2031-12-31",
		_ => "a text in quotation marks",
	}
	.to_owned()
}

// SPDX-License-Identifier: Apache-2.0

//! The objects of a file, by their numbers.

use super::{
	budget::Budget,
	damaged,
	head::{head_at, raw_stream, Head},
	lexer::Lexer,
	object::{Dictionary, Number, Object},
	stream::content,
	table::{Place, Table},
};
use crate::{
	fault::Fault,
	kind::Kind,
	limits::{MAX_DECODED, MAX_FILE, MAX_OBJECTS},
};
use std::collections::BTreeMap;

/// The bytes at the beginning of a file in which its mark stands.
const HEAD: usize = 1_024;
/// The mark.
const MARK: &[u8] = b"%PDF-";
/// The most references that are followed from one value.
const MAX_STEPS: usize = 16;

const NOT_A_STREAM: Fault = damaged("one of its parts is no stream");

/// A file.
pub(super) struct File<'a> {
	bytes: &'a [u8],
	table: Table,
	budget: Budget,
	/// The streams of objects that were read.
	streams: BTreeMap<Number, ObjectStream>,
	/// How many objects may still be read.
	left: usize,
}

/// A stream of objects.
struct ObjectStream {
	content: Vec<u8>,
	/// The places of the objects in the content.
	places: BTreeMap<Number, usize>,
}

impl<'a> File<'a> {
	/// Reads the table of a file.
	pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
		if bytes.len() > MAX_FILE {
			return Err(Fault::TooLarge(Kind::Pdf, "a content", MAX_FILE));
		}
		let head = bytes.get(..HEAD).unwrap_or(bytes);
		// Places are counted from the mark, before which mail programs leave lines.
		let begin = head.windows(MARK.len()).position(|window| window == MARK);
		let begin = begin.ok_or(damaged("it begins otherwise"))?;
		let bytes = bytes.get(begin..).unwrap_or_default();
		let mut budget = Budget::new();
		let table = Table::read(bytes, &mut budget)?;
		if table.trailer.get("Encrypt").is_some() {
			return Err(Fault::Encrypted(Kind::Pdf));
		}
		Ok(Self { bytes, table, budget, streams: BTreeMap::new(), left: MAX_OBJECTS })
	}

	/// Returns the catalog, from which everything else is reached.
	pub(super) fn catalog(&mut self) -> Result<Dictionary, Fault> {
		let trailer = core::mem::take(&mut self.table.trailer);
		let catalog = self.member(&trailer, "Root");
		self.table.trailer = trailer;
		match catalog? {
			Object::Dictionary(catalog) => Ok(catalog),
			_ => Err(damaged("it has no catalog")),
		}
	}

	/// Returns the value of a member of a dictionary, wherever it is.
	pub(super) fn member(&mut self, of: &Dictionary, name: &str) -> Result<Object, Fault> {
		match of.get(name) {
			Some(value) => self.value(value),
			None => Ok(Object::Other),
		}
	}

	/// Returns a value, which may be that of another object.
	pub(super) fn value(&mut self, value: &Object) -> Result<Object, Fault> {
		let mut value = value.clone();
		for _ in 0..MAX_STEPS {
			let Object::Reference(number) = value else { return Ok(value) };
			value = self.object(number)?;
		}
		Err(Fault::TooComplex(Kind::Pdf, "references"))
	}

	/// Returns the value of an object.
	fn object(&mut self, number: Number) -> Result<Object, Fault> {
		self.left = self.left.checked_sub(1).ok_or(Fault::TooComplex(Kind::Pdf, "references"))?;
		match self.table.place(number)? {
			// By the standard, an object that was deleted is null.
			Place::Free => Ok(Object::Other),
			Place::At(place) => Ok(self.head(number, place)?.value),
			Place::In(stream) => self.object_in(number, stream),
		}
	}

	fn head(&mut self, number: Number, place: usize) -> Result<Head, Fault> {
		let head = head_at(self.bytes, place, &mut self.budget)?;
		match head.number == number {
			true => Ok(head),
			false => Err(damaged("a part is not where its table says")),
		}
	}

	/// Returns the value of an object in a stream of objects.
	fn object_in(&mut self, number: Number, stream: Number) -> Result<Object, Fault> {
		if !self.streams.contains_key(&stream) {
			let read = self.object_stream(stream)?;
			self.streams.insert(stream, read);
		}
		let read = self.streams.get(&stream);
		let found = read.and_then(|read| Some((&read.content, *read.places.get(&number)?)));
		let (content, place) = found.ok_or(damaged("a part is not where its table says"))?;
		self.budget.read(content, place, Lexer::object)?
	}

	fn object_stream(&mut self, number: Number) -> Result<ObjectStream, Fault> {
		const OTHER: Fault = damaged("a stream of its parts cannot be read");
		let (dictionary, content) = self.stream(number, MAX_DECODED)?;
		let count = dictionary.count("N").filter(|count| *count <= MAX_OBJECTS).ok_or(OTHER)?;
		let first = dictionary.count("First").ok_or(OTHER)?;
		let places = self.budget.read(&content, 0, |lexer| {
			let mut places = BTreeMap::new();
			for _ in 0..count {
				let (number, place) = (lexer.count()?, lexer.count()?.saturating_add(first));
				places.entry(Number::try_from(number).ok()?).or_insert(place);
			}
			Some(places)
		})?;
		let places = places.ok_or(OTHER)?;
		Ok(ObjectStream { content, places })
	}

	/// Returns the dictionary and the content of a stream, of at most `most` bytes.
	pub(super) fn stream(
		&mut self,
		number: Number,
		most: usize,
	) -> Result<(Dictionary, Vec<u8>), Fault> {
		let Place::At(place) = self.table.place(number)? else { return Err(NOT_A_STREAM) };
		let Head { value: Object::Dictionary(mut dictionary), behind, .. } =
			self.head(number, place)?
		else {
			return Err(NOT_A_STREAM);
		};
		for name in ["Length", "Filter", "DecodeParms"] {
			let value = self.member(&dictionary, name)?;
			if let Some((_, member)) =
				dictionary.0.iter_mut().find(|(found, _)| found == name.as_bytes())
			{
				*member = value;
			}
		}
		let length = dictionary.count("Length").ok_or(NOT_A_STREAM)?;
		let raw = raw_stream(self.bytes, behind, length, &mut self.budget)?;
		let content = content(&dictionary, raw, most, &mut self.budget)?;
		Ok((dictionary, content))
	}
}

// SPDX-License-Identifier: Apache-2.0

//! The definitions of a context (JSON-LD 1.1, section 9.15), as far as the contexts that are shipped
//! use them.
//!
//! A term that is defined in another way is left out and named, so it is never taken for something else.

use alloc::{
	boxed::Box,
	collections::BTreeMap,
	string::{String, ToString},
	vec::Vec,
};
use testamur_document::value::{Object, Value};

/// The definitions of one context.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Terms {
	terms: BTreeMap<String, Term>,
	unsupported: Vec<String>,
}

/// A definition.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Term {
	pub(crate) meaning: Meaning,
	pub(crate) coercion: Coercion,
	pub(crate) container: Container,
	pub(crate) scoped: Scoped,
	/// True if no other context may define the term differently.
	pub(crate) is_protected: bool,
}

/// The meaning of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
	/// The name of a node, `@id`.
	Id,
	/// The types of a node, `@type`.
	Type,
	/// A property or a type.
	Iri(String),
}

/// The kinds of value that a string under a term can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Coercion {
	/// A string.
	None,
	/// An IRI.
	Id,
	/// A term, or an IRI.
	Vocab,
	/// JSON of any kind.
	Json,
	/// A literal of this datatype.
	Datatype(String),
}

/// The ways in which values under a term belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
	/// They are a set.
	Set,
	/// They are a list, whose order counts.
	List,
	/// Each of them is a graph of its own.
	Graph,
}

/// The context that holds inside of a term.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Scoped {
	/// The same as outside.
	Same,
	/// None of those outside.
	Nothing,
	/// One more.
	More(Box<Terms>),
}

impl Terms {
	/// Reads the definitions of a context.
	pub(crate) fn new(context: &Object) -> Self {
		let is_protected = context.get(&"@protected".into()) == Some(&Value::Bool(true));
		let mut terms = Self::default();
		for (name, definition) in context {
			let name = name.as_str();
			match Term::new(context, definition, is_protected) {
				_ if name == "@protected" => {},
				Some(term) if !name.starts_with('@') => {
					terms.unsupported.extend(term.unsupported().map(String::from));
					terms.terms.insert(name.to_string(), term);
				},
				_ => terms.unsupported.push(name.to_string()),
			}
		}
		terms
	}

	/// Returns the definition of a term.
	pub(crate) fn get(&self, name: &str) -> Option<&Term> {
		self.terms.get(name)
	}

	/// Returns all definitions.
	pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Term)> {
		self.terms.iter().map(|(name, term)| (name.as_str(), term))
	}

	/// Returns the terms that were left out.
	pub(crate) fn unsupported(&self) -> impl Iterator<Item = &str> {
		self.unsupported.iter().map(String::as_str)
	}
}

impl Term {
	/// Reads a definition that stands in a context.
	fn new(context: &Object, definition: &Value, is_protected: bool) -> Option<Self> {
		let mut term = Self {
			meaning: Meaning::Id,
			coercion: Coercion::None,
			container: Container::Set,
			scoped: Scoped::Same,
			is_protected,
		};
		match definition {
			Value::String(meaning) => term.meaning = Meaning::new(context, meaning)?,
			Value::Object(parts) => {
				// Without it, the meaning would follow from the name of the term.
				let Some(Value::String(meaning)) = parts.get(&"@id".into()) else { return None };
				term.meaning = Meaning::new(context, meaning)?;
				for (part, value) in parts {
					term.read(part.as_str(), value)?;
				}
			},
			_ => return None,
		}
		Some(term)
	}

	/// Reads a part of a definition other than its meaning.
	fn read(&mut self, part: &str, value: &Value) -> Option<()> {
		match (part, value) {
			("@id", _) => {},
			("@type", Value::String(coercion)) => self.coercion = Coercion::new(coercion)?,
			("@container", Value::String(container)) => {
				self.container = Container::new(container)?;
			},
			("@context", Value::Null) => self.scoped = Scoped::Nothing,
			("@context", Value::Object(scoped)) => {
				self.scoped = Scoped::More(Box::new(Terms::new(scoped)));
			},
			_ => return None,
		}
		Some(())
	}

	fn unsupported(&self) -> impl Iterator<Item = &str> {
		let scoped = match &self.scoped {
			Scoped::More(terms) => Some(terms),
			Scoped::Same | Scoped::Nothing => None,
		};
		scoped
			.into_iter()
			.flat_map(|terms| terms.unsupported.iter().map(String::as_str))
	}

	/// Returns whether another definition says the same, whether or not it is protected.
	pub(crate) fn is_same(&self, other: &Self) -> bool {
		let Self { meaning, coercion, container, scoped, is_protected: _ } = self;
		*meaning == other.meaning
			&& *coercion == other.coercion
			&& *container == other.container
			&& *scoped == other.scoped
	}
}

impl Meaning {
	/// Reads the meaning of a term: a keyword, an IRI, or another term of the same context.
	fn new(context: &Object, meaning: &str) -> Option<Self> {
		match meaning {
			"@id" => Some(Self::Id),
			"@type" => Some(Self::Type),
			iri if is_whole(iri, context) => Some(Self::Iri(iri.to_string())),
			term => match context.get(&term.into())? {
				Value::String(iri) if is_whole(iri, context) => Some(Self::Iri(iri.clone())),
				Value::Object(parts) => match parts.get(&"@id".into())? {
					Value::String(iri) if is_whole(iri, context) => Some(Self::Iri(iri.clone())),
					_ => None,
				},
				_ => None,
			},
		}
	}
}

/// Returns whether a text is an IRI that no term is a prefix of, and that is no prefix itself.
fn is_whole(iri: &str, context: &Object) -> bool {
	// A term for an IRI that ends so is a prefix of others (JSON-LD 1.1 API, section 4.2.2).
	!iri.ends_with([':', '/', '?', '#', '[', ']', '@'])
		&& iri
			.split_once(':')
			.is_some_and(|(prefix, _)| !prefix.is_empty() && !context.contains_key(&prefix.into()))
}

impl Coercion {
	fn new(coercion: &str) -> Option<Self> {
		match coercion {
			"@id" => Some(Self::Id),
			"@vocab" => Some(Self::Vocab),
			"@json" => Some(Self::Json),
			datatype if datatype.contains(':') => Some(Self::Datatype(datatype.to_string())),
			_ => None,
		}
	}
}

impl Container {
	fn new(container: &str) -> Option<Self> {
		match container {
			"@set" => Some(Self::Set),
			"@list" => Some(Self::List),
			"@graph" => Some(Self::Graph),
			_ => None,
		}
	}
}

// SPDX-License-Identifier: Apache-2.0

//! The contexts that give the members of a document their meaning.
//!
//! They are part of the program, so a document means the same on every machine, and nobody who serves
//! a context learns who verifies what. The build embeds those of others (`build.rs`).
//!
//! `terms` reads definitions, and `active` puts those together that are in force at a place of a
//! document.

use alloc::{string::String, vec::Vec};
use core::fmt;
use testamur_document::{
	ijson,
	value::{Object, Value},
};

pub(crate) mod active;
pub(crate) mod terms;

use active::Active;
use terms::Terms;

/// The context of Verifiable Credentials 2.0, with which every document begins.
pub const CREDENTIALS: &str = "https://www.w3.org/ns/credentials/v2";
/// The context of Open Badges 3.0.
pub const OPEN_BADGES: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
/// The terms of our own, which stand in the document itself: whoever verifies it elsewhere has nothing
/// to fetch.
pub const OWN: &str = r#"{"salt":"https://w3id.org/security#salt"}"#;

/// The terms for what a micro-credential states and Open Badges 3.0 has no member for, which stand in
/// the document as well. They are members of its achievement.
///
/// Terms of Dublin Core, schema.org, the CTDL and the European Learning Model are taken where they mean
/// the same. The rest are names of our own, which lead nowhere.
pub const MICRO_CREDENTIALS: &str = concat!(
	r#"{"assessmentMethod":"https://purl.org/ctdl/terms/assessmentMethodDescription","#,
	r#""coursePrerequisites":"https://schema.org/coursePrerequisites","#,
	r#""creditUnit":"https://schema.org/unitText","#,
	r#""cycle":"https://schema.org/educationalLevel","#,
	r#""endorsementReference":{"@id":"urn:testamur:terms:endorsementReference","@type":"@id"},"#,
	r#""integration":"urn:testamur:terms:integration","#,
	r#""isPartOf":{"@id":"http://purl.org/dc/terms/isPartOf","@type":"@id"},"#,
	r#""learningOutcome":{"@id":"https://schema.org/teaches","@container":"@list"},"#,
	r#""levelNotApplicable":"urn:testamur:terms:levelNotApplicable","#,
	r#""participation":"https://schema.org/courseMode","#,
	r#""qualityAssurance":"urn:testamur:terms:qualityAssurance","#,
	r#""qualityAssuranceReference":"#,
	r#"{"@id":"urn:testamur:terms:qualityAssuranceReference","@type":"@id"},"#,
	r#""supervision":"urn:testamur:terms:supervision","#,
	r#""translatedDescription":"http://purl.org/dc/terms/description","#,
	r#""translatedName":"http://purl.org/dc/terms/title","#,
	r#""volumeOfLearning":{"@id":"http://data.europa.eu/snb/model/elm/volumeOfLearning","#,
	r#""@type":"http://www.w3.org/2001/XMLSchema#duration"}}"#,
);

/// The member that names the contexts of a document.
pub(crate) const MEMBER: &str = "@context";

const CREDENTIALS_DEFINITION: &str = include_str!(concat!(env!("OUT_DIR"), "/credentials.json"));
const OPEN_BADGES_DEFINITION: &str = include_str!(concat!(env!("OUT_DIR"), "/open-badges.json"));

/// The reason why the contexts of a document are not those that are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContextFault {
	/// The document has no array of contexts.
	Missing,
	/// The first context is not that of Verifiable Credentials 2.0.
	NotFirst,
	/// A context, whose position from 0 is given, is unknown, or one that was not looked at.
	Unknown(usize),
	/// A context, whose position from 0 is given, stands before one that belongs in front of it, or
	/// twice.
	Order(usize),
}

impl fmt::Display for ContextFault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Missing => write!(f, "the document has no `@context` that is an array"),
			Self::NotFirst => write!(f, "the first context is not {CREDENTIALS}"),
			Self::Unknown(position) => write!(
				f,
				"context {position} is none of those that this program has, so it cannot tell what the \
				 document says"
			),
			Self::Order(position) => {
				write!(f, "context {position} stands twice, or behind one that comes after it")
			},
		}
	}
}

/// A context as it stands in a document, and its definitions.
struct Known {
	named: Value,
	terms: Terms,
}

/// The contexts that documents may have, in the order in which they stand there.
pub struct Contexts(Vec<Known>);

impl Contexts {
	/// Reads the contexts that are shipped: [`CREDENTIALS`], [`OPEN_BADGES`], [`OWN`] and
	/// [`MICRO_CREDENTIALS`].
	///
	/// This takes some milliseconds, so callers keep the result.
	pub fn shipped() -> Self {
		let mut contexts = Self(Vec::new());
		contexts.add_remote(CREDENTIALS, CREDENTIALS_DEFINITION);
		contexts.add_remote(OPEN_BADGES, OPEN_BADGES_DEFINITION);
		for own in [OWN, MICRO_CREDENTIALS] {
			if let Ok(own) = ijson::parse_object(own.as_bytes()) {
				contexts.add(Value::Object(own.clone()), &own);
			}
		}
		contexts
	}

	/// Adds a context that documents name by its IRI. One that is no JSON stays unknown.
	pub(crate) fn add_remote(&mut self, iri: &str, definition: &str) {
		let parsed = ijson::parse_object(definition.as_bytes()).ok();
		if let Some(Value::Object(context)) =
			parsed.as_ref().and_then(|file| file.get(&MEMBER.into()))
		{
			self.add(Value::String(String::from(iri)), context);
		}
	}

	fn add(&mut self, named: Value, context: &Object) {
		self.0.push(Known { named, terms: Terms::new(context) });
	}

	/// Returns the terms that are defined in a way that this crate does not know. A document with one
	/// of them is refused, as if they were not defined.
	pub fn unsupported(&self) -> impl Iterator<Item = &str> {
		self.0.iter().flat_map(|known| known.terms.unsupported())
	}

	/// Returns what the contexts of a document define.
	pub(crate) fn of<'a>(&'a self, document: &Object) -> Result<Scope<'a>, ContextFault> {
		let Some(Value::Array(names)) = document.get(&MEMBER.into()) else {
			return Err(ContextFault::Missing);
		};
		let mut active = Active::default();
		let mut least = 0;
		for (position, name) in names.iter().enumerate() {
			let place = self.0.iter().position(|known| known.named == *name);
			let place = place.ok_or(ContextFault::Unknown(position))?;
			if position == 0 && place != 0 {
				return Err(ContextFault::NotFirst);
			}
			if place < least {
				return Err(ContextFault::Order(position));
			}
			least = place.saturating_add(1);
			if let Some(known) = self.0.get(place) {
				active.push(&known.terms);
			}
		}
		if names.is_empty() {
			return Err(ContextFault::NotFirst);
		}
		Ok(Scope { active, contexts: self })
	}
}

/// The definitions that are in force at the top of a document.
#[derive(Clone)]
pub(crate) struct Scope<'a> {
	/// The definitions.
	pub(crate) active: Active<'a>,
	/// The contexts that a document inside of this one may have.
	pub(crate) contexts: &'a Contexts,
}

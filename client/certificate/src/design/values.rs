// SPDX-License-Identifier: Apache-2.0

//! Colours, sizes of paper, and texts with values in braces.

use crate::limits::{MAX_PAGE, MAX_TEXT};
use serde::Deserialize;

/// A colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Colour(pub(crate) [u8; 3]);

impl TryFrom<String> for Colour {
	type Error = String;

	fn try_from(text: String) -> Result<Self, Self::Error> {
		let wrong = || "state a colour such as \"#1b3a57\"".to_owned();
		let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or_else(wrong)?;
		if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
			return Err(wrong());
		}
		let [_, red, green, blue] =
			u32::from_str_radix(digits, 16).map_err(|_| wrong())?.to_be_bytes();
		Ok(Self([red, green, blue]))
	}
}

/// A size of paper: the width and the height in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(try_from = "PaperForm")]
pub(crate) struct Paper(pub(crate) [f32; 2]);

impl Default for Paper {
	fn default() -> Self {
		Self([210.0, 297.0])
	}
}

#[derive(Deserialize)]
#[serde(untagged)]
enum PaperForm {
	Name(String),
	Size([f32; 2]),
}

impl TryFrom<PaperForm> for Paper {
	type Error = &'static str;

	fn try_from(form: PaperForm) -> Result<Self, Self::Error> {
		match form {
			PaperForm::Name(name) => match name.to_ascii_lowercase().as_str() {
				"a4" => Ok(Self::default()),
				"a5" => Ok(Self([148.0, 210.0])),
				"letter" => Ok(Self([215.9, 279.4])),
				_ => Err("state A4, A5, letter, or two numbers such as [210, 297]"),
			},
			PaperForm::Size(size) if size.iter().all(|side| (50.0..=MAX_PAGE).contains(side)) => {
				Ok(Self(size))
			},
			PaperForm::Size(_) => Err("state sides of 50 to 600 millimetres"),
		}
	}
}

/// A value of a credential that a text can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
	Learner,
	Title,
	Description,
	Criteria,
	Issuer,
	IssuerUrl,
	Country,
	Awarded,
	Year,
	Until,
	Credits,
	CreditUnit,
	Hours,
	Level,
	Participation,
	Supervision,
	Prerequisites,
	Quality,
	Id,
	Reference,
	Outcomes,
	Results,
	Skills,
	Assessment,
}

/// The names of the values, as they stand in braces.
const FIELDS: [(&str, Field); 24] = [
	("learner", Field::Learner),
	("title", Field::Title),
	("description", Field::Description),
	("criteria", Field::Criteria),
	("issuer", Field::Issuer),
	("issuer_url", Field::IssuerUrl),
	("country", Field::Country),
	("awarded", Field::Awarded),
	("year", Field::Year),
	("until", Field::Until),
	("credits", Field::Credits),
	("credit_unit", Field::CreditUnit),
	("hours", Field::Hours),
	("level", Field::Level),
	("participation", Field::Participation),
	("supervision", Field::Supervision),
	("prerequisites", Field::Prerequisites),
	("quality", Field::Quality),
	("id", Field::Id),
	("reference", Field::Reference),
	("outcomes", Field::Outcomes),
	("results", Field::Results),
	("skills", Field::Skills),
	("assessment", Field::Assessment),
];

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
	/// Words that stand in the design.
	Words(String),
	/// A value of the credential.
	Value(Field),
}

/// A text with values in braces.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Wording {
	source: String,
	parts: Vec<Part>,
}

impl Wording {
	/// Returns the text as it stands in the design.
	pub(crate) fn source(&self) -> &str {
		&self.source
	}

	/// Returns its parts.
	pub(crate) fn parts(&self) -> &[Part] {
		&self.parts
	}
}

impl TryFrom<String> for Wording {
	type Error = String;

	fn try_from(source: String) -> Result<Self, Self::Error> {
		if source.chars().count() > MAX_TEXT {
			return Err(format!("a text has at most {MAX_TEXT} characters"));
		}
		let (mut parts, mut words, mut rest) = (Vec::new(), String::new(), source.as_str());
		while let Some((before, after)) = rest.split_once(['{', '}']) {
			words.push_str(before);
			let brace = rest.get(before.len()..).and_then(|text| text.chars().next());
			let brace = brace.unwrap_or('{');
			// Two braces of a kind stand for one.
			if let Some(after) = after.strip_prefix(brace) {
				words.push(brace);
				rest = after;
				continue;
			}
			let unclosed =
				|| "a brace stands alone: write {{ or }} for one that is shown".to_owned();
			let (name, after) =
				after.split_once('}').filter(|_| brace == '{').ok_or_else(unclosed)?;
			let field = field(name)?;
			if !words.is_empty() {
				parts.push(Part::Words(std::mem::take(&mut words)));
			}
			parts.push(Part::Value(field));
			rest = after;
		}
		words.push_str(rest);
		if !words.is_empty() {
			parts.push(Part::Words(words));
		}
		Ok(Self { source, parts })
	}
}

fn field(name: &str) -> Result<Field, String> {
	let found = FIELDS.iter().find(|(known, _)| *known == name);
	found.map(|(_, field)| *field).ok_or_else(|| {
		let known: Vec<&str> = FIELDS.iter().map(|(known, _)| *known).collect();
		format!("there is no value {{{name}}}, but these: {}", known.join(", "))
	})
}

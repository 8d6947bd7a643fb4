// SPDX-License-Identifier: Apache-2.0

//! A template that was read without a fault.

use crate::{
	checks,
	fault::Faults,
	reading::{self, Fields, Reader},
};
use testamur_roster::{Columns, Separator};

/// The content of a template.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
	pub(crate) language: String,
	pub(crate) issuer: Issuer,
	pub(crate) achievement: Achievement,
	pub(crate) translations: Vec<Translation>,
	pub(crate) learning: Learning,
	pub(crate) assessment_methods: Vec<String>,
	pub(crate) supervision: Option<String>,
	pub(crate) quality: Quality,
	pub(crate) alignments: Vec<Alignment>,
	pub(crate) results: Vec<ResultScale>,
	pub(crate) evidence: Option<Evidence>,
	pub(crate) learner: Learner,
	pub(crate) validity: Validity,
	pub(crate) columns: Columns,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Issuer {
	pub(crate) id: String,
	pub(crate) name: String,
	pub(crate) url: String,
	pub(crate) country: String,
	pub(crate) region: Option<String>,
	pub(crate) locality: Option<String>,
	pub(crate) email: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Achievement {
	pub(crate) id: String,
	pub(crate) kind: String,
	pub(crate) name: String,
	pub(crate) description: String,
	pub(crate) criteria: String,
	pub(crate) criteria_url: Option<String>,
	pub(crate) code: Option<String>,
	pub(crate) version: Option<String>,
	pub(crate) field_of_study: Option<String>,
	pub(crate) tags: Vec<String>,
	pub(crate) image: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Translation {
	pub(crate) language: String,
	pub(crate) name: String,
	pub(crate) description: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Learning {
	pub(crate) outcomes: Vec<String>,
	pub(crate) ects: Option<f64>,
	pub(crate) hours: Option<u32>,
	pub(crate) level: Level,
	pub(crate) cycle: Option<String>,
	pub(crate) participation: String,
	pub(crate) prerequisites: Option<String>,
	pub(crate) integration: Option<String>,
	pub(crate) part_of: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Level {
	Eqf(u32),
	None(String),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quality {
	pub(crate) assurance: String,
	pub(crate) reference: Option<String>,
	pub(crate) endorsements: Vec<String>,
}

/// An entry of a framework. A skill of ESCO is one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Alignment {
	pub(crate) name: String,
	pub(crate) url: String,
	pub(crate) framework: Option<String>,
	pub(crate) code: Option<String>,
	pub(crate) description: Option<String>,
	pub(crate) kind: Option<String>,
}

/// A result of the rows, with its scale.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ResultScale {
	pub(crate) column: String,
	pub(crate) name: String,
	pub(crate) kind: String,
	pub(crate) values: Vec<String>,
	pub(crate) bounds: Option<(f64, f64)>,
	pub(crate) pass: Option<String>,
	pub(crate) optional: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Evidence {
	pub(crate) name: String,
	pub(crate) description: Option<String>,
	pub(crate) genre: Option<String>,
	pub(crate) optional: bool,
}

/// The ways in which learners are identified: plainly, hashed, or not at all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Learner {
	pub(crate) name: Option<Identity>,
	pub(crate) email: Option<Identity>,
	pub(crate) number: Option<Identity>,
	pub(crate) id: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Identity {
	Plain,
	Hashed,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Validity {
	Unlimited,
	Months(u32),
	Until(String),
	Column,
}

impl Template {
	/// Reads the bytes of a template.
	///
	/// # Errors
	///
	/// Returns the faults of the template, by line and column. Nothing in it is guessed.
	pub fn read(bytes: &[u8]) -> Result<Self, Faults> {
		let mut reader = reading::read(bytes)?;
		let columns = checks::check(&mut reader);
		let template = columns.and_then(|columns| from_reader(&reader, columns));
		reader.faults()?;
		// A template without a fault has all that is required, since the list of keys says so.
		template.ok_or_else(|| Faults::new(Vec::new(), 0))
	}

	/// Returns the columns that a list for this template has.
	#[must_use]
	pub const fn columns(&self) -> &Columns {
		&self.columns
	}

	/// Returns a list with a header alone, for a registrar to fill.
	#[must_use]
	pub fn blank_list(&self, separator: Separator) -> Vec<u8> {
		self.columns.blank(separator)
	}

	/// Returns the title of the achievement.
	#[must_use]
	pub fn achievement_name(&self) -> &str {
		&self.achievement.name
	}

	/// Returns the identifier of the issuer.
	#[must_use]
	pub fn issuer_id(&self) -> &str {
		&self.issuer.id
	}

	/// Returns the name of the issuer.
	#[must_use]
	pub fn issuer_name(&self) -> &str {
		&self.issuer.name
	}

	/// Returns the country of the issuer, as its two letters.
	#[must_use]
	pub fn issuer_country(&self) -> &str {
		&self.issuer.country
	}
}

fn from_reader(reader: &Reader<'_>, columns: Columns) -> Option<Template> {
	let assessment = reader.only("assessment")?;
	Some(Template {
		language: reader.only("template")?.text("language")?,
		issuer: issuer(reader.only("issuer")?)?,
		achievement: achievement(reader.only("achievement")?)?,
		translations: reader.all("translation").map(translation).collect::<Option<_>>()?,
		learning: learning(reader.only("learning")?)?,
		assessment_methods: assessment.texts("methods"),
		supervision: assessment.text("supervision"),
		quality: quality(reader.only("quality")?)?,
		alignments: reader
			.all("skill")
			.map(skill)
			.chain(reader.all("alignment").map(alignment))
			.collect::<Option<_>>()?,
		results: reader.all("result").map(result).collect::<Option<_>>()?,
		evidence: reader.only("evidence").and_then(evidence),
		learner: learner(reader.only("learner")?),
		validity: reader.only("validity").map_or(Validity::Unlimited, validity),
		columns,
	})
}

fn issuer(fields: &Fields) -> Option<Issuer> {
	Some(Issuer {
		id: fields.text("id")?,
		name: fields.text("name")?,
		url: fields.text("url")?,
		country: fields.text("country")?,
		region: fields.text("region"),
		locality: fields.text("locality"),
		email: fields.text("email"),
	})
}

fn achievement(fields: &Fields) -> Option<Achievement> {
	Some(Achievement {
		id: fields.text("id")?,
		kind: fields.text("type")?,
		name: fields.text("name")?,
		description: fields.text("description")?,
		criteria: fields.text("criteria")?,
		criteria_url: fields.text("criteria_url"),
		code: fields.text("code"),
		version: fields.text("version"),
		field_of_study: fields.text("field_of_study"),
		tags: fields.texts("tags"),
		image: fields.text("image"),
	})
}

fn translation(fields: &Fields) -> Option<Translation> {
	Some(Translation {
		language: fields.text("language")?,
		name: fields.text("name")?,
		description: fields.text("description"),
	})
}

fn learning(fields: &Fields) -> Option<Learning> {
	let level = match fields.whole("eqf_level") {
		Some(level) => Level::Eqf(level),
		None => Level::None(fields.text("no_level")?),
	};
	Some(Learning {
		outcomes: fields.texts("outcomes"),
		ects: fields.number("ects"),
		hours: fields.whole("hours"),
		level,
		cycle: fields.text("cycle"),
		participation: fields.text("participation")?,
		prerequisites: fields.text("prerequisites"),
		integration: fields.text("integration"),
		part_of: fields.texts("part_of"),
	})
}

fn quality(fields: &Fields) -> Option<Quality> {
	Some(Quality {
		assurance: fields.text("assurance")?,
		reference: fields.text("reference"),
		endorsements: fields.texts("endorsements"),
	})
}

fn skill(fields: &Fields) -> Option<Alignment> {
	Some(Alignment {
		name: fields.text("name")?,
		url: fields.text("url")?,
		framework: Some("ESCO".to_owned()),
		code: None,
		description: None,
		kind: None,
	})
}

fn alignment(fields: &Fields) -> Option<Alignment> {
	Some(Alignment {
		name: fields.text("name")?,
		url: fields.text("url")?,
		framework: fields.text("framework"),
		code: fields.text("code"),
		description: fields.text("description"),
		kind: fields.text("type"),
	})
}

fn result(fields: &Fields) -> Option<ResultScale> {
	Some(ResultScale {
		column: fields.text("column")?,
		name: fields.text("name")?,
		kind: fields.text("type")?,
		values: fields.texts("values"),
		bounds: fields.number("min").zip(fields.number("max")),
		pass: fields.text("pass"),
		optional: fields.truth("optional"),
	})
}

fn evidence(fields: &Fields) -> Option<Evidence> {
	Some(Evidence {
		name: fields.text("name")?,
		description: fields.text("description"),
		genre: fields.text("genre"),
		optional: fields.truth("optional"),
	})
}

fn learner(fields: &Fields) -> Learner {
	let identity = |key| {
		fields.text(key).map(|word| match word.as_str() {
			"plain" => Identity::Plain,
			_ => Identity::Hashed,
		})
	};
	Learner {
		name: identity("name"),
		email: identity("email"),
		number: identity("number"),
		id: fields.truth("id"),
	}
}

fn validity(fields: &Fields) -> Validity {
	match (fields.whole("months"), fields.text("until")) {
		(Some(months), _) => Validity::Months(months),
		(None, Some(day)) => Validity::Until(day),
		(None, None) if fields.truth("column") => Validity::Column,
		(None, None) => Validity::Unlimited,
	}
}

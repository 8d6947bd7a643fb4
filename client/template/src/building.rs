// SPDX-License-Identifier: Apache-2.0

//! From a template and a row of a list to a document that is not signed yet.

use crate::{
	achievement::{achievement, issuer, scale_id},
	checks::{AWARDED, EVIDENCE_NARRATIVE, EVIDENCE_URL, LEARNER_ID, UNTIL},
	json::{text, texts, Members},
	learner,
	moment::{begin_of, end_of, months_later},
	random::Random,
	template::{Template, Validity},
	values::{self, Why},
};
use std::{error::Error, fmt};
use testamur_document::{canonical, ijson, value::Value};
use testamur_documents::{
	canonical_statements,
	contexts::{CREDENTIALS, MICRO_CREDENTIALS, OPEN_BADGES, OWN},
	did_key::{key_of, DidKeyFault},
	Contexts, Refusal,
};
use testamur_roster::{shown, Row};

/// A reason why there is no document for a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuildFault {
	/// A cell does not go with the template or with another cell.
	Cell {
		/// The line at which the row begins.
		line: u32,
		/// The header of the column.
		column: String,
		/// The reason, as a clause.
		why: String,
		/// The advice, as a sentence.
		advice: String,
	},
	/// The document has a value that its signature would not cover.
	NotCovered {
		/// The line at which the row begins.
		line: u32,
		/// The reason.
		refusal: Refusal,
	},
}

impl fmt::Display for BuildFault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Cell { line, column, why, advice } => {
				write!(f, "Line {line}, column \"{}\": {why}. {advice}", shown(column))
			},
			Self::NotCovered { line, refusal } => write!(
				f,
				"Line {line}: the document could not be signed as a whole ({refusal}). Report this as \
				 a fault of the program, with the template."
			),
		}
	}
}

impl Error for BuildFault {}

/// The builder of the documents of a cohort: what is the same in all of them is made once.
pub struct Builder<'a> {
	template: &'a Template,
	contexts: &'a Contexts,
	issuer: Value,
	achievement: Value,
	named: Value,
}

impl<'a> Builder<'a> {
	/// Returns the builder for a template.
	#[must_use]
	pub fn new(template: &'a Template, contexts: &'a Contexts) -> Self {
		Self {
			template,
			contexts,
			issuer: issuer(template),
			achievement: achievement(template),
			named: Value::Array(named_contexts()),
		}
	}

	/// Returns the document of a row in its canonical form, without a proof. The row is one of a list
	/// that was read with [`Template::columns`].
	///
	/// The same template, row and random bits lead to the same document.
	///
	/// # Errors
	///
	/// Returns why there is none. A document is returned only if a signature covers all of it.
	pub fn build(&self, row: &Row<'_>, random: &Random) -> Result<String, BuildFault> {
		let document = self.compose(row, random)?;
		canonical_statements(self.contexts, document.as_bytes())
			.map_err(|refusal| BuildFault::NotCovered { line: row.line(), refusal })?;
		Ok(document)
	}

	/// Returns the document of a row as [`build`](Self::build) does, for callers that sign or verify it: both
	/// refuse what a signature does not cover, which is not looked at here.
	///
	/// # Errors
	///
	/// Returns why there is none.
	pub fn compose(&self, row: &Row<'_>, random: &Random) -> Result<String, BuildFault> {
		let cells = Cells { row };
		let awarded = cells.required(AWARDED)?;
		let until = self.until(&cells, awarded)?;
		let credential = Members::default()
			.with("@context", self.named.clone())
			.with("type", texts(["VerifiableCredential", "AchievementCredential"]))
			.text("id", &random.id())
			.text("salt", &random.salt().text())
			.text("name", &self.template.achievement.name)
			.with("issuer", self.issuer.clone())
			.text("awardedDate", &begin_of(awarded))
			.text("validFrom", &begin_of(awarded))
			.maybe("validUntil", until.as_ref())
			.with("credentialSubject", self.subject(&cells, random)?)
			.with("evidence", self.evidence(&cells)?);
		Ok(canonical::write(&credential.value()))
	}

	/// Returns the last second of the validity.
	fn until(&self, cells: &Cells<'_>, awarded: &str) -> Result<Option<String>, BuildFault> {
		let (column, day) = match &self.template.validity {
			Validity::Unlimited => return Ok(None),
			Validity::Until(day) => (AWARDED, day.clone()),
			Validity::Column => (UNTIL, cells.required(UNTIL)?.to_owned()),
			Validity::Months(months) => {
				let day = months_later(awarded, *months).ok_or_else(|| {
					let why = "the validity would end after the year 2199";
					cells.fault(AWARDED, why, "State fewer months in the template.")
				})?;
				return Ok(Some(begin_of(&day)));
			},
		};
		// Days of four digits for the year compare as texts do.
		if day.as_str() < awarded {
			let why = "the validity ends before the day of issuing";
			return Err(cells.fault(column, why, "Correct one of the two days."));
		}
		Ok(Some(end_of(&day)))
	}

	fn subject(&self, cells: &Cells<'_>, random: &Random) -> Result<Value, BuildFault> {
		let id = cells.iri(LEARNER_ID)?;
		if let Some(Err(DidKeyFault::Key(fault))) = id.map(key_of) {
			let why = format!("it begins as the name of a key, and {fault}");
			let advice = "Take what \"testamur key show\" or the learner's wallet shows, or leave the cell empty.";
			return Err(cells.fault(LEARNER_ID, &why, advice));
		}
		let identities = learner::identities(&self.template.learner, cells.row, random)
			.map_err(|(column, why)| cells.bad(column, why))?;
		if id.is_none() && identities.is_empty() {
			let why = "nothing identifies the learner";
			return Err(cells.fault(LEARNER_ID, why, "Fill in a column that does."));
		}
		let results = self.results(cells)?;
		Ok(Members::of_type("AchievementSubject")
			.with("id", id.map(text))
			.list("identifier", identities)
			.with("achievement", self.achievement.clone())
			.list("result", results)
			.value())
	}

	fn results(&self, cells: &Cells<'_>) -> Result<Vec<Value>, BuildFault> {
		let mut results = Vec::new();
		for scale in &self.template.results {
			let value = if scale.optional {
				cells.get(&scale.column)
			} else {
				Some(cells.required(&scale.column)?)
			};
			let Some(value) = value else { continue };
			if let Some((least, most)) = scale.bounds {
				let number = values::decimal(value).map_err(|why| cells.bad(&scale.column, why))?;
				if !(least..=most).contains(&number) {
					let why = format!("it is not from {least} to {most}");
					let advice = "Correct it, or the scale in the template.";
					return Err(cells.fault(&scale.column, &why, advice));
				}
			}
			values::line(value).map_err(|why| cells.bad(&scale.column, why))?;
			let member = if scale.kind == "Status" { "status" } else { "value" };
			results.push(
				Members::of_type("Result")
					.text("resultDescription", &scale_id(self.template, scale))
					.text(member, value)
					.value(),
			);
		}
		Ok(results)
	}

	fn evidence(&self, cells: &Cells<'_>) -> Result<Option<Value>, BuildFault> {
		let Some(stated) = &self.template.evidence else { return Ok(None) };
		let (url, narrative) = (cells.iri(EVIDENCE_URL)?, cells.get(EVIDENCE_NARRATIVE));
		if url.is_none() && !stated.optional {
			return Err(cells.bad(EVIDENCE_URL, "it is empty".into()));
		}
		if url.is_none() && narrative.is_none() {
			return Ok(None);
		}
		if let Some(narrative) = narrative {
			values::paragraphs(narrative).map_err(|why| cells.bad(EVIDENCE_NARRATIVE, why))?;
		}
		let evidence = Members::of_type("Evidence")
			.with("id", url.map(text))
			.text("name", &stated.name)
			.maybe("description", stated.description.as_ref())
			.maybe("genre", stated.genre.as_ref())
			.with("narrative", narrative.map(text));
		Ok(Some(Value::Array(vec![evidence.value()])))
	}
}

/// The cells of a row.
struct Cells<'a> {
	row: &'a Row<'a>,
}

impl<'a> Cells<'a> {
	fn get(&self, column: &str) -> Option<&'a str> {
		self.row.get(column)
	}

	fn required(&self, column: &str) -> Result<&'a str, BuildFault> {
		self.get(column).ok_or_else(|| self.bad(column, "it is empty".into()))
	}

	fn iri(&self, column: &str) -> Result<Option<&'a str>, BuildFault> {
		let Some(text) = self.get(column) else { return Ok(None) };
		values::iri(text).map_err(|why| self.bad(column, why))?;
		Ok(Some(text))
	}

	fn bad(&self, column: &str, why: Why) -> BuildFault {
		self.fault(column, &why, "Correct the cell.")
	}

	fn fault(&self, column: &str, why: &str, advice: &str) -> BuildFault {
		BuildFault::Cell {
			line: self.row.line(),
			column: column.to_owned(),
			why: why.to_owned(),
			advice: advice.to_owned(),
		}
	}
}

/// Returns the contexts of a built document, in their order.
pub(crate) fn named_contexts() -> Vec<Value> {
	let own = [OWN, MICRO_CREDENTIALS].into_iter().map(|own| ijson::parse(own.as_bytes()));
	[text(CREDENTIALS), text(OPEN_BADGES)]
		.into_iter()
		.chain(own.filter_map(Result::ok))
		.collect()
}

// SPDX-License-Identifier: Apache-2.0

//! The rules of a template that concern several of its values, and the columns that follow from it.

use crate::{
	fault::Problem,
	reading::{Fields, Reader},
	schema::{NUMBERS, STATUSES},
	values,
};
use std::collections::BTreeSet;
use testamur_roster::{Column, Columns, Kind};

/// A place in a template, and the name of what stands there.
type At = (Option<usize>, String);

/// The faults of the values of several keys.
#[derive(Default)]
struct Conflicts(Vec<(At, Problem)>);

impl Conflicts {
	fn add(&mut self, at: At, why: impl Into<String>, advice: impl Into<String>) {
		self.0.push((at, Problem::Conflict { why: why.into(), advice: advice.into() }));
	}

	fn repeated(&mut self, at: At, value: &str) {
		self.0.push((at, Problem::Repeated(value.to_owned())));
	}
}

/// Checks the rules, adds their faults to those of the reader, and returns the columns.
pub(crate) fn check(reader: &mut Reader<'_>) -> Option<Columns> {
	let mut conflicts = Conflicts::default();
	for fields in &reader.sections {
		match fields.section.name {
			"issuer" => issuer(fields, &mut conflicts),
			"achievement" => without_fragment(fields, &mut conflicts),
			"learning" => learning(fields, &mut conflicts),
			"result" => result(fields, &mut conflicts),
			"learner" => learner(fields, &mut conflicts),
			"validity" => validity(fields, &mut conflicts),
			_ => (),
		}
	}
	repetitions(reader, &mut conflicts);
	let columns = columns(reader, &mut conflicts);
	for (at, problem) in conflicts.0 {
		reader.conflict(at, problem);
	}
	columns
}

fn issuer(fields: &Fields, conflicts: &mut Conflicts) {
	without_fragment(fields, conflicts);
	let is_known = |id: String| id.starts_with("did:") || id.starts_with("https://");
	if fields.text("id").is_some_and(|id| !is_known(id)) {
		conflicts.add(
			fields.place("id"),
			"it begins neither with did: nor with https://",
			"Write the identifier under which your keys are published.",
		);
	}
}

/// Checks an identifier to which names of parts are added behind a `#`.
fn without_fragment(fields: &Fields, conflicts: &mut Conflicts) {
	if fields.text("id").is_some_and(|id| id.contains('#')) {
		conflicts.add(
			fields.place("id"),
			"it has the sign #, behind which names of its parts stand",
			"Leave out the sign and what follows it.",
		);
	}
}

fn learning(fields: &Fields, conflicts: &mut Conflicts) {
	if !fields.has("ects") && !fields.has("hours") {
		conflicts.add(
			fields.place("ects"),
			"the workload (element 7) is missing",
			"Write ects = NUMBER, hours = NUMBER, or both.",
		);
	}
	match (fields.has("eqf_level"), fields.has("no_level")) {
		(false, false) => conflicts.add(
			fields.place("eqf_level"),
			"the level (element 8) is missing",
			"Write eqf_level = NUMBER, or no_level = \"REASON\".",
		),
		(true, true) => conflicts.add(
			fields.place("no_level"),
			"there are a level and a reason why there is none",
			"Leave out one of eqf_level and no_level.",
		),
		_ => (),
	}
	if fields.has("part_of") && fields.text("integration").as_deref() != Some("stackable") {
		conflicts.add(
			fields.place("part_of"),
			"it counts towards other credentials, and is not said to be stackable",
			"Write integration = \"stackable\", or leave out part_of.",
		);
	}
}

fn result(fields: &Fields, conflicts: &mut Conflicts) {
	let Some(kind) = fields.text("type") else { return };
	let is_number = NUMBERS.contains(&kind.as_str());
	let (least, most) = (fields.number("min"), fields.number("max"));
	if kind == "Status" {
		for key in ["values", "min", "max", "pass"].into_iter().filter(|key| fields.has(key)) {
			let why = format!("the values of a status are {}", STATUSES.join(", "));
			conflicts.add(fields.place(key), why, format!("Leave out {key}."));
		}
		return;
	}
	if is_number && !(fields.has("min") && fields.has("max")) {
		conflicts.add(
			fields.place("type"),
			"a number has a lowest and a highest value",
			"Write min = NUMBER and max = NUMBER.",
		);
	}
	for key in ["min", "max"].into_iter().filter(|key| !is_number && fields.has(key)) {
		conflicts.add(fields.place(key), "this type is no number", format!("Leave out {key}."));
	}
	if is_number && fields.has("values") {
		let advice = "Leave out values, or take the type Result.";
		conflicts.add(fields.place("values"), "this type is a number", advice);
	}
	if least.zip(most).is_some_and(|(least, most)| least >= most) {
		conflicts.add(
			fields.place("max"),
			"it is not above the lowest value",
			"Write the lowest value as min and the highest one as max.",
		);
	}
	if matches!(kind.as_str(), "LetterGrade" | "PerformanceLevel") && !fields.has("values") {
		conflicts.add(
			fields.place("type"),
			"the scale is missing",
			"Write values = [\"C\", \"B\", \"A\"], the lowest first.",
		);
	}
	if let Some(pass) = fields.text("pass") {
		let values = fields.texts("values");
		let is_listed = values.is_empty() || values.contains(&pass);
		let is_between = !is_number
			|| least.zip(most).is_none_or(|(least, most)| {
				values::decimal(&pass).is_ok_and(|number| (least..=most).contains(&number))
			});
		if !is_listed || !is_between {
			let advice = "Write a value of the scale, in quotation marks.";
			conflicts.add(fields.place("pass"), "it is no value of the scale", advice);
		}
	}
}

fn learner(fields: &Fields, conflicts: &mut Conflicts) {
	let is_named = ["name", "email", "number"].iter().any(|key| fields.has(key));
	if !is_named && (!fields.has("id") || fields.is_false("id")) {
		conflicts.add(
			fields.place("name"),
			"nothing identifies the learner (element 1)",
			"Write at least one of name, email, number and id.",
		);
	}
}

fn validity(fields: &Fields, conflicts: &mut Conflicts) {
	let column = fields.has("column") && !fields.is_false("column");
	let stated = [fields.has("months"), fields.has("until"), column];
	if stated.iter().filter(|stated| **stated).count() != 1 {
		conflicts.add(
			fields.place("months"),
			"it does not state one end of the validity",
			"Write one of months, until and column, or leave out the section [validity].",
		);
	}
}

fn repetitions(reader: &Reader<'_>, conflicts: &mut Conflicts) {
	let mut languages = BTreeSet::new();
	languages.extend(reader.only("template").and_then(|fields| fields.text("language")));
	for fields in reader.all("translation") {
		if let Some(language) = fields.text("language") {
			if languages.contains(&language) {
				conflicts.repeated(fields.place("language"), &language);
			}
			languages.insert(language);
		}
	}
	let mut addresses = BTreeSet::new();
	for fields in reader.all("skill").chain(reader.all("alignment")) {
		let Some(url) = fields.text("url") else { continue };
		if url.starts_with(values::EQF) {
			conflicts.add(
				fields.place("url"),
				"it is a level of the EQF",
				"Write it as eqf_level in the section [learning].",
			);
		}
		if !addresses.insert(url.clone()) {
			conflicts.repeated(fields.place("url"), &url);
		}
	}
	// Skills have a section of their own, in which their addresses are checked.
	for fields in reader.all("alignment") {
		if fields.text("url").is_some_and(|url| url.starts_with(values::ESCO)) {
			let advice = "Write it in a section [[skill]].";
			conflicts.add(fields.place("url"), "it is a skill of ESCO", advice);
		}
	}
}

/// The header of the day of issuing.
pub const AWARDED: &str = "award_date";
pub(crate) const UNTIL: &str = "valid_until";
pub(crate) const LEARNER_ID: &str = "learner_id";
pub(crate) const EVIDENCE_URL: &str = "evidence_url";
pub(crate) const EVIDENCE_NARRATIVE: &str = "evidence_narrative";

/// Returns the columns of a list: those that identify a learner, the day, results and evidence.
fn columns(reader: &Reader<'_>, conflicts: &mut Conflicts) -> Option<Columns> {
	let learner = reader.only("learner")?;
	let mut columns = Vec::new();
	for (key, kind) in [("name", Kind::Text), ("email", Kind::Email), ("number", Kind::Identifier)]
	{
		if learner.has(key) {
			let column = Column::new(key, kind).required();
			columns.push(if key == "name" { column } else { column.unique() });
		}
	}
	if learner.truth("id") {
		let column = Column::new(LEARNER_ID, Kind::Uri).unique();
		columns.push(if columns.is_empty() { column.required() } else { column });
	}
	columns.push(Column::new(AWARDED, Kind::Date).required());
	if reader.only("validity").is_some_and(|fields| fields.truth("column")) {
		columns.push(Column::new(UNTIL, Kind::Date).required());
	}
	if let Some(evidence) = reader.only("evidence") {
		let column = Column::new(EVIDENCE_URL, Kind::Uri);
		columns.push(if evidence.truth("optional") { column } else { column.required() });
		columns.push(Column::new(EVIDENCE_NARRATIVE, Kind::Paragraphs));
	}
	for fields in reader.all("result") {
		result_column(fields, &mut columns, conflicts);
	}
	Columns::new(columns).ok()
}

fn result_column(fields: &Fields, columns: &mut Vec<Column>, conflicts: &mut Conflicts) {
	let (Some(header), Some(kind)) = (fields.text("column"), fields.text("type")) else { return };
	let reserved =
		["name", "email", "number", LEARNER_ID, AWARDED, UNTIL, EVIDENCE_URL, EVIDENCE_NARRATIVE];
	if reserved.contains(&header.as_str()) {
		let advice = "Write another word.";
		conflicts.add(fields.place("column"), "this column has another meaning", advice);
		return;
	}
	if columns.iter().any(|column| column.name() == header) {
		conflicts.repeated(fields.place("column"), &header);
		return;
	}
	let values = fields.texts("values");
	let kind = match kind.as_str() {
		"Status" => Kind::OneOf(STATUSES.iter().map(|status| (*status).to_owned()).collect()),
		number if NUMBERS.contains(&number) => Kind::Decimal,
		_ if values.is_empty() => Kind::Text,
		_ => Kind::OneOf(values),
	};
	let column = Column::new(header, kind);
	let column = if fields.truth("optional") { column } else { column.required() };
	// A spreadsheet takes some grades, such as "-1", for a formula.
	if Columns::new([column.clone()]).is_err() {
		let why = "a value begins with a sign by which a spreadsheet knows formulas (= + - @)";
		conflicts.add(fields.place("values"), why, "Write such values in another way.");
		return;
	}
	columns.push(column);
}

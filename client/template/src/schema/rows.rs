// SPDX-License-Identifier: Apache-2.0

//! The sections about what each row of a list states.

use super::{
	key::{may, must, or, Section, Shape},
	words::{IDENTITIES, RESULT_TYPES},
};

pub(super) const RESULT: Section = Section {
	name: "result",
	repeated: true,
	required: false,
	about: "A result or grade that each row of the list states, with its scale.",
	keys: &[
		must("column", Shape::Column, "\"grade\"", "The header of the column, in small letters."),
		must("name", Shape::Line, "\"Grade of the examination\"", "The name of the result."),
		must(
			"type",
			Shape::Word(RESULT_TYPES),
			"\"LetterGrade\"",
			"The type, a word of Open Badges 3.0 such as LetterGrade, Percent or Status.",
		),
		may(
			"values",
			Shape::Lines,
			"[\"C\", \"B\", \"A\"]",
			"All grades, the lowest first; a letter grade needs them.",
		),
		or("min", Shape::Decimal, "0", "The lowest value; a result that is a number needs it."),
		or("max", Shape::Decimal, "100", "The highest value; a result that is a number needs it."),
		may("pass", Shape::Line, "\"C\"", "The value that is needed to pass."),
		may("optional", Shape::Truth, "false", "True if rows may leave it out."),
	],
};

pub(super) const EVIDENCE: Section = Section {
	name: "evidence",
	repeated: false,
	required: false,
	about: "Evidence of each learner: columns evidence_url and evidence_narrative of the list.",
	keys: &[
		must("name", Shape::Line, "\"Reports\"", "The name of the evidence."),
		may(
			"description",
			Shape::Line,
			"\"Three reports on a river\"",
			"The evidence in a sentence.",
		),
		may("genre", Shape::Line, "\"Report\"", "The kind of work."),
		may("optional", Shape::Truth, "true", "True if rows may leave it out."),
	],
};

pub(super) const LEARNER: Section = Section {
	name: "learner",
	repeated: false,
	required: true,
	about: "How each learner is identified (element 1). Each key that is stated makes a column.\n\
		A hash hides what everybody could read otherwise, and is confirmed by who knows it.",
	keys: &[
		may(
			"name",
			Shape::Word(IDENTITIES),
			"\"plain\"",
			"The name, column name: plain or hashed.",
		),
		may(
			"email",
			Shape::Word(IDENTITIES),
			"\"hashed\"",
			"The address of mail, column email: plain or hashed.",
		),
		may(
			"number",
			Shape::Word(IDENTITIES),
			"\"hashed\"",
			"The student number, column number: plain or hashed.",
		),
		may(
			"id",
			Shape::Truth,
			"true",
			"True if rows may have a DID or another identifier, column learner_id.",
		),
	],
};

pub(super) const VALIDITY: Section = Section {
	name: "validity",
	repeated: false,
	required: false,
	about: "The end of the validity; without this section it has none. State one key.",
	keys: &[
		may(
			"months",
			Shape::Whole(1, crate::limits::MAX_MONTHS),
			"60",
			"The number of months from the day of issuing.",
		),
		or("until", Shape::Date, "2031-12-31", "The last day, the same for all."),
		or(
			"column",
			Shape::Truth,
			"true",
			"True if each row states its last day, column valid_until.",
		),
	],
};

// SPDX-License-Identifier: Apache-2.0

//! The sections about outcomes, assessment and quality assurance.

use super::{
	key::{may, must, or, Section, Shape},
	words::{CYCLES, INTEGRATION, PARTICIPATION, SUPERVISION},
};

pub(super) const LEARNING: Section = Section {
	name: "learning",
	repeated: false,
	required: true,
	about: "Outcomes (element 6), workload (7), level (8) and form of participation (10).",
	keys: &[
		must(
			"outcomes",
			Shape::Lines,
			"[\"takes water samples\", \"analyses them by titration\"]",
			"The learning outcomes, in the order in which they are shown.",
		),
		may(
			"ects",
			Shape::Number(crate::limits::MAX_CREDITS),
			"5.5",
			"The workload in ECTS credits. State this, hours, or both.",
		),
		may("hours", Shape::Whole(1, crate::limits::MAX_HOURS), "140", "The workload in hours."),
		may(
			"eqf_level",
			Shape::Whole(1, 8),
			"5",
			"The level of the European Qualifications Framework, 1 to 8. State this or no_level.",
		),
		or(
			"no_level",
			Shape::Line,
			"\"The course belongs to no level.\"",
			"The reason why no level applies.",
		),
		may(
			"cycle",
			Shape::Word(CYCLES),
			"\"QF-EHEA short cycle\"",
			"The cycle of higher education.",
		),
		must(
			"participation",
			Shape::Word(PARTICIPATION),
			"\"blended\"",
			"The form of participation: online, onsite, blended, hybrid or workplace.",
		),
		may(
			"prerequisites",
			Shape::Line,
			"\"School chemistry\"",
			"The knowledge that learners need beforehand.",
		),
		may(
			"integration",
			Shape::Word(INTEGRATION),
			"\"stackable\"",
			"Either stand-alone, or stackable towards another credential.",
		),
		may(
			"part_of",
			Shape::Iris,
			"[\"https://hw.example.edu/achievements/water-diploma\"]",
			"The identifiers of credentials towards which it counts.",
		),
	],
};

pub(super) const ASSESSMENT: Section = Section {
	name: "assessment",
	repeated: false,
	required: true,
	about: "The assessment (element 9).",
	keys: &[
		must(
			"methods",
			Shape::Lines,
			"[\"written examination\", \"three reports\"]",
			"The types of assessment.",
		),
		may(
			"supervision",
			Shape::Word(SUPERVISION),
			"\"supervised onsite with identity verification\"",
			"Supervision and verification of identity during the assessment.",
		),
	],
};

pub(super) const QUALITY: Section = Section {
	name: "quality",
	repeated: false,
	required: true,
	about: "Quality assurance (element 11).",
	keys: &[
		must(
			"assurance",
			Shape::Line,
			"\"programme accreditation by an agency of the EQAR\"",
			"The type of quality assurance behind the credential.",
		),
		may(
			"reference",
			Shape::Web,
			"\"https://data.example.eu/report/4711\"",
			"A page with the report or the decision.",
		),
		may(
			"endorsements",
			Shape::Iris,
			"[\"https://chamber.example.at/endorsements/12\"]",
			"The identifiers of endorsements that others have published.",
		),
	],
};

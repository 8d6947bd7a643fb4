// SPDX-License-Identifier: Apache-2.0

//! The sections about issuer and achievement.

use super::{
	key::{may, must, Section, Shape},
	words::{ACHIEVEMENT_TYPES, TARGET_TYPES},
};

pub(super) const TEMPLATE: Section = Section {
	name: "template",
	repeated: false,
	required: true,
	about: "The form of this file.",
	keys: &[
		must("version", Shape::Whole(1, 1), "1", "The version of this form, which stays 1."),
		must(
			"language",
			Shape::Language,
			"\"en\"",
			"The language in which the texts below are written.",
		),
	],
};

pub(super) const ISSUER: Section = Section {
	name: "issuer",
	repeated: false,
	required: true,
	about: "The awarding body (element 4 of the European standard) and its country (element 3).",
	keys: &[
		must(
			"id",
			Shape::Iri,
			"\"did:web:hw.example.edu\"",
			"The identifier under which your keys are published.",
		),
		must(
			"name",
			Shape::Line,
			"\"Höhere Wasserschule\"",
			"The name of the awarding body, as it is registered.",
		),
		must(
			"url",
			Shape::Web,
			"\"https://hw.example.edu/\"",
			"The web page of the awarding body.",
		),
		must("country", Shape::Country, "\"AT\"", "The country, as its two letters of ISO 3166-1."),
		may("region", Shape::Line, "\"Upper Austria\"", "The region."),
		may("locality", Shape::Line, "\"Linz\"", "The town."),
		may(
			"email",
			Shape::Email,
			"\"registrar@hw.example.edu\"",
			"An address for questions, which everybody sees.",
		),
	],
};

pub(super) const ACHIEVEMENT: Section = Section {
	name: "achievement",
	repeated: false,
	required: true,
	about: "The achievement, which is the same for all learners.",
	keys: &[
		must(
			"id",
			Shape::Iri,
			"\"https://hw.example.edu/achievements/water-chemistry\"",
			"An identifier that stays the same for ever, without the sign #.",
		),
		must(
			"type",
			Shape::Word(ACHIEVEMENT_TYPES),
			"\"MicroCredential\"",
			"The type, a word of Open Badges 3.0 such as MicroCredential, Certificate or Badge.",
		),
		must(
			"name",
			Shape::Line,
			"\"Water chemistry for practitioners\"",
			"The title (element 2).",
		),
		must(
			"description",
			Shape::Paragraphs,
			"\"\"\"\nSampling, wet analysis and reporting.\"\"\"",
			"The achievement in a few sentences.",
		),
		must(
			"criteria",
			Shape::Paragraphs,
			"\"Passed the examination and handed in three reports.\"",
			"The requirements that a learner has to meet.",
		),
		may(
			"criteria_url",
			Shape::Web,
			"\"https://hw.example.edu/rules/7\"",
			"A page with the requirements.",
		),
		may("code", Shape::Line, "\"WCH-101\"", "The code in your catalogue."),
		may("version", Shape::Line, "\"2026\"", "The edition of the achievement."),
		may("field_of_study", Shape::Line, "\"Chemistry\"", "The field of study."),
		may("tags", Shape::Lines, "[\"water\", \"chemistry\"]", "Words by which it is found."),
		may(
			"image",
			Shape::Web,
			"\"https://hw.example.edu/badge.png\"",
			"The address of a picture (PNG or SVG).",
		),
	],
};

pub(super) const TRANSLATION: Section = Section {
	name: "translation",
	repeated: true,
	required: false,
	about: "Title and description in another language, once for each language.",
	keys: &[
		must("language", Shape::Language, "\"de\"", "The language."),
		must("name", Shape::Line, "\"Wasserchemie für die Praxis\"", "The title in this language."),
		may(
			"description",
			Shape::Paragraphs,
			"\"Probenahme, Analyse und Bericht.\"",
			"The description in this language.",
		),
	],
};

pub(super) const SKILL: Section = Section {
	name: "skill",
	repeated: true,
	required: false,
	about: "A skill of ESCO, once for each skill.",
	keys: &[
		must("name", Shape::Line, "\"analyse water samples\"", "The name of the skill."),
		must(
			"url",
			Shape::Esco,
			"\"http://data.europa.eu/esco/skill/f0ca8a66-5a5b-4c41-8a83-9b1b2d0d3c3e\"",
			"The address of the skill, as ESCO states it.",
		),
	],
};

pub(super) const ALIGNMENT: Section = Section {
	name: "alignment",
	repeated: true,
	required: false,
	about: "An entry of another framework, once for each entry.",
	keys: &[
		must("name", Shape::Line, "\"Water technology 3\"", "The name of the entry."),
		must("url", Shape::Iri, "\"https://frameworks.example.org/water/3\"", "Its address."),
		may(
			"framework",
			Shape::Line,
			"\"Framework of water professions\"",
			"The name of the framework.",
		),
		may("code", Shape::Line, "\"W3\"", "The code of the entry."),
		may(
			"description",
			Shape::Line,
			"\"Works without supervision\"",
			"The entry in a sentence.",
		),
		may(
			"type",
			Shape::Word(TARGET_TYPES),
			"\"CTDL\"",
			"The type of the entry, a word of Open Badges 3.0.",
		),
	],
};

// SPDX-License-Identifier: Apache-2.0

//! The members of each part of a document.

use super::finding::Rule;
use crate::{
	achievement::ECTS,
	limits::MAX_CREDITS,
	schema::{
		ACHIEVEMENT_TYPES, CYCLES, INTEGRATION, PARTICIPATION, RESULT_TYPES, STATUSES, SUPERVISION,
		TARGET_TYPES,
	},
};

/// A kind of value.
#[derive(Clone, Copy)]
pub(crate) enum Check {
	/// Text of one line.
	Line,
	/// Text of several lines.
	Paragraphs,
	Iri,
	Web,
	Email,
	Language,
	Country,
	Moment,
	Hours,
	Decimal,
	Truth,
	Credits(f64),
	Word(&'static [&'static str]),
	/// One type or several, of which each of these groups has one.
	Types(&'static [&'static [&'static str]]),
	/// One text of one line, or several that differ.
	Lines,
	/// One identifier, or several that differ.
	Iris,
	/// A part.
	Node(&'static Node),
	/// One part, or several.
	Nodes(&'static Node),
	/// A value that is checked elsewhere.
	Elsewhere,
}

/// A member of a part.
pub(crate) struct Member {
	pub(crate) name: &'static str,
	pub(crate) check: Check,
	pub(crate) required: bool,
	pub(crate) rule: Rule,
	/// The member in the words of a registrar.
	pub(crate) about: &'static str,
}

/// A part of a document: its members, and no others.
pub(crate) struct Node(pub(crate) &'static [Member]);

const fn must(name: &'static str, check: Check, rule: Rule, about: &'static str) -> Member {
	Member { name, check, required: true, rule, about }
}

const fn may(name: &'static str, check: Check, rule: Rule, about: &'static str) -> Member {
	Member { name, check, required: false, rule, about }
}

use Check::{
	Country, Credits, Decimal, Elsewhere, Email, Hours, Iri, Iris, Language, Line, Lines, Moment,
	Nodes, Paragraphs, Truth, Types, Web, Word,
};
use Rule::{Credential as Vc, Element, House, OpenBadges as Ob};

/// A document.
pub(crate) const CREDENTIAL: Node = Node(&[
	must("@context", Elsewhere, Vc, "The list of contexts"),
	must("id", Iri, Ob, "The identifier of the document"),
	must(
		"type",
		Types(&[&["VerifiableCredential"], &["AchievementCredential", "OpenBadgeCredential"]]),
		Ob,
		"The type of the document",
	),
	may("salt", Elsewhere, House, "The salt"),
	must("name", Line, House, "The name that wallets show"),
	may("description", Paragraphs, Vc, "The description of the document"),
	may("image", Check::Node(&IMAGE), Ob, "The picture of the document"),
	must("issuer", Check::Node(&ISSUER), Element(4), "The awarding body"),
	must("awardedDate", Moment, Element(5), "The day of issuing"),
	must("validFrom", Moment, Ob, "The beginning of the validity"),
	may("validUntil", Moment, Vc, "The end of the validity"),
	must("credentialSubject", Check::Node(&SUBJECT), Vc, "The part about the learner"),
	may("evidence", Nodes(&EVIDENCE), Ob, "The evidence"),
	may("proof", Elsewhere, Vc, "The proof"),
	may("credentialStatus", Elsewhere, Vc, "The status"),
	may("credentialSchema", Elsewhere, Vc, "The schema"),
	may("refreshService", Elsewhere, Vc, "The service for new editions"),
	may("termsOfUse", Elsewhere, Vc, "The terms of use"),
]);

const ISSUER: Node = Node(&[
	must("id", Iri, Element(4), "The identifier of the awarding body"),
	must("type", Types(&[&["Profile"]]), Ob, "The type of the issuer"),
	must("name", Line, Element(4), "The name of the awarding body"),
	must("url", Web, House, "The web page of the awarding body"),
	may("email", Email, Ob, "The address for questions"),
	may("image", Check::Node(&IMAGE), Ob, "The picture of the issuer"),
	may("description", Paragraphs, Ob, "The description of the issuer"),
	must("address", Check::Node(&ADDRESS), Element(3), "The address with the country"),
]);

const ADDRESS: Node = Node(&[
	must("type", Types(&[&["Address"]]), Ob, "The type of the address"),
	must("addressCountryCode", Country, Element(3), "The country of the awarding body"),
	may("addressCountry", Line, Ob, "The name of the country"),
	may("addressRegion", Line, Ob, "The region"),
	may("addressLocality", Line, Ob, "The town"),
	may("postalCode", Line, Ob, "The postal code"),
	may("streetAddress", Line, Ob, "The street"),
]);

const SUBJECT: Node = Node(&[
	may("id", Iri, Element(1), "The identifier of the learner"),
	must("type", Types(&[&["AchievementSubject"]]), Ob, "The type of the part about the learner"),
	may("identifier", Nodes(&IDENTITY), Element(1), "What identifies the learner"),
	must("achievement", Check::Node(&ACHIEVEMENT), Ob, "The achievement"),
	may("creditsEarned", Credits(MAX_CREDITS), Ob, "The credits earned"),
	may("narrative", Paragraphs, Ob, "The account of the achievement"),
	may("result", Nodes(&RESULT), Ob, "The result"),
]);

const IDENTITY: Node = Node(&[
	must("type", Types(&[&["IdentityObject"]]), Ob, "The type of the identity"),
	must("hashed", Truth, Element(1), "The statement whether the identity is hashed"),
	must("identityHash", Line, Element(1), "The identity or its hash"),
	must(
		"identityType",
		Word(&["name", "emailAddress", "identifier", "nationalIdentityNumber", "systemId"]),
		Element(1),
		"The type of the identity",
	),
	may("salt", Line, Ob, "The salt of the identity"),
]);

const ACHIEVEMENT: Node = Node(&[
	must("id", Iri, Ob, "The identifier of the achievement"),
	must("type", Types(&[&["Achievement"]]), Ob, "The type of the achievement"),
	must("achievementType", Word(ACHIEVEMENT_TYPES), House, "The type of achievement"),
	must("name", Line, Element(2), "The title"),
	must("description", Paragraphs, Ob, "The description of the achievement"),
	must("inLanguage", Language, House, "The language of the achievement"),
	must("criteria", Check::Node(&CRITERIA), Ob, "The requirements"),
	may("humanCode", Line, Ob, "The code of the achievement"),
	may("version", Line, Ob, "The edition of the achievement"),
	may("fieldOfStudy", Line, Ob, "The field of study"),
	may("tag", Lines, Ob, "A word by which it is found"),
	may("image", Check::Node(&IMAGE), Ob, "The picture of the achievement"),
	may("alignment", Nodes(&ALIGNMENT), Ob, "The alignment"),
	may("resultDescription", Nodes(&SCALE), Ob, "The scale of a result"),
	must("learningOutcome", Lines, Element(6), "The learning outcomes"),
	may("creditsAvailable", Credits(MAX_CREDITS), Element(7), "The workload in credits"),
	may("creditUnit", Word(&[ECTS]), Element(7), "The unit of credits"),
	may("volumeOfLearning", Hours, Element(7), "The workload in hours"),
	may("levelNotApplicable", Line, Element(8), "The reason why no level applies"),
	may("cycle", Word(CYCLES), Element(8), "The cycle of higher education"),
	must("assessmentMethod", Lines, Element(9), "The type of assessment"),
	may("supervision", Word(SUPERVISION), Element(9), "The supervision of the assessment"),
	must("participation", Word(PARTICIPATION), Element(10), "The form of participation"),
	must("qualityAssurance", Line, Element(11), "The type of quality assurance"),
	may("qualityAssuranceReference", Web, Element(11), "The page about quality assurance"),
	may("endorsementReference", Iris, House, "The endorsement"),
	may("coursePrerequisites", Line, House, "The prerequisites"),
	may("integration", Word(INTEGRATION), House, "The way in which it belongs to others"),
	may("isPartOf", Iris, House, "The credential towards which it counts"),
	may("translatedName", Nodes(&TRANSLATED_LINE), House, "The title in another language"),
	may(
		"translatedDescription",
		Nodes(&TRANSLATED_TEXT),
		House,
		"The description in another language",
	),
]);

const CRITERIA: Node = Node(&[
	may("id", Web, Ob, "The page with the requirements"),
	must("narrative", Paragraphs, House, "The text of the requirements"),
]);

const IMAGE: Node = Node(&[
	must("id", Web, Ob, "The address of the picture"),
	must("type", Types(&[&["Image"]]), Ob, "The type of the picture"),
	may("caption", Line, Ob, "The caption"),
]);

const ALIGNMENT: Node = Node(&[
	must("type", Types(&[&["Alignment"]]), Ob, "The type of the alignment"),
	must("targetName", Line, Ob, "The name of the entry"),
	must("targetUrl", Iri, Ob, "The address of the entry"),
	may("targetFramework", Line, Ob, "The framework"),
	may("targetCode", Line, Ob, "The code of the entry"),
	may("targetDescription", Paragraphs, Ob, "The entry in a sentence"),
	may("targetType", Word(TARGET_TYPES), Ob, "The type of the entry"),
]);

const SCALE: Node = Node(&[
	must("id", Iri, Ob, "The identifier of the scale"),
	must("type", Types(&[&["ResultDescription"]]), Ob, "The type of the scale"),
	must("name", Line, Ob, "The name of the result"),
	must("resultType", Word(RESULT_TYPES), Ob, "The type of the result"),
	may("allowedValue", Lines, Ob, "A value of the scale"),
	may("valueMin", Decimal, Ob, "The lowest value"),
	may("valueMax", Decimal, Ob, "The highest value"),
	may("requiredValue", Line, Ob, "The value that is needed to pass"),
]);

const RESULT: Node = Node(&[
	must("type", Types(&[&["Result"]]), Ob, "The type of the result"),
	must("resultDescription", Iri, House, "The scale of the result"),
	may("value", Line, Ob, "The value of the result"),
	may("status", Word(STATUSES), Ob, "The state of the result"),
]);

const EVIDENCE: Node = Node(&[
	may("id", Iri, Ob, "The address of the evidence"),
	must("type", Types(&[&["Evidence"]]), Ob, "The type of the evidence"),
	must("name", Line, House, "The name of the evidence"),
	may("description", Paragraphs, Ob, "The evidence in a sentence"),
	may("genre", Line, Ob, "The kind of work"),
	may("narrative", Paragraphs, Ob, "The account of the evidence"),
]);

const TRANSLATED_LINE: Node = Node(&[
	must("@value", Line, House, "The text in another language"),
	must("@language", Language, House, "The language of the text"),
]);

const TRANSLATED_TEXT: Node = Node(&[
	must("@value", Paragraphs, House, "The text in another language"),
	must("@language", Language, House, "The language of the text"),
]);

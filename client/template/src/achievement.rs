// SPDX-License-Identifier: Apache-2.0

//! The parts of a document that are the same for all learners: issuer and achievement.

use crate::{
	json::{text, texts, Members},
	template::{Alignment, Level, ResultScale, Template},
	values::EQF,
};
use testamur_document::value::Value;

/// The name of the European Qualifications Framework in alignments.
pub(crate) const EQF_NAME: &str = "European Qualifications Framework (EQF)";
/// The unit of credits.
pub(crate) const ECTS: &str = "ECTS";

/// Returns the issuer of the documents.
pub(crate) fn issuer(template: &Template) -> Value {
	let issuer = &template.issuer;
	let address = Members::of_type("Address")
		.text("addressCountryCode", &issuer.country)
		.maybe("addressRegion", issuer.region.as_ref())
		.maybe("addressLocality", issuer.locality.as_ref());
	Members::of_type("Profile")
		.text("id", &issuer.id)
		.text("name", &issuer.name)
		.text("url", &issuer.url)
		.maybe("email", issuer.email.as_ref())
		.with("address", address.value())
		.value()
}

/// Returns the achievement of the documents.
pub(crate) fn achievement(template: &Template) -> Value {
	let stated = &template.achievement;
	let criteria = Members::default()
		.maybe("id", stated.criteria_url.as_ref())
		.text("narrative", &stated.criteria);
	let image = |url: &String| Members::default().text("id", url).text("type", "Image").value();
	let members = Members::of_type("Achievement")
		.text("id", &stated.id)
		.text("achievementType", &stated.kind)
		.text("name", &stated.name)
		.text("description", &stated.description)
		.text("inLanguage", &template.language)
		.with("criteria", criteria.value())
		.maybe("humanCode", stated.code.as_ref())
		.maybe("version", stated.version.as_ref())
		.maybe("fieldOfStudy", stated.field_of_study.as_ref())
		.list("tag", list(&stated.tags))
		.with("image", stated.image.as_ref().map(image))
		.list("alignment", alignments(template))
		.list(
			"resultDescription",
			template.results.iter().map(|scale| description(template, scale)).collect(),
		);
	with_elements(members, template).value()
}

/// Adds the elements of Annex I for which Open Badges has no member.
fn with_elements(members: Members, template: &Template) -> Members {
	let learning = &template.learning;
	let no_level = match &learning.level {
		Level::None(reason) => Some(reason),
		Level::Eqf(_) => None,
	};
	let in_language = |language: &str, value: &str| {
		Members::default().text("@value", value).text("@language", language).value()
	};
	let names = template
		.translations
		.iter()
		.map(|translation| in_language(&translation.language, &translation.name));
	let descriptions = template.translations.iter().filter_map(|translation| {
		let description = translation.description.as_ref()?;
		Some(in_language(&translation.language, description))
	});
	let hours = learning.hours.map(|hours| text(&format!("PT{hours}H")));
	members
		.list("learningOutcome", list(&learning.outcomes))
		.with("creditsAvailable", learning.ects.map(Value::Number))
		.with("creditUnit", learning.ects.map(|_| text(ECTS)))
		.with("volumeOfLearning", hours)
		.maybe("levelNotApplicable", no_level)
		.maybe("cycle", learning.cycle.as_ref())
		.text("participation", &learning.participation)
		.maybe("coursePrerequisites", learning.prerequisites.as_ref())
		.maybe("integration", learning.integration.as_ref())
		.list("isPartOf", list(&learning.part_of))
		.list("assessmentMethod", list(&template.assessment_methods))
		.maybe("supervision", template.supervision.as_ref())
		.text("qualityAssurance", &template.quality.assurance)
		.maybe("qualityAssuranceReference", template.quality.reference.as_ref())
		.list("endorsementReference", list(&template.quality.endorsements))
		.list("translatedName", names.collect())
		.list("translatedDescription", descriptions.collect())
}

fn list(items: &[String]) -> Vec<Value> {
	items.iter().map(|item| text(item)).collect()
}

fn alignments(template: &Template) -> Vec<Value> {
	let level = match template.learning.level {
		Level::Eqf(level) => Some(eqf(level)),
		Level::None(_) => None,
	};
	level.into_iter().chain(template.alignments.iter().map(alignment)).collect()
}

fn eqf(level: u32) -> Value {
	Members::of_type("Alignment")
		.text("targetName", &format!("EQF level {level}"))
		.text("targetUrl", &format!("{EQF}{level}"))
		.text("targetFramework", EQF_NAME)
		.text("targetCode", &level.to_string())
		.value()
}

fn alignment(alignment: &Alignment) -> Value {
	Members::of_type("Alignment")
		.text("targetName", &alignment.name)
		.text("targetUrl", &alignment.url)
		.maybe("targetFramework", alignment.framework.as_ref())
		.maybe("targetCode", alignment.code.as_ref())
		.maybe("targetDescription", alignment.description.as_ref())
		.maybe("targetType", alignment.kind.as_ref())
		.value()
}

/// Returns the identifier of the scale of a result.
pub(crate) fn scale_id(template: &Template, scale: &ResultScale) -> String {
	format!("{}#{}", template.achievement.id, scale.column)
}

fn description(template: &Template, scale: &ResultScale) -> Value {
	let (least, most) = scale.bounds.unzip();
	let number = |value: Option<f64>| value.map(|value| text(&value.to_string()));
	Members::of_type("ResultDescription")
		.text("id", &scale_id(template, scale))
		.text("name", &scale.name)
		.text("resultType", &scale.kind)
		.with(
			"allowedValue",
			(!scale.values.is_empty()).then(|| texts(scale.values.iter().map(String::as_str))),
		)
		.with("valueMin", number(least))
		.with("valueMax", number(most))
		.maybe("requiredValue", scale.pass.as_ref())
		.value()
}

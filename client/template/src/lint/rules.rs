// SPDX-License-Identifier: Apache-2.0

//! The rules of a document that concern several of its members.

use super::finding::{Finding, Rule};
use crate::{building::named_contexts, limits::MAX_ITEMS, moment::moment, schema::NUMBERS, values};
use std::collections::BTreeSet;
use testamur_document::value::{Object, Value};

/// Adds the findings that concern several members of a document.
pub(super) fn check(document: &Object, findings: &mut Vec<Finding>) {
	contexts(document, findings);
	dates(document, findings);
	if let Some(issuer) = object(document, "issuer") {
		issuer_id(issuer, findings);
	}
	let Some(subject) = object(document, "credentialSubject") else { return };
	learner(subject, findings);
	if let Some(achievement) = object(subject, "achievement") {
		if text(achievement, "id").is_some_and(|id| id.contains('#')) {
			let what = "it has the sign #, behind which names of its parts stand";
			let path = in_achievement("id");
			findings.push(Finding::malformed(&path, Rule::House, what, "Correct the template."));
		}
		workload(achievement, findings);
		level(achievement, findings);
		integration(achievement, findings);
		alignments(achievement, findings);
		translations(achievement, findings);
		results(subject, achievement, findings);
	}
	for (position, evidence) in objects(document, "evidence").enumerate() {
		if text(evidence, "id").is_none() && text(evidence, "narrative").is_none() {
			let path = format!("evidence[{position}]");
			let advice = "Add its address or an account of it.";
			findings.push(Finding::missing(&path, Rule::OpenBadges, "The evidence itself", advice));
		}
	}
}

fn object<'a>(parent: &'a Object, name: &str) -> Option<&'a Object> {
	match parent.get(&name.into()) {
		Some(Value::Object(object)) => Some(object),
		_ => None,
	}
}

/// Returns the objects that stand under a name, alone or in a list. A longer list than one may have is a
/// finding of `walk` already.
fn objects<'a>(parent: &'a Object, name: &str) -> impl Iterator<Item = &'a Object> {
	let values = match parent.get(&name.into()) {
		Some(Value::Array(items)) => items.as_slice(),
		Some(single) => std::slice::from_ref(single),
		None => &[],
	};
	values.iter().take(MAX_ITEMS.saturating_add(1)).filter_map(|value| match value {
		Value::Object(object) => Some(object),
		_ => None,
	})
}

fn text<'a>(parent: &'a Object, name: &str) -> Option<&'a str> {
	match parent.get(&name.into()) {
		Some(Value::String(text)) => Some(text),
		_ => None,
	}
}

fn has(parent: &Object, name: &str) -> bool {
	parent.contains_key(&name.into())
}

fn contexts(document: &Object, findings: &mut Vec<Finding>) {
	let Some(stated) = document.get(&"@context".into()) else { return };
	if *stated != Value::Array(named_contexts()) {
		let what = "the contexts are not those of a built document, in their order";
		let advice = "Take the contexts of a built document.";
		findings.push(Finding::malformed("@context", Rule::House, what, advice));
	}
}

fn dates(document: &Object, findings: &mut Vec<Finding>) {
	let of = |name| text(document, name).and_then(|text| moment(text).ok());
	let pairs = [
		("validFrom", "validUntil", Rule::Credential, "the validity ends before it begins"),
		("awardedDate", "validUntil", Rule::House, "the validity ends before the day of issuing"),
	];
	for (from, until, rule, what) in pairs {
		if of(from).zip(of(until)).is_some_and(|(from, until)| until <= from) {
			findings.push(Finding::malformed(until, rule, what, "Correct one of the two."));
		}
	}
}

fn issuer_id(issuer: &Object, findings: &mut Vec<Finding>) {
	let Some(id) = text(issuer, "id") else { return };
	if id.contains('#') || !(id.starts_with("did:") || id.starts_with("https://")) {
		let what =
			"it is no identifier under which keys are published: did:… or https://…, without #";
		findings.push(Finding::malformed(
			"issuer.id",
			Rule::House,
			what,
			"Correct it in the template.",
		));
	}
}

/// Checks element 1, and the form of each hash.
fn learner(subject: &Object, findings: &mut Vec<Finding>) {
	if !has(subject, "id") && !has(subject, "identifier") {
		let advice = "Add a name, an address of mail, a number or an identifier to the row.";
		let path = "credentialSubject.identifier";
		findings.push(Finding::missing(
			path,
			Rule::Element(1),
			"What identifies the learner",
			advice,
		));
	}
	for (position, identity) in objects(subject, "identifier").enumerate() {
		let path = format!("credentialSubject.identifier[{position}]");
		let hash = text(identity, "identityHash").unwrap_or_default();
		match identity.get(&"hashed".into()) {
			Some(Value::Bool(true)) => {
				let digits = hash.strip_prefix("sha256$");
				let is_hash = digits.is_some_and(|digits| {
					digits.len() == 64
						&& digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
				});
				if !is_hash {
					let what = "it is not sha256$ with 64 hexadecimal digits in small letters";
					let path = format!("{path}.identityHash");
					let advice = "Issue the document anew.";
					findings.push(Finding::malformed(&path, Rule::Element(1), what, advice));
				}
				if !has(identity, "salt") {
					let path = format!("{path}.salt");
					let advice = "Issue the document anew; without it the hash can be guessed.";
					findings.push(Finding::missing(
						&path,
						Rule::House,
						"The salt of the hash",
						advice,
					));
				}
			},
			Some(Value::Bool(false)) => {
				let is_mail = text(identity, "identityType") == Some("emailAddress");
				if is_mail && values::email(hash).is_err() {
					let path = format!("{path}.identityHash");
					let what = "it is no address of mail";
					let advice = "Correct the row.";
					findings.push(Finding::malformed(&path, Rule::Element(1), what, advice));
				}
				if has(identity, "salt") {
					let path = format!("{path}.salt");
					let what = "an identity that is not hashed has no salt";
					findings.push(Finding::malformed(&path, Rule::House, what, "Leave it out."));
				}
			},
			_ => (),
		}
	}
}

const ACHIEVEMENT: &str = "credentialSubject.achievement";

fn in_achievement(name: &str) -> String {
	format!("{ACHIEVEMENT}.{name}")
}

/// Checks element 7.
fn workload(achievement: &Object, findings: &mut Vec<Finding>) {
	let (credits, unit) = (has(achievement, "creditsAvailable"), has(achievement, "creditUnit"));
	let rule = Rule::Element(7);
	if !credits && !has(achievement, "volumeOfLearning") {
		let path = in_achievement("creditsAvailable");
		let advice = "State ects, hours or both in the template.";
		findings.push(Finding::missing(&path, rule, "The workload in credits or hours", advice));
	}
	if credits && !unit {
		let advice = "Add \"ECTS\".";
		let path = in_achievement("creditUnit");
		findings.push(Finding::missing(&path, rule, "The unit of credits", advice));
	}
	if unit && !credits {
		let path = in_achievement("creditUnit");
		let what = "there is a unit of credits, and there are no credits";
		findings.push(Finding::malformed(&path, rule, what, "Add the credits, or leave it out."));
	}
}

/// Checks element 8: one level of the EQF, or the reason why there is none.
fn level(achievement: &Object, findings: &mut Vec<Finding>) {
	let rule = Rule::Element(8);
	let mut levels = 0_usize;
	for (position, alignment) in objects(achievement, "alignment").enumerate() {
		let url = text(alignment, "targetUrl").unwrap_or_default();
		let framework = text(alignment, "targetFramework").unwrap_or_default();
		let is_level = url.starts_with(values::EQF)
			|| framework.contains("EQF")
			|| framework.contains("European Qualifications Framework");
		if !is_level {
			continue;
		}
		levels = levels.saturating_add(1);
		let path = in_achievement(&format!("alignment[{position}]"));
		if let Err(why) = values::eqf(url) {
			let path = format!("{path}.targetUrl");
			findings.push(Finding::malformed(&path, rule, why, "Correct the level."));
		} else if text(alignment, "targetCode").is_some_and(|code| !url.ends_with(code)) {
			let path = format!("{path}.targetCode");
			let what = "code and address name different levels";
			findings.push(Finding::malformed(&path, rule, what, "Correct one of the two."));
		}
	}
	let reason = has(achievement, "levelNotApplicable");
	let path = in_achievement("alignment");
	match (levels, reason) {
		(0, false) => {
			let advice = "State eqf_level or no_level in the template.";
			findings.push(Finding::missing(&path, rule, "The level of the EQF", advice));
		},
		(0, true) | (1, false) => (),
		_ => {
			let what = "there are several levels, or a level and a reason why there is none";
			findings.push(Finding::malformed(&path, rule, what, "Leave one of them."));
		},
	}
}

fn integration(achievement: &Object, findings: &mut Vec<Finding>) {
	if has(achievement, "isPartOf") && text(achievement, "integration") != Some("stackable") {
		let path = in_achievement("integration");
		let what = "it counts towards another credential, and is not said to be stackable";
		findings.push(Finding::malformed(&path, Rule::House, what, "Write \"stackable\"."));
	}
}

/// Checks the addresses of skills, and that no entry stands twice.
fn alignments(achievement: &Object, findings: &mut Vec<Finding>) {
	let mut addresses = BTreeSet::new();
	for (position, alignment) in objects(achievement, "alignment").enumerate() {
		let Some(url) = text(alignment, "targetUrl") else { continue };
		let path = in_achievement(&format!("alignment[{position}].targetUrl"));
		let is_skill = text(alignment, "targetFramework") == Some("ESCO")
			|| url.contains("data.europa.eu/esco/");
		if is_skill {
			if let Err(why) = values::esco(url) {
				let advice = "Copy the address of the skill from ESCO.";
				findings.push(Finding::malformed(&path, Rule::Element(6), why, advice));
			}
		}
		if !addresses.insert(url) {
			let what = "two alignments have the same address";
			findings.push(Finding::malformed(&path, Rule::House, what, "Leave one out."));
		}
	}
}

/// Checks that each language stands once.
fn translations(achievement: &Object, findings: &mut Vec<Finding>) {
	for name in ["translatedName", "translatedDescription"] {
		let mut languages: BTreeSet<_> = text(achievement, "inLanguage").into_iter().collect();
		for (position, translation) in objects(achievement, name).enumerate() {
			let language = text(translation, "@language").unwrap_or_default();
			if !languages.insert(language) {
				let path = in_achievement(&format!("{name}[{position}].@language"));
				let what = "there is a text in this language already";
				findings.push(Finding::malformed(&path, Rule::House, what, "Leave one out."));
			}
		}
	}
}

/// Checks the scales, and that each result is a value of its scale.
fn results(subject: &Object, achievement: &Object, findings: &mut Vec<Finding>) {
	let rule = Rule::OpenBadges;
	let scales: Vec<_> = objects(achievement, "resultDescription").collect();
	for (position, scale) in scales.iter().enumerate() {
		let path = in_achievement(&format!("resultDescription[{position}]"));
		let id = text(scale, "id");
		if scales.iter().take(position).any(|before| text(before, "id") == id) {
			let path = format!("{path}.id");
			let what = "two scales have the same identifier";
			findings.push(Finding::malformed(&path, rule, what, "Leave one out."));
		}
		scale_of(scale, &path, findings);
	}
	let mut used = BTreeSet::new();
	for (position, result) in objects(subject, "result").enumerate() {
		let path = format!("credentialSubject.result[{position}]");
		let Some(id) = text(result, "resultDescription") else { continue };
		if !used.insert(id) {
			let what = "two results have the same scale";
			findings.push(Finding::malformed(&path, Rule::House, what, "Leave one out."));
		}
		let Some(scale) = scales.iter().find(|scale| text(scale, "id") == Some(id)) else {
			let path = format!("{path}.resultDescription");
			let what = "the achievement has no scale with this identifier";
			findings.push(Finding::malformed(&path, rule, what, "Correct the identifier."));
			continue;
		};
		if let Some((name, what)) = result_fault(result, scale) {
			let path = format!("{path}.{name}");
			findings.push(if has(result, name) {
				Finding::malformed(&path, rule, what, "Correct the row, or the scale.")
			} else {
				Finding::missing(&path, rule, "The value of the result", "Correct the row.")
			});
		}
	}
}

fn bounds(scale: &Object) -> Option<(f64, f64)> {
	let of = |name| text(scale, name).and_then(|text| values::decimal(text).ok());
	of("valueMin").zip(of("valueMax"))
}

/// Checks a scale by itself.
fn scale_of(scale: &Object, path: &str, findings: &mut Vec<Finding>) {
	let kind = text(scale, "resultType").unwrap_or_default();
	let stated = bounds(scale);
	if NUMBERS.contains(&kind) && stated.is_none() {
		let path = format!("{path}.valueMin");
		let advice = "State min and max in the template.";
		let what = "The range of a number";
		findings.push(Finding::missing(&path, Rule::House, what, advice));
	}
	if stated.is_some_and(|(least, most)| least >= most) {
		let path = format!("{path}.valueMax");
		let what = "the highest value is not above the lowest one";
		findings.push(Finding::malformed(&path, Rule::OpenBadges, what, "Correct the scale."));
	}
	if matches!(kind, "LetterGrade" | "PerformanceLevel") && !has(scale, "allowedValue") {
		let path = format!("{path}.allowedValue");
		let advice = "State values in the template.";
		findings.push(Finding::missing(&path, Rule::House, "The grades of the scale", advice));
	}
	if text(scale, "requiredValue").is_some_and(|value| !is_on_scale(value, scale)) {
		let path = format!("{path}.requiredValue");
		let what = "it is no value of the scale";
		findings.push(Finding::malformed(&path, Rule::OpenBadges, what, "Correct the scale."));
	}
}

/// Returns the member of a result that does not go with its scale, and the reason.
fn result_fault(result: &Object, scale: &Object) -> Option<(&'static str, &'static str)> {
	let is_status = text(scale, "resultType") == Some("Status");
	let (member, other) = if is_status { ("status", "value") } else { ("value", "status") };
	if has(result, other) {
		return Some((other, "a result of this type has no such member"));
	}
	let value = text(result, member);
	let fits = value.is_some_and(|value| is_status || is_on_scale(value, scale));
	(!fits).then_some((member, "it is no value of the scale"))
}

fn is_on_scale(value: &str, scale: &Object) -> bool {
	let listed = match scale.get(&"allowedValue".into()) {
		Some(Value::Array(items)) => {
			items.iter().any(|item| matches!(item, Value::String(item) if item == value))
		},
		Some(Value::String(item)) => item == value,
		_ => true,
	};
	let between = bounds(scale).is_none_or(|(least, most)| {
		values::decimal(value).is_ok_and(|number| (least..=most).contains(&number))
	});
	listed && between
}

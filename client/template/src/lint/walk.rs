// SPDX-License-Identifier: Apache-2.0

//! The check of a document by the members of its parts.

use super::{
	finding::{Finding, Rule},
	nodes::{Check, Member, Node, CREDENTIAL},
};
use crate::{
	limits::{MAX_FINDINGS, MAX_HOURS, MAX_ITEMS},
	moment,
	values::{self, Why},
};
use testamur_document::value::{Object, Value};

/// Returns the findings about single members of a document.
pub(super) fn check(document: &Object) -> Vec<Finding> {
	let mut walk = Walk { findings: Vec::new() };
	walk.node(document, &CREDENTIAL, "");
	walk.findings
}

struct Walk {
	findings: Vec<Finding>,
}

impl Walk {
	fn add(&mut self, finding: Finding) {
		if self.findings.len() < MAX_FINDINGS {
			self.findings.push(finding);
		}
	}

	fn malformed(&mut self, path: &str, member: &Member, why: &str) {
		let what = format!("{} is not as it should be: {why}", member.about);
		self.add(Finding::malformed(path, member.rule, what, "Correct it and issue anew."));
	}

	fn node(&mut self, object: &Object, node: &Node, path: &str) {
		for member in node.0 {
			let path = joined(path, member.name);
			match object.get(&member.name.into()) {
				Some(value) => self.member(value, member, &path),
				None if member.required => {
					let advice = "Add it to the template or to the row, and issue anew.";
					self.add(Finding::missing(&path, member.rule, member.about, advice));
				},
				None => (),
			}
		}
		for name in object.keys().map(|name| name.as_str()) {
			// To look for words that may be meant takes long, and nobody reads more.
			if self.findings.len() >= MAX_FINDINGS {
				return;
			}
			if node.0.iter().all(|member| member.name != name) {
				let meant = testamur_roster::most_similar(name, node.0.iter().map(|m| m.name))
					.and_then(|place| node.0.get(place))
					.map_or(String::new(), |meant| format!("; {} may be meant", meant.name));
				let what = format!("this member is not one of those that are issued{meant}");
				let path = joined(path, name);
				self.add(Finding::malformed(&path, Rule::House, what, "Leave it out."));
			}
		}
	}

	fn member(&mut self, value: &Value, member: &Member, path: &str) {
		match (member.check, value) {
			(Check::Elsewhere, _) | (Check::Truth, Value::Bool(_)) => (),
			(Check::Node(node) | Check::Nodes(node), Value::Object(object)) => {
				self.node(object, node, path);
			},
			(Check::Nodes(_) | Check::Lines | Check::Iris, Value::Array(items)) => {
				self.items(items, member, path);
			},
			(Check::Types(groups), value) => self.types(value, groups, member, path),
			(Check::Credits(most), Value::Number(number)) => {
				if let Err(why) = values::number(*number, most) {
					self.malformed(path, member, &why);
				}
			},
			(check, Value::String(text)) => {
				if let Err(why) = of_text(check, text) {
					self.malformed(path, member, &why);
				}
			},
			(check, _) => self.malformed(path, member, wanted(check)),
		}
	}

	/// Checks the items of a list, of which none may stand twice.
	fn items(&mut self, items: &[Value], member: &Member, path: &str) {
		if items.is_empty() {
			self.malformed(path, member, "it is an empty list");
		}
		if items.len() > MAX_ITEMS.saturating_add(1) {
			self.malformed(path, member, "it has too many items");
			return;
		}
		for (position, item) in items.iter().enumerate() {
			let path = format!("{path}[{position}]");
			if items.iter().take(position).any(|before| before == item) {
				self.malformed(&path, member, "it stands twice");
			}
			match (member.check, item) {
				(_, Value::Array(_)) => self.malformed(&path, member, "it is a list in a list"),
				_ => self.member(item, member, &path),
			}
		}
	}

	fn types(&mut self, value: &Value, groups: &[&[&str]], member: &Member, path: &str) {
		let types: Option<Vec<&str>> = match value {
			Value::String(text) => Some(vec![text]),
			Value::Array(items) => items
				.iter()
				.map(|item| match item {
					Value::String(text) => Some(text.as_str()),
					_ => None,
				})
				.collect(),
			_ => None,
		};
		let Some(types) = types else {
			self.malformed(path, member, "it is no list of texts");
			return;
		};
		for group in groups {
			if !types.iter().any(|name| group.contains(name)) {
				let what = format!("{} (\"{}\")", member.about, group.join("\" or \""));
				let advice = "Take the types of a built document.";
				self.add(Finding::missing(path, member.rule, &what, advice));
			}
		}
		let is_known = |name: &&str| groups.iter().any(|group| group.contains(name));
		if types.iter().any(|name| !is_known(name)) || types.len() > groups.len() {
			self.malformed(path, member, "it has other types, or one of them twice");
		}
	}
}

/// Returns the way to a member of a part.
pub(super) fn joined(path: &str, name: &str) -> String {
	if path.is_empty() {
		name.to_owned()
	} else {
		format!("{path}.{name}")
	}
}

fn of_text(check: Check, text: &str) -> Result<(), Why> {
	match check {
		Check::Line | Check::Lines => values::line(text),
		Check::Paragraphs => values::paragraphs(text),
		Check::Iri | Check::Iris => values::iri(text),
		Check::Web => values::web(text),
		Check::Email => values::email(text),
		Check::Language => values::language(text),
		Check::Country => values::country(text),
		Check::Moment => moment::moment(text).map(drop),
		Check::Hours => values::hours(text, MAX_HOURS),
		Check::Decimal => values::decimal(text).map(drop),
		Check::Word(list) => values::word(text, list),
		Check::Truth
		| Check::Credits(_)
		| Check::Types(_)
		| Check::Node(_)
		| Check::Nodes(_)
		| Check::Elsewhere => Err(wanted(check).into()),
	}
}

/// Returns what a value is not, if it is of another kind.
const fn wanted(check: Check) -> &'static str {
	match check {
		Check::Truth => "it is neither true nor false",
		Check::Credits(_) => "it is no number",
		Check::Node(_) | Check::Nodes(_) => "it is no object",
		_ => "it is no text",
	}
}

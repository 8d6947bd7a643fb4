// SPDX-License-Identifier: Apache-2.0

//! A reader of N-Quads, for the cases of the W3C.

use crate::rdf::statement::{Node, Statement};
use std::{
	collections::BTreeMap,
	format,
	string::{String, ToString},
	vec::Vec,
};

/// Reads statements.
pub(super) fn parse(text: &str) -> Vec<Statement> {
	parse_with_labels(text).0
}

/// Reads statements, and the labels that their nodes have in the text.
pub(super) fn parse_with_labels(text: &str) -> (Vec<Statement>, BTreeMap<String, usize>) {
	let mut labels = BTreeMap::new();
	let lines = text
		.lines()
		.map(str::trim)
		.filter(|line| !line.is_empty() && !line.starts_with('#'));
	let mut statements: Vec<Statement> = lines.map(|line| statement(line, &mut labels)).collect();
	statements.sort();
	statements.dedup();
	(statements, labels)
}

fn statement(line: &str, labels: &mut BTreeMap<String, usize>) -> Statement {
	let mut rest = line;
	let subject = node(&mut rest, labels).unwrap();
	let Some(Node::Text(predicate)) = node(&mut rest, labels) else { panic!("{line}") };
	let object = node(&mut rest, labels).unwrap();
	let graph = node(&mut rest, labels);
	Statement { subject, predicate, object, graph }
}

/// Takes a part of a statement, or nothing where only the dot is left.
fn node(rest: &mut &str, labels: &mut BTreeMap<String, usize>) -> Option<Node> {
	let text = rest.trim_start();
	let end = match text.chars().next()? {
		'<' => text.find('>')? + 1,
		'"' => literal_end(text),
		'_' => text.find([' ', '\t']).unwrap_or(text.len()),
		_ => return None,
	};
	let (part, behind) = text.split_at(end);
	*rest = behind;
	if let Some(label) = part.strip_prefix("_:") {
		let next = labels.len();
		return Some(Node::Blank(*labels.entry(label.to_string()).or_insert(next)));
	}
	let part = part.strip_suffix("^^<http://www.w3.org/2001/XMLSchema#string>").unwrap_or(part);
	Some(Node::Text(rewrite(part)))
}

/// Returns where a literal ends, with its datatype or language.
fn literal_end(text: &str) -> usize {
	let mut escaped = false;
	let mut quotes = 0;
	for (place, c) in text.char_indices() {
		match c {
			_ if escaped => escaped = false,
			'\\' => escaped = true,
			'"' => quotes += 1,
			' ' | '\t' if quotes == 2 => return place,
			_ => {},
		}
	}
	text.len()
}

/// Writes a part in canonical form.
fn rewrite(part: &str) -> String {
	match part.rsplit_once('"') {
		Some((text, suffix)) => {
			format!("{}{}", crate::rdf::quoted(&resolved(&text[1..])), resolved(suffix))
		},
		None => resolved(part),
	}
}

/// Returns a text with its escapes resolved.
fn resolved(text: &str) -> String {
	let mut out = String::new();
	let mut chars = text.chars();
	while let Some(c) = chars.next() {
		out.push(if c == '\\' { escape(&mut chars).unwrap() } else { c });
	}
	out
}

fn escape(chars: &mut core::str::Chars<'_>) -> Option<char> {
	let code = |chars: &mut core::str::Chars<'_>, count| {
		let digits: String = chars.by_ref().take(count).collect();
		char::from_u32(u32::from_str_radix(&digits, 16).ok()?)
	};
	match chars.next()? {
		't' => Some('\t'),
		'b' => Some('\u{8}'),
		'n' => Some('\n'),
		'r' => Some('\r'),
		'f' => Some('\u{c}'),
		'u' => code(chars, 4),
		'U' => code(chars, 8),
		other => Some(other),
	}
}

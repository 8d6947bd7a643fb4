// SPDX-License-Identifier: Apache-2.0

//! The text of values (JSON-LD 1.1 API, section 7.2.2, and canonical N-Quads).

use super::{
	fault::Reason,
	statement::{in_brackets, Node},
};
use alloc::{format, string::String};
use testamur_document::{canonical, value::Value};

const BOOLEAN: &str = "http://www.w3.org/2001/XMLSchema#boolean";
const DOUBLE: &str = "http://www.w3.org/2001/XMLSchema#double";
const INTEGER: &str = "http://www.w3.org/2001/XMLSchema#integer";
const STRING: &str = "http://www.w3.org/2001/XMLSchema#string";

/// Returns a literal of a datatype, by default a string.
pub(crate) fn typed(text: &str, datatype: Option<&str>) -> Node {
	let mut literal = quoted(text);
	if let Some(datatype) = datatype.filter(|datatype| *datatype != STRING) {
		literal.push_str("^^");
		literal.push_str(&in_brackets(datatype));
	}
	Node::Text(literal)
}

/// Returns a text in a language.
pub(crate) fn in_language(text: &str, language: &str) -> Result<Node, Reason> {
	let is_tag = |part: &str| {
		(1..=8).contains(&part.len())
			&& part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
	};
	let begins = language.starts_with(|c: char| c.is_ascii_lowercase());
	if !begins || !language.split('-').all(is_tag) {
		return Err(Reason::Language);
	}
	Ok(Node::Text(format!("{}@{language}", quoted(text))))
}

/// Returns a truth value, of a datatype that is a boolean by default.
pub(crate) fn boolean(value: bool, datatype: Option<&str>) -> Node {
	let text = if value { "true" } else { "false" };
	typed(text, datatype.or(Some(BOOLEAN)))
}

/// Returns a number, of a datatype that is an integer or a double by default.
///
/// A double is written with 16 digits, so one that needs 17 would be signed as another. One that
/// ECMAScript writes with an exponent is taken for an integer by some programs.
pub(crate) fn number(value: f64, datatype: Option<&str>) -> Result<Node, Reason> {
	let is_whole = value % 1.0 == 0.0;
	if is_whole && datatype != Some(DOUBLE) {
		let integer = canonical::write(&Value::Number(value));
		return Ok(typed(&integer, datatype.or(Some(INTEGER))));
	}
	let scientific = format!("{value:.15e}");
	let is_plain = !canonical::write(&Value::Number(value)).contains('e');
	if !is_plain || scientific.parse() != Ok(value) {
		return Err(Reason::Number);
	}
	let (mantissa, exponent) = scientific.split_once('e').ok_or(Reason::Number)?;
	let (whole, fraction) = mantissa.split_once('.').ok_or(Reason::Number)?;
	let fraction = match fraction.trim_end_matches('0') {
		"" => "0",
		digits => digits,
	};
	Ok(typed(&format!("{whole}.{fraction}E{exponent}"), datatype.or(Some(DOUBLE))))
}

/// Returns a text in quotation marks.
pub(crate) fn quoted(text: &str) -> String {
	let mut out = String::with_capacity(text.len().saturating_add(2));
	out.push('"');
	for c in text.chars() {
		match c {
			'"' => out.push_str("\\\""),
			'\\' => out.push_str("\\\\"),
			'\u{8}' => out.push_str("\\b"),
			'\t' => out.push_str("\\t"),
			'\n' => out.push_str("\\n"),
			'\u{c}' => out.push_str("\\f"),
			'\r' => out.push_str("\\r"),
			'\0'..='\u{1f}' | '\u{7f}' => out.push_str(&format!("\\u{:04X}", u32::from(c))),
			_ => out.push(c),
		}
	}
	out.push('"');
	out
}

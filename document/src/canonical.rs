// SPDX-License-Identifier: Apache-2.0

//! The canonical form of JSON (RFC 8785, "JCS").

use crate::{
	fault::Fault,
	ijson, number,
	value::{is_escaped, Object, Value},
};
use alloc::{format, string::String};

/// The member that is no part of the canonical form, because it can be replaced while the document
/// stays the same.
const PROOF: &str = "proof";

/// Returns the canonical form of a JSON object without its member `proof`.
///
/// Definitions of credential types are hashed in this form too; unlike documents they need no salt.
pub fn canonical(json: &[u8]) -> Result<String, Fault> {
	ijson::parse_object(json).map(without_proof)
}

/// Returns the canonical form of an object without its member `proof`.
pub(crate) fn without_proof(mut object: Object) -> String {
	object.remove(&PROOF.into());
	write(&Value::Object(object))
}

/// Returns whether an object has a member `proof`.
pub(crate) fn has_proof(object: &Object) -> bool {
	object.contains_key(&PROOF.into())
}

/// Returns the canonical form of a value.
pub fn write(value: &Value) -> String {
	let mut out = String::new();
	write_value(value, &mut out);
	out
}

fn write_value(value: &Value, out: &mut String) {
	match value {
		Value::Null => out.push_str("null"),
		Value::Bool(true) => out.push_str("true"),
		Value::Bool(false) => out.push_str("false"),
		Value::Number(number) => number::write(*number, out),
		Value::String(string) => write_string(string, out),
		Value::Array(array) => {
			out.push('[');
			for (place, value) in array.iter().enumerate() {
				separate(place, out);
				write_value(value, out);
			}
			out.push(']');
		},
		Value::Object(object) => {
			out.push('{');
			for (place, (name, value)) in object.iter().enumerate() {
				separate(place, out);
				write_string(&name.0, out);
				out.push(':');
				write_value(value, out);
			}
			out.push('}');
		},
	}
}

fn separate(place: usize, out: &mut String) {
	if place > 0 {
		out.push(',');
	}
}

fn write_string(string: &str, out: &mut String) {
	out.push('"');
	let mut rest = string;
	while let Some(place) = rest.bytes().position(is_escaped) {
		let (plain, escaped) = rest.split_at_checked(place).unwrap_or((rest, ""));
		out.push_str(plain);
		let mut letters = escaped.chars();
		letters.by_ref().take(1).for_each(|letter| write_escape(letter, out));
		rest = letters.as_str();
	}
	out.push_str(rest);
	out.push('"');
}

/// Writes a letter that must not stand in a string as it is.
fn write_escape(letter: char, out: &mut String) {
	match letter {
		'"' => out.push_str("\\\""),
		'\\' => out.push_str("\\\\"),
		'\u{8}' => out.push_str("\\b"),
		'\t' => out.push_str("\\t"),
		'\n' => out.push_str("\\n"),
		'\u{c}' => out.push_str("\\f"),
		'\r' => out.push_str("\\r"),
		_ => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
	}
}

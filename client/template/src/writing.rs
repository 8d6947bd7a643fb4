// SPDX-License-Identifier: Apache-2.0

//! Templates for a registrar to fill in.

use crate::schema::{Key, Section, Shape, SECTIONS};
use std::fmt::Write as _;

const HEAD: &str = "\
# Template of a credential. Fill it in once for each achievement.
#
# Lines that begin with # are explanations. Keys without # have to be filled in; take the # away from
# others that you need. Texts stand in quotation marks, and longer ones between three of them.
# Elements are those of Annex I of the European recommendation on micro-credentials (2022/C 243/02).
";

/// Returns a template with explanations, in which all that a registrar has to state is empty. It is
/// refused until it is filled in.
#[must_use]
pub fn blank_template() -> String {
	write(false)
}

/// Returns a template of a made-up achievement, with explanations. No two keys of it exclude each
/// other.
#[must_use]
pub fn example_template() -> String {
	write(true)
}

fn write(filled: bool) -> String {
	let mut out = String::from(HEAD);
	for section in SECTIONS {
		write_section(section, filled, &mut out);
	}
	out
}

fn write_section(section: &Section, filled: bool, out: &mut String) {
	out.push('\n');
	comment(section.about, out);
	let mark = if filled || section.required { "" } else { "# " };
	put(out, &format!("{mark}{}", section.heading()));
	for key in section.keys {
		out.push('\n');
		comment(key.about, out);
		write_key(key, filled, mark, out);
	}
}

fn write_key(key: &Key, filled: bool, mark: &str, out: &mut String) {
	let Key { name, example, .. } = key;
	if filled && key.shown {
		put(out, &format!("{name} = {example}"));
	} else if filled || !key.required || !mark.is_empty() {
		comment(&format!("{name} = {example}"), out);
	} else if matches!(key.shape, Shape::Whole(..)) {
		put(out, &format!("{name} = {example}"));
	} else {
		comment(&format!("For example: {name} = {example}"), out);
		let empty = if key.shape == Shape::Lines { "[]" } else { "\"\"" };
		put(out, &format!("{name} = {empty}"));
	}
}

fn comment(text: &str, out: &mut String) {
	for line in text.lines() {
		put(out, &format!("# {line}"));
	}
}

fn put(out: &mut String, line: &str) {
	// Writing to a string cannot fail.
	let _ = writeln!(out, "{line}");
}

// SPDX-License-Identifier: Apache-2.0

//! What is in a credential or a presentation, in the words of a person. Nothing is checked, and that is said.
//!
//! * `members`: all members of a document, as lines.
//! * `labels`: the words for the names of members, and their order.
//! * `proofs`: what signatures and anchors say of themselves.

mod labels;
mod members;
mod proofs;

use crate::{
	arguments::ShowArguments,
	files::read,
	output::{print, say, FOUND},
	problem::Problem,
	words::{count, name},
};
use members::Lines;
use std::process::ExitCode;
use testamur_console::line;
use testamur_document::{
	ijson,
	value::{Object, Value},
};
use testamur_documents::presentation::{credentials_in, is_presentation};

/// Maximum number of bytes of a file that is shown.
const MAX_BYTES: usize = 4 << 20;
/// The members that are shown apart: contexts say what the names of the others mean.
const APART: [&str; 3] = ["@context", "proof", "verifiableCredential"];

/// The sentence about what was not done, which stands behind everything that is shown.
const NOT_CHECKED: &str = "\
Not checked: whether the institution signed this, whether it is on record and still in force, and whether it is \
about whoever shows it. \"testamur verify\" checks the first two, and the third for a presentation.";

/// Shows a credential or a presentation.
pub(crate) fn run(arguments: &ShowArguments) -> Result<ExitCode, Problem> {
	let path = &arguments.file;
	let bytes = read(path, MAX_BYTES)?;
	if bytes.len() > MAX_BYTES {
		return Err(Problem::NotACredential(path.clone()));
	}
	let object = match ijson::parse_object(&bytes) {
		Ok(object) => object,
		Err(fault) => {
			say(&format!("{} cannot be shown: {fault}.", name(path)));
			return Ok(ExitCode::from(FOUND));
		},
	};
	let mut text = vec![format!("What {} says:", name(path))];
	match is_presentation(&bytes) {
		true => presentation(&bytes, &object, &mut text),
		false => credential(&bytes, &object, &mut text),
	}
	text.push(String::new());
	text.push(NOT_CHECKED.to_owned());
	print(text.iter().map(|text| line(text) + "\n").collect::<String>())?;
	Ok(ExitCode::SUCCESS)
}

/// Adds the lines about a credential.
fn credential(bytes: &[u8], object: &Object, text: &mut Vec<String>) {
	let mut lines = Lines::new(text);
	lines.object(&without(object), 1);
	proofs::of_credential(bytes, object, &mut lines);
}

/// Adds the lines about a presentation and the credentials in it.
fn presentation(bytes: &[u8], object: &Object, text: &mut Vec<String>) {
	let mut lines = Lines::new(text);
	lines.object(&without(object), 1);
	proofs::of_presentation(object, &mut lines);
	match credentials_in(bytes) {
		Err(fault) => text.push(format!("  The credentials in it cannot be shown: {fault}.")),
		Ok(credentials) => {
			text.push(format!("  It has {}.", count(credentials.len(), "credential")));
			for (position, inside) in credentials.iter().enumerate() {
				text.push(String::new());
				text.push(format!("Credential {}:", position.saturating_add(1)));
				if let Ok(object) = ijson::parse_object(inside.as_bytes()) {
					credential(inside.as_bytes(), &object, text);
				}
			}
		},
	}
}

/// Returns the members of a document that are shown in their place.
fn without(object: &Object) -> Object {
	let shown = |name: &str| !APART.contains(&name);
	let members = object.iter().filter(|(name, _)| shown(name.as_str()));
	members
		.map(|(name, value): (_, &Value)| (name.clone(), value.clone()))
		.collect()
}

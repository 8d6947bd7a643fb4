// SPDX-License-Identifier: Apache-2.0

//! Reads bundles and hand-offs in each form in which they come.

use crate::{
	files::{parse_json, refused, Problem},
	location::Location,
};
use serde::Deserialize;
use testamur_json::hex;
use testamur_proof::bundle::{Format, BUNDLE};

/// An answer of `credentials_prove` or `credentials_authoritySets`, by itself or in the response of a node.
#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
	/// The response.
	Response {
		/// The answer.
		result: Parts,
	},
	/// The answer.
	Bare(Parts),
}

/// The part of an answer that counts.
#[derive(Deserialize)]
struct Parts {
	evidence: Option<String>,
	#[serde(rename = "handOffs")]
	hand_offs: Option<String>,
}

/// Returns the file of a format from its bytes, from its text form, or from the answer of a node that it is made of.
/// Its content is not checked.
pub(crate) fn of_form(
	file: &Location,
	bytes: Vec<u8>,
	format: &Format,
) -> Result<Vec<u8>, Problem> {
	// The mark of a file is in no text.
	let text = core::str::from_utf8(&bytes).map(str::trim).unwrap_or_default();
	match text.as_bytes().first() {
		Some(b'u') => format.read_text(text).map_err(refused(file)),
		Some(b'{') => of_answer(file, &bytes, format),
		_ => Ok(bytes),
	}
}

fn of_answer(file: &Location, bytes: &[u8], format: &Format) -> Result<Vec<u8>, Problem> {
	let (Answer::Response { result: parts } | Answer::Bare(parts)) = parse_json(file, bytes)?;
	let (member, found) = match *format == BUNDLE {
		true => ("evidence", parts.evidence),
		false => ("handOffs", parts.hand_offs),
	};
	let malformed = || Problem::Malformed {
		file: file.clone(),
		problem: format!("expected `{member}` with 0x and hexadecimal digits, as a node answers"),
	};
	let content = found.as_deref().and_then(hex::decode).ok_or_else(malformed)?;
	Ok([format.mark.as_slice(), &content].concat())
}

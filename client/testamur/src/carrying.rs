// SPDX-License-Identifier: Apache-2.0

//! A learner's credentials in the files that carry them: which are in a file, and which one of them is meant.

use crate::{
	output::{say, FOUND},
	words::{count, name},
};
use std::{num::NonZeroUsize, path::Path, process::ExitCode};
use testamur_carriers::{is_credential, Fault};
use testamur_document::{ijson, value::Object};
use testamur_verification::{open_documents, Location, Opened, Problem};

/// The members that every reference of a credential has (`docs/spec/leaf.md`, section 8).
const REFERENCE: [&str; 4] = ["institution", "leaf", "index", "size"];

/// A credential that a file carries.
pub(crate) struct Carried {
	pub(crate) location: Location,
	/// Its bytes, as they are in the file.
	pub(crate) bytes: Vec<u8>,
}

/// Returns the credential in a file, or the one of this number if there are several. If there is none, says why, and
/// returns the exit code for it.
pub(crate) fn one_of(path: &Path, number: Option<NonZeroUsize>) -> Result<Carried, ExitCode> {
	let refused = || ExitCode::from(FOUND);
	let mut found = Vec::new();
	for Opened { location, source } in open_documents(path) {
		match source {
			Ok(source) if is_credential(source.document()) => {
				found.push(Carried { location, bytes: source.document().to_vec() });
			},
			Ok(source) => say(&format!("{location}: {}.", what_else(source.document()))),
			Err(problem) => {
				say(&problem.to_string());
				if matches!(problem, Problem::Carrier { fault: Fault::NoCredential(_), .. }) {
					say("A code (QR) in a picture holds a reference or a link, and not the credential.");
				}
			},
		}
	}
	let wanted = match (number, found.len()) {
		(_, 0) => {
			say(&format!("No credential was taken out of {}.", name(path)));
			return Err(refused());
		},
		(None, 1) => 0,
		(None, several) => {
			for (number, Carried { location, .. }) in (1_usize..).zip(&found) {
				say(&format!("{number}: {location}"));
			}
			let all = count(several, "credential");
			say(&format!("{} has {all}: say which one with --number.", name(path)));
			return Err(refused());
		},
		(Some(number), _) => number.get().saturating_sub(1),
	};
	let all = count(found.len(), "credential");
	found.into_iter().nth(wanted).ok_or_else(|| {
		say(&format!("{} has {all}: state a number from 1.", name(path)));
		refused()
	})
}

/// Returns what a text is that is no credential. A code (QR) gives such texts.
fn what_else(bytes: &[u8]) -> &'static str {
	let is_reference =
		|object: Object| REFERENCE.iter().all(|own| object.contains_key(&(*own).into()));
	let text = bytes.trim_ascii_start();
	if text.starts_with(b"https://") || text.starts_with(b"http://") {
		"it is a link, as a code (QR) may have, and the credential is not in it: ask for the file"
	} else if ijson::parse_object(bytes).is_ok_and(is_reference) {
		"it is a reference, as a code (QR) has, by which a credential is looked up and which does not hold it: ask \
		 for the file"
	} else {
		"it is no credential: name the file that your institution gave you"
	}
}

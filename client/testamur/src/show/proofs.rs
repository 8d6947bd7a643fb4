// SPDX-License-Identifier: Apache-2.0

//! What signatures and anchors say of themselves.

use super::members::Lines;
use testamur_document::value::{text, Object, Value};
use testamur_documents::anchor::{AnchorFault, Anchors, CRYPTOSUITE};
use testamur_json::hex::Hash;

/// Adds the proofs of a credential.
pub(super) fn of_credential(bytes: &[u8], credential: &Object, lines: &mut Lines<'_>) {
	signatures(credential, lines);
	match Anchors::read(bytes) {
		Ok(anchors) => {
			for anchor in anchors.all() {
				let (institution, genesis) = (anchor.institution().0, Hash(anchor.genesis().0));
				lines.push(
					1,
					&format!(
						"It says that institution {institution} put it on record, on the chain {genesis}."
					),
				);
			}
		},
		Err(AnchorFault::NoAnchor) => lines.push(1, "It does not say where it is on record."),
		Err(fault) => lines.push(1, &format!("Where it is on record cannot be read: {fault}.")),
	}
}

/// Adds the proofs of a presentation, with the audience for whom it was made.
pub(super) fn of_presentation(presentation: &Object, lines: &mut Lines<'_>) {
	for proof in proofs(presentation) {
		for (member, label) in [("challenge", "the challenge"), ("domain", "the domain")] {
			if let Some(text) = text(proof, member) {
				lines.push(1, &format!("It says that it was made for {label} {text}"));
			}
		}
	}
	signatures(presentation, lines);
}

/// Adds a line for each signature.
fn signatures(document: &Object, lines: &mut Lines<'_>) {
	let is_signature = |proof: &&Object| text(proof, "cryptosuite") != Some(CRYPTOSUITE);
	let mut found = false;
	for proof in proofs(document).filter(is_signature) {
		found = true;
		let method = text(proof, "verificationMethod").unwrap_or("(none)");
		let created = text(proof, "created").map_or_else(String::new, |at| format!(" on {at}"));
		lines.push(1, &format!("It says that it was signed{created} with the key {method}"));
	}
	if !found {
		lines.push(1, "It is not signed.");
	}
}

/// Returns the proofs that are objects.
fn proofs(document: &Object) -> impl Iterator<Item = &Object> {
	let proofs = match document.get(&"proof".into()) {
		None => &[],
		Some(Value::Array(proofs)) => proofs.as_slice(),
		Some(single) => core::slice::from_ref(single),
	};
	proofs.iter().filter_map(|proof| match proof {
		Value::Object(proof) => Some(proof),
		_ => None,
	})
}

// SPDX-License-Identifier: Apache-2.0

//! Tests of certificates. The fonts of Noto Sans have to be installed.

mod badges;
mod codes;
mod credentials;
mod designs;
mod files;
mod letters;
mod page_layouts;
mod pictures;
mod properties;
mod reports;

use crate::{Credential, Design, Fault, Writer};
use std::path::Path;
use testamur_document::Document;
use testamur_documents::anchor::{attach, Anchor, Genesis, Order};
use testamur_primitives::{
	merkle::Tree, reference::InclusionPath, CredentialReference, Digest, InstitutionId,
};

/// The example of documents that the tests of `testamur-template` keep, one on a line. They are not signed.
const EXAMPLES: &str = include_str!("../../../template/tests/example/documents.jsonl");
/// The name of the learner in it.
const NAME: &str = "Ana Šolová";
/// A proof that looks like a signature. Nobody verifies it here.
const PROOF: &str =
	r#""proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","proofValue":"z1"}"#;

/// Returns the first of the examples.
fn example() -> &'static str {
	EXAMPLES.lines().next().unwrap()
}

/// Returns the example with a member in the place of another, signed as it seems.
fn changed(from: &str, to: &str) -> Vec<u8> {
	let example = example();
	assert!(example.contains(from), "{from}");
	let text = example.replacen(from, to, 1);
	let text = text.strip_suffix('}').unwrap();
	format!("{text},{PROOF}}}").into_bytes()
}

/// Returns a document for a learner of a name, anchored in a batch of so many.
fn document(name: &str, size: usize) -> Vec<u8> {
	let name = serde_json::to_string(name).unwrap();
	let text = changed(&format!("\"{NAME}\""), &name);
	let digest = Document::from_json(&text).unwrap().digest();
	let leaf = digest.leaf();
	let mut leaves = vec![leaf];
	leaves.extend((1..size).map(|other| {
		let mut bytes = [0; 32];
		bytes[..8].copy_from_slice(&other.to_le_bytes());
		Digest(bytes).leaf()
	}));
	let tree = Tree::new(&leaves).unwrap();
	let reference = CredentialReference {
		institution: InstitutionId(7),
		leaf,
		index: 0,
		size: u32::try_from(size).unwrap(),
		path: InclusionPath::try_from(tree.path(0).unwrap()).unwrap(),
		signed_by: None,
	};
	let anchor = Anchor::new(Genesis([9; 32]), &reference, digest, &[]).unwrap();
	attach(&text, &anchor, Order::Last).unwrap().into_bytes()
}

fn credential(name: &str) -> Credential {
	Credential::read(&document(name, 1)).unwrap()
}

fn writer(design: &str) -> Result<Writer, Fault> {
	Writer::new(Design::read(design.as_bytes())?, Path::new("/nonexistent"))
}

/// Returns a writer with one line of text for each credential.
fn plain(text: &str) -> Writer {
	writer(&format!("[[text]]\ntext = \"{text}\"\n")).unwrap()
}

// SPDX-License-Identifier: Apache-2.0

//! Reads credentials: a document, and the reference beside it.

use crate::files::{read, read_json, Problem};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use testamur_document::{leaf_over, Document, Fault};
use testamur_json::hex::Hash;
use testamur_primitives::{
	reference::InclusionPath, CredentialReference, Digest, InstitutionId, Leaf, Root,
};

/// The end of the name of a document.
const DOCUMENT: &str = "json";
/// The end of the name of a reference.
const REFERENCE: &str = "reference.json";

/// A reference in a file (`docs/spec/leaf.md`, section 8). Other members are ignored.
#[derive(Deserialize)]
struct ReferenceFile {
	institution: u32,
	leaf: Hash,
	index: u32,
	size: u32,
	path: Vec<Hash>,
	/// The digests of the other envelopes under the leaf.
	#[serde(default)]
	envelopes: Vec<Hash>,
}

impl ReferenceFile {
	/// Returns the place of the leaf that it states.
	fn reference(&self) -> Result<CredentialReference, String> {
		if self.index >= self.size {
			return Err(format!(".index expected less than the size, {}", self.size));
		}
		let path: Vec<Root> = self.path.iter().map(|hash| Root(hash.0)).collect();
		let path = InclusionPath::try_from(path)
			.map_err(|path| format!(".path expected fewer than {} hashes", path.len()))?;
		Ok(CredentialReference {
			institution: InstitutionId(self.institution),
			leaf: Leaf(self.leaf.0),
			index: self.index,
			size: self.size,
			path,
			signed_by: None,
		})
	}
}

/// Returns the documents among files and in folders, in the order of their names.
pub(crate) fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
	let mut found = Vec::new();
	for path in paths {
		match path.is_dir() {
			true => found.extend(in_folder(path)?),
			false => found.push(path.clone()),
		}
	}
	Ok(found)
}

/// Returns the documents in a folder beside which there is a reference.
fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
	let unreadable = |error| Problem::Unreadable { path: folder.to_path_buf(), error };
	let mut documents = Vec::new();
	for entry in folder.read_dir().map_err(unreadable)? {
		let path = entry.map_err(unreadable)?.path();
		let is_document = path.extension().is_some_and(|extension| extension == DOCUMENT);
		if is_document && path.with_extension(REFERENCE).is_file() {
			documents.push(path);
		}
	}
	documents.sort();
	match documents.is_empty() {
		true => Err(Problem::NoCredentials(folder.to_path_buf())),
		false => Ok(documents),
	}
}

/// Reads a document with its reference. The leaf is made from the document, never taken from the file
/// beside it.
pub(crate) fn read_credential(path: &Path) -> Result<CredentialReference, Problem> {
	let name = path.file_name().unwrap_or_default().to_string_lossy();
	if name.ends_with(&format!(".{REFERENCE}")) {
		return Err(Problem::Reference(path.to_path_buf()));
	}
	let ambiguous = |fault: Fault| Problem::Ambiguous { path: path.to_path_buf(), fault };
	let document = Document::from_envelope(&read(path)?).map_err(ambiguous)?;
	let beside = path.with_extension(REFERENCE);
	let file: ReferenceFile = read_json(&beside)?;
	let stated = file
		.reference()
		.map_err(|problem| Problem::Malformed { path: beside.clone(), problem })?;
	let others: Vec<Digest> = file.envelopes.iter().map(|hash| Digest(hash.0)).collect();
	let leaf = leaf_over(document.digest(), &others)
		.map_err(|fault| Problem::Ambiguous { path: beside.clone(), fault })?;
	match leaf == stated.leaf {
		true => Ok(stated),
		false => Err(Problem::OtherDocument(beside)),
	}
}

// SPDX-License-Identifier: Apache-2.0

//! Reads credentials: a document, and what leads from it to its batch, which is an anchor in it, a sidecar
//! or a reference beside it.

use crate::{
	files::{ensure_file, read, read_json, Problem},
	kinds::Kind,
};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use testamur_console::{is_beside, is_document};
use testamur_document::{leaf_over, Document, Fault};
use testamur_documents::anchor::{AnchorFault, Anchors, Genesis, SIDECAR};
use testamur_json::hex::Hash;
use testamur_primitives::{
	reference::InclusionPath, CredentialReference, Digest, InstitutionId, Leaf, Root,
};

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
		let reference = CredentialReference {
			institution: InstitutionId(self.institution),
			leaf: Leaf(self.leaf.0),
			index: self.index,
			size: self.size,
			path,
			signed_by: None,
		};
		// Such a reference names no place in any batch, and no bundle says anything about it.
		match reference.batch() {
			Some(_) => Ok(reference),
			None => Err(format!(".path does not fit: no batch of {} has it", self.size)),
		}
	}
}

/// Returns the documents among files and in folders, in the order of their names.
///
/// # Errors
///
/// Refuses a folder that cannot be read, has no document, or has something that is no file.
pub fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
	find_those(paths, is_document)
}

/// Returns the same as [`find`], and the files in folders whose kind can carry a credential and is not read yet,
/// so that none of them goes unnoticed.
///
/// # Errors
///
/// Refuses the same as [`find`].
pub fn find_all(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
	find_those(paths, |path| is_document(path) || Kind::of_name(path).is_some())
}

fn find_those(
	paths: &[PathBuf],
	is_wanted: impl Fn(&Path) -> bool,
) -> Result<Vec<PathBuf>, Problem> {
	let mut found = Vec::new();
	for path in paths {
		match path.is_dir() {
			true => found.extend(in_folder(path, &is_wanted)?),
			false => found.push(path.clone()),
		}
	}
	Ok(found)
}

/// Returns the wanted files in a folder. What is no document, or has lost what leads on from it, is among
/// them, so that it does not go unnoticed.
fn in_folder(folder: &Path, is_wanted: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, Problem> {
	let unreadable = |error| Problem::Unreadable { path: folder.to_path_buf(), error };
	let mut documents = Vec::new();
	for entry in folder.read_dir().map_err(unreadable)? {
		let path = entry.map_err(unreadable)?.path();
		if is_wanted(&path) && !path.is_dir() {
			ensure_file(&path)?;
			documents.push(path);
		}
	}
	documents.sort();
	match documents.is_empty() {
		true => Err(Problem::NoCredentials(folder.to_path_buf())),
		false => Ok(documents),
	}
}

/// A document, and its reference on a chain.
pub(crate) struct Credential {
	/// The bytes of the document.
	pub(crate) envelope: Vec<u8>,
	/// The reference, which names no key.
	pub(crate) reference: CredentialReference,
}

/// Reads a document and its reference on a chain. The leaf is made from the document, and never taken from
/// elsewhere.
///
/// Everything that leads on from the document has to lead to the same place.
pub(crate) fn read_credential(path: &Path, genesis: Genesis) -> Result<Credential, Problem> {
	if is_beside(path) {
		return Err(Problem::Beside(path.to_path_buf()));
	}
	let envelope = read(path)?;
	if let Some(kind) = Kind::of_content(&envelope) {
		return Err(Problem::NotReadYet { path: path.to_path_buf(), kind });
	}
	let ambiguous = |fault: Fault| match Kind::of_presentation(&envelope) {
		Some(kind) => Problem::NotReadYet { path: path.to_path_buf(), kind },
		None => Problem::Ambiguous { path: path.to_path_buf(), fault },
	};
	let digest = Document::from_envelope(&envelope).map_err(ambiguous)?.digest();
	let anchors = [in_document(path, &envelope)?, in_sidecar(path)?];
	let mut found = Vec::new();
	found.extend(of_reference(path, digest)?);
	let mut elsewhere = None;
	for (from, anchors) in anchors.into_iter().flatten() {
		match anchors.of(genesis).and_then(|anchor| anchor.reference(digest)) {
			Ok(reference) => found.push((from, reference)),
			Err(fault @ AnchorFault::OtherChain) => {
				elsewhere = Some(Problem::Anchor { path: from, fault });
			},
			Err(fault) => return Err(Problem::Anchor { path: from, fault }),
		}
	}
	let nowhere = || elsewhere.unwrap_or_else(|| Problem::NoAnchor(path.to_path_buf()));
	let reference = only(found)?.ok_or_else(nowhere)?;
	Ok(Credential { envelope, reference })
}

/// Reads a document, and returns its bytes and its place on a chain.
///
/// # Errors
///
/// Refuses a file that cannot be read or is no document, and one that leads to no place or to several.
pub fn read_reference(
	path: &Path,
	genesis: Genesis,
) -> Result<(Vec<u8>, CredentialReference), Problem> {
	read_credential(path, genesis).map(|found| (found.envelope, found.reference))
}

/// Returns the reference that all agree on, or `None` if there is none.
fn only(
	found: Vec<(PathBuf, CredentialReference)>,
) -> Result<Option<CredentialReference>, Problem> {
	let mut found = found.into_iter();
	let Some((one, reference)) = found.next() else { return Ok(None) };
	match found.find(|(_, other)| *other != reference) {
		Some((other, _)) => Err(Problem::AnchorsDiffer { one, other }),
		None => Ok(Some(reference)),
	}
}

/// Reads the anchors in a document. A token has no place for one.
fn in_document(path: &Path, envelope: &[u8]) -> Result<Option<(PathBuf, Anchors)>, Problem> {
	match Anchors::read(envelope) {
		Ok(anchors) => Ok(Some((path.to_path_buf(), anchors))),
		Err(AnchorFault::NoAnchor | AnchorFault::Document(_)) => Ok(None),
		Err(fault) => Err(Problem::Anchor { path: path.to_path_buf(), fault }),
	}
}

/// Reads the sidecar of a document, if there is one.
fn in_sidecar(document: &Path) -> Result<Option<(PathBuf, Anchors)>, Problem> {
	let path = document.with_extension(SIDECAR);
	if !path.is_file() {
		return Ok(None);
	}
	match Anchors::read(&read(&path)?) {
		Ok(anchors) => Ok(Some((path, anchors))),
		Err(fault) => Err(Problem::Anchor { path, fault }),
	}
}

/// Reads the reference beside a document, if there is one.
fn of_reference(
	document: &Path,
	digest: Digest,
) -> Result<Option<(PathBuf, CredentialReference)>, Problem> {
	let path = document.with_extension(REFERENCE);
	if !path.is_file() {
		return Ok(None);
	}
	let file: ReferenceFile = read_json(&path)?;
	let stated = file
		.reference()
		.map_err(|problem| Problem::Malformed { path: path.clone(), problem })?;
	let others: Vec<Digest> = file.envelopes.iter().map(|hash| Digest(hash.0)).collect();
	let leaf = leaf_over(digest, &others)
		.map_err(|fault| Problem::Ambiguous { path: path.clone(), fault })?;
	match leaf == stated.leaf {
		true => Ok(Some((path, stated))),
		false => Err(Problem::OtherDocument(path)),
	}
}

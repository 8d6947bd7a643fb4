// SPDX-License-Identifier: Apache-2.0

//! What leads from a document to its batch: an anchor in it, a sidecar or a reference beside it.

use crate::{
	files::{parse_json, Problem},
	location::Location,
	open::{open_documents, Opened},
	source::{Beside, Source},
};
use serde::Deserialize;
use std::path::Path;
use testamur_document::{leaf_over, Document};
use testamur_documents::anchor::{AnchorFault, Anchors, Genesis};
use testamur_json::hex::Hash;
use testamur_primitives::{
	reference::InclusionPath, CredentialReference, Digest, InstitutionId, Leaf, Root,
};

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

/// Returns the reference of a document on a chain. The leaf is made from the document, and never taken from elsewhere.
///
/// Everything that leads on from the document has to lead to the same place.
pub(crate) fn reference_of(
	source: &Source,
	genesis: Genesis,
) -> Result<CredentialReference, Problem> {
	let Source { location, envelope, .. } = source;
	let ambiguous = |fault| Problem::Ambiguous { file: location.clone(), fault };
	let digest = Document::from_envelope(envelope).map_err(ambiguous)?.digest();
	let anchors = [in_document(location, envelope)?, in_sidecar(source.sidecar.as_ref())?];
	let mut found = Vec::new();
	if let Some(beside) = &source.reference {
		found.push(in_reference(beside, digest)?);
	}
	let mut elsewhere = None;
	for (file, anchors) in anchors.into_iter().flatten() {
		match anchors.of(genesis).and_then(|anchor| anchor.reference(digest)) {
			Ok(reference) => found.push((file.clone(), reference)),
			Err(fault) => {
				let problem = Problem::Anchor { file: file.clone(), fault };
				match fault {
					AnchorFault::OtherChain => elsewhere = Some(problem),
					_ => return Err(problem),
				}
			},
		}
	}
	let nowhere = || elsewhere.unwrap_or_else(|| Problem::NoAnchor(location.clone()));
	only(found)?.ok_or_else(nowhere)
}

/// A document, and its place on a chain.
pub struct Placed {
	/// Where the document lies.
	pub location: Location,
	/// The bytes of the document.
	pub document: Vec<u8>,
	/// The place.
	pub reference: CredentialReference,
}

/// Reads a file, and returns the documents in it with their places on a chain.
///
/// # Errors
///
/// Refuses a file that cannot be read or is no document, and a document that leads to no place or to several.
pub fn read_places(path: &Path, genesis: Genesis) -> Result<Vec<Placed>, Problem> {
	let place = |Opened { location, source }: Opened| {
		let source = source?;
		let reference = reference_of(&source, genesis)?;
		Ok(Placed { location, document: source.envelope, reference })
	};
	open_documents(path).into_iter().map(place).collect()
}

/// Returns the reference that all agree on, or `None` if there is none.
fn only(
	found: Vec<(Location, CredentialReference)>,
) -> Result<Option<CredentialReference>, Problem> {
	let mut found = found.into_iter();
	let Some((one, reference)) = found.next() else { return Ok(None) };
	match found.find(|(_, other)| *other != reference) {
		Some((other, _)) => Err(Problem::AnchorsDiffer { one, other }),
		None => Ok(Some(reference)),
	}
}

/// Returns the anchors in a document. A token has no place for one.
fn in_document<'a>(
	file: &'a Location,
	envelope: &[u8],
) -> Result<Option<(&'a Location, Anchors)>, Problem> {
	match Anchors::read(envelope) {
		Ok(anchors) => Ok(Some((file, anchors))),
		Err(AnchorFault::NoAnchor | AnchorFault::Document(_)) => Ok(None),
		Err(fault) => Err(Problem::Anchor { file: file.clone(), fault }),
	}
}

/// Returns the anchors in the sidecar of a document, if there is one.
fn in_sidecar(sidecar: Option<&Beside>) -> Result<Option<(&Location, Anchors)>, Problem> {
	let Some((file, content)) = sidecar else { return Ok(None) };
	match Anchors::read(content) {
		Ok(anchors) => Ok(Some((file, anchors))),
		Err(fault) => Err(Problem::Anchor { file: file.clone(), fault }),
	}
}

/// Returns the reference in the file of one, which has to be that of the document.
fn in_reference(
	(file, content): &Beside,
	digest: Digest,
) -> Result<(Location, CredentialReference), Problem> {
	let stated: ReferenceFile = parse_json(file, content)?;
	let reference = stated
		.reference()
		.map_err(|problem| Problem::Malformed { file: file.clone(), problem })?;
	let others: Vec<Digest> = stated.envelopes.iter().map(|hash| Digest(hash.0)).collect();
	let leaf = leaf_over(digest, &others)
		.map_err(|fault| Problem::Ambiguous { file: file.clone(), fault })?;
	match leaf == reference.leaf {
		true => Ok((file.clone(), reference)),
		false => Err(Problem::OtherDocument(file.clone())),
	}
}

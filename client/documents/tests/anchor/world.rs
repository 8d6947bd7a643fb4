// SPDX-License-Identifier: Apache-2.0

//! Documents, a batch of them, and their anchors. Everything follows from names.

use testamur_document::{leaf_over, Document};
use testamur_documents::anchor::{sidecar, Anchor, Genesis};
use testamur_primitives::{
	base64url,
	hash::{Sha256, Software},
	merkle::Tree,
	reference::InclusionPath,
	CredentialReference, Digest, InstitutionId, Leaf,
};

pub(crate) const INSTITUTION: InstitutionId = InstitutionId(7);

/// Returns the hash of a name.
pub(crate) fn hash(name: &str) -> [u8; 32] {
	Software::hash(name.as_bytes())
}

/// Returns a chain.
pub(crate) fn genesis(name: &str) -> Genesis {
	Genesis(hash(&format!("genesis {name}")))
}

/// Returns the salt of the document of a name.
pub(crate) fn salt(name: &str) -> String {
	base64url::encode(&hash(&format!("salt {name}"))[..16])
}

/// Returns the text of a document with a number that a writer of JSON would write otherwise.
pub(crate) fn document(name: &str) -> String {
	format!(
		"{{\n  \"name\": \"{name}\",\n  \"salt\": \"{}\",\n  \"credits\": 5.50E0\n}}\n",
		salt(name)
	)
}

/// Returns the same document with a signature.
pub(crate) fn signed(name: &str) -> String {
	let end = "5.50E0";
	document(name).replace(end, &format!("{end},\n  \"proof\": {}", signature(name)))
}

/// Returns a proof of another suite.
pub(crate) fn signature(name: &str) -> String {
	format!("{{ \"type\": \"DataIntegrityProof\", \"cryptosuite\": \"eddsa-rdfc-2022\", \"proofValue\": \"z{name}\" }}")
}

pub(crate) fn digest(text: &str) -> Digest {
	Document::from_json(text.as_bytes()).unwrap().digest()
}

/// Returns digests of other envelopes, ascending.
pub(crate) fn others(count: usize) -> Vec<Digest> {
	let mut others: Vec<_> =
		(0..count).map(|place| Digest(hash(&format!("other {place}")))).collect();
	others.sort_unstable();
	others
}

/// Returns the reference of a document at a place among as many leaves, with other envelopes.
pub(crate) fn reference(
	text: &str,
	index: u32,
	size: u32,
	others: &[Digest],
) -> CredentialReference {
	let leaf = leaf_over(digest(text), others).unwrap();
	let of = |place| match place == index {
		true => leaf,
		false => Leaf(hash(&format!("leaf {place}"))),
	};
	let tree = Tree::new(&(0..size).map(of).collect::<Vec<_>>()).unwrap();
	let path = InclusionPath::try_from(tree.path(index).unwrap()).unwrap();
	CredentialReference { institution: INSTITUTION, leaf, index, size, path, signed_by: None }
}

/// Returns the anchor of a document on a chain, at a place among as many leaves, with so many other
/// envelopes.
pub(crate) fn anchor_on(
	chain: &str,
	text: &str,
	(index, size): (u32, u32),
	envelopes: usize,
) -> Anchor {
	let others = others(envelopes);
	let reference = reference(text, index, size, &others);
	Anchor::new(genesis(chain), &reference, digest(text), &others).unwrap()
}

/// Returns the same on the chain that is trusted.
pub(crate) fn anchor_at(text: &str, index: u32, size: u32, envelopes: usize) -> Anchor {
	anchor_on("main", text, (index, size), envelopes)
}

/// Returns the anchor of a document in a small batch.
pub(crate) fn anchor(text: &str) -> Anchor {
	anchor_at(text, 2, 5, 0)
}

/// Returns the anchor of a document on another chain.
pub(crate) fn elsewhere(text: &str) -> Anchor {
	anchor_on("other", text, (2, 5), 0)
}

/// Returns an anchor as a proof in JSON.
pub(crate) fn proof_of(anchor: &Anchor) -> String {
	let sidecar = sidecar(anchor);
	sidecar["{\"proof\":".len()..sidecar.len() - 2].into()
}

/// Returns the encoding by the table of the page, without the code that is tested.
pub(crate) fn content(reference: &CredentialReference, others: &[Digest]) -> Vec<u8> {
	let (_, root) = reference.batch().unwrap();
	let path: Vec<u8> = reference.path.iter().flat_map(|hash| hash.0).collect();
	let others: Vec<u8> = others.iter().flat_map(|digest| digest.0).collect();
	[
		&[1][..],
		&genesis("main").0,
		&INSTITUTION.0.to_le_bytes(),
		&reference.size.to_le_bytes(),
		&reference.index.to_le_bytes(),
		&root.0,
		&[(path.len() / 32) as u8],
		&path,
		&[(others.len() / 32) as u8],
		&others,
	]
	.concat()
}

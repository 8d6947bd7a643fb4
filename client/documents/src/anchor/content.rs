// SPDX-License-Identifier: Apache-2.0

//! The content of an anchor, with its bytes and its text.

use super::fault::AnchorFault;
use alloc::{format, string::String, vec, vec::Vec};
use testamur_document::{leaf_over, MAX_ENVELOPES};
use testamur_primitives::{
	base64url, limits::MAX_INCLUSION_PATH, merkle::root_of, reference::InclusionPath,
	CredentialReference, Digest, InstitutionId, Leaf, Root,
};

/// The version of the encoding, which is its first byte.
const VERSION: u8 = 1;
/// The letter before base64url, by the rules of Multibase.
const MULTIBASE: char = 'u';
/// The bytes of a hash.
const HASH: usize = 32;
/// Maximum number of other envelopes under the leaf.
const MAX_OTHERS: usize = MAX_ENVELOPES - 1;
/// Maximum number of hashes on the path.
const MAX_PATH: usize = MAX_INCLUSION_PATH as usize;
/// Maximum size of the encoding: version, two hashes, three numbers, and two lists with their lengths.
const MAX_CONTENT: usize = 1 + 2 * HASH + 3 * 4 + (1 + MAX_PATH * HASH) + (1 + MAX_OTHERS * HASH);
/// Maximum length of the `proofValue` of an anchor.
pub const MAX_PROOF_VALUE: usize = 1 + (MAX_CONTENT * 4).div_ceil(3);

/// The hash of the genesis block, which names a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Genesis(pub [u8; 32]);

impl Genesis {
	/// Returns the name of an institution of the chain, which needs no host (`docs/spec/document-keys.md`).
	pub fn institution_name(self, institution: InstitutionId) -> String {
		let chain: String = self.0.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
		format!("did:testamur:{chain}:{}", institution.0)
	}
}

/// The content of an anchor, which leads from a document to a batch on a chain.
///
/// Its place is one that a tree has. Whether it is that of a document is known when
/// [`reference`](Self::reference) has compared the two, and what the chain says about that place, when
/// a verdict has been found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
	genesis: Genesis,
	institution: InstitutionId,
	size: u32,
	index: u32,
	root: Root,
	path: InclusionPath,
	others: Vec<Digest>,
}

impl Anchor {
	/// Creates the anchor of a document from its reference, given the digests of the other envelopes
	/// under the leaf in ascending order.
	pub fn new(
		genesis: Genesis,
		reference: &CredentialReference,
		document: Digest,
		others: &[Digest],
	) -> Result<Self, AnchorFault> {
		if leaf_over(document, others)? != reference.leaf {
			return Err(AnchorFault::OtherDocument);
		}
		let CredentialReference { institution, index, size, ref path, .. } = *reference;
		let (_, root) = reference.batch().ok_or(AnchorFault::NoSuchPlace)?;
		let (path, others) = (path.clone(), others.to_vec());
		Ok(Self { genesis, institution, size, index, root, path, others })
	}

	/// Returns the hash of the genesis block of its chain.
	pub const fn genesis(&self) -> Genesis {
		self.genesis
	}

	/// Returns the institution that is said to have anchored the batch.
	pub const fn institution(&self) -> InstitutionId {
		self.institution
	}

	/// Returns the root of the batch.
	pub const fn root(&self) -> Root {
		self.root
	}

	/// Returns the digests of the other envelopes under the leaf.
	pub fn others(&self) -> &[Digest] {
		&self.others
	}

	/// Returns the reference with which a verifier asks about a document, of which this must be the
	/// anchor.
	pub fn reference(&self, document: Digest) -> Result<CredentialReference, AnchorFault> {
		let leaf = leaf_over(document, &self.others)?;
		let reference = CredentialReference {
			institution: self.institution,
			leaf,
			index: self.index,
			size: self.size,
			path: self.path.clone(),
			signed_by: None,
		};
		match reference.batch() == Some((self.institution, self.root)) {
			true => Ok(reference),
			false => Err(AnchorFault::OtherDocument),
		}
	}

	/// Returns the name of the anchors of the institution, by the name of the chain.
	pub fn verification_method(&self) -> String {
		format!("{}#anchors", self.genesis.institution_name(self.institution))
	}

	/// Returns the encoding.
	pub fn encode(&self) -> Vec<u8> {
		let mut bytes = vec![VERSION];
		bytes.extend(self.genesis.0);
		for number in [self.institution.0, self.size, self.index] {
			bytes.extend(number.to_le_bytes());
		}
		bytes.extend(self.root.0);
		put_hashes(&mut bytes, self.path.iter().map(|hash| hash.0));
		put_hashes(&mut bytes, self.others.iter().map(|digest| digest.0));
		bytes
	}

	/// Decodes bytes that [`encode`](Self::encode) returns, and refuses all others.
	pub fn decode(bytes: &[u8]) -> Result<Self, AnchorFault> {
		let mut rest = Bytes(bytes);
		let [version] = rest.array()?;
		if version != VERSION {
			return Err(AnchorFault::UnknownVersion);
		}
		let genesis = Genesis(rest.array()?);
		let institution = InstitutionId(rest.number()?);
		let (size, index) = (rest.number()?, rest.number()?);
		let root = Root(rest.array()?);
		let path = rest.hashes(MAX_PATH)?.into_iter().map(Root).collect::<Vec<_>>();
		let others = rest.hashes(MAX_OTHERS)?.into_iter().map(Digest).collect();
		if !rest.0.is_empty() {
			return Err(AnchorFault::Malformed);
		}
		// Whether a path is as long as it must be does not depend on the leaf.
		root_of(Leaf::default(), index, size, &path).ok_or(AnchorFault::NoSuchPlace)?;
		let path = InclusionPath::try_from(path).map_err(|_| AnchorFault::Malformed)?;
		Ok(Self { genesis, institution, size, index, root, path, others })
	}

	/// Returns the text of the encoding, as it stands in a proof.
	pub fn proof_value(&self) -> String {
		let mut text = String::from(MULTIBASE);
		text.push_str(&base64url::encode(&self.encode()));
		text
	}

	/// Reads a text that [`proof_value`](Self::proof_value) returns, and refuses all others.
	pub fn from_proof_value(text: &str) -> Result<Self, AnchorFault> {
		if text.len() > MAX_PROOF_VALUE {
			return Err(AnchorFault::TooLarge);
		}
		let bytes = text.strip_prefix(MULTIBASE).and_then(base64url::decode);
		Self::decode(&bytes.ok_or(AnchorFault::Malformed)?)
	}
}

/// Appends a list of hashes, which is bounded far below the largest length.
fn put_hashes(bytes: &mut Vec<u8>, hashes: impl ExactSizeIterator<Item = [u8; HASH]>) {
	bytes.push(u8::try_from(hashes.len()).unwrap_or(u8::MAX));
	hashes.for_each(|hash| bytes.extend(hash));
}

/// The bytes that are not decoded yet.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
	fn array<const N: usize>(&mut self) -> Result<[u8; N], AnchorFault> {
		let (head, rest) = self.0.split_first_chunk().ok_or(AnchorFault::Malformed)?;
		self.0 = rest;
		Ok(*head)
	}

	fn number(&mut self) -> Result<u32, AnchorFault> {
		self.array().map(u32::from_le_bytes)
	}

	fn hashes(&mut self, limit: usize) -> Result<Vec<[u8; HASH]>, AnchorFault> {
		let [count] = self.array()?;
		if usize::from(count) > limit {
			return Err(AnchorFault::Malformed);
		}
		(0..count).map(|_| self.array()).collect()
	}
}

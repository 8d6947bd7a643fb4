// SPDX-License-Identifier: Apache-2.0

//! A folder with signed documents, and the block in whose state they are anchored.

use crate::{
	chain::{Final, GENESIS, MAX_AGE, TIME},
	fake::FakeNode,
	records::{batch, register, ISSUED, UNIVERSITY},
	state::State,
};
use std::{fs, path::PathBuf};
use tempfile::TempDir;
use testamur_document::Document;
use testamur_documents::{
	anchor::{attach, Anchor, Genesis, Order},
	sign, Contexts, Signer, Suite,
};
use testamur_primitives::{
	keys, merkle::Tree, Batch, CredentialReference, DocumentKey, InstitutionId, KeyPurpose, Moment,
	PublicKey, Root, Status,
};
use testamur_proof::TrustRoot;
use testamur_verification::{
	find, inquire, open_documents, DocumentFile, Finding, Moments, Opened, Problem,
};

/// The document that is signed here.
const BADGE: &str = include_str!("../../../documents/tests/badge.json");
/// Its issuer.
pub(crate) const ISSUER: &str = "did:web:hw.example.edu";
const CREATED: &str = "2026-07-01T09:00:00Z";

/// Returns the signer of a seed, under the name of the key of a number.
pub(crate) fn signer(seed: u8, number: u32) -> Signer {
	Signer::new(&[seed; 32], &format!("{ISSUER}#k{number}"))
}

/// Returns the record of a key that counts for all time.
pub(crate) const fn record(number: u32) -> DocumentKey {
	DocumentKey {
		number,
		purpose: KeyPurpose::Credentials,
		since: 1,
		until: None,
		compromised_since: None,
	}
}

/// Returns the time by the clock of the verifier, ten seconds after the block.
pub(crate) fn clock() -> Moment {
	TIME + 10_000
}

/// Returns the moments that the verifier accepts.
pub(crate) const fn moments() -> Moments {
	Moments { clock, max_age: Some(MAX_AGE), at: None }
}

/// Returns the badge of a number, without a proof.
pub(crate) fn badge(number: usize) -> String {
	// A salt has sixteen random bytes, in base64url.
	let salt = format!("AAECAwQFBgcICQoLDA{number:03}w");
	BADGE.replace("AAECAwQFBgcICQoLDA0ODw", &salt)
}

/// Returns a document signed by a key, behind the proofs that it has.
pub(crate) fn signed(contexts: &Contexts, document: &str, signer: &Signer) -> String {
	sign(contexts, document.as_bytes(), &[Suite::EddsaRdfc2022], CREATED, signer).unwrap()
}

/// A cohort of documents that key 1 of the university has signed and the university has anchored.
pub(crate) struct World {
	pub(crate) contexts: Contexts,
	pub(crate) folder: TempDir,
	pub(crate) state: State,
	/// The documents, with their anchors.
	pub(crate) documents: Vec<String>,
	pub(crate) root: Root,
	pub(crate) key: PublicKey,
}

impl World {
	pub(crate) fn new(size: usize) -> Self {
		let contexts = Contexts::shipped();
		let one = signer(7, 1);
		let documents: Vec<_> =
			(0..size).map(|number| signed(&contexts, &badge(number), &one)).collect();
		Self::of(contexts, documents)
	}

	/// Anchors documents as they are.
	pub(crate) fn of(contexts: Contexts, documents: Vec<String>) -> Self {
		let digests: Vec<_> = documents
			.iter()
			.map(|document| Document::from_json(document.as_bytes()).unwrap().digest())
			.collect();
		let leaves: Vec<_> = digests.iter().map(|digest| digest.leaf()).collect();
		let tree = Tree::new(&leaves).unwrap();
		let anchored = (0_u32..).zip(digests).zip(&documents).map(|((index, digest), document)| {
			let reference = CredentialReference {
				institution: UNIVERSITY,
				leaf: digest.leaf(),
				index,
				size: tree.size(),
				path: tree.path(index).unwrap().try_into().unwrap(),
				signed_by: None,
			};
			let anchor = Anchor::new(Genesis(GENESIS.0), &reference, digest, &[]).unwrap();
			attach(document.as_bytes(), &anchor, Order::Last).unwrap()
		});
		let documents = anchored.collect();
		let mut state = register();
		state.put(keys::batch(UNIVERSITY, tree.root()), batch(tree.size(), 2));
		let key = signer(7, 1).public_key();
		state.put(keys::document_key(UNIVERSITY, key), record(1));
		let folder = tempfile::tempdir().unwrap();
		let world = Self { contexts, folder, state, documents, root: tree.root(), key };
		world.write();
		world
	}

	/// Writes all documents.
	pub(crate) fn write(&self) {
		for (number, document) in self.documents.iter().enumerate() {
			fs::write(self.path(number), document).unwrap();
		}
	}

	/// Returns the path of a document.
	pub(crate) fn path(&self, number: usize) -> PathBuf {
		self.folder.path().join(format!("{number:04}.json"))
	}

	/// Changes the record of the batch.
	pub(crate) fn set_batch(&mut self, change: impl FnOnce(&mut Batch)) {
		let size = u32::try_from(self.documents.len()).unwrap();
		let mut record = batch(size, 2);
		change(&mut record);
		self.state.put(keys::batch(UNIVERSITY, self.root), record);
	}

	/// Sets the status of a document.
	pub(crate) fn set_status(&mut self, index: u32, status: Status) {
		let key = keys::statuses(UNIVERSITY, self.root, index / 256);
		let mut chunk = testamur_primitives::status::StatusChunk::default();
		chunk.set(u8::try_from(index % 256).unwrap(), status);
		self.state.put(key, chunk);
	}

	/// Puts a key of the university on record, and takes the one that there is off it.
	pub(crate) fn set_key(&mut self, key: PublicKey, record: DocumentKey) {
		self.state.put(keys::document_key(UNIVERSITY, key), record);
	}

	/// Returns the trust in the genesis block.
	pub(crate) fn trusted(&self) -> TrustRoot {
		crate::chain::trust()
	}

	/// Reads a document.
	pub(crate) fn read(&self, number: usize) -> Result<DocumentFile<'_>, Problem> {
		let mut opened = open_documents(&self.path(number));
		assert_eq!(opened.len(), 1);
		self.read_opened(opened.remove(0))
	}

	/// Reads a document that was found in a file.
	pub(crate) fn read_opened(&self, opened: Opened) -> Result<DocumentFile<'_>, Problem> {
		let source = opened.source?;
		DocumentFile::read(&self.contexts, source, Genesis(GENESIS.0))
	}

	/// Returns all documents.
	pub(crate) fn files(&self) -> Vec<DocumentFile<'_>> {
		let found = find(&[self.folder.path().to_path_buf()]).unwrap();
		assert_eq!(found.len(), self.documents.len());
		(0..found.len()).map(|number| self.read(number).unwrap()).collect()
	}

	/// Returns a node that has the block.
	pub(crate) fn node(&self) -> FakeNode {
		let mut node = FakeNode::new(Final::new(self.state.clone()));
		node.keys.insert(UNIVERSITY, vec![(1, self.key)]);
		node
	}

	/// Returns what a node lets find of all documents.
	pub(crate) fn inquire(&self, node: &mut FakeNode) -> Vec<Finding> {
		inquire(node, &self.files(), &self.trusted(), &moments())
	}

	/// Returns what an honest node lets find of the first document.
	pub(crate) fn found(&self) -> Finding {
		self.inquire(&mut self.node()).swap_remove(0)
	}
}

/// Returns the words of the objections and of the doubts of a finding.
pub(crate) fn words(finding: &Finding) -> [Vec<&str>; 2] {
	[&finding.objections, &finding.doubts]
		.map(|reasons| reasons.iter().map(|reason| reason.word.as_str()).collect())
}

/// Returns a moment before the batch was anchored, and one after it.
pub(crate) const BEFORE: Moment = ISSUED - 1;
/// The institution that issues again what the university cannot.
pub(crate) const CUSTODIAN: InstitutionId = crate::records::AGENCY;

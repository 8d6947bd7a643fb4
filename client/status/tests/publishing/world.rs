// SPDX-License-Identifier: Apache-2.0

//! An institution with lists and keys, and a node, which is honest unless it is told how to lie.

use crate::{
	chain::{trust, Final, GENESIS, MAX_AGE, TIME},
	records::{leaf, register, root, SIZE, UNIVERSITY},
	state::State,
};
use codec::Encode;
use testamur_primitives::{
	keys,
	state::{KeyReader, StateReader},
	CredentialReference, DocumentKey, InstitutionId, KeyPurpose, ListLabel, Moment, PublicKey,
	Root,
};
use testamur_proof::{Hash, SetId};
use testamur_status::{Fault, PartsPage, Register, Snapshot};
use testamur_verification::{Because, KeyPage, Moments, NoAnswer, NoEvidence, Node};

/// The label of a list with two batches: the cohort, and one of a single credential.
pub(crate) const LABEL: ListLabel = ListLabel([0x5a; 16]);
/// The label of a list with the single credential alone.
pub(crate) const OTHER: ListLabel = ListLabel([0x5b; 16]);

/// Returns the root of the batch of a single credential.
pub(crate) fn single() -> Root {
	Root(leaf(10_000).0)
}

/// Returns a key of a seed.
pub(crate) fn key(seed: u8) -> PublicKey {
	testamur_documents::Signer::new(&[seed; 32], "").public_key()
}

/// Returns a record of a key in use.
pub(crate) const fn record(number: u32, purpose: KeyPurpose) -> DocumentKey {
	DocumentKey { number, purpose, since: 1, until: None, compromised_since: None }
}

/// Returns a register with two lists.
pub(crate) fn world() -> State {
	let mut state = register();
	state.put(keys::list_end(UNIVERSITY, LABEL), SIZE + 1);
	state.put(keys::list_part(UNIVERSITY, LABEL, 0), root());
	state.put(keys::list_part(UNIVERSITY, LABEL, SIZE), single());
	state.put(keys::list_end(UNIVERSITY, OTHER), 1_u32);
	state.put(keys::list_part(UNIVERSITY, OTHER, 0), single());
	// A list of another institution, under the same label.
	state.put(keys::list_end(InstitutionId(1), LABEL), 1_u32);
	state
}

/// Puts keys on record, numbered in their order.
pub(crate) fn put_keys(state: &mut State, all: &[(PublicKey, DocumentKey)]) {
	let count = |of: fn(&DocumentKey) -> bool| {
		u32::try_from(all.iter().filter(|(_, record)| of(record)).count()).unwrap()
	};
	let counts = (
		u32::try_from(all.len()).unwrap(),
		count(DocumentKey::is_listed),
		count(DocumentKey::is_current),
	);
	state.put(keys::document_key_counts(UNIVERSITY), counts);
	for (key, record) in all {
		state.put(keys::document_key_number(UNIVERSITY, record.number), key);
		state.put(keys::document_key(UNIVERSITY, *key), record);
	}
}

/// A node that has one block.
pub(crate) struct FakeNode {
	pub(crate) block: Final,
	/// The keys that it leaves out of its proofs, and of the keys that it lists.
	pub(crate) hides: Option<Vec<u8>>,
	/// True if it says that lists have no parts.
	pub(crate) hides_parts: bool,
	/// The items that it adds to each proof.
	pub(crate) adds: Vec<Vec<u8>>,
	/// The number of proofs that it was asked for.
	pub(crate) proofs: usize,
}

impl FakeNode {
	pub(crate) fn new(state: State) -> Self {
		let block = Final::new(state);
		Self { block, hides: None, hides_parts: false, adds: Vec::new(), proofs: 0 }
	}

	fn shows(&self, key: &[u8]) -> bool {
		self.hides.as_deref() != Some(key)
	}
}

impl Node for FakeNode {
	fn genesis(&self) -> Hash {
		GENESIS
	}

	fn document_keys(&mut self, _: InstitutionId, _: u32) -> Result<KeyPage, NoAnswer> {
		Ok(KeyPage::default())
	}

	fn prove(
		&mut self,
		_: &[CredentialReference],
		_: Option<Moment>,
	) -> Result<Vec<u8>, NoEvidence> {
		Err(NoEvidence::TooLarge(Because::new("unasked", "nobody asks this")))
	}

	fn hand_offs(&mut self, _: SetId) -> Result<Vec<u8>, NoAnswer> {
		Ok(Vec::new())
	}
}

impl Register for FakeNode {
	fn prove_institution(&mut self, id: InstitutionId) -> Result<Vec<u8>, NoAnswer> {
		let wanted = [keys::institution(id), keys::next_institution()];
		let mut evidence = self.block.evidence(&wanted, &[]);
		evidence.authorities = Some(self.block.validators.authorities());
		Ok(evidence.encode())
	}

	fn read_proof(&mut self, keys: &[Vec<u8>], block: Hash) -> Result<Vec<Vec<u8>>, NoAnswer> {
		assert_eq!(block, self.block.header.hash());
		self.proofs += 1;
		let keys: Vec<_> = keys.iter().filter(|key| self.shows(key)).cloned().collect();
		let nodes = self.block.built.nodes(&keys, &[]).into_iter_nodes();
		Ok(nodes.chain(self.adds.clone()).collect())
	}

	fn keys_under(
		&mut self,
		prefix: &[u8],
		after: &[u8],
		_: Hash,
	) -> Result<Vec<Vec<u8>>, NoAnswer> {
		let state = &self.block.built.state;
		let next = state.next_key(prefix, after).unwrap();
		Ok(next.into_iter().filter(|key| self.shows(key)).collect())
	}

	fn list_parts(
		&mut self,
		institution: InstitutionId,
		label: ListLabel,
		from: u32,
		_: Hash,
	) -> Result<PartsPage, NoAnswer> {
		let key = keys::list_part(institution, label, from);
		let root = self.block.built.state.value(&key).unwrap();
		let parts: Vec<_> = root
			.filter(|_| !self.hides_parts)
			.map(|root| (from, Root(root.try_into().unwrap())))
			.into_iter()
			.collect();
		let next = (from == 0 && label == LABEL).then_some(SIZE);
		Ok(PartsPage { parts, next })
	}
}

fn clock() -> Moment {
	TIME + 10_000
}

/// Opens the state of the university at a node.
pub(crate) fn open(node: &mut FakeNode) -> Result<Snapshot<'_, FakeNode>, Fault> {
	open_at(node, UNIVERSITY, Some(MAX_AGE))
}

/// Opens the state of an institution at a node, whose block is not older than stated.
pub(crate) fn open_at(
	node: &mut FakeNode,
	institution: InstitutionId,
	max_age: Option<Moment>,
) -> Result<Snapshot<'_, FakeNode>, Fault> {
	let moments = Moments { clock, max_age, at: None };
	Snapshot::open(node, institution, &trust(), &moments)
}

// SPDX-License-Identifier: Apache-2.0

//! A chain in memory.

use crate::{Register, Standing, Target};
use std::collections::BTreeMap;
use testamur_chain::{answers, Block, Call, Fault, Happenings, Outcome};
use testamur_primitives::{
	merkle::Tree, reference::InclusionPath, AccreditationId, CredentialReference, InstitutionId,
	Leaf, Root, Status, StatusChange,
};

/// The block in which everything happens.
pub(super) const BLOCK: Block = Block { number: 9, hash: [9; 32] };

/// A chain in memory, of which the institution of the account is number 1.
#[derive(Default)]
pub(super) struct Fake {
	pub(super) statuses: BTreeMap<(Root, u32), Standing>,
	/// The calls that were sent.
	pub(super) sent: Vec<Call>,
	/// The changes that a call brings about, if it is obeyed.
	pub(super) effects: Vec<Vec<(Root, u32, Status)>>,
	/// Outcomes to come, before calls succeed.
	pub(super) outcomes: Vec<Outcome>,
	/// True if the account serves no institution.
	pub(super) is_stranger: bool,
	/// True if nothing is answered.
	pub(super) is_away: bool,
	/// The batches, where a test is about them.
	pub(super) batches: BTreeMap<Root, answers::Batch>,
	/// The custodians of institutions.
	pub(super) custodians: BTreeMap<u32, u32>,
	/// The grants, where a test is about them.
	pub(super) grants: BTreeMap<u32, answers::Accreditation>,
	/// What a call does to all batches, if it is obeyed.
	pub(super) batch_effect: Option<BatchEffect>,
}

/// What a call does to a batch.
pub(super) type BatchEffect = Box<dyn FnOnce(&mut answers::Batch)>;

impl Register for Fake {
	fn institution(&mut self) -> Result<Option<InstitutionId>, Fault> {
		Ok((!self.is_stranger).then_some(InstitutionId(1)))
	}

	fn standings(&mut self, references: &[CredentialReference]) -> Result<Vec<Standing>, Fault> {
		if self.is_away {
			return Err(Fault::TimedOut(1));
		}
		let of = |reference: &CredentialReference| {
			let place = (reference.batch().unwrap().1, reference.index);
			self.statuses.get(&place).copied().unwrap_or(Standing::NotAnchored)
		};
		Ok(references.iter().map(of).collect())
	}

	fn batch_of(
		&mut self,
		institution: InstitutionId,
		root: Root,
	) -> Result<Option<answers::Batch>, Fault> {
		assert_eq!(institution, InstitutionId(1));
		Ok(self.batches.get(&root).cloned())
	}

	fn custodian_of(&mut self, id: InstitutionId) -> Result<Option<InstitutionId>, Fault> {
		Ok(self.custodians.get(&id.0).copied().map(InstitutionId))
	}

	fn grant(&mut self, id: AccreditationId) -> Result<Option<answers::Accreditation>, Fault> {
		Ok(self.grants.get(&id.0).cloned())
	}

	fn perform(&mut self, call: &Call, heard: &mut dyn FnMut(&str)) -> Result<Outcome, Fault> {
		heard("sent");
		self.sent.push(call.clone());
		let outcome = match self.outcomes.is_empty() {
			true => Outcome::Finalized(BLOCK, Happenings::default()),
			false => self.outcomes.remove(0),
		};
		if matches!(outcome, Outcome::Finalized(..)) && !self.effects.is_empty() {
			for (root, index, status) in self.effects.remove(0) {
				self.statuses.insert((root, index), Standing::Status(status, None));
			}
		}
		let is_final = matches!(outcome, Outcome::Finalized(..));
		if let Some(effect) = self.batch_effect.take_if(|_| is_final) {
			self.batches.values_mut().next().map(effect);
		}
		Ok(outcome)
	}
}

/// The credentials of a batch, whose names are their places.
pub(super) struct Batch {
	pub(super) root: Root,
	references: Vec<CredentialReference>,
}

impl Batch {
	/// Makes a batch of so many credentials, all of which are active on a chain.
	pub(super) fn new(chain: &mut Fake, institution: u32, seed: u8, size: u32) -> Self {
		let leaf = |place: u32| {
			let mut bytes = [seed; 32];
			bytes[..4].copy_from_slice(&place.to_le_bytes());
			Leaf(bytes)
		};
		let leaves: Vec<Leaf> = (0..size).map(leaf).collect();
		let tree = Tree::new(&leaves).unwrap();
		let references = (0..size).map(|index| CredentialReference {
			institution: InstitutionId(institution),
			leaf: leaves[index as usize],
			index,
			size,
			path: InclusionPath::try_from(tree.path(index).unwrap()).unwrap(),
			signed_by: None,
		});
		for index in 0..size {
			chain
				.statuses
				.insert((tree.root(), index), Standing::Status(Status::Active, None));
		}
		Self { root: tree.root(), references: references.collect() }
	}

	/// Returns the wish for the credential at a place.
	pub(super) fn target(&self, place: u32, change: StatusChange) -> Target {
		let reference = self.references[place as usize].clone();
		Target { name: format!("{place}.json"), reference, change }
	}

	/// Returns the wish for all credentials, the last one first.
	pub(super) fn targets(&self, change: StatusChange) -> Vec<Target> {
		(0..self.references.len() as u32)
			.rev()
			.map(|place| self.target(place, change))
			.collect()
	}
}

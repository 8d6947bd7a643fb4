// SPDX-License-Identifier: Apache-2.0

//! The proven state of one block, of which a node is asked for more when it is read.

use crate::{fault::Fault, register::Register};
use std::collections::BTreeSet;
use testamur_primitives::{register, state::CannotTell, InstitutionId};
use testamur_proof::{
	proven::{AccountId, ProvenState},
	refusal::{Gap, Refusal},
	AsOf, Proven, TrustRoot,
};
use testamur_verification::{prove, Because, Moments};

/// The most keys in one question.
const MAX_KEYS: usize = 128;
/// The most items of one answer, and the most bytes of all answers.
const MAX_ITEMS: usize = 100_000;
const MAX_BYTES: usize = 256 << 20;
/// The most gaps that one reading closes. A path of grants has a few.
const MAX_GAPS: usize = 64;

/// The proven state of the last final block that a node shows.
pub struct Snapshot<'a, N> {
	node: &'a mut N,
	proven: Proven,
	institution: InstitutionId,
	/// How many bytes further answers may have.
	left: usize,
}

impl<'a, N: Register> Snapshot<'a, N> {
	/// Asks a node for evidence of the record of an institution, and checks it.
	///
	/// # Errors
	///
	/// Returns why nothing is proven, or that there is no such institution.
	pub fn open(
		node: &'a mut N,
		institution: InstitutionId,
		trusted: &TrustRoot,
		moments: &Moments,
	) -> Result<Self, Fault> {
		let (found, own) = (node.genesis(), trusted.genesis());
		if found != own {
			let refusal = Refusal::OtherChain { found, trusted: own };
			return Err(Fault::NotProven(Because::from(&refusal)));
		}
		let evidence = node.prove_institution(institution)?;
		let proven = prove(&evidence, &mut trusted.clone(), node, moments)?;
		let mut snapshot = Self { node, proven, institution, left: MAX_BYTES };
		let read = |state: &ProvenState| register::institution::<_, AccountId>(state, institution);
		match snapshot.read(read)? {
			Some(_) => Ok(snapshot),
			None => Err(Fault::NoInstitution(institution)),
		}
	}

	/// Returns the block.
	#[must_use]
	pub const fn as_of(&self) -> &AsOf {
		self.proven.as_of()
	}

	/// Returns the institution.
	#[must_use]
	pub const fn institution(&self) -> InstitutionId {
		self.institution
	}

	/// Returns the node, for hints at what has to be covered.
	pub(crate) fn node(&mut self) -> &mut N {
		self.node
	}

	/// Covers these keys, or their absence.
	pub(crate) fn cover(&mut self, keys: &[Vec<u8>]) -> Result<(), Fault> {
		let block = self.proven.as_of().hash;
		for keys in keys.chunks(MAX_KEYS) {
			let items = self.node.read_proof(keys, block)?;
			let size: usize = items.iter().map(Vec::len).fold(0, usize::saturating_add);
			let left = self.left.checked_sub(size).filter(|_| items.len() <= MAX_ITEMS);
			self.left = left.ok_or_else(too_much)?;
			self.proven.extend(items);
		}
		Ok(())
	}

	/// Covers the keys that begin with a prefix, of which the node says which there are: only a walk over them
	/// shows whether that is all of them. Returns false if there are more than `most`.
	///
	/// # Errors
	///
	/// Returns why the node has no answer.
	pub fn cover_under(&mut self, prefix: &[u8], most: usize) -> Result<bool, Fault> {
		let block = self.proven.as_of().hash;
		let mut keys = vec![prefix.to_vec()];
		loop {
			let after = keys.last().cloned().unwrap_or_default();
			let page = self.node.keys_under(prefix, &after, block)?;
			let page: Vec<_> = page.into_iter().filter(|key| *key > after).collect();
			if page.is_empty() {
				break;
			}
			keys.extend(page);
			if keys.len() > most.saturating_add(1) {
				return Ok(false);
			}
		}
		self.cover(&keys)?;
		Ok(true)
	}

	/// Reads the state, and covers what the reading lacks. A key that is still not covered after it was asked for
	/// is one that the node keeps to itself.
	///
	/// # Errors
	///
	/// Returns why something is not proven, or that the state is damaged.
	pub fn read<T>(
		&mut self,
		read: impl Fn(&ProvenState) -> Result<T, CannotTell<Gap>>,
	) -> Result<T, Fault> {
		let mut asked = BTreeSet::new();
		loop {
			let gap = match read(self.proven.state()) {
				Ok(found) => return Ok(found),
				Err(CannotTell::Damaged(damage)) => return Err(Fault::Damaged(damage)),
				Err(CannotTell::Unreadable(gap)) => gap,
				Err(_) => return Err(Fault::NotProven(Because::from(&Refusal::UpgradePending))),
			};
			match &gap {
				Gap::Key(key) if asked.len() < MAX_GAPS && asked.insert(key.clone()) => {
					self.cover(std::slice::from_ref(key))?;
				},
				_ => return Err(Fault::NotProven(Because::from(&Refusal::Incomplete(gap)))),
			}
		}
	}
}

fn too_much() -> Fault {
	let message = "the node answers with more than a proof can have: ask another node";
	Fault::NotProven(Because::new("tooLarge", message))
}

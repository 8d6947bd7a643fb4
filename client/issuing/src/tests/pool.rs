// SPDX-License-Identifier: Apache-2.0

//! A chain in memory with the pool of its node. Each question is a block later than the one before, so that a
//! transaction that waits gets into a block between any two of them.

use super::fake::Fuse;
use crate::{
	Allowance, Anchoring, Batch, Block, Chain, Grant, Institution, KeyStanding, Membership,
	NoAnswer, Sent, Signed, TypeStanding,
};
use std::{
	cell::{Cell, RefCell},
	collections::BTreeMap,
	rc::Rc,
};
use testamur_documents::anchor::Genesis;
use testamur_primitives::{AccreditationId, InstitutionId, ListLabel, PublicKey, Root, TypeId};

pub(crate) const GENESIS: Genesis = Genesis([0x42; 32]);
pub(crate) const UNIVERSITY: InstitutionId = InstitutionId(7);
/// The number of blocks in which a transaction can be.
pub(crate) const ERA: u64 = 20;

/// The time at which the first transaction is in a block. Those after it do not wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
	/// It is in the next block.
	Now,
	/// It waits until so many blocks after it was signed.
	After(u64),
	/// It waits until it expires.
	Never,
}

/// A transaction, whose bytes are its place among all.
#[derive(Clone, Copy)]
struct Transaction {
	anchoring: Anchoring,
	last: u64,
	state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
	/// The pool has never seen it.
	Signed,
	/// It waits in the pool, and is in the block of this number unless that is after its last.
	Waiting(u64),
	/// It is in a final block, and anchored the batch if that was new.
	Final { block: u64, is_new: bool },
	/// Its last block is final, and it was in none.
	Expired,
}

/// A chain in memory, on which an institution anchors a root once.
#[derive(Clone)]
pub(crate) struct MemoryChain {
	pub(crate) fuse: Fuse,
	arrival: Arrival,
	pub(crate) batches: Rc<RefCell<BTreeMap<Root, Batch>>>,
	/// The batches with which status lists begin.
	lists: Rc<RefCell<BTreeMap<ListLabel, Root>>>,
	transactions: Rc<RefCell<Vec<Transaction>>>,
	/// The number of the last final block.
	pub(crate) height: Rc<Cell<u64>>,
	/// The number of transactions that the pool took.
	pub(crate) sent: Rc<Cell<u32>>,
	/// The answer to the next transaction, which is not taken then.
	pub(crate) answer: Option<Sent>,
	pub(crate) membership: Option<Membership>,
	pub(crate) institution: Option<Institution>,
	pub(crate) type_standing: TypeStanding,
	pub(crate) grant: Option<Grant>,
	pub(crate) grant_for: Option<AccreditationId>,
	pub(crate) key: KeyStanding,
	pub(crate) allowance: Allowance,
	/// True if no block becomes final.
	pub(crate) is_stalled: bool,
}

const fn block(number: u64) -> Block {
	Block { number, hash: [9; 32] }
}

impl MemoryChain {
	pub(crate) fn new(arrival: Arrival, fuse: Fuse) -> Self {
		Self {
			fuse,
			arrival,
			batches: Rc::default(),
			lists: Rc::default(),
			transactions: Rc::default(),
			height: Rc::new(Cell::new(99)),
			sent: Rc::default(),
			answer: None,
			membership: Some(Membership { institution: UNIVERSITY, may_issue: true }),
			institution: Some(Institution {
				name: "Lindenholt".into(),
				country: "AT".into(),
				is_active: true,
			}),
			type_standing: TypeStanding::Active,
			grant: Some(Grant { holder: UNIVERSITY, in_force: true, allows: true }),
			grant_for: Some(AccreditationId(3)),
			key: KeyStanding::Good(2),
			allowance: Allowance { of_period: 100, left: 100, renewed_at: 120, as_of: 99 },
			is_stalled: false,
		}
	}

	/// Counts a question, which is answered a block later.
	fn act(&self) -> Result<(), NoAnswer> {
		match self.fuse.burn() {
			true => {
				if !self.is_stalled {
					self.next_block();
				}
				Ok(())
			},
			false => Err(NoAnswer("the node is away".into())),
		}
	}

	/// Makes a final block of what waits for it.
	pub(crate) fn next_block(&self) {
		let height = self.height.get() + 1;
		self.height.set(height);
		for transaction in &mut *self.transactions.borrow_mut() {
			let State::Waiting(until) = transaction.state else { continue };
			if until <= height && height <= transaction.last {
				let is_new = self.include(&transaction.anchoring);
				transaction.state = State::Final { block: height, is_new };
			} else if height >= transaction.last {
				transaction.state = State::Expired;
			}
		}
	}

	/// Returns whether a transaction waits in the pool.
	pub(crate) fn is_waiting(&self) -> bool {
		let transactions = self.transactions.borrow();
		transactions.iter().any(|one| matches!(one.state, State::Waiting(_)))
	}

	/// Returns the number of transactions that were signed.
	pub(crate) fn signed(&self) -> usize {
		self.transactions.borrow().len()
	}

	/// Returns the label of the status list of the last transaction that was signed.
	pub(crate) fn listed(&self) -> Option<ListLabel> {
		self.transactions.borrow().last().and_then(|last| last.anchoring.list)
	}

	/// Anchors a batch, and returns whether the institution had not anchored the root before.
	pub(crate) fn include(&self, anchoring: &Anchoring) -> bool {
		let batch = Batch {
			accreditation: anchoring.accreditation,
			type_id: anchoring.type_id,
			size: anchoring.size,
			valid_until: anchoring.valid_until,
			issued_at: 1_800_000_000_000,
			is_revoked: false,
			as_of: block(self.height.get()),
		};
		let mut batches = self.batches.borrow_mut();
		let is_new = !batches.contains_key(&anchoring.root);
		batches.entry(anchoring.root).or_insert(batch);
		if let Some(list) = anchoring.list.filter(|_| is_new) {
			self.lists.borrow_mut().insert(list, anchoring.root);
		}
		is_new
	}

	fn state(&self, place: usize) -> State {
		self.transactions.borrow()[place].state
	}

	/// Takes a transaction into the pool, or returns why not.
	fn take(&self, place: usize) -> Result<(), Sent> {
		let last = self.transactions.borrow()[place].last;
		match self.state(place) {
			State::Signed if self.height.get() < last => {},
			State::Waiting(_) => return Err(Sent::InPool("it waits in the pool already".into())),
			_ => return Err(Sent::Refused("it is outdated".into())),
		}
		assert!(!self.is_waiting(), "a second transaction was sent beside one that waits");
		let first = self.sent.replace(self.sent.get() + 1) == 0;
		let waits = match self.arrival {
			Arrival::After(blocks) if first => last + 1 - ERA + blocks,
			Arrival::Never if first => u64::MAX,
			_ => 0,
		};
		self.transactions.borrow_mut()[place].state = State::Waiting(waits);
		Ok(())
	}
}

impl Chain for MemoryChain {
	fn genesis(&self) -> Genesis {
		GENESIS
	}

	fn membership(&mut self) -> Result<Option<Membership>, NoAnswer> {
		self.act().map(|()| self.membership)
	}

	fn institution(&mut self, _: InstitutionId) -> Result<Option<Institution>, NoAnswer> {
		self.act().map(|()| self.institution.clone())
	}

	fn type_standing(&mut self, _: TypeId) -> Result<TypeStanding, NoAnswer> {
		self.act().map(|()| self.type_standing)
	}

	fn grant(&mut self, _: AccreditationId, _: TypeId) -> Result<Option<Grant>, NoAnswer> {
		self.act().map(|()| self.grant)
	}

	fn grant_for(
		&mut self,
		_: InstitutionId,
		_: TypeId,
	) -> Result<Option<AccreditationId>, NoAnswer> {
		self.act().map(|()| self.grant_for)
	}

	fn key_standing(&mut self, _: InstitutionId, _: PublicKey) -> Result<KeyStanding, NoAnswer> {
		self.act().map(|()| self.key)
	}

	fn allowance(&mut self, _: InstitutionId) -> Result<Option<Allowance>, NoAnswer> {
		self.act().map(|()| Some(self.allowance))
	}

	fn batch(&mut self, _: InstitutionId, root: Root) -> Result<Option<Batch>, NoAnswer> {
		self.act()?;
		Ok(self.batches.borrow().get(&root).copied())
	}

	fn first_listed(
		&mut self,
		_: InstitutionId,
		list: ListLabel,
	) -> Result<Option<Root>, NoAnswer> {
		self.act()?;
		Ok(self.lists.borrow().get(&list).copied())
	}

	fn final_block(&mut self) -> Result<u64, NoAnswer> {
		self.act().map(|()| self.height.get())
	}

	fn sign(&mut self, anchoring: &Anchoring) -> Result<Signed, NoAnswer> {
		self.act()?;
		let last = self.height.get() + ERA - 1;
		let mut transactions = self.transactions.borrow_mut();
		let bytes = transactions.len().to_le_bytes().to_vec();
		transactions.push(Transaction { anchoring: *anchoring, last, state: State::Signed });
		Ok(Signed { bytes, last })
	}

	fn send(&mut self, signed: &Signed, heard: &mut dyn FnMut(&str)) -> Result<Sent, NoAnswer> {
		self.act()?;
		if let Some(answer) = self.answer.take() {
			return Ok(answer);
		}
		let place = usize::from_le_bytes(signed.bytes[..].try_into().unwrap());
		if let Err(refused) = self.take(place) {
			return Ok(refused);
		}
		heard("sent");
		// From here on the transaction is on its way, whatever becomes of its sender.
		if let Err(NoAnswer(reason)) = self.act() {
			return Ok(Sent::Unknown(reason));
		}
		loop {
			match self.state(place) {
				State::Final { block: number, is_new: true } => {
					return Ok(Sent::Final(block(number)))
				},
				State::Final { .. } => return Ok(Sent::AlreadyAnchored),
				State::Expired => return Ok(Sent::Expired("it is in no block".into())),
				_ => self.next_block(),
			}
		}
	}
}

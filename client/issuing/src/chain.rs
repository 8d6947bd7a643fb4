// SPDX-License-Identifier: Apache-2.0

//! The chain as a trait: the questions and the acts of an issuer. Every answer is one of a final block.

use crate::plan::Anchoring;
use std::fmt;
use testamur_documents::anchor::Genesis;
use testamur_primitives::{
	AccreditationId, InstitutionId, ListLabel, Moment, PublicKey, Root, TypeId,
};

/// A reason why there is no answer, in a sentence that says what to do. It says nothing about what was
/// asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAnswer(pub String);

impl fmt::Display for NoAnswer {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.0)
	}
}

/// A block by its number and its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
	/// The number.
	pub number: u64,
	/// The hash.
	pub hash: [u8; 32],
}

/// The institution that the account serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
	/// The institution.
	pub institution: InstitutionId,
	/// True if the account may issue.
	pub may_issue: bool,
}

/// An institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
	/// Its legal name.
	pub name: String,
	/// The country in which it is registered, as its two letters.
	pub country: String,
	/// True unless it is suspended or closed.
	pub is_active: bool,
}

/// The standing of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeStanding {
	/// There is none of this number.
	Unknown,
	/// It is issued.
	Active,
	/// It is issued no more.
	Retired,
}

/// A grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
	/// The institution that holds it.
	pub holder: InstitutionId,
	/// True if it and all above it are in force.
	pub in_force: bool,
	/// True if it allows to anchor the type that was asked about.
	pub allows: bool,
}

/// The standing of a document key of an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyStanding {
	/// The institution has no such key.
	Unknown,
	/// It signs credentials, under this number.
	Good(u32),
	/// It signs status lists.
	OtherPurpose,
	/// It was retired.
	Retired,
	/// It is compromised.
	Compromised,
}

/// The use of an allowance in the present period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
	/// The operations of a period.
	pub of_period: u32,
	/// The operations that are left of it.
	pub left: u32,
	/// The first block of the next period.
	pub renewed_at: u64,
	/// The last final block.
	pub as_of: u64,
}

/// An anchored batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Batch {
	/// The grant under which it was anchored.
	pub accreditation: AccreditationId,
	/// The type.
	pub type_id: TypeId,
	/// The number of credentials.
	pub size: u32,
	/// The time until which they are valid, if it ends.
	pub valid_until: Option<Moment>,
	/// The time when it was anchored.
	pub issued_at: Moment,
	/// True if it was revoked as a whole.
	pub is_revoked: bool,
	/// The final block from which this was read.
	pub as_of: Block,
}

/// A signed transaction that anchors a batch. Its bytes can be sent again and again: they are in one block
/// at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
	/// The bytes.
	pub bytes: Vec<u8>,
	/// The number of the last block in which they can be.
	pub last: u64,
}

/// The outcome of a transaction that anchors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
	/// It succeeded in this final block.
	Final(Block),
	/// It failed in a final block, because the institution has anchored the root before.
	AlreadyAnchored,
	/// It failed in a final block, for this reason.
	Failed(String),
	/// Its last block is final, and it was seen in none, for this reason.
	Expired(String),
	/// The pool holds it already, as it says with these words.
	InPool(String),
	/// The pool did not take it, for this reason. It may get into a block nevertheless.
	Refused(String),
	/// It may or may not be in a block, for this reason.
	Unknown(String),
}

/// A chain, through one of its nodes and for one account.
pub trait Chain {
	/// Returns the hash of the first block.
	fn genesis(&self) -> Genesis;

	/// Returns the institution that the account serves.
	fn membership(&mut self) -> Result<Option<Membership>, NoAnswer>;

	/// Returns an institution.
	fn institution(&mut self, id: InstitutionId) -> Result<Option<Institution>, NoAnswer>;

	/// Returns the standing of a type.
	fn type_standing(&mut self, id: TypeId) -> Result<TypeStanding, NoAnswer>;

	/// Returns a grant, as one under which the type is to be anchored.
	fn grant(&mut self, id: AccreditationId, of: TypeId) -> Result<Option<Grant>, NoAnswer>;

	/// Returns a grant by which an institution may anchor a type.
	fn grant_for(
		&mut self,
		institution: InstitutionId,
		type_id: TypeId,
	) -> Result<Option<AccreditationId>, NoAnswer>;

	/// Returns the standing of a document key of an institution.
	fn key_standing(
		&mut self,
		institution: InstitutionId,
		key: PublicKey,
	) -> Result<KeyStanding, NoAnswer>;

	/// Returns the use of the allowance of an institution.
	fn allowance(&mut self, institution: InstitutionId) -> Result<Option<Allowance>, NoAnswer>;

	/// Returns the batch of a root.
	fn batch(&mut self, institution: InstitutionId, root: Root) -> Result<Option<Batch>, NoAnswer>;

	/// Returns the batch with which a status list begins, if there is such a list.
	fn first_listed(
		&mut self,
		institution: InstitutionId,
		list: ListLabel,
	) -> Result<Option<Root>, NoAnswer>;

	/// Returns the number of the last final block.
	fn final_block(&mut self) -> Result<u64, NoAnswer>;

	/// Signs the anchoring of a batch, and sends nothing.
	fn sign(&mut self, anchoring: &Anchoring) -> Result<Signed, NoAnswer>;

	/// Sends a signed transaction, and waits until it is final or can no longer become so. `heard` is told
	/// the news. An error means that this call sent nothing.
	fn send(&mut self, signed: &Signed, heard: &mut dyn FnMut(&str)) -> Result<Sent, NoAnswer>;
}

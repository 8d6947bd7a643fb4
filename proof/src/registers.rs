// SPDX-License-Identifier: Apache-2.0

//! What a proven state says about the records of the register, by the functions by which the runtime
//! answers.

use crate::{
	proven::{AccountId, Proven},
	refusal::Refusal,
};
use alloc::vec::Vec;
use testamur_primitives::{
	limits::MAX_CHUNKS,
	register,
	views::{AccreditationView, Statuses},
	AccreditationId, Batch, CredentialType, Institution, InstitutionId, ListLabel, ListPart, Root,
	StatusList, TypeId,
};

impl Proven {
	/// Returns an institution, or `None` if there was none of this number.
	pub fn institution(
		&self,
		id: InstitutionId,
	) -> Result<Option<Institution<AccountId>>, Refusal> {
		Ok(register::institution(self.state(), id)?)
	}

	/// Returns the accreditations that an institution held, without declined and withdrawn ones, in the
	/// order of their numbers.
	pub fn accreditations_of(
		&self,
		holder: InstitutionId,
	) -> Result<Vec<AccreditationId>, Refusal> {
		Ok(register::accreditations_of::<_, AccountId>(self.state(), holder)?)
	}

	/// Returns an accreditation with its path to the council, or `None` if there was none of this
	/// number.
	pub fn accreditation(&self, id: AccreditationId) -> Result<Option<AccreditationView>, Refusal> {
		Ok(register::accreditation(self.state(), id, self.as_of().time)?)
	}

	/// Returns a credential type, or `None` if there was none of this number.
	pub fn credential_type(&self, id: TypeId) -> Result<Option<CredentialType>, Refusal> {
		Ok(register::credential_type(self.state(), id)?)
	}

	/// Returns a batch, or `None` if the institution had anchored none of this root.
	pub fn batch(&self, institution: InstitutionId, root: Root) -> Result<Option<Batch>, Refusal> {
		Ok(register::batch(self.state(), institution, root)?)
	}

	/// Returns `count` status chunks of a batch from `first`, or as many as there are; `None` if the
	/// institution had anchored no batch of this root. One question takes 1,024 chunks at most.
	pub fn statuses(
		&self,
		institution: InstitutionId,
		root: Root,
		first: u32,
		count: u32,
	) -> Result<Option<Statuses>, Refusal> {
		if count > MAX_CHUNKS {
			return Err(Refusal::too_many_chunks(count));
		}
		Ok(register::statuses(self.state(), institution, root, first, count)?)
	}

	/// Returns the grant by which an institution could anchor credentials of a type at the moment, or
	/// `None` if it could not.
	pub fn authorization(
		&self,
		institution: InstitutionId,
		credential_type: TypeId,
	) -> Result<Option<AccreditationId>, Refusal> {
		let (state, now) = (self.state(), self.as_of().time);
		let grant =
			register::authorization::<_, AccountId>(state, institution, credential_type, now);
		Ok(grant?)
	}

	/// Returns all parts of a status list in the order of their places, or `None` if the institution
	/// had no list of this label.
	pub fn status_list(
		&self,
		institution: InstitutionId,
		label: ListLabel,
	) -> Result<Option<Vec<ListPart>>, Refusal> {
		let Some(list) = StatusList::open(self.state(), institution, label)? else {
			return Ok(None);
		};
		let parts: Result<Vec<_>, _> = list.parts(0).collect();
		Ok(Some(parts?))
	}
}

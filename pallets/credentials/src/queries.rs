// SPDX-License-Identifier: Apache-2.0

//! The answers of the runtime API about single records, from the state of one block.
//!
//! `testamur-primitives` defines the meaning of the records, and which of them make a verdict.

use crate::{own_state::OwnState, AccountIdOf, Config, InstitutionOf, Pallet};
use alloc::vec::Vec;
use pallet_event_log::HostSha256;
use testamur_primitives::{
	evaluate,
	limits::MAX_CHUNKS,
	register,
	verdict::Verdict,
	views::{AccreditationView, QueryError, Statuses as StatusRange},
	AccreditationId, Batch, CredentialReference, CredentialType, Frontier, InstitutionId, Root,
	TypeId,
};

impl<T: Config> Pallet<T> {
	/// Checks that this runtime has migrated the state of the block, so that it may read it.
	pub fn ensure_readable() -> Result<(), QueryError> {
		OwnState::open::<T>().map(|_| ())
	}

	/// Returns a verdict for each reference, in the same order.
	pub fn verify(references: Vec<CredentialReference>) -> Result<Vec<Verdict>, QueryError> {
		let state = OwnState::open::<T>()?;
		let now = state.now::<T>()?;
		Ok(evaluate::verify::<_, AccountIdOf<T>, HostSha256>(&state, &references, now)?)
	}

	/// Returns an institution.
	pub fn institution(id: InstitutionId) -> Result<Option<InstitutionOf<T>>, QueryError> {
		Ok(register::institution(&OwnState::open::<T>()?, id)?)
	}

	/// Returns an accreditation with its path.
	pub fn accreditation(id: AccreditationId) -> Result<Option<AccreditationView>, QueryError> {
		let state = OwnState::open::<T>()?;
		Ok(register::accreditation(&state, id, state.now::<T>()?)?)
	}

	/// Returns the accreditations that an institution holds, without declined and withdrawn ones,
	/// in the order of their numbers. An expired one is listed until its place is given to another.
	pub fn accreditations_of(holder: InstitutionId) -> Result<Vec<AccreditationId>, QueryError> {
		Ok(register::accreditations_of::<_, AccountIdOf<T>>(&OwnState::open::<T>()?, holder)?)
	}

	/// Returns a credential type.
	pub fn credential_type(id: TypeId) -> Result<Option<CredentialType>, QueryError> {
		Ok(register::credential_type(&OwnState::open::<T>()?, id)?)
	}

	/// Returns a batch.
	pub fn batch(institution: InstitutionId, root: Root) -> Result<Option<Batch>, QueryError> {
		Ok(register::batch(&OwnState::open::<T>()?, institution, root)?)
	}

	/// Returns status chunks of a batch.
	pub fn statuses(
		institution: InstitutionId,
		root: Root,
		first: u32,
		count: u32,
	) -> Result<Option<StatusRange>, QueryError> {
		ensure_limit(count, MAX_CHUNKS)?;
		Ok(register::statuses(&OwnState::open::<T>()?, institution, root, first, count)?)
	}

	/// Returns the grant by which an institution may anchor credentials of a type now.
	///
	/// There is none for a suspended institution, or for a retired or unknown type.
	pub fn authorization(
		institution: InstitutionId,
		type_id: TypeId,
	) -> Result<Option<AccreditationId>, QueryError> {
		let state = OwnState::open::<T>()?;
		let now = state.now::<T>()?;
		Ok(register::authorization::<_, AccountIdOf<T>>(&state, institution, type_id, now)?)
	}

	/// Returns the frontier of the log of an institution, or that of the whole log for `None`.
	///
	/// Its registration is an event: an institution has a log, a log has an institution, and where there
	/// are institutions the whole log is not empty.
	pub fn event_log(institution: Option<InstitutionId>) -> Result<Option<Frontier>, QueryError> {
		Ok(register::event_log::<_, AccountIdOf<T>>(&OwnState::open::<T>()?, institution)?)
	}
}

/// Refuses a request that is over a limit before any work is done.
pub(crate) fn ensure_limit(requested: u32, limit: u32) -> Result<(), QueryError> {
	if requested > limit {
		return Err(QueryError::LimitExceeded { requested, limit });
	}
	Ok(())
}

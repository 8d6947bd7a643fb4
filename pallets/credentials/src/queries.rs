// SPDX-License-Identifier: Apache-2.0

//! The answers of the runtime API about single records, from the state of one block.
//!
//! `testamur-primitives` defines the meaning of the records, and which of them make a verdict.

use crate::{
	own_state::{OwnState, Sequence},
	AccountIdOf, Config, InstitutionOf, Pallet,
};
use alloc::vec::Vec;
use pallet_event_log::HostSha256;
use testamur_primitives::{
	authority::{first_lapse, objection},
	evaluate,
	limits::MAX_CHUNKS,
	state::Grants,
	status::{StatusChunk, CHUNK_STATUSES},
	verdict::{steps, Verdict},
	views::{AccreditationView, QueryError, Statuses as StatusRange},
	Accreditation, AccreditationId, Batch, CredentialReference, CredentialType, Frontier,
	InstitutionId, InstitutionState, Moment, RecordId, Root, TypeId, TypeState,
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
		find_institution::<T>(&OwnState::open::<T>()?, id)
	}

	/// Returns an accreditation with its path.
	pub fn accreditation(id: AccreditationId) -> Result<Option<AccreditationView>, QueryError> {
		let state = OwnState::open::<T>()?;
		match state.numbered::<Accreditation>(Sequence::Accreditations, id.0)? {
			Some(_) => view(&mut Grants::new(&state), id, state.now::<T>()?).map(Some),
			None => Ok(None),
		}
	}

	/// Returns the accreditations that an institution holds, without declined and withdrawn ones,
	/// in the order of their numbers. An expired one is listed until its place is given to another.
	pub fn accreditations_of(holder: InstitutionId) -> Result<Vec<AccreditationId>, QueryError> {
		let state = OwnState::open::<T>()?;
		let count = find_institution::<T>(&state, holder)?.map_or(0, |record| record.held);
		state.holdings(holder, count)
	}

	/// Returns a credential type.
	pub fn credential_type(id: TypeId) -> Result<Option<CredentialType>, QueryError> {
		find_type(&OwnState::open::<T>()?, id)
	}

	/// Returns a batch.
	pub fn batch(institution: InstitutionId, root: Root) -> Result<Option<Batch>, QueryError> {
		OwnState::open::<T>()?.read(RecordId::Batch { institution, root })
	}

	/// Returns status chunks of a batch.
	pub fn statuses(
		institution: InstitutionId,
		root: Root,
		first: u32,
		count: u32,
	) -> Result<Option<StatusRange>, QueryError> {
		ensure_limit(count, MAX_CHUNKS)?;
		let state = OwnState::open::<T>()?;
		let Some(batch) = state.read::<Batch>(RecordId::Batch { institution, root })? else {
			return Ok(None);
		};
		let end = first.saturating_add(count).min(batch.size.div_ceil(CHUNK_STATUSES));
		let chunk = |chunk| {
			let id = RecordId::Statuses { institution, root, chunk };
			// An absent chunk means that all of its statuses are active.
			let found = state.read::<StatusChunk>(id)?.unwrap_or_default();
			if found.is_well_formed() {
				Ok(found)
			} else {
				Err(id.malformed().into())
			}
		};
		let chunks = (first..end).map(chunk).collect::<Result<_, QueryError>>()?;
		Ok(Some(StatusRange { batch, chunks }))
	}

	/// Returns the grant by which an institution may anchor credentials of a type now.
	///
	/// There is none for a suspended institution, or for a retired or unknown type.
	pub fn authorization(
		institution: InstitutionId,
		type_id: TypeId,
	) -> Result<Option<AccreditationId>, QueryError> {
		let state = OwnState::open::<T>()?;
		let holder = find_institution::<T>(&state, institution)?
			.filter(|record| record.state == InstitutionState::Active);
		let is_issued = may_be_issued(&state, type_id)?;
		let Some(holder) = holder.filter(|_| is_issued) else { return Ok(None) };
		let held = state.holdings(institution, holder.held)?;
		let mut grants = Grants::new(&state);
		let allowed = to_attest(&mut grants, &held, Some(type_id), state.now::<T>()?)?;
		Ok(allowed.first().copied())
	}

	/// Returns the frontier of the log of an institution, or that of the whole log for `None`.
	///
	/// Its registration is an event: an institution has a log, a log has an institution, and where there
	/// are institutions the whole log is not empty.
	pub fn event_log(institution: Option<InstitutionId>) -> Result<Option<Frontier>, QueryError> {
		let state = OwnState::open::<T>()?;
		let record = institution.map_or(RecordId::WholeLog, RecordId::InstitutionLog);
		let log = state.read::<Frontier>(record)?;
		let is_implied = match institution {
			None => state.next_number(Sequence::Institutions)? > 1,
			Some(id) => find_institution::<T>(&state, id)?.is_some(),
		};
		match (log, institution) {
			(Some(log), _) if !log.is_well_formed() => Err(record.malformed().into()),
			(Some(_), Some(id)) if !is_implied => Err(RecordId::Institution(id).missing().into()),
			(Some(log), _) => Ok(Some(log)),
			(None, _) if is_implied => Err(record.missing().into()),
			(None, None) => Ok(Some(Frontier::default())),
			(None, Some(_)) => Ok(None),
		}
	}
}

/// Returns an institution.
pub(crate) fn find_institution<T: Config>(
	state: &OwnState,
	id: InstitutionId,
) -> Result<Option<InstitutionOf<T>>, QueryError> {
	state.numbered(Sequence::Institutions, id.0)
}

/// Returns a credential type.
fn find_type(state: &OwnState, id: TypeId) -> Result<Option<CredentialType>, QueryError> {
	state.numbered(Sequence::Types, id.0)
}

/// Returns whether a type is known and not retired.
pub(crate) fn may_be_issued(state: &OwnState, id: TypeId) -> Result<bool, QueryError> {
	Ok(find_type(state, id)?.is_some_and(|record| record.state == TypeState::Active))
}

/// Returns an accreditation that exists, with its path and its lapse.
pub(crate) fn view(
	grants: &mut Grants<'_, OwnState>,
	id: AccreditationId,
	now: Moment,
) -> Result<AccreditationView, QueryError> {
	let record = grants.get(id)?;
	let path = grants.path(id)?;
	Ok(AccreditationView {
		id,
		holder: record.holder,
		grantor: record.grantor,
		terms: record.terms,
		state: record.state,
		offered_at: record.offered_at,
		accepted_at: record.accepted_at,
		path: steps(&path, now),
		lapse: first_lapse(&path, now),
	})
}

/// Returns those of the grants that a holder has that allow it to attest a type, or any type, now.
pub(crate) fn to_attest(
	grants: &mut Grants<'_, OwnState>,
	held: &[AccreditationId],
	type_id: Option<TypeId>,
	now: Moment,
) -> Result<Vec<AccreditationId>, QueryError> {
	let mut allowed = Vec::new();
	for id in held {
		if objection(&grants.path(*id)?, type_id, now).is_none() {
			allowed.push(*id);
		}
	}
	Ok(allowed)
}

/// Refuses a request that is over a limit before any work is done.
pub(crate) fn ensure_limit(requested: u32, limit: u32) -> Result<(), QueryError> {
	if requested > limit {
		return Err(QueryError::LimitExceeded { requested, limit });
	}
	Ok(())
}

// SPDX-License-Identifier: Apache-2.0

//! Answers about single records, from the state of a block.
//!
//! The runtime answers from its own state, and a verifier without a server from a storage proof. Both
//! call these functions, so they cannot differ in the records that make an answer, nor in what they
//! take for damage.

use crate::{
	authority::{first_lapse, objection},
	damage::RecordId,
	frontier::Frontier,
	hash::Root,
	ids::{AccreditationId, InstitutionId, Moment, TypeId},
	keys,
	records::{Accreditation, Batch, CredentialType, Institution, InstitutionState, TypeState},
	state::{read, read_required, CannotTell, Grants, KeyReader, StateReader},
	status::{StatusChunk, CHUNK_STATUSES},
	verdict::steps,
	views::{AccreditationView, Statuses},
};
use alloc::vec::Vec;
use codec::Decode;

/// The records of one kind, which are numbered from 1 without a gap and never deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sequence {
	/// The institutions.
	Institutions,
	/// The accreditations.
	Accreditations,
	/// The credential types.
	Types,
}

impl Sequence {
	/// Returns the value that holds the next number.
	const fn counter(self) -> RecordId {
		match self {
			Self::Institutions => RecordId::NextInstitution,
			Self::Accreditations => RecordId::NextAccreditation,
			Self::Types => RecordId::NextType,
		}
	}

	/// Returns the record of a number.
	const fn record(self, number: u32) -> RecordId {
		match self {
			Self::Institutions => RecordId::Institution(InstitutionId(number)),
			Self::Accreditations => RecordId::Accreditation(AccreditationId(number)),
			Self::Types => RecordId::CredentialType(TypeId(number)),
		}
	}

	/// Returns the next number.
	///
	/// The first block stores one for every sequence, so an absent one is damage. So is one that a
	/// record has already: whoever believed it would not see the records from there on.
	pub fn next<S: StateReader>(self, state: &S) -> Result<u32, CannotTell<S::Error>> {
		let counter = self.counter();
		let next: u32 = read_required(state, counter)?;
		let behind = state.value(&self.record(next).key()).map_err(CannotTell::Unreadable)?;
		if next == 0 || behind.is_some() {
			return Err(counter.malformed().into());
		}
		Ok(next)
	}

	/// Returns the record of a number. An absent record whose number was given is damage.
	fn find<S: StateReader, Record: Decode>(
		self,
		state: &S,
		number: u32,
	) -> Result<Option<Record>, CannotTell<S::Error>> {
		let id = self.record(number);
		let found = read(state, id)?;
		if found.is_none() && (1..self.next(state)?).contains(&number) {
			return Err(id.missing().into());
		}
		Ok(found)
	}
}

/// Returns an institution.
pub fn institution<S: StateReader, AccountId: Decode>(
	state: &S,
	id: InstitutionId,
) -> Result<Option<Institution<AccountId>>, CannotTell<S::Error>> {
	Sequence::Institutions.find(state, id.0)
}

/// Returns a credential type.
pub fn credential_type<S: StateReader>(
	state: &S,
	id: TypeId,
) -> Result<Option<CredentialType>, CannotTell<S::Error>> {
	Sequence::Types.find(state, id.0)
}

/// Returns a batch.
pub fn batch<S: StateReader>(
	state: &S,
	institution: InstitutionId,
	root: Root,
) -> Result<Option<Batch>, CannotTell<S::Error>> {
	read(state, RecordId::Batch { institution, root })
}

/// Returns an accreditation with its path, as of a block with this state and time.
pub fn accreditation<S: StateReader>(
	state: &S,
	id: AccreditationId,
	now: Moment,
) -> Result<Option<AccreditationView>, CannotTell<S::Error>> {
	match Sequence::Accreditations.find::<_, Accreditation>(state, id.0)? {
		Some(_) => accreditation_view(&mut Grants::new(state), id, now).map(Some),
		None => Ok(None),
	}
}

/// Returns an accreditation that exists, with its path and its lapse.
pub fn accreditation_view<S: StateReader>(
	grants: &mut Grants<'_, S>,
	id: AccreditationId,
	now: Moment,
) -> Result<AccreditationView, CannotTell<S::Error>> {
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

/// Returns the accreditations of a holder that are neither declined nor withdrawn, in the order of
/// their numbers. There must be `count` of them, which the institution's record states.
pub fn holdings<S: KeyReader>(
	state: &S,
	holder: InstitutionId,
	count: u32,
) -> Result<Vec<AccreditationId>, CannotTell<S::Error>> {
	let damage = RecordId::Holdings(holder).malformed();
	let prefix = keys::holdings(holder);
	let mut held = Vec::new();
	let mut last = prefix.clone();
	while let Some(key) = state.next_key(&prefix, &last).map_err(CannotTell::Unreadable)? {
		held.push(holding_in(&key, holder).ok_or(damage)?);
		last = key;
	}
	if u32::try_from(held.len()) != Ok(count) {
		return Err(damage.into());
	}
	held.sort_unstable();
	Ok(held)
}

/// Returns the grant that a key of the holdings of `holder` names, or `None` if there is no such key.
fn holding_in(key: &[u8], holder: InstitutionId) -> Option<AccreditationId> {
	// The end of the window, and a hash of 8 bytes before the number.
	let (_, tail) = key.split_last_chunk::<20>()?;
	let (end, _, id) = <([u8; 8], [u8; 8], AccreditationId)>::decode(&mut tail.as_slice()).ok()?;
	(keys::holding(holder, Moment::from_be_bytes(end), id) == key).then_some(id)
}

/// Returns the accreditations that an institution holds, without declined and withdrawn ones, in the
/// order of their numbers. An expired one is listed until its place is given to another.
pub fn accreditations_of<S: KeyReader, AccountId: Decode>(
	state: &S,
	holder: InstitutionId,
) -> Result<Vec<AccreditationId>, CannotTell<S::Error>> {
	let count = institution::<_, AccountId>(state, holder)?.map_or(0, |record| record.held);
	holdings(state, holder, count)
}

/// Returns whether a type is known and not retired.
pub fn may_be_issued<S: StateReader>(state: &S, id: TypeId) -> Result<bool, CannotTell<S::Error>> {
	Ok(credential_type(state, id)?.is_some_and(|record| record.state == TypeState::Active))
}

/// Returns those of the grants that a holder has that allow it to attest a type, or any type, now.
pub fn to_attest<S: StateReader>(
	grants: &mut Grants<'_, S>,
	held: &[AccreditationId],
	type_id: Option<TypeId>,
	now: Moment,
) -> Result<Vec<AccreditationId>, CannotTell<S::Error>> {
	let mut allowed = Vec::new();
	for id in held {
		if objection(&grants.path(*id)?, type_id, now).is_none() {
			allowed.push(*id);
		}
	}
	Ok(allowed)
}

/// Returns the grant by which an institution may anchor credentials of a type, as of a block with this
/// state and time.
///
/// There is none for a suspended institution, or for a retired or unknown type.
pub fn authorization<S: KeyReader, AccountId: Decode>(
	state: &S,
	id: InstitutionId,
	type_id: TypeId,
	now: Moment,
) -> Result<Option<AccreditationId>, CannotTell<S::Error>> {
	let holder = institution::<_, AccountId>(state, id)?
		.filter(|record| record.state == InstitutionState::Active);
	let is_issued = may_be_issued(state, type_id)?;
	let Some(holder) = holder.filter(|_| is_issued) else { return Ok(None) };
	let held = holdings(state, id, holder.held)?;
	let allowed = to_attest(&mut Grants::new(state), &held, Some(type_id), now)?;
	Ok(allowed.first().copied())
}

/// Returns `count` status chunks of a batch from `first`, or as many as there are.
///
/// The caller bounds the number by [`MAX_CHUNKS`](crate::limits::MAX_CHUNKS).
pub fn statuses<S: StateReader>(
	state: &S,
	institution: InstitutionId,
	root: Root,
	first: u32,
	count: u32,
) -> Result<Option<Statuses>, CannotTell<S::Error>> {
	let Some(batch) = batch(state, institution, root)? else {
		return Ok(None);
	};
	let end = first.saturating_add(count).min(batch.size.div_ceil(CHUNK_STATUSES));
	let chunk = |chunk| {
		let id = RecordId::Statuses { institution, root, chunk };
		// An absent chunk means that all of its statuses are active.
		let found: StatusChunk = read(state, id)?.unwrap_or_default();
		if found.is_well_formed() {
			Ok(found)
		} else {
			Err(id.malformed().into())
		}
	};
	let chunks = (first..end).map(chunk).collect::<Result<_, CannotTell<S::Error>>>()?;
	Ok(Some(Statuses { batch, chunks }))
}

/// Returns the frontier of the log of an institution, or that of the whole log for `None`.
///
/// Its registration is an event: an institution has a log, a log has an institution, and where there
/// are institutions the whole log is not empty.
pub fn event_log<S: StateReader, AccountId: Decode>(
	state: &S,
	of: Option<InstitutionId>,
) -> Result<Option<Frontier>, CannotTell<S::Error>> {
	let record = of.map_or(RecordId::WholeLog, RecordId::InstitutionLog);
	let log: Option<Frontier> = read(state, record)?;
	let is_implied = match of {
		None => Sequence::Institutions.next(state)? > 1,
		Some(id) => institution::<_, AccountId>(state, id)?.is_some(),
	};
	match (log, of) {
		(Some(log), _) if !log.is_well_formed() => Err(record.malformed().into()),
		(Some(_), Some(id)) if !is_implied => Err(RecordId::Institution(id).missing().into()),
		(Some(log), _) => Ok(Some(log)),
		(None, _) if is_implied => Err(record.missing().into()),
		(None, None) => Ok(Some(Frontier::default())),
		(None, Some(_)) => Ok(None),
	}
}

// SPDX-License-Identifier: Apache-2.0

//! The state of the block that is being executed, as `testamur-primitives` reads it.
//!
//! Answers are read through it alone: FRAME's `get` would take a record that does not decode for an
//! absent one.

use crate::Config;
use alloc::vec::Vec;
use codec::Decode;
use core::convert::Infallible;
use frame_support::{storage::unhashed, traits::Get};
use sp_runtime::traits::Zero;
use testamur_primitives::{
	damage::Damage,
	keys,
	records::KeyCounts,
	state::{checked_time, ensure_layout, ensure_migrated, read, read_required, time, StateReader},
	views::{DocumentKeyView, QueryError},
	AccreditationId, DocumentKey, InstitutionId, Moment, PublicKey, RecordId, Root, TypeId,
};

/// The state of the block that is being executed.
pub(crate) struct OwnState;

impl StateReader for OwnState {
	type Error = Infallible;

	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		Ok(unhashed::get_raw(key))
	}
}

/// The records of one kind, which are numbered from 1 without a gap and never deleted.
#[derive(Clone, Copy)]
pub(crate) enum Sequence {
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
}

impl OwnState {
	/// Opens the state. It refuses a state that this runtime has not migrated yet.
	pub(crate) fn open<T: Config>() -> Result<Self, QueryError> {
		let version = <T as frame_system::Config>::Version::get();
		ensure_migrated(&Self, &version.spec_name, version.spec_version)?;
		ensure_layout(&Self)?;
		Ok(Self)
	}

	/// Reads a value that may be absent.
	pub(crate) fn read<Record: Decode>(&self, id: RecordId) -> Result<Option<Record>, QueryError> {
		Ok(read(self, id)?)
	}

	/// Reads a value that another one implies.
	pub(crate) fn require<Record: Decode>(&self, id: RecordId) -> Result<Record, QueryError> {
		Ok(read_required(self, id)?)
	}

	/// Returns the time of the block, which only the genesis block does not have.
	pub(crate) fn now<T: Config>(&self) -> Result<Moment, QueryError> {
		let is_genesis = frame_system::Pallet::<T>::block_number().is_zero();
		Ok(checked_time(time(self)?, is_genesis)?)
	}

	/// Returns the next number of a sequence.
	///
	/// The first block stores one for every sequence, so an absent one is damage. So is one that a
	/// record has already: whoever believed it would not see the records from there on.
	pub(crate) fn next_number(&self, sequence: Sequence) -> Result<u32, QueryError> {
		let counter = sequence.counter();
		let next: u32 = self.require(counter)?;
		if next == 0 || unhashed::exists(&sequence.record(next).key()) {
			return Err(counter.malformed().into());
		}
		Ok(next)
	}

	/// Reads the record of this number. An absent record whose number was given is damage.
	pub(crate) fn numbered<Record: Decode>(
		&self,
		sequence: Sequence,
		number: u32,
	) -> Result<Option<Record>, QueryError> {
		let id = sequence.record(number);
		let found = self.read(id)?;
		if found.is_none() && (1..self.next_number(sequence)?).contains(&number) {
			return Err(id.missing().into());
		}
		Ok(found)
	}

	/// Returns the accreditations of a holder that are neither declined nor withdrawn, in the order
	/// of their numbers. There must be `count` of them, which the institution's record states.
	pub(crate) fn holdings(
		&self,
		holder: InstitutionId,
		count: u32,
	) -> Result<Vec<AccreditationId>, QueryError> {
		let damage = RecordId::Holdings(holder).malformed();
		let prefix = keys::holdings(holder);
		let keys = keys_after(prefix.clone(), &prefix);
		let mut held = keys
			.map(|key| holding_in(&key, holder).ok_or(damage))
			.collect::<Result<Vec<_>, _>>()?;
		if u32::try_from(held.len()) != Ok(count) {
			return Err(damage.into());
		}
		held.sort_unstable();
		Ok(held)
	}

	/// Returns the number of document keys that an institution ever added.
	///
	/// A key with a number that was not given is damage, and so are numbers that no calls can have
	/// written.
	pub(crate) fn document_keys_given(
		&self,
		institution: InstitutionId,
	) -> Result<u32, QueryError> {
		let id = RecordId::DocumentKeyCounts(institution);
		let counts: Option<KeyCounts> = self.read(id)?;
		if counts.is_some_and(|counts| !counts.is_well_formed()) {
			return Err(id.malformed().into());
		}
		let given = counts.unwrap_or_default().given;
		let number = given.saturating_add(1);
		let behind = RecordId::DocumentKeyNumber { institution, number };
		if self.read::<PublicKey>(behind)?.is_some() {
			let damage = if counts.is_some() { id.malformed() } else { id.missing() };
			return Err(damage.into());
		}
		Ok(given)
	}

	/// Returns the document key of a number that was given.
	pub(crate) fn document_key(
		&self,
		institution: InstitutionId,
		number: u32,
	) -> Result<DocumentKeyView, QueryError> {
		let named = RecordId::DocumentKeyNumber { institution, number };
		let key: PublicKey = self.require(named)?;
		if key.check().is_err() {
			return Err(named.malformed().into());
		}
		let id = RecordId::DocumentKey { institution, key };
		let record: DocumentKey = self.require(id)?;
		if record.number != number || !record.is_well_formed() {
			return Err(id.malformed().into());
		}
		Ok(DocumentKeyView { key, record })
	}

	/// Returns the roots of the batches of an institution from `from` on, in the order of storage.
	pub(crate) fn roots(
		&self,
		institution: InstitutionId,
		from: Option<Root>,
	) -> impl Iterator<Item = Result<Root, QueryError>> {
		let damage = RecordId::Batches(institution).malformed();
		let prefix = keys::batches(institution);
		let start = from.map_or_else(|| prefix.clone(), |root| keys::batch(institution, root));
		// The iterator begins after its key, so the first root is added here.
		let first = from.filter(|_| unhashed::exists(&start));
		let rest = keys_after(prefix, &start).map(move |key| {
			last_part(&key, damage, |root| keys::batch(institution, root)).map_err(Into::into)
		});
		first.map(Ok).into_iter().chain(rest)
	}
}

/// Returns the keys with a prefix that come after `key`.
fn keys_after(prefix: Vec<u8>, key: &[u8]) -> impl Iterator<Item = Vec<u8>> {
	let next =
		move |key: &[u8]| sp_io::storage::next_key(key).filter(|next| next.starts_with(&prefix));
	core::iter::successors(next(key), move |key| next(key))
}

/// Returns the grant that a key of the holdings of `holder` names, or `None` if there is no such key.
fn holding_in(key: &[u8], holder: InstitutionId) -> Option<AccreditationId> {
	// The end of the window, and a hash of 8 bytes before the number.
	let (_, tail) = key.split_last_chunk::<20>()?;
	let (end, _, id) = <([u8; 8], [u8; 8], AccreditationId)>::decode(&mut tail.as_slice()).ok()?;
	(keys::holding(holder, Moment::from_be_bytes(end), id) == key).then_some(id)
}

/// Decodes the last part of a key, which `key_of` must turn into the same key again.
fn last_part<Part: Decode + Copy>(
	key: &[u8],
	damage: Damage,
	key_of: impl FnOnce(Part) -> Vec<u8>,
) -> Result<Part, Damage> {
	let (_, end) = key
		.split_at_checked(key.len().saturating_sub(size_of::<Part>()))
		.ok_or(damage)?;
	let part = Part::decode(&mut &*end).map_err(|_| damage)?;
	if key_of(part) == key {
		Ok(part)
	} else {
		Err(damage)
	}
}

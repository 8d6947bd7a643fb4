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
	state::{
		checked_time, ensure_layout, ensure_migrated, read, read_required, time, KeyReader,
		StateReader,
	},
	views::{DocumentKeyView, QueryError},
	DocumentKey, InstitutionId, Moment, PublicKey, RecordId, Root,
};

/// The state of the block that is being executed.
pub(crate) struct OwnState;

impl StateReader for OwnState {
	type Error = Infallible;

	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		Ok(unhashed::get_raw(key))
	}
}

impl KeyReader for OwnState {
	fn next_key(&self, prefix: &[u8], after: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		Ok(sp_io::storage::next_key(after).filter(|next| next.starts_with(prefix)))
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
	let next = move |key: &[u8]| match OwnState.next_key(&prefix, key) {
		Ok(next) => next,
		Err(never) => match never {},
	};
	core::iter::successors(next(key), move |key| next(key))
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

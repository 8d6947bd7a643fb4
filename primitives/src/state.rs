// SPDX-License-Identifier: Apache-2.0

//! Reading of records from the state of a block, with damage told from absence.
//!
//! The runtime reads its own state, a node reads the state in its database, and a verifier without
//! a server reads a storage proof. All of them decode through this module, so that no reader takes
//! a damaged record for an absent one.

use crate::{
	cache::Cache,
	damage::{Damage, RecordId},
	ids::{AccreditationId, Moment},
	keys,
	records::Accreditation,
	verdict::Path,
};
use alloc::{string::String, vec::Vec};
use codec::{Compact, Decode, DecodeAll};

/// Access to the state of one block.
pub trait StateReader {
	/// The error for a value that cannot be read, which is not the same as an absent value.
	type Error;

	/// Returns the value stored under `key`, or `None` when the state certainly holds none.
	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error>;

	/// Returns the value stored under the `key` of a record that many credentials share.
	///
	/// A reader that answers many questions about the same block may cache these values.
	fn cached_value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		self.value(key)
	}
}

/// Access to the state of one block, and to the order of its keys.
pub trait KeyReader: StateReader {
	/// Returns the first key after `after` that begins with `prefix`, or `None` when the state
	/// certainly holds none. Keys are in the order of their bytes.
	fn next_key(&self, prefix: &[u8], after: &[u8]) -> Result<Option<Vec<u8>>, Self::Error>;
}

/// The reason why there is no answer. No case says anything about a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotTell<Error> {
	/// The call has more references than
	/// [`MAX_REFERENCES`](crate::limits::MAX_REFERENCES).
	TooMany {
		/// The number of references of the call.
		requested: u32,
	},
	/// The state cannot be read.
	Unreadable(Error),
	/// The state is damaged. No call can cause this.
	Damaged(Damage),
	/// The block replaced the runtime, or is one of those in which the new one migrates the records.
	/// Some of its records are those of the runtime before.
	UpgradePending,
}

impl<Error> CannotTell<Error> {
	/// Converts the error of the state and keeps the other cases.
	pub fn map<Other>(self, convert: impl FnOnce(Error) -> Other) -> CannotTell<Other> {
		match self {
			Self::TooMany { requested } => CannotTell::TooMany { requested },
			Self::Unreadable(error) => CannotTell::Unreadable(convert(error)),
			Self::Damaged(damage) => CannotTell::Damaged(damage),
			Self::UpgradePending => CannotTell::UpgradePending,
		}
	}
}

impl<Error> From<Damage> for CannotTell<Error> {
	fn from(damage: Damage) -> Self {
		Self::Damaged(damage)
	}
}

/// Reads a record that may be absent.
pub fn read<S: StateReader, Record: Decode>(
	state: &S,
	id: RecordId,
) -> Result<Option<Record>, CannotTell<S::Error>> {
	let value = state.value(&id.key()).map_err(CannotTell::Unreadable)?;
	value.map(|value| decode(&value, id)).transpose()
}

/// Reads a record that another one implies.
pub fn read_required<S: StateReader, Record: Decode>(
	state: &S,
	id: RecordId,
) -> Result<Record, CannotTell<S::Error>> {
	read(state, id)?.ok_or_else(|| id.missing().into())
}

/// Reads a record that another one implies and that many credentials share.
pub fn read_shared<S: StateReader, Record: Decode>(
	state: &S,
	id: RecordId,
) -> Result<Record, CannotTell<S::Error>> {
	find_shared(state, id)?.ok_or_else(|| id.missing().into())
}

/// Reads a record that may be absent and that many credentials share.
pub fn find_shared<S: StateReader, Record: Decode>(
	state: &S,
	id: RecordId,
) -> Result<Option<Record>, CannotTell<S::Error>> {
	let value = state.cached_value(&id.key()).map_err(CannotTell::Unreadable)?;
	value.map(|value| decode(&value, id)).transpose()
}

/// Decodes all bytes of a value.
fn decode<Record: Decode, Error>(value: &[u8], id: RecordId) -> Result<Record, CannotTell<Error>> {
	Record::decode_all(&mut &*value).map_err(|_| id.malformed().into())
}

/// Returns the time of the block, which is 0 in the genesis block.
pub fn time<S: StateReader>(state: &S) -> Result<Moment, CannotTell<S::Error>> {
	Ok(read(state, RecordId::Time)?.unwrap_or_default())
}

/// Checks that a block has a time, which only the genesis block does not have.
pub const fn checked_time(time: Moment, is_genesis: bool) -> Result<Moment, Damage> {
	if time == 0 && !is_genesis {
		return Err(RecordId::Time.missing());
	}
	Ok(time)
}

/// Checks that the migrations of this runtime, which is the one that the state holds, have begun.
///
/// A block that replaces the runtime leaves its state to the new one, which migrates it at the
/// beginning of the next block. Until then the new runtime would read old bytes as what they are
/// not. A migration of the records may take more blocks: [`ensure_layout`] tells when it has ended.
pub fn ensure_migrated<S: StateReader>(
	state: &S,
	spec_name: &str,
	spec_version: u32,
) -> Result<(), CannotTell<S::Error>> {
	let (Compact(migrated), name): (Compact<u32>, String) =
		read_required(state, RecordId::LastRuntimeUpgrade)?;
	if migrated < spec_version || name != spec_name {
		return Err(CannotTell::UpgradePending);
	}
	Ok(())
}

/// Checks that the records of the state are in the present [`LAYOUT`](keys::LAYOUT).
///
/// A migration that takes more than one block sets the version of the layout with its last step.
/// Until then a state has records of both layouts, and nobody may read it.
pub fn ensure_layout<S: StateReader>(state: &S) -> Result<(), CannotTell<S::Error>> {
	let layout: u16 = read_required(state, RecordId::StorageVersion)?;
	if layout == keys::LAYOUT {
		Ok(())
	} else {
		Err(CannotTell::UpgradePending)
	}
}

/// The grants of a state, each read once.
pub struct Grants<'a, S> {
	state: &'a S,
	records: Cache<Accreditation>,
}

impl<'a, S: StateReader> Grants<'a, S> {
	/// Creates a reader of the grants of `state`.
	pub const fn new(state: &'a S) -> Self {
		Self { state, records: Cache::new() }
	}

	/// Returns a grant that another record implies.
	pub fn get(&mut self, id: AccreditationId) -> Result<Accreditation, CannotTell<S::Error>> {
		let key = RecordId::Accreditation(id);
		self.records.get_or_read(key, || read_shared(self.state, key))
	}

	/// Returns the grant and those above it, up to the council's.
	///
	/// A path that misses a grant, or that is longer than any, is damage.
	pub fn path(&mut self, grant: AccreditationId) -> Result<Path, CannotTell<S::Error>> {
		let mut path = Path::new();
		let mut next = Some(grant);
		while let Some(id) = next {
			let record = self.get(id)?;
			next = record.grantor.parent();
			path.try_push((id, record))
				.map_err(|_| RecordId::Accreditation(id).malformed())?;
		}
		Ok(path)
	}
}

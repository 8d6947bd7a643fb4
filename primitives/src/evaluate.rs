// SPDX-License-Identifier: Apache-2.0

//! Verdicts from the state of a block: this module decides which records are read, and in which
//! order.
//!
//! The runtime reads its own state, a node reads the state in its database, and a verifier without
//! a server reads a storage proof. All of them call [`verify`], so they cannot differ in the
//! records that make a verdict.

use crate::{
	hash::{Root, Sha256},
	ids::{AccreditationId, InstitutionId, Moment, TypeId},
	keys,
	limits::MAX_REFERENCES,
	records::{Accreditation, Batch, CredentialType, Institution},
	reference::{CredentialPointer, CredentialReference},
	status::{chunk_of, Status, StatusChunk},
	verdict::{verdict, BatchRecords, Issuer, Path, Records, Verdict},
};
use alloc::{
	collections::btree_map::{BTreeMap, Entry},
	vec::Vec,
};
use codec::{Decode, DecodeAll};
use core::marker::PhantomData;

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

/// The reason why there are no verdicts. No case says anything about a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotTell<Error> {
	/// The call has more references than [`MAX_REFERENCES`].
	TooMany {
		/// The number of references of the call.
		requested: u32,
	},
	/// The state cannot be read.
	Unreadable(Error),
	/// A record that another refers to is missing or does not decode. No call can cause this: the
	/// state is damaged, and there is no verdict.
	Damaged,
}

impl<Error> CannotTell<Error> {
	/// Converts the error of the state and keeps the other cases.
	pub fn map<Other>(self, convert: impl FnOnce(Error) -> Other) -> CannotTell<Other> {
		match self {
			Self::TooMany { requested } => CannotTell::TooMany { requested },
			Self::Unreadable(error) => CannotTell::Unreadable(convert(error)),
			Self::Damaged => CannotTell::Damaged,
		}
	}
}

/// Returns a verdict for each reference, in the same order, as of a block with this state and time.
///
/// `AccountId` is the account type of the chain, which occurs in some records.
pub fn verify<S: StateReader, AccountId: Decode, H: Sha256>(
	state: &S,
	references: &[CredentialReference],
	now: Moment,
) -> Result<Vec<Verdict>, CannotTell<S::Error>> {
	let requested = u32::try_from(references.len()).unwrap_or(u32::MAX);
	if requested > MAX_REFERENCES {
		return Err(CannotTell::TooMany { requested });
	}
	let shared = SharedRecords {
		state,
		issuers: BTreeMap::new(),
		types: BTreeMap::new(),
		grants: BTreeMap::new(),
		accounts: PhantomData::<AccountId>,
	};
	let mut reader = RecordReader { state, batches: BTreeMap::new(), shared };
	let verdict_of = |reference| {
		let records = reader.records::<H>(reference)?;
		Ok(verdict(reference, records, now))
	};
	references.iter().map(verdict_of).collect()
}

/// A batch that was read, with the status chunks that were read of it.
struct CachedBatch {
	records: BatchRecords,
	chunks: BTreeMap<u32, StatusChunk>,
}

/// A reader that reads each record once.
struct RecordReader<'a, S, AccountId> {
	state: &'a S,
	/// The batches by their keys. `None` means that there is no such batch.
	batches: BTreeMap<(InstitutionId, Root), Option<CachedBatch>>,
	shared: SharedRecords<'a, S, AccountId>,
}

impl<S: StateReader, AccountId: Decode> RecordReader<'_, S, AccountId> {
	/// Returns the records of the credential that a reference names, or `None` when no such batch
	/// is anchored.
	fn records<H: Sha256>(
		&mut self,
		reference: &CredentialReference,
	) -> Result<Option<Records<'_>>, CannotTell<S::Error>> {
		let Some((institution, root)) = reference.batch_with::<H>() else {
			return Ok(None);
		};
		let found = match self.batches.entry((institution, root)) {
			Entry::Occupied(entry) => entry.into_mut(),
			Entry::Vacant(entry) => {
				let records = self.shared.batch_records(institution, root)?;
				entry
					.insert(records.map(|records| CachedBatch { records, chunks: BTreeMap::new() }))
			},
		};
		let Some(CachedBatch { records, chunks }) = found else {
			return Ok(None);
		};
		let credential = CredentialPointer { institution, root, index: reference.index };
		let status = status(self.state, chunks, &credential)?;
		let ended = status.may_have_successor() || records.batch.revoked.is_some();
		let successor = match ended {
			true => read(self.state, &keys::successor(institution, root, reference.index))?,
			false => None,
		};
		Ok(Some(Records { batch: records, status, successor }))
	}
}

/// Returns the status of one credential, without regard to a revocation of its whole batch.
fn status<S: StateReader>(
	state: &S,
	chunks: &mut BTreeMap<u32, StatusChunk>,
	credential: &CredentialPointer,
) -> Result<Status, CannotTell<S::Error>> {
	let CredentialPointer { institution, root, index } = *credential;
	let (chunk, place) = chunk_of(index);
	let statuses = match chunks.entry(chunk) {
		Entry::Occupied(entry) => entry.into_mut(),
		Entry::Vacant(entry) => {
			let stored = read(state, &keys::statuses(institution, root, chunk))?;
			// An absent chunk means that all of its statuses are active.
			entry.insert(stored.unwrap_or_default())
		},
	};
	// No call writes a reserved code.
	statuses.get(place).ok_or(CannotTell::Damaged)
}

/// The records that batches share, each read once.
struct SharedRecords<'a, S, AccountId> {
	state: &'a S,
	issuers: BTreeMap<InstitutionId, Issuer>,
	types: BTreeMap<TypeId, CredentialType>,
	grants: BTreeMap<AccreditationId, Accreditation>,
	accounts: PhantomData<AccountId>,
}

impl<S: StateReader, AccountId: Decode> SharedRecords<'_, S, AccountId> {
	/// Returns the records that all credentials of a batch share, or `None` when there is no such
	/// batch.
	///
	/// A stored batch implies its institution, its type and its accreditation path. If one of them
	/// is missing, the state is damaged and there is no verdict.
	fn batch_records(
		&mut self,
		id: InstitutionId,
		root: Root,
	) -> Result<Option<BatchRecords>, CannotTell<S::Error>> {
		let Some(batch) = read::<S, Batch>(self.state, &keys::batch(id, root))? else {
			return Ok(None);
		};
		let issuer = self.issuer(id)?;
		let credential_type = self.credential_type(batch.type_id)?;
		let path = self.path(batch.accreditation)?;
		Ok(Some(BatchRecords { issuer, batch, credential_type, path }))
	}

	fn issuer(&mut self, id: InstitutionId) -> Result<Issuer, CannotTell<S::Error>> {
		get_or_read(&mut self.issuers, id, || {
			let found: Institution<AccountId> = read_required(self.state, &keys::institution(id))?;
			Ok(Issuer { id, profile: found.profile, state: found.state })
		})
	}

	fn credential_type(&mut self, id: TypeId) -> Result<CredentialType, CannotTell<S::Error>> {
		get_or_read(&mut self.types, id, || read_required(self.state, &keys::credential_type(id)))
	}

	fn grant(&mut self, id: AccreditationId) -> Result<Accreditation, CannotTell<S::Error>> {
		get_or_read(&mut self.grants, id, || read_required(self.state, &keys::accreditation(id)))
	}

	/// Returns the grant and those above it, up to the council's.
	fn path(&mut self, grant: AccreditationId) -> Result<Path, CannotTell<S::Error>> {
		let mut path = Path::new();
		let mut next = Some(grant);
		while let Some(id) = next {
			let record = self.grant(id)?;
			next = record.grantor.parent();
			path.try_push((id, record)).map_err(|_| CannotTell::Damaged)?;
		}
		Ok(path)
	}
}

/// Returns the cached record of `id`, or else reads and caches it.
fn get_or_read<Id: Ord + Copy, Record: Clone, Error>(
	cache: &mut BTreeMap<Id, Record>,
	id: Id,
	read: impl FnOnce() -> Result<Record, Error>,
) -> Result<Record, Error> {
	match cache.entry(id) {
		Entry::Occupied(entry) => Ok(entry.get().clone()),
		Entry::Vacant(entry) => Ok(entry.insert(read()?).clone()),
	}
}

/// Reads a record that may be absent.
fn read<S: StateReader, Record: Decode>(
	state: &S,
	key: &[u8],
) -> Result<Option<Record>, CannotTell<S::Error>> {
	let value = state.value(key).map_err(CannotTell::Unreadable)?;
	value.map(decode).transpose()
}

/// Reads a record that many batches share and that must exist.
fn read_required<S: StateReader, Record: Decode>(
	state: &S,
	key: &[u8],
) -> Result<Record, CannotTell<S::Error>> {
	let value = state.cached_value(key).map_err(CannotTell::Unreadable)?;
	decode(value.ok_or(CannotTell::Damaged)?)
}

/// Decodes all bytes of a value.
fn decode<Record: Decode, Error>(value: Vec<u8>) -> Result<Record, CannotTell<Error>> {
	Record::decode_all(&mut value.as_slice()).map_err(|_| CannotTell::Damaged)
}

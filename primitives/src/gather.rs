// SPDX-License-Identifier: Apache-2.0

//! From the state of a block to verdicts: what is read, and in which order.
//!
//! The runtime reads its own state, a node the state in its database, a verifier without a server a
//! storage proof. They all come through here, so they cannot differ in which records make a verdict.

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

/// The state of one block.
pub trait State {
	/// Why a value cannot be read, which is not the same as that there is none.
	type Error;

	/// The value under a key; `None` when there is certainly none.
	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error>;

	/// The same, for a record that many credentials share. Whoever is asked about one after the other
	/// may want to remember it for as long as the block is the same.
	fn shared_value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		self.value(key)
	}
}

/// Why there are no verdicts. No case says anything about a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotTell<Error> {
	/// More than [`MAX_REFERENCES`] at once.
	TooMany,
	/// The state cannot be read.
	Unreadable(Error),
	/// Records that belong together do not stand together, or are none. No call can bring this about:
	/// the state is damaged, and nothing can be told from it.
	Damaged,
}

/// A verdict for each reference, in the same order, as of a block with this state and time.
///
/// `AccountId` is that of the chain's accounts, which stand in some records.
pub fn verify<S: State, AccountId: Decode, H: Sha256>(
	state: &S,
	references: &[CredentialReference],
	now: Moment,
) -> Result<Vec<Verdict>, CannotTell<S::Error>> {
	if u32::try_from(references.len()).map_or(true, |count| count > MAX_REFERENCES) {
		return Err(CannotTell::TooMany);
	}
	let shared = Shared {
		state,
		issuers: BTreeMap::new(),
		types: BTreeMap::new(),
		grants: BTreeMap::new(),
		accounts: PhantomData::<AccountId>,
	};
	let mut reader = Reader { state, batches: BTreeMap::new(), shared };
	let verdict_of = |reference| {
		let records = reader.records::<H>(reference)?;
		Ok(verdict(reference, records, now))
	};
	references.iter().map(verdict_of).collect()
}

/// A batch that was come across, and what was read of its statuses.
struct Known {
	records: BatchRecords,
	chunks: BTreeMap<u32, StatusChunk>,
}

/// Reads records, and each of them once.
struct Reader<'a, S, AccountId> {
	state: &'a S,
	/// `None` for no such batch.
	batches: BTreeMap<(InstitutionId, Root), Option<Known>>,
	shared: Shared<'a, S, AccountId>,
}

impl<S: State, AccountId: Decode> Reader<'_, S, AccountId> {
	/// The records of the credential that a reference names; `None` when no such batch is anchored.
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
				entry.insert(records.map(|records| Known { records, chunks: BTreeMap::new() }))
			},
		};
		let Some(Known { records, chunks }) = found else {
			return Ok(None);
		};
		let credential = CredentialPointer { institution, root, index: reference.index };
		let status = status(self.state, chunks, &credential)?;
		let successor = match status.may_have_successor() {
			true => read(self.state, &keys::successor(institution, root, reference.index))?,
			false => None,
		};
		Ok(Some(Records { batch: records, status, successor }))
	}
}

/// The status of one credential, batch-wide revocation left out.
fn status<S: State>(
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
			// An absent chunk is all active.
			entry.insert(stored.unwrap_or_default())
		},
	};
	// No call writes a reserved code.
	statuses.get(place).ok_or(CannotTell::Damaged)
}

/// The records that batches share, each read once.
struct Shared<'a, S, AccountId> {
	state: &'a S,
	issuers: BTreeMap<InstitutionId, Issuer>,
	types: BTreeMap<TypeId, CredentialType>,
	grants: BTreeMap<AccreditationId, Accreditation>,
	accounts: PhantomData<AccountId>,
}

impl<S: State, AccountId: Decode> Shared<'_, S, AccountId> {
	/// The records that all credentials of a batch share.
	///
	/// Where a batch stands, its institution, type and accreditations must too; if they do not, nothing
	/// can be told.
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
		once(&mut self.issuers, id, || {
			let found: Institution<AccountId> = must_read(self.state, &keys::institution(id))?;
			Ok(Issuer { id, profile: found.profile, state: found.state })
		})
	}

	fn credential_type(&mut self, id: TypeId) -> Result<CredentialType, CannotTell<S::Error>> {
		once(&mut self.types, id, || must_read(self.state, &keys::credential_type(id)))
	}

	fn grant(&mut self, id: AccreditationId) -> Result<Accreditation, CannotTell<S::Error>> {
		once(&mut self.grants, id, || must_read(self.state, &keys::accreditation(id)))
	}

	/// The grant and those above it, up to the council's.
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

/// What was read before, or what is read now.
fn once<Id: Ord + Copy, Record: Clone, Error>(
	known: &mut BTreeMap<Id, Record>,
	id: Id,
	read: impl FnOnce() -> Result<Record, Error>,
) -> Result<Record, Error> {
	match known.entry(id) {
		Entry::Occupied(entry) => Ok(entry.get().clone()),
		Entry::Vacant(entry) => Ok(entry.insert(read()?).clone()),
	}
}

/// A record that may be there.
fn read<S: State, Record: Decode>(
	state: &S,
	key: &[u8],
) -> Result<Option<Record>, CannotTell<S::Error>> {
	let value = state.value(key).map_err(CannotTell::Unreadable)?;
	value.map(decode).transpose()
}

/// A record that many batches share, and that must be there.
fn must_read<S: State, Record: Decode>(
	state: &S,
	key: &[u8],
) -> Result<Record, CannotTell<S::Error>> {
	let value = state.shared_value(key).map_err(CannotTell::Unreadable)?;
	decode(value.ok_or(CannotTell::Damaged)?)
}

fn decode<Record: Decode, Error>(value: Vec<u8>) -> Result<Record, CannotTell<Error>> {
	Record::decode_all(&mut value.as_slice()).map_err(|_| CannotTell::Damaged)
}

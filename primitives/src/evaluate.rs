// SPDX-License-Identifier: Apache-2.0

//! Verdicts from the state of a block: this module decides which records are read, and in which
//! order.
//!
//! The runtime, a node and a verifier without a server call [`verify`] over what each of them can
//! read, so they cannot differ in the records that make a verdict.

use crate::{
	cache::Cache,
	damage::RecordId,
	hash::{Root, Sha256},
	ids::{InstitutionId, Moment, TypeId},
	limits::MAX_REFERENCES,
	public_key::PublicKey,
	records::{Batch, CredentialType, DocumentKey, Institution, Reissue},
	reference::{CredentialPointer, CredentialReference},
	state::{find_shared, read, read_shared, CannotTell, Grants, StateReader},
	status::{chunk_of, Status, StatusChunk},
	verdict::{verdict, BatchRecords, Issuer, Records, Verdict},
};
use alloc::{rc::Rc, vec::Vec};
use codec::Decode;
use core::marker::PhantomData;

/// The version of what the records mean, which [`verify`] evaluates.
///
/// It rises with every change of a verdict over the same records, and the version of the runtime
/// API rises with it. A node evaluates records natively only where the runtime states this version.
pub const MEANING: u32 = 1;

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
		issuers: Cache::new(),
		types: Cache::new(),
		grants: Grants::new(state),
		document_keys: Cache::new(),
		accounts: PhantomData::<AccountId>,
	};
	let mut reader = RecordReader { state, batches: Cache::new(), chunks: Cache::new(), shared };
	// Verdicts are large, and a `Result` that is collected would grow its list by moving them.
	let mut verdicts = Vec::with_capacity(references.len());
	for reference in references {
		let batch = reader.batch::<H>(reference)?;
		let records = match &batch {
			Some((root, batch)) => Some(reader.records(reference, *root, batch)?),
			None => None,
		};
		verdicts.push(verdict(reference, records, now));
	}
	Ok(verdicts)
}

/// A reader that reads each record once.
struct RecordReader<'a, S, AccountId> {
	state: &'a S,
	/// The batches. `None` means that there is no such batch.
	batches: Cache<Option<Rc<BatchRecords>>>,
	chunks: Cache<StatusChunk>,
	shared: SharedRecords<'a, S, AccountId>,
}

impl<S: StateReader, AccountId: Decode> RecordReader<'_, S, AccountId> {
	/// Returns the batch of the credential that a reference names, with its root, or `None` when no
	/// such batch is anchored.
	fn batch<H: Sha256>(
		&mut self,
		reference: &CredentialReference,
	) -> Result<Option<(Root, Rc<BatchRecords>)>, CannotTell<S::Error>> {
		let Some((institution, root)) = reference.batch_with::<H>() else {
			return Ok(None);
		};
		let found = self.batches.get_or_read(RecordId::Batch { institution, root }, || {
			self.shared.batch_records(institution, root).map(|found| found.map(Rc::new))
		})?;
		Ok(found.map(|records| (root, records)))
	}

	/// Returns the records of a credential of a batch.
	fn records<'b>(
		&mut self,
		reference: &CredentialReference,
		root: Root,
		records: &'b BatchRecords,
	) -> Result<Records<'b>, CannotTell<S::Error>> {
		let institution = reference.institution;
		let credential = CredentialPointer { institution, root, index: reference.index };
		let status = self.status(&credential)?;
		let ended = status.may_have_successor() || records.batch.revoked.is_some();
		let successor = match ended {
			true => read(self.state, RecordId::Successor(credential))?,
			false => None,
		};
		if status == Status::Superseded && successor.is_none() {
			return Err(RecordId::Successor(credential).missing().into());
		}
		let document_key = match reference.signed_by {
			Some(key) => self.shared.document_key(records.signer(), key)?,
			None => None,
		};
		let custodial_change = match records.had_custodian {
			true => read(self.state, RecordId::CustodialChange(credential))?,
			false => None,
		};
		Ok(Records { batch: records, status, successor, document_key, custodial_change })
	}

	/// Returns the status of one credential, without regard to a revocation of its whole batch.
	fn status(&mut self, credential: &CredentialPointer) -> Result<Status, CannotTell<S::Error>> {
		let CredentialPointer { institution, root, index } = *credential;
		let (chunk, place) = chunk_of(index);
		let id = RecordId::Statuses { institution, root, chunk };
		// An absent chunk means that all of its statuses are active.
		let statuses = self
			.chunks
			.get_or_read(id, || read(self.state, id).map(Option::unwrap_or_default))?;
		// No call writes a reserved code.
		statuses.get(place).ok_or_else(|| id.malformed().into())
	}
}

/// The records that batches share, each read once.
struct SharedRecords<'a, S, AccountId> {
	state: &'a S,
	/// The institutions, each with whether a custodian was ever appointed to it.
	issuers: Cache<(Issuer, bool)>,
	types: Cache<CredentialType>,
	grants: Grants<'a, S>,
	/// The document keys. `None` means that the institution has no such key.
	document_keys: Cache<Option<DocumentKey>>,
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
		let key = RecordId::Batch { institution: id, root };
		let Some(batch) = read::<S, Batch>(self.state, key)? else {
			return Ok(None);
		};
		let (issuer, had_custodian) = self.issuer(id)?;
		let credential_type = self.credential_type(batch.type_id)?;
		let (accreditation, _) = batch.standing();
		let path = self.grants.path(accreditation)?;
		let anchored = match batch.attested_again {
			Some(_) => Some(self.grants.path(batch.accreditation)?),
			None => None,
		};
		// A reissue makes batches of one.
		let reissue: Option<Reissue> = match had_custodian && batch.size == 1 {
			true => read(self.state, RecordId::Reissue { institution: id, root })?,
			false => None,
		};
		let records =
			BatchRecords { issuer, batch, credential_type, path, anchored, had_custodian, reissue };
		Ok(Some(records))
	}

	/// Returns an institution, and whether a custodian was ever appointed to it.
	fn issuer(&mut self, id: InstitutionId) -> Result<(Issuer, bool), CannotTell<S::Error>> {
		let key = RecordId::Institution(id);
		self.issuers.get_or_read(key, || {
			let found: Institution<AccountId> = read_shared(self.state, key)?;
			let issuer = Issuer { id, profile: found.profile, state: found.state };
			Ok((issuer, found.custody.is_some()))
		})
	}

	fn credential_type(&mut self, id: TypeId) -> Result<CredentialType, CannotTell<S::Error>> {
		let key = RecordId::CredentialType(id);
		self.types.get_or_read(key, || read_shared(self.state, key))
	}

	/// Returns a document key of an institution, or `None` when it has no such key.
	fn document_key(
		&mut self,
		institution: InstitutionId,
		key: PublicKey,
	) -> Result<Option<DocumentKey>, CannotTell<S::Error>> {
		let id = RecordId::DocumentKey { institution, key };
		self.document_keys.get_or_read(id, || {
			let found: Option<DocumentKey> = find_shared(self.state, id)?;
			match found {
				Some(record) if !record.is_well_formed() => Err(id.malformed().into()),
				found => Ok(found),
			}
		})
	}
}

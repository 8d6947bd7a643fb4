// SPDX-License-Identifier: Apache-2.0

//! The storage keys of the records, which verifiers of storage proofs compute as well.
//!
//! They are frozen like call indices (`docs/storage.md`). The pallet stores its records under the
//! same keys: a test of the pallet and one of the runtime compare them.

use crate::{
	hash::Root,
	ids::{AccreditationId, InstitutionId, ListLabel, Moment, TypeId},
	public_key::PublicKey,
};
use alloc::vec::Vec;
use codec::Encode;
use sp_crypto_hashing::{blake2_128, twox_128, twox_64};

/// The pallet that holds the records.
pub const PALLET: &str = "Credentials";
/// The pallet that holds the frontiers of the logs.
pub const EVENT_LOG: &str = "EventLog";
/// The version of the layout of the records. It is stored under [`storage_version`] (SCALE `u16`).
pub const LAYOUT: u16 = 2;
/// The number of blocks before its own whose hashes a state remembers ([`block_hash`]), besides that of
/// block 0, which it never forgets.
pub const REMEMBERED_BLOCKS: u32 = 4_096;

/// The engine of the item of kind 4 in a header that hands over to other voters, which holds the hash of
/// block 0 (`docs/bundle.md`).
pub const CHAIN_ENGINE: [u8; 4] = *b"TSTM";

/// Returns the key of the version of the layout.
pub fn storage_version() -> Vec<u8> {
	map(PALLET, ":__STORAGE_VERSION__:").0
}

/// Returns the key of the time of the block (SCALE `u64`, milliseconds).
pub fn now() -> Vec<u8> {
	map("Timestamp", "Now").0
}

/// Returns the key of the name and the version of the runtime whose migrations have run (SCALE
/// `(Compact<u32>, String)`).
pub fn last_runtime_upgrade() -> Vec<u8> {
	map("System", "LastRuntimeUpgrade").0
}

/// Returns the key of the hash of an earlier block (32 bytes), of which the state has those of block 0
/// and of the last [`REMEMBERED_BLOCKS`].
pub fn block_hash(number: u32) -> Vec<u8> {
	map("System", "BlockHash").plain(&number).0
}

/// Returns the key of the authorities that vote on the finality of the next block (SCALE list of keys,
/// 32 bytes each, with weights, `u64`).
pub fn grandpa_authorities() -> Vec<u8> {
	map("Grandpa", "Authorities").0
}

/// Returns the key of the number of the next institution (SCALE `u32`).
pub fn next_institution() -> Vec<u8> {
	record("NextInstitutionId").0
}

/// Returns the key of the number of the next accreditation (SCALE `u32`).
pub fn next_accreditation() -> Vec<u8> {
	record("NextAccreditationId").0
}

/// Returns the key of the number of the next credential type (SCALE `u32`).
pub fn next_type() -> Vec<u8> {
	record("NextTypeId").0
}

/// Returns the prefix of the keys of the used allowances, one of each payer.
pub fn allowance_uses() -> Vec<u8> {
	map("Allowance", "Usages").0
}

/// Returns the prefix of the keys of the institutions.
pub fn institutions() -> Vec<u8> {
	record("Institutions").0
}

/// Returns the key of an [`Institution`](crate::Institution).
pub fn institution(id: InstitutionId) -> Vec<u8> {
	record("Institutions").plain(&id).0
}

/// Returns the prefix of the keys of the accreditations.
pub fn accreditations() -> Vec<u8> {
	record("Accreditations").0
}

/// Returns the key of an [`Accreditation`](crate::Accreditation).
pub fn accreditation(id: AccreditationId) -> Vec<u8> {
	record("Accreditations").plain(&id).0
}

/// Returns the prefix of the keys that name the accreditations of a holder.
pub fn holdings(holder: InstitutionId) -> Vec<u8> {
	record("Holdings").plain(&holder).0
}

/// Returns the key that names one accreditation of a holder, whose window ends at `valid_until`.
///
/// The end is in big-endian order and not hashed, so that the keys of a holder are in its order.
pub fn holding(
	holder: InstitutionId,
	valid_until: Moment,
	accreditation: AccreditationId,
) -> Vec<u8> {
	record("Holdings")
		.plain(&holder)
		.ordered(valid_until.to_be_bytes())
		.plain(&accreditation)
		.0
}

/// Returns the prefix of the keys of the credential types.
pub fn credential_types() -> Vec<u8> {
	record("CredentialTypes").0
}

/// Returns the key of a [`CredentialType`](crate::CredentialType).
pub fn credential_type(id: TypeId) -> Vec<u8> {
	record("CredentialTypes").plain(&id).0
}

/// Returns the prefix of the keys of the batches of all institutions.
pub fn all_batches() -> Vec<u8> {
	record("Batches").0
}

/// Returns the prefix of the keys of the batches of an institution.
pub fn batches(institution: InstitutionId) -> Vec<u8> {
	record("Batches").plain(&institution).0
}

/// Returns the key of a [`Batch`](crate::Batch).
pub fn batch(institution: InstitutionId, root: Root) -> Vec<u8> {
	record("Batches").plain(&institution).guarded(&root).0
}

/// Returns the key of a [`StatusChunk`](crate::status::StatusChunk).
pub fn statuses(institution: InstitutionId, root: Root, chunk: u32) -> Vec<u8> {
	record("Statuses").plain(&institution).guarded(&root).plain(&chunk).0
}

/// Returns the key of a credential's successor, a [`CredentialPointer`](crate::CredentialPointer).
pub fn successor(institution: InstitutionId, root: Root, index: u32) -> Vec<u8> {
	record("Successors").plain(&institution).guarded(&root).plain(&index).0
}

/// Returns the key of a [`DocumentKey`](crate::DocumentKey).
pub fn document_key(institution: InstitutionId, key: PublicKey) -> Vec<u8> {
	record("DocumentKeys").plain(&institution).guarded(&key).0
}

/// Returns the key of the [`PublicKey`] of a number among the document keys of an institution.
pub fn document_key_number(institution: InstitutionId, number: u32) -> Vec<u8> {
	record("DocumentKeyNumbers").plain(&institution).plain(&number).0
}

/// Returns the key of the [`KeyCounts`](crate::records::KeyCounts) of an institution.
pub fn document_key_counts(institution: InstitutionId) -> Vec<u8> {
	record("DocumentKeyCounts").plain(&institution).0
}

/// Returns the key of the [`CustodialChange`](crate::CustodialChange) of a credential.
pub fn custodial_change(institution: InstitutionId, root: Root, index: u32) -> Vec<u8> {
	record("CustodialChanges").plain(&institution).guarded(&root).plain(&index).0
}

/// Returns the key of the [`Reissue`](crate::Reissue) of which a batch of one credential is the
/// result.
pub fn reissue(institution: InstitutionId, root: Root) -> Vec<u8> {
	record("Reissues").plain(&institution).guarded(&root).0
}

/// Returns the key of the number of places of a status list (SCALE `u32`).
pub fn list_end(institution: InstitutionId, label: ListLabel) -> Vec<u8> {
	record("ListEnds").plain(&institution).guarded(&label).0
}

/// Returns the prefix of the keys of all status lists of an institution.
pub fn list_ends(institution: InstitutionId) -> Vec<u8> {
	record("ListEnds").plain(&institution).0
}

/// Returns the label of the status list of an institution that a key is of, or `None` if it is of none.
pub fn label_in(key: &[u8], institution: InstitutionId) -> Option<ListLabel> {
	let label = ListLabel(*key.last_chunk()?);
	(list_end(institution, label) == key).then_some(label)
}

/// Returns the key of the [`Root`] of the batch that begins at a place of a status list.
pub fn list_part(institution: InstitutionId, label: ListLabel, start: u32) -> Vec<u8> {
	record("ListParts").plain(&institution).guarded(&label).plain(&start).0
}

/// Returns the key of the [`Frontier`](crate::Frontier) of the whole log.
pub fn whole_log() -> Vec<u8> {
	map(EVENT_LOG, "WholeLog").0
}

/// Returns the key of the [`Frontier`](crate::Frontier) of the log of an institution, which is absent
/// while nothing has happened there.
pub fn institution_log(institution: InstitutionId) -> Vec<u8> {
	map(EVENT_LOG, "SubjectLogs").plain(&institution).0
}

/// A key that is being built.
struct Key(Vec<u8>);

/// Returns the prefix that all keys of a map share.
fn map(pallet: &str, name: &str) -> Key {
	Key([twox_128(pallet.as_bytes()), twox_128(name.as_bytes())].concat())
}

/// Returns the prefix of a map of the pallet that holds the records.
fn record(name: &str) -> Key {
	map(PALLET, name)
}

impl Key {
	/// Appends a part that no caller of the chain can choose, or that crowds nobody else's keys.
	fn plain(mut self, part: &impl Encode) -> Self {
		part.using_encoded(|part| {
			self.0.extend(twox_64(part));
			self.0.extend(part);
		});
		self
	}

	/// Appends a part as it is, so that the keys are in the order of its values.
	fn ordered(mut self, part: [u8; 8]) -> Self {
		self.0.extend(part);
		self
	}

	/// Appends a part that callers can choose, with a hash that keeps them from crowding the keys
	/// of one branch of the trie.
	fn guarded(mut self, part: &impl Encode) -> Self {
		part.using_encoded(|part| {
			self.0.extend(blake2_128(part));
			self.0.extend(part);
		});
		self
	}
}

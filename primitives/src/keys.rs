// SPDX-License-Identifier: Apache-2.0

//! Where the records stand: the storage keys that verifiers of storage proofs compute as well.
//!
//! They are frozen like call indices (`docs/storage.md`). The pallet's own storage makes the same keys,
//! which a test of the pallet and one of the runtime compare.

use crate::{
	hash::Root,
	ids::{AccreditationId, InstitutionId, TypeId},
};
use alloc::vec::Vec;
use codec::Encode;
use sp_crypto_hashing::{blake2_128, twox_128, twox_64};

/// The pallet that holds the records.
pub const PALLET: &str = "Credentials";
/// The version of their layout, as [`storage_version`] holds it (SCALE `u16`).
pub const LAYOUT: u16 = 1;

/// Key of the version of the layout.
pub fn storage_version() -> Vec<u8> {
	map(PALLET, ":__STORAGE_VERSION__:").0
}

/// Key of the time of the block (SCALE `u64`, milliseconds).
pub fn now() -> Vec<u8> {
	map("Timestamp", "Now").0
}

/// Key of an [`Institution`](crate::Institution).
pub fn institution(id: InstitutionId) -> Vec<u8> {
	record("Institutions").plain(&id).0
}

/// Key of an [`Accreditation`](crate::Accreditation).
pub fn accreditation(id: AccreditationId) -> Vec<u8> {
	record("Accreditations").plain(&id).0
}

/// Key of a [`CredentialType`](crate::CredentialType).
pub fn credential_type(id: TypeId) -> Vec<u8> {
	record("CredentialTypes").plain(&id).0
}

/// Key of a [`Batch`](crate::Batch).
pub fn batch(institution: InstitutionId, root: Root) -> Vec<u8> {
	record("Batches").plain(&institution).guarded(&root).0
}

/// Key of a [`StatusChunk`](crate::status::StatusChunk).
pub fn statuses(institution: InstitutionId, root: Root, chunk: u32) -> Vec<u8> {
	record("Statuses").plain(&institution).guarded(&root).plain(&chunk).0
}

/// Key of what took the place of a credential, a [`CredentialPointer`](crate::CredentialPointer).
pub fn successor(institution: InstitutionId, root: Root, index: u32) -> Vec<u8> {
	record("Successors").plain(&institution).guarded(&root).plain(&index).0
}

/// A key in the making.
struct Key(Vec<u8>);

/// The part of a key that all of a map have.
fn map(pallet: &str, name: &str) -> Key {
	Key([twox_128(pallet.as_bytes()), twox_128(name.as_bytes())].concat())
}

fn record(name: &str) -> Key {
	map(PALLET, name)
}

impl Key {
	/// Add a part that no caller of the chain chooses.
	fn plain(mut self, part: &impl Encode) -> Self {
		part.using_encoded(|part| {
			self.0.extend(twox_64(part));
			self.0.extend(part);
		});
		self
	}

	/// Add a part that callers choose, and could choose so that keys lie close together.
	fn guarded(mut self, part: &impl Encode) -> Self {
		part.using_encoded(|part| {
			self.0.extend(blake2_128(part));
			self.0.extend(part);
		});
		self
	}
}

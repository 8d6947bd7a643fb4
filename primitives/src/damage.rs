// SPDX-License-Identifier: Apache-2.0

//! The names of what a reader finds damaged in a state.

use crate::{
	hash::Root,
	ids::{AccreditationId, InstitutionId, ListLabel, TypeId},
	keys,
	public_key::PublicKey,
	reference::CredentialPointer,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use core::fmt;
use scale_info::TypeInfo;

/// The kind and the key of a value that readers look up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, TypeInfo)]
pub enum RecordId {
	/// An institution.
	Institution(InstitutionId),
	/// An accreditation.
	Accreditation(AccreditationId),
	/// A credential type.
	CredentialType(TypeId),
	/// A batch.
	Batch {
		/// The institution that anchored it.
		institution: InstitutionId,
		/// Its root.
		root: Root,
	},
	/// A chunk of the statuses of a batch.
	Statuses {
		/// The institution that anchored the batch.
		institution: InstitutionId,
		/// The root of the batch.
		root: Root,
		/// The number of the chunk.
		chunk: u32,
	},
	/// The successor of this credential.
	Successor(CredentialPointer),
	/// The index of the accreditations that an institution holds.
	Holdings(InstitutionId),
	/// The index of the batches of an institution.
	Batches(InstitutionId),
	/// The number of the next institution.
	NextInstitution,
	/// The number of the next accreditation.
	NextAccreditation,
	/// The number of the next credential type.
	NextType,
	/// The time of the block.
	Time,
	/// The version of the layout of the records.
	StorageVersion,
	/// The version of the runtime whose migrations have run.
	LastRuntimeUpgrade,
	/// The uses of allowances, one of each payer.
	AllowanceUses,
	/// A document key.
	DocumentKey {
		/// The institution that signs with it.
		institution: InstitutionId,
		/// The key itself.
		key: PublicKey,
	},
	/// The document key of a number.
	DocumentKeyNumber {
		/// The institution that signs with it.
		institution: InstitutionId,
		/// Its number.
		number: u32,
	},
	/// The numbers of document keys of an institution.
	DocumentKeyCounts(InstitutionId),
	/// The number of places of a status list.
	StatusListEnd {
		/// The institution whose list it is.
		institution: InstitutionId,
		/// The label of the list.
		label: ListLabel,
	},
	/// A part of a status list: the batch that begins at a place.
	StatusListPart {
		/// The institution whose list it is.
		institution: InstitutionId,
		/// The label of the list.
		label: ListLabel,
		/// The place at which it begins.
		start: u32,
	},
	/// The frontier of the whole log.
	WholeLog,
	/// The frontier of the log of an institution.
	InstitutionLog(InstitutionId),
	/// The last change of the status of this credential that a custodian made.
	CustodialChange(CredentialPointer),
	/// The record that a custodian issued a credential again.
	Reissue {
		/// The institution in whose place it did.
		institution: InstitutionId,
		/// The root of the new credential.
		root: Root,
	},
}

impl RecordId {
	/// Returns the storage key of the value, or of an index the prefix of its keys.
	pub fn key(&self) -> Vec<u8> {
		match *self {
			Self::Institution(id) => keys::institution(id),
			Self::Accreditation(id) => keys::accreditation(id),
			Self::CredentialType(id) => keys::credential_type(id),
			Self::Batch { institution, root } => keys::batch(institution, root),
			Self::Statuses { institution, root, chunk } => keys::statuses(institution, root, chunk),
			Self::Successor(CredentialPointer { institution, root, index }) => {
				keys::successor(institution, root, index)
			},
			Self::Holdings(institution) => keys::holdings(institution),
			Self::Batches(institution) => keys::batches(institution),
			Self::NextInstitution => keys::next_institution(),
			Self::NextAccreditation => keys::next_accreditation(),
			Self::NextType => keys::next_type(),
			Self::Time => keys::now(),
			Self::StorageVersion => keys::storage_version(),
			Self::LastRuntimeUpgrade => keys::last_runtime_upgrade(),
			Self::AllowanceUses => keys::allowance_uses(),
			Self::DocumentKey { institution, key } => keys::document_key(institution, key),
			Self::DocumentKeyNumber { institution, number } => {
				keys::document_key_number(institution, number)
			},
			Self::DocumentKeyCounts(institution) => keys::document_key_counts(institution),
			Self::StatusListEnd { institution, label } => keys::list_end(institution, label),
			Self::StatusListPart { institution, label, start } => {
				keys::list_part(institution, label, start)
			},
			Self::WholeLog => keys::whole_log(),
			Self::InstitutionLog(institution) => keys::institution_log(institution),
			Self::CustodialChange(CredentialPointer { institution, root, index }) => {
				keys::custodial_change(institution, root, index)
			},
			Self::Reissue { institution, root } => keys::reissue(institution, root),
		}
	}

	/// Returns the damage that this value is absent although another one implies it.
	pub const fn missing(self) -> Damage {
		Damage { record: self, fault: Fault::Missing }
	}

	/// Returns the damage that this value is not one that any call writes.
	pub const fn malformed(self) -> Damage {
		Damage { record: self, fault: Fault::Malformed }
	}
}

/// Writes a root or a label as `0x` and hexadecimal digits.
struct Hex<Bytes>(Bytes);

impl<Bytes: AsRef<[u8]>> fmt::Display for Hex<Bytes> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("0x")?;
		self.0.as_ref().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
	}
}

/// Writes the institution to which a record belongs.
struct Of(InstitutionId);

impl fmt::Display for Of {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, " of institution {}", self.0 .0)
	}
}

impl fmt::Display for RecordId {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match *self {
			Self::Institution(id) => write!(f, "institution {}", id.0),
			Self::Accreditation(id) => write!(f, "accreditation {}", id.0),
			Self::CredentialType(id) => write!(f, "credential type {}", id.0),
			Self::Batch { institution: by, root } => {
				write!(f, "batch {}{}", Hex(root.0), Of(by))
			},
			Self::Statuses { institution: by, root, chunk } => {
				write!(f, "status chunk {chunk} of batch {}{}", Hex(root.0), Of(by))
			},
			Self::Successor(CredentialPointer { institution: by, root, index }) => {
				let root = Hex(root.0);
				write!(f, "the successor of credential {index} of batch {root}{}", Of(by))
			},
			Self::Holdings(id) => write!(f, "the index of the accreditations{}", Of(id)),
			Self::Batches(id) => write!(f, "the index of the batches{}", Of(id)),
			Self::NextInstitution => f.write_str("the number of the next institution"),
			Self::NextAccreditation => f.write_str("the number of the next accreditation"),
			Self::NextType => f.write_str("the number of the next credential type"),
			Self::Time => f.write_str("the time of the block"),
			Self::StorageVersion => f.write_str("the version of the records"),
			Self::LastRuntimeUpgrade => f.write_str("the version of the last upgrade"),
			Self::AllowanceUses => f.write_str("the record of used allowances"),
			Self::DocumentKey { institution: by, key } => {
				write!(f, "document key {key}{}", Of(by))
			},
			Self::DocumentKeyNumber { institution: by, number } => {
				write!(f, "the number {number} of a document key{}", Of(by))
			},
			Self::DocumentKeyCounts(id) => {
				write!(f, "the count of the document keys{}", Of(id))
			},
			Self::StatusListEnd { institution: by, label } => {
				write!(f, "the end of status list {}{}", Hex(label.0), Of(by))
			},
			Self::StatusListPart { institution: by, label, start } => {
				let label = Hex(label.0);
				write!(f, "the part at place {start} of status list {label}{}", Of(by))
			},
			Self::WholeLog => f.write_str("the log of all events"),
			Self::InstitutionLog(id) => write!(f, "the log{}", Of(id)),
			Self::CustodialChange(CredentialPointer { institution: by, root, index }) => {
				let root = Hex(root.0);
				write!(f, "the custodial change of credential {index} of batch {root}{}", Of(by))
			},
			Self::Reissue { institution: by, root } => {
				write!(f, "the reissue of batch {}{}", Hex(root.0), Of(by))
			},
		}
	}
}

/// The fault of a damaged value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum Fault {
	/// It is absent, although another value implies it.
	Missing,
	/// It does not decode to its last byte, or no call can have written it: a reserved status code,
	/// a path that does not end, an index with fewer entries than were counted.
	Malformed,
}

/// A damaged value of a state. No call can cause it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Damage {
	/// The value.
	pub record: RecordId,
	/// Its fault.
	pub fault: Fault,
}

impl fmt::Display for Damage {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let fault = match self.fault {
			Fault::Missing => "missing",
			Fault::Malformed => "malformed",
		};
		write!(f, "{} is {fault}", self.record)
	}
}

// SPDX-License-Identifier: Apache-2.0

//! Batches and their statuses.

use super::{Loss, Page, RevocationReason};
use crate::{hex::Hash, time::Time};
use alloc::string::String;
use serde::{Deserialize, Serialize};
use testamur_primitives::{
	records,
	views::{self, BatchView},
	InstitutionId, Root,
};

/// A batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Batch {
	/// The institution that anchored it.
	pub institution: u32,
	/// Its root.
	pub root: Hash,
	/// The grant under which it was anchored.
	pub accreditation: u32,
	/// The type of every credential in it.
	#[serde(rename = "type")]
	pub type_id: u32,
	/// The number of credentials.
	pub size: u32,
	/// The time of the anchoring; of a credential that a custodian issued again, that of the former one,
	/// and then `credentials_verify` names the reissue.
	pub issued_at: Time,
	/// The first moment at which its credentials are no longer valid; null for never.
	pub valid_until: Option<Time>,
	/// The revocation of the whole batch.
	pub revoked: Option<BatchRevocation>,
	/// The last attestation under another grant, if there was one.
	pub attested_again: Option<Attestation>,
}

impl Batch {
	/// Joins a record with its key.
	pub fn new(institution: InstitutionId, root: Root, record: records::Batch) -> Self {
		Self {
			institution: institution.0,
			root: root.into(),
			accreditation: record.accreditation.0,
			type_id: record.type_id.0,
			size: record.size,
			issued_at: Time(record.issued_at),
			valid_until: record.valid_until.map(Time),
			revoked: record.revoked.map(BatchRevocation::from),
			attested_again: record.attested_again.map(Attestation::from),
		}
	}
}

/// The attestation of a batch under another grant than the one that it had lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attestation {
	/// The grant under which the batch stands now.
	pub accreditation: u32,
	/// The time of the attestation.
	pub since: Time,
	/// The grant that the batch has lost in the gravest way so far. It is the present one if the batch
	/// came back to it.
	pub former: u32,
	/// The way in which it had lost that one.
	pub loss: Loss,
}

impl From<records::Attestation> for Attestation {
	fn from(attestation: records::Attestation) -> Self {
		Self {
			accreditation: attestation.accreditation.0,
			since: Time(attestation.since),
			former: attestation.former.0,
			loss: attestation.loss,
		}
	}
}

impl Page<Batch, Hash> {
	/// Joins a page of batches with their institution.
	pub fn of_batches(institution: InstitutionId, page: views::Page<BatchView, Root>) -> Self {
		let joined = |view: BatchView| Batch::new(institution, view.root, view.batch);
		Self {
			items: page.items.into_iter().map(joined).collect(),
			next: page.next.map(Hash::from),
		}
	}
}

/// The revocation of all credentials of a batch at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchRevocation {
	/// The reason.
	pub reason: RevocationReason,
	/// The time.
	pub at: Time,
	/// The root of the batch of the same institution that took its place, if one was named.
	pub successor: Option<Hash>,
}

impl From<records::BatchRevocation> for BatchRevocation {
	fn from(revocation: records::BatchRevocation) -> Self {
		let records::BatchRevocation { reason, at, successor } = revocation;
		Self { reason, at: Time(at), successor: successor.map(Hash::from) }
	}
}

/// Consecutive statuses of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statuses {
	/// The institution that anchored the batch.
	pub institution: u32,
	/// The root of the batch.
	pub root: Hash,
	/// The number of its credentials.
	pub size: u32,
	/// The place of the first status.
	pub from: u32,
	/// The number of statuses.
	pub count: u32,
	/// The statuses in hexadecimal, 4 bits each, the low nibble of a byte first.
	pub statuses: String,
	/// The revocation of the whole batch, which does not show in the single statuses.
	pub revoked: Option<BatchRevocation>,
}

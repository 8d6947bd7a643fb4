// SPDX-License-Identifier: Apache-2.0

//! Batches and their statuses.

use super::RevocationReason;
use crate::{error::Error, hex, hex::Hash, params::Range, time::Time};
use pallet_credentials_runtime_api as api;
use serde::{Deserialize, Serialize};
use testamur_primitives::{records, status::CHUNK_STATUSES, InstitutionId, Root};

/// A batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Batch {
	/// Who anchored it.
	pub institution: u32,
	/// Its root.
	pub root: Hash,
	/// The grant it was anchored under.
	pub accreditation: u32,
	/// The type of every credential in it.
	#[serde(rename = "type")]
	pub type_id: u32,
	/// How many credentials.
	pub size: u32,
	/// When it was anchored.
	pub issued_at: Time,
	/// First moment at which its credentials are no longer valid; null for never.
	pub valid_until: Option<Time>,
	/// Set when the whole batch was revoked.
	pub revoked: Option<BatchRevocation>,
}

impl Batch {
	/// Join a record with its key.
	pub(crate) fn new(institution: InstitutionId, root: Root, record: records::Batch) -> Self {
		Self {
			institution: institution.0,
			root: root.into(),
			accreditation: record.accreditation.0,
			type_id: record.type_id.0,
			size: record.size,
			issued_at: Time(record.issued_at),
			valid_until: record.valid_until.map(Time),
			revoked: record.revoked.map(BatchRevocation::from),
		}
	}
}

/// That all credentials of a batch were revoked at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchRevocation {
	/// Why.
	pub reason: RevocationReason,
	/// When.
	pub at: Time,
}

impl From<records::BatchRevocation> for BatchRevocation {
	fn from(revocation: records::BatchRevocation) -> Self {
		Self { reason: revocation.reason.into(), at: Time(revocation.at) }
	}
}

/// Consecutive statuses of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statuses {
	/// Who anchored the batch.
	pub institution: u32,
	/// Its root.
	pub root: Hash,
	/// How many credentials it has.
	pub size: u32,
	/// The place of the first status.
	pub from: u32,
	/// How many statuses.
	pub count: u32,
	/// 4 bits each, low nibble first.
	pub statuses: String,
	/// Set when the whole batch was revoked, whatever the single statuses say.
	pub revoked: Option<BatchRevocation>,
}

/// Cut the chunks that the runtime answers with to the range that was asked for.
///
/// The chunks may reach behind the end of the batch, where nothing is; they may not fall short.
pub(crate) fn cut(
	institution: InstitutionId,
	root: Root,
	range: Range,
	found: &api::Statuses,
) -> Result<Statuses, Error> {
	let size = found.batch.size;
	let count = range.count.min(size.saturating_sub(range.from));
	if found.chunks.len() < count.div_ceil(CHUNK_STATUSES) as usize {
		return Err(Error::failed("the runtime returned fewer statuses than it was asked for"));
	}
	let mut bytes: Vec<u8> = found.chunks.iter().flat_map(|chunk| chunk.0).collect();
	bytes.truncate(count.div_ceil(2) as usize);
	if count % 2 == 1 {
		// The high nibble is the status of the credential after the last.
		if let Some(last) = bytes.last_mut() {
			*last &= 0x0f;
		}
	}
	Ok(Statuses {
		institution: institution.0,
		root: root.into(),
		size,
		from: range.from,
		count,
		statuses: hex::encode(&bytes),
		revoked: found.batch.revoked.map(BatchRevocation::from),
	})
}

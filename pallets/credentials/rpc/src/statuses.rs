// SPDX-License-Identifier: Apache-2.0

//! The part of the status chunks that a question is about.

use crate::params::Range;
use pallet_credentials_rpc_api::{
	hex,
	json::{BatchRevocation, Statuses},
	Error,
};
use testamur_primitives::{status::CHUNK_STATUSES, views, InstitutionId, Root};

/// Cuts the chunks that the runtime returned to the range that was asked for.
///
/// The chunks may reach beyond the end of the batch, where there are no statuses; they may not fall
/// short.
pub(crate) fn cut(
	institution: InstitutionId,
	root: Root,
	range: Range,
	found: &views::Statuses,
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

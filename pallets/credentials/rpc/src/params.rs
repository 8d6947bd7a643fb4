// SPDX-License-Identifier: Apache-2.0

//! Parameters with limits.

use pallet_credentials_rpc_api::{
	params::{ensure_within, Param, MAX_STATUSES},
	Error,
};
use serde::de::DeserializeOwned;
use testamur_primitives::{limits::MAX_PAGE, status::CHUNK_STATUSES};

/// Parses a parameter that may be left out.
pub(crate) fn optional<T: DeserializeOwned>(
	param: Option<Param<T>>,
	name: &str,
) -> Result<Option<T>, Error> {
	param.map(|param| param.read(name)).transpose()
}

/// A range of places in a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
	/// The first place, a multiple of 256.
	pub(crate) from: u32,
	/// The number of places, at least 1.
	pub(crate) count: u32,
}

impl Range {
	/// Parses the two parameters of a range.
	pub(crate) fn read(from: &Param<u32>, count: &Param<u32>) -> Result<Self, Error> {
		let (from, count) = (from.read("from")?, count.read("count")?);
		if !from.is_multiple_of(CHUNK_STATUSES) {
			return Err(Error::malformed("from", "expected a multiple of 256"));
		}
		ensure_in_range(count, MAX_STATUSES, "count")?;
		Ok(Self { from, count })
	}
}

/// A slice of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slice {
	/// The first number.
	pub(crate) from: u32,
	/// The maximum number of items, at least 1.
	pub(crate) limit: u32,
}

impl Slice {
	/// Parses the two parameters of a page. Their defaults give the first and longest page.
	pub(crate) fn read(from: Option<Param<u32>>, limit: Option<Param<u32>>) -> Result<Self, Error> {
		let from = optional(from, "from")?.unwrap_or(1);
		Ok(Self { from, limit: read_limit(limit)? })
	}
}

/// Parses the maximum number of items of a page. Its default is the longest page.
pub(crate) fn read_limit(limit: Option<Param<u32>>) -> Result<u32, Error> {
	let limit = optional(limit, "limit")?.unwrap_or(MAX_PAGE);
	ensure_in_range(limit, MAX_PAGE, "limit")?;
	Ok(limit)
}

/// Checks that `1 <= count <= limit`.
fn ensure_in_range(count: u32, limit: u32, name: &str) -> Result<(), Error> {
	if count == 0 {
		return Err(Error::malformed(name, "expected at least 1"));
	}
	ensure_within(count.into(), limit, name)
}

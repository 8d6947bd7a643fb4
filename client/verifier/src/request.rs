// SPDX-License-Identifier: Apache-2.0

//! The parts of a request.

use crate::{answers::Failure, json};
use serde::{de::DeserializeOwned, Deserialize};
use testamur_json::place;
use testamur_proof::Requirements;

/// The parts of a request that are not read yet.
pub struct Parts<'a> {
	rest: &'a [u8],
}

impl<'a> Parts<'a> {
	/// Creates the parts of a request.
	#[must_use]
	pub const fn new(request: &'a [u8]) -> Self {
		Self { rest: request }
	}

	/// Returns true if no part is left.
	#[must_use]
	pub const fn is_empty(&self) -> bool {
		self.rest.is_empty()
	}

	/// Returns the next part.
	///
	/// # Errors
	///
	/// Refuses a request that ends before it.
	pub fn bytes(&mut self, name: &str) -> Result<&'a [u8], Failure> {
		let cut_off = || Failure::wrong(name, "expected a part after its length in four bytes");
		let (length, rest) = self.rest.split_first_chunk().ok_or_else(cut_off)?;
		let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| cut_off())?;
		let (part, rest) = rest.split_at_checked(length).ok_or_else(cut_off)?;
		self.rest = rest;
		Ok(part)
	}

	/// Parses the next part as JSON.
	///
	/// # Errors
	///
	/// Refuses a request that ends before it, and other JSON than is expected.
	pub fn json<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, Failure> {
		let text = core::str::from_utf8(self.bytes(name)?);
		let text = text.map_err(|_| Failure::wrong(name, "expected JSON in UTF-8"))?;
		json::read(text).map_err(|json::Error(text)| {
			let (place, problem) = place::split_text(&text);
			Failure::wrong(alloc::format!("{name}{place}"), problem)
		})
	}

	/// Checks that no part is left.
	///
	/// # Errors
	///
	/// Refuses a request that has more parts.
	pub fn end(&self) -> Result<(), Failure> {
		match self.is_empty() {
			true => Ok(()),
			false => Err(Failure::wrong("request", "expected fewer parts")),
		}
	}
}

/// What a verifier demands of the moment that evidence shows.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Demands {
	/// The time by the clock of the verifier, in milliseconds.
	now: u64,
	/// The largest age, in milliseconds; null for a question about the past. It cannot be left out,
	/// because evidence of any age would be accepted by mistake.
	#[serde(deserialize_with = "json::present")]
	max_age: Option<u64>,
	/// The time by which the clock of the verifier may be behind, in milliseconds.
	#[serde(default = "max_ahead")]
	max_ahead: u64,
}

impl Demands {
	/// Returns the requirements of the check.
	pub(crate) const fn requirements(&self) -> Requirements<'static> {
		let Self { now, max_age, max_ahead } = *self;
		Requirements { max_ahead, ..Requirements::new(now, max_age) }
	}
}

const fn max_ahead() -> u64 {
	Requirements::MAX_AHEAD
}

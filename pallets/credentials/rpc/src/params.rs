// SPDX-License-Identifier: Apache-2.0

//! Parameters, read so that an error names the member that is at fault.

use crate::{error::Error, hex::Hash, reference::References, time::Time};
use serde::{
	de::{self, DeserializeOwned, IgnoredAny},
	ser::SerializeMap,
	Deserialize, Deserializer, Serialize, Serializer,
};
use serde_json::value::{to_raw_value, RawValue};
use std::{fmt, marker::PhantomData};
use testamur_primitives::{
	limits::{MAX_CHUNKS, MAX_PAGE, MAX_REFERENCES},
	status::CHUNK_STATUSES,
	CredentialReference,
};

/// Statuses in one answer.
pub const MAX_STATUSES: u32 = MAX_CHUNKS * CHUNK_STATUSES;

/// A parameter that is JSON, and not yet known to be more than that.
///
/// It is read by the method and not by the RPC server, whose errors do not name the parameter.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Param<T> {
	json: Box<RawValue>,
	#[serde(skip)]
	of: PhantomData<fn() -> T>,
}

impl<T: Serialize> Param<T> {
	/// The parameter as a client sends it.
	pub fn new(value: &T) -> Result<Self, serde_json::Error> {
		Ok(Self { json: to_raw_value(value)?, of: PhantomData })
	}
}

impl<T: DeserializeOwned> Param<T> {
	/// Read it, or say what is wrong with the parameter of that name.
	pub(crate) fn read(&self, name: &str) -> Result<T, Error> {
		parse(self.json.get(), name)
	}
}

/// Read a parameter that may be left out.
pub(crate) fn optional<T: DeserializeOwned>(
	param: Option<Param<T>>,
	name: &str,
) -> Result<Option<T>, Error> {
	param.map(|param| param.read(name)).transpose()
}

impl Param<References> {
	/// Read the references of a verification. They are counted before the first one is looked at.
	pub(crate) fn read_references(&self) -> Result<Vec<CredentialReference>, Error> {
		const NAME: &str = "references";
		let count: Count = parse(self.json.get(), NAME)?;
		ensure_within(count.0, MAX_REFERENCES, NAME)?;
		Ok(self.read(NAME)?.0)
	}
}

/// A place in a batch from which statuses are read, and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
	/// The first status; a multiple of 256.
	pub(crate) from: u32,
	/// How many; at least 1.
	pub(crate) count: u32,
}

impl Range {
	/// Read the two parameters of a range.
	pub(crate) fn read(from: &Param<u32>, count: &Param<u32>) -> Result<Self, Error> {
		let (from, count) = (from.read("from")?, count.read("count")?);
		if !from.is_multiple_of(CHUNK_STATUSES) {
			return Err(Error::malformed("from", "expected a multiple of 256"));
		}
		Ok(Self { from, count: at_least_one(count, MAX_STATUSES, "count")? })
	}
}

/// Where a page of a listing starts, and how long it is at the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slice {
	/// The first number.
	pub(crate) from: u32,
	/// How many items.
	pub(crate) limit: u32,
}

impl Slice {
	/// Read the two parameters of a page; left out, they stand for the first and longest page.
	pub(crate) fn read(from: Option<Param<u32>>, limit: Option<Param<u32>>) -> Result<Self, Error> {
		let from = optional(from, "from")?.unwrap_or(1);
		let limit = optional(limit, "limit")?.unwrap_or(MAX_PAGE);
		Ok(Self { from, limit: at_least_one(limit, MAX_PAGE, "limit")? })
	}
}

/// Refuse none as meaningless and too many as too many.
fn at_least_one(count: u32, limit: u32, name: &str) -> Result<u32, Error> {
	if count == 0 {
		return Err(Error::malformed(name, "expected at least 1"));
	}
	ensure_within(count.into(), limit, name)?;
	Ok(count)
}

/// Refuse more than one call answers.
pub(crate) fn ensure_within(requested: u64, limit: u32, name: &str) -> Result<(), Error> {
	if requested > limit.into() {
		return Err(Error::OverLimit { field: name.into(), requested, limit });
	}
	Ok(())
}

/// Read JSON, and let an error name the place in it.
fn parse<T: DeserializeOwned>(json: &str, name: &str) -> Result<T, Error> {
	serde_json::from_str(json).map_err(|error| {
		let text = error.to_string();
		let position = format!(" at line {} column {}", error.line(), error.column());
		let text = text.strip_suffix(&position).unwrap_or(&text);
		// What went wrong below the top begins with where, see `within`.
		let end = if text.starts_with(['.', '[']) { text.find(": ").unwrap_or(0) } else { 0 };
		let (place, problem) = text.split_at(end);
		Error::malformed(format!("{name}{place}"), problem.trim_start_matches(": "))
	})
}

/// Put a place in front of an error that happened there.
pub(crate) fn within<E: de::Error>(place: impl fmt::Display, error: impl fmt::Display) -> E {
	let below = error.to_string();
	let joint = if below.starts_with(['.', '[']) { "" } else { ": " };
	E::custom(format_args!("{place}{joint}{below}"))
}

/// How many items a list has.
struct Count(u64);

impl<'de> Deserialize<'de> for Count {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Visitor;

		impl<'de> de::Visitor<'de> for Visitor {
			type Value = Count;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("a list")
			}

			fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
				let mut count = 0;
				while seq.next_element::<IgnoredAny>()?.is_some() {
					count += 1;
				}
				Ok(Count(count))
			}
		}

		deserializer.deserialize_seq(Visitor)
	}
}

/// The block or the time a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
	/// The block of this hash: `"0x…"` or `{"hash":"0x…"}`.
	Hash(Hash),
	/// The last finalized block that is not after this time: `{"time":"…"}`.
	Time(Time),
}

impl Serialize for At {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		match self {
			Self::Hash(hash) => hash.serialize(serializer),
			Self::Time(time) => {
				let mut map = serializer.serialize_map(Some(1))?;
				map.serialize_entry("time", time)?;
				map.end()
			},
		}
	}
}

impl<'de> Deserialize<'de> for At {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Visitor;

		impl<'de> de::Visitor<'de> for Visitor {
			type Value = At;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("the hash of a block, or {\"time\":\"2026-03-01T00:00:00Z\"}, or null")
			}

			fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
				Hash::parse(text)
					.map(At::Hash)
					.ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
			}

			fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
				let at = match map.next_key::<String>()?.as_deref() {
					Some("hash") => map.next_value().map(At::Hash).map_err(|e| within(".hash", e)),
					Some("time") => map.next_value().map(At::Time).map_err(|e| within(".time", e)),
					Some(other) => Err(de::Error::unknown_field(other, &["hash", "time"])),
					None => Err(de::Error::custom(format_args!("expected {}", Expected))),
				}?;
				match map.next_key::<String>()? {
					None => Ok(at),
					Some(_) => Err(de::Error::custom("expected either `hash` or `time`, and once")),
				}
			}
		}

		/// `Visitor::expecting` as text.
		struct Expected;

		impl fmt::Display for Expected {
			fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				de::Visitor::expecting(&Visitor, f)
			}
		}

		deserializer.deserialize_any(Visitor)
	}
}

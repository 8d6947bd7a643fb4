// SPDX-License-Identifier: Apache-2.0

//! Parameters, parsed so that an error names the member at fault.

use crate::{error::Error, hex::Hash, time::Time};
use serde::{
	de::{self, DeserializeOwned, IgnoredAny, SeqAccess},
	ser::SerializeMap,
	Deserialize, Deserializer, Serialize, Serializer,
};
use serde_json::value::{to_raw_value, RawValue};
use std::{fmt, marker::PhantomData};
use testamur_json::place::split;
pub(crate) use testamur_json::place::within;
use testamur_primitives::{limits::MAX_CHUNKS, status::CHUNK_STATUSES};

/// The maximum number of statuses in one answer.
pub const MAX_STATUSES: u32 = MAX_CHUNKS * CHUNK_STATUSES;

/// A parameter that is JSON and not parsed yet.
///
/// The method parses it, and not the RPC framework, whose errors do not name the parameter.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Param<T> {
	json: Box<RawValue>,
	#[serde(skip)]
	of: PhantomData<fn() -> T>,
}

impl<T: Serialize> Param<T> {
	/// Creates the parameter that a client sends.
	pub fn new(value: &T) -> Result<Self, serde_json::Error> {
		Ok(Self { json: to_raw_value(value)?, of: PhantomData })
	}
}

impl<T: DeserializeOwned> Param<T> {
	/// Parses the parameter. An error names it `name`.
	pub fn read(&self, name: &str) -> Result<T, Error> {
		self.read_as(name)
	}

	/// Parses the parameter, which is a list of at most `limit` items. They are counted before the
	/// first one is parsed.
	pub fn read_counted(&self, name: &str, limit: u32) -> Result<T, Error> {
		let Count(count) = self.read_as(name)?;
		ensure_within(count, limit, name)?;
		self.read(name)
	}
}

impl<T> Param<T> {
	/// Parses the parameter as another type than its own.
	pub(crate) fn read_as<Other: DeserializeOwned>(&self, name: &str) -> Result<Other, Error> {
		serde_json::from_str(self.json.get()).map_err(|error| {
			let (place, problem) = split(&error);
			Error::malformed(format!("{name}{place}"), problem)
		})
	}
}

/// The number of items of a list.
struct Count(u64);

impl<'de> Deserialize<'de> for Count {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Visitor;

		impl<'de> de::Visitor<'de> for Visitor {
			type Value = Count;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("a list")
			}

			fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
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

/// Checks that a parameter does not ask for more than one call answers.
pub fn ensure_within(requested: u64, limit: u32, name: &str) -> Result<(), Error> {
	if requested > limit.into() {
		return Err(Error::OverLimit { field: name.into(), requested, limit });
	}
	Ok(())
}

/// The block or the time that a question is about.
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

		/// The text of `Visitor::expecting`.
		struct Expected;

		impl fmt::Display for Expected {
			fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				de::Visitor::expecting(&Visitor, f)
			}
		}

		deserializer.deserialize_any(Visitor)
	}
}

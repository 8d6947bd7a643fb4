// SPDX-License-Identifier: Apache-2.0

//! The text form of moments, which are milliseconds on chain and RFC 3339 in JSON.

use alloc::{
	format,
	string::{String, ToString},
};
use chrono::{DateTime, Datelike, Timelike, Utc};
use core::fmt;
use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use testamur_primitives::Moment;

/// `9999-12-31T23:59:59.999Z`, the last moment that RFC 3339 can write.
const LAST: Moment = 253_402_300_799_999;

/// A moment that is written as RFC 3339 in UTC with milliseconds.
///
/// A moment after the year 9999, which means "never" in practice, is written as the last
/// millisecond of that year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(pub Moment);

impl Time {
	/// Parses RFC 3339 with any offset. Fractions of a millisecond are cut off, and a time before
	/// 1970 is read as the start of 1970, because no block is as old.
	pub fn parse(text: &str) -> Option<Self> {
		let moment = DateTime::parse_from_rfc3339(text).ok()?.timestamp_millis();
		Some(Self(Moment::try_from(moment).unwrap_or_default()))
	}

	/// Returns the time of an event, or `None` for one of the genesis block, which has no time.
	pub fn of_event(moment: Moment) -> Option<Self> {
		(moment > 0).then_some(Self(moment))
	}

	/// Returns the moment as proofs state it: in UTC, to the second.
	pub fn to_second(self) -> String {
		let text = self.to_string();
		format!("{}Z", text.split('.').next().unwrap_or_default())
	}

	fn write(self) -> [u8; 24] {
		let moment = i64::try_from(self.0.min(LAST)).unwrap_or_default();
		let time = DateTime::<Utc>::from_timestamp_millis(moment).unwrap_or_default();
		let mut text = *b"0000-00-00T00:00:00.000Z";
		let mut put = |end: usize, mut value: u32| {
			for digit in text[..end].iter_mut().rev() {
				if value == 0 {
					break;
				}
				*digit = b'0' + u8::try_from(value % 10).unwrap_or_default();
				value /= 10;
			}
		};
		put(4, time.year().unsigned_abs());
		put(7, time.month());
		put(10, time.day());
		put(13, time.hour());
		put(16, time.minute());
		put(19, time.second());
		put(23, time.timestamp_subsec_millis());
		text
	}
}

impl fmt::Display for Time {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(core::str::from_utf8(&self.write()).unwrap_or_default())
	}
}

impl Serialize for Time {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.serialize_str(core::str::from_utf8(&self.write()).unwrap_or_default())
	}
}

impl<'de> Deserialize<'de> for Time {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Visitor;

		impl de::Visitor<'_> for Visitor {
			type Value = Time;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("a time as in RFC 3339, such as \"2026-03-01T00:00:00Z\"")
			}

			fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
				Time::parse(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
			}
		}

		deserializer.deserialize_str(Visitor)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn proofs_state_a_moment_to_the_second() {
		assert_eq!(Time(1_782_896_400_123).to_second(), "2026-07-01T09:00:00Z");
		assert_eq!(Time(u64::MAX).to_second(), "9999-12-31T23:59:59Z");
	}

	#[test]
	fn known_moments_are_written() {
		let cases = [
			(0, "1970-01-01T00:00:00.000Z"),
			(1, "1970-01-01T00:00:00.001Z"),
			(951_782_400_000, "2000-02-29T00:00:00.000Z"),
			(1_772_323_200_000, "2026-03-01T00:00:00.000Z"),
			(1_798_761_599_050, "2026-12-31T23:59:59.050Z"),
			(LAST, "9999-12-31T23:59:59.999Z"),
			(LAST + 1, "9999-12-31T23:59:59.999Z"),
			(Moment::MAX, "9999-12-31T23:59:59.999Z"),
		];
		for (moment, text) in cases {
			assert_eq!(Time(moment).to_string(), text);
		}
	}

	#[test]
	fn other_ways_to_write_a_time_are_read() {
		let cases = [
			("2026-03-01T00:00:00Z", 1_772_323_200_000),
			("2026-03-01t00:00:00z", 1_772_323_200_000),
			("2026-03-01T01:30:00+01:30", 1_772_323_200_000),
			("2026-02-28T19:00:00.5-05:00", 1_772_323_200_500),
			("2026-03-01T00:00:00.0009999Z", 1_772_323_200_000),
			("2026-02-28T23:59:60Z", 1_772_323_200_000),
			("1969-12-31T23:59:59Z", 0),
		];
		for (text, moment) in cases {
			assert_eq!(Time::parse(text), Some(Time(moment)), "{text}");
		}
	}

	#[test]
	fn text_that_is_not_a_time_is_refused() {
		let cases = [
			"",
			"now",
			"2026-03-01",
			"2026-03-01T00:00:00",
			"2026-02-30T00:00:00Z",
			"2026-03-01T24:00:00Z",
			"2026-03-01T00:00:00+25:00",
			"1772323200000",
			"2026-03-01T00:00:00Z ",
		];
		for text in cases {
			assert_eq!(Time::parse(text), None, "{text}");
		}
	}

	proptest! {
		#[test]
		fn writing_is_what_chrono_writes_and_reads_back(moment in 0..=LAST) {
			let text = Time(moment).to_string();
			let chrono = DateTime::<Utc>::from_timestamp_millis(moment as i64).unwrap();
			prop_assert_eq!(&text, &chrono.to_rfc3339_opts(chrono::SecondsFormat::Millis, true));
			prop_assert_eq!(Time::parse(&text), Some(Time(moment)));
		}

		#[test]
		fn reading_never_panics(text in ".*") {
			let _ = Time::parse(&text);
		}
	}
}

// SPDX-License-Identifier: Apache-2.0

//! The clock of this machine, and the largest age that a moment may have by it.

use std::{
	str::FromStr,
	time::{SystemTime, UNIX_EPOCH},
};
use testamur_primitives::Moment;

/// Returns the time by the clock of this machine, in milliseconds.
#[allow(
	clippy::disallowed_methods,
	reason = "the age of evidence is that by the clock of the user"
)]
#[must_use]
pub fn now() -> Moment {
	let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
	Moment::try_from(since.as_millis()).unwrap_or(Moment::MAX)
}

/// The largest age of a moment in milliseconds, or `None` for any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaxAge(pub Option<Moment>);

impl FromStr for MaxAge {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		if text == "any" {
			return Ok(Self(None));
		}
		let wrong = || "expected a number and s, m, h or d, such as 24h, or \"any\"".to_string();
		let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
		let seconds: Moment = match text.get(digits.len()..) {
			Some("s") => 1,
			Some("m") => 60,
			Some("h") => 3_600,
			Some("d") => 86_400,
			_ => return Err(wrong()),
		};
		let count: Moment = digits.parse().map_err(|_| wrong())?;
		let age = count.checked_mul(seconds).and_then(|age| age.checked_mul(1_000));
		age.map(|age| Self(Some(age))).ok_or_else(wrong)
	}
}

#[cfg(test)]
mod tests {
	use super::MaxAge;

	#[test]
	fn ages_have_a_unit() {
		let age = |text: &str| text.parse::<MaxAge>();
		assert_eq!(age("any"), Ok(MaxAge(None)));
		assert_eq!(age("90s"), Ok(MaxAge(Some(90_000))));
		assert_eq!(age("2m"), Ok(MaxAge(Some(120_000))));
		assert_eq!(age("24h"), Ok(MaxAge(Some(86_400_000))));
		assert_eq!(age("7d"), Ok(MaxAge(Some(604_800_000))));
		for wrong in
			["", "24", "h", "-1h", "1.5h", "1 h", "1w", "any ", "99999999999999999999d", "ß"]
		{
			assert!(age(wrong).is_err(), "{wrong:?}");
		}
	}
}

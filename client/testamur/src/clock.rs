// SPDX-License-Identifier: Apache-2.0

//! The clock of this machine, and moments as signatures state them.

use crate::problem::Problem;
use std::time::{SystemTime, UNIX_EPOCH};
use testamur_json::time::Time;

/// Returns the present moment in milliseconds.
#[allow(clippy::disallowed_methods, reason = "a signature states when it was made, by this clock")]
pub(crate) fn now() -> Result<u64, Problem> {
	let since = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|_| Problem::Clock)?;
	u64::try_from(since.as_millis()).map_err(|_| Problem::Clock)
}

/// Returns a moment in milliseconds as a signature states it, to the second.
pub(crate) fn moment(now: u64) -> Result<String, Problem> {
	let text = serde_json::to_value(Time(now)).map_err(|_| Problem::Clock)?;
	let text = text.as_str().unwrap_or_default();
	let second = text
		.split('.')
		.next()
		.filter(|second| second.len() == "2026-07-01T09:00:00".len());
	second.map(|second| format!("{second}Z")).ok_or(Problem::Clock)
}

#[cfg(test)]
mod tests {
	#[test]
	fn a_signature_states_its_moment_to_the_second() {
		assert_eq!(super::moment(1_782_896_400_123).unwrap(), "2026-07-01T09:00:00Z");
		assert!(super::now().unwrap() > 1_700_000_000_000);
	}
}

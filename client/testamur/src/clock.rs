// SPDX-License-Identifier: Apache-2.0

//! The clock of this machine.

use crate::problem::Problem;
use std::time::{SystemTime, UNIX_EPOCH};

/// Returns the present moment in milliseconds.
#[allow(clippy::disallowed_methods, reason = "a signature states when it was made, by this clock")]
pub(crate) fn now() -> Result<u64, Problem> {
	let since = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|_| Problem::Clock)?;
	u64::try_from(since.as_millis()).map_err(|_| Problem::Clock)
}

// SPDX-License-Identifier: Apache-2.0

//! Errors that name the member at fault: `[3].leaf: invalid length`.

use alloc::string::{String, ToString};
use core::fmt;
use serde::de;

/// Prefixes an error with the place where it occurred.
pub fn within<E: de::Error>(place: impl fmt::Display, error: impl fmt::Display) -> E {
	let below = error.to_string();
	let joint = if below.starts_with(['.', '[']) { "" } else { ": " };
	E::custom(format_args!("{place}{joint}{below}"))
}

/// Splits an error into the place at which it occurred, which is empty at the top, and the problem.
///
/// The position in the text is left out, because a parameter is a part of a text that its sender may
/// never have seen.
pub fn split(error: &serde_json::Error) -> (String, String) {
	let text = error.to_string();
	let position = alloc::format!(" at line {} column {}", error.line(), error.column());
	let text = text.strip_suffix(&position).unwrap_or(&text);
	// The text of an error below the top begins with its place, see `within`.
	let end = if text.starts_with(['.', '[']) { text.find(": ").unwrap_or(0) } else { 0 };
	let (place, problem) = text.split_at(end);
	(place.to_string(), problem.trim_start_matches(": ").to_string())
}

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
	let (place, problem) = split_text(text.strip_suffix(&position).unwrap_or(&text));
	(place.into(), problem.into())
}

/// Splits the text of an error, as [`split`] does.
pub fn split_text(text: &str) -> (&str, &str) {
	// The text of an error below the top begins with its place, see `within`.
	if !text.starts_with(['.', '[']) {
		return ("", text);
	}
	// A search for text would bring the search for any text into the module of the verifier.
	let end = text.as_bytes().windows(2).position(|pair| pair == b": ");
	let split = end.and_then(|end| Some((text.get(..end)?, text.get(end.checked_add(2)?..)?)));
	split.unwrap_or(("", text))
}

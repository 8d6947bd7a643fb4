// SPDX-License-Identifier: Apache-2.0

//! Requests and answers, as the page makes and reads them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;

/// Returns a request with these parts.
pub(crate) fn request(parts: &[&[u8]]) -> Vec<u8> {
	let mut request = Vec::new();
	for part in parts {
		request.extend(u32::try_from(part.len()).unwrap().to_le_bytes());
		request.extend(*part);
	}
	request
}

pub(crate) fn text(value: &Value) -> Vec<u8> {
	value.to_string().into_bytes()
}

pub(crate) fn read(answer: &[u8]) -> Value {
	serde_json::from_slice(answer).unwrap()
}

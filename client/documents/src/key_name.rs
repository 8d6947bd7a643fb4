// SPDX-License-Identifier: Apache-2.0

//! The names of document keys: that of the issuer, `#k` for a key for credentials or `#s` for one for status lists,
//! and the number of the key in the institution's record.

use alloc::{format, string::String};

/// Returns the name of a document key of an issuer, by its number in the record.
#[must_use]
pub fn key_name(issuer: &str, number: u32) -> String {
	format!("{issuer}#k{number}")
}

/// Returns the name of a key for status lists of an issuer, by its number in the record.
#[must_use]
pub fn list_key_name(issuer: &str, number: u32) -> String {
	format!("{issuer}#s{number}")
}

/// Returns the number of a document key by its name, or `None` if the name is none of a key of this issuer.
#[must_use]
pub fn key_number(name: &str, issuer: &str) -> Option<u32> {
	let digits = name.strip_prefix(issuer)?.strip_prefix("#k")?;
	let is_number = !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
	digits.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
	use super::{key_name, key_number};
	use std::format;

	#[test]
	fn a_key_is_named_by_its_number_in_one_way() {
		let issuer = "did:web:example.org";
		for number in [1, 9, 10, u32::MAX] {
			assert_eq!(key_number(&key_name(issuer, number), issuer), Some(number));
		}
		for fragment in ["#k0", "#k01", "#k+1", "#k", "#s1", "#k1-jwk", "#k4294967296", "k1", ""] {
			assert_eq!(key_number(&format!("{issuer}{fragment}"), issuer), None, "{fragment}");
		}
		assert_eq!(key_number("did:web:example.com#k1", issuer), None);
	}
}
